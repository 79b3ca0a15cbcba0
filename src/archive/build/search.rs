//! The search of a build: its page, and the index in pieces.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::Context;

use super::Failure;
use super::pages::{Pages, file, is_kept};
use crate::archive::card::{Card, File};
use crate::archive::catalogue::Catalogue;
use crate::archive::desk::{SiteFolder, Stretch, Watch};
use crate::archive::print::Printer;
use crate::archive::search::{Builder, text};
use crate::archive::site::Site;
use crate::archive::state::PageFile;
use crate::error::Error;

/// The folder of search within the site.
pub(super) const FOLDER: &str = "search/";

/// Makes the search of all letters, or keeps it where no letter has changed.
pub(super) fn all(
    site: &Site,
    catalogue: &Catalogue<'_>,
    old: Vec<PageFile>,
    folder: &dyn SiteFolder,
    watch: &dyn Watch,
) -> Result<Pages, Failure> {
    if site.without_search {
        let stale = old.into_iter().map(|file| file.path).collect();
        return Ok(Pages {
            stale,
            ..Pages::default()
        });
    }
    let mut printer = Printer::default();
    printer.add(site.print());
    for card in &catalogue.cards {
        printer.add(&card.id).add(&card.entry).add(&card.sender);
        for file in pages(card) {
            printer.add(file.sha256);
        }
    }
    let print = printer.print();
    if !old.is_empty() && old.par_iter().all(|before| is_kept(before, print, folder)) {
        return Ok(Pages {
            files: old,
            ..Pages::default()
        });
    }
    let files = files(site, catalogue, folder, watch)?;
    let mut stale: BTreeMap<_, _> = old.into_iter().map(|file| (file.path, ())).collect();
    folder.intend(
        &files
            .iter()
            .map(|(path, _)| path.clone())
            .collect::<Vec<_>>(),
    )?;
    let written: Result<Vec<_>, Failure> = files
        .par_iter()
        .map(|(path, bytes)| file(path, print, bytes, folder))
        .collect();
    let written = written?;
    for file in &written {
        stale.remove(&file.path);
    }
    Ok(Pages {
        made: written.len(),
        files: written,
        stale: stale.into_keys().collect(),
        ..Pages::default()
    })
}

/// The pages of a letter: one in each of its languages, so that it is found by the words of all.
fn pages<'c>(card: &'c Card<'c>) -> impl Iterator<Item = &'c File<'c>> {
    (card.files.iter()).filter(|file| file.name.ends_with(".html"))
}

/// The page, its scripts, and the pieces of the index.
fn files(
    site: &Site,
    catalogue: &Catalogue<'_>,
    folder: &dyn SiteFolder,
    watch: &dyn Watch,
) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    watch.begin(Stretch::Search, catalogue.cards.len());
    let letters = (0..catalogue.cards.len()).into_par_iter();
    let built = letters.try_fold(
        || Builder::new(site.months.clone()),
        |mut builder, at| {
            let card = &catalogue.cards[at];
            let number = u32::try_from(at)
                .map_err(|_| Error::output("there are too many letters to be searched"))?;
            let mut words = String::new();
            for file in pages(card) {
                let bytes = folder.read(&format!("{}/{}", card.address, file.name))?;
                words.push_str(&text(&String::from_utf8_lossy(&bytes)));
                words.push(' ');
            }
            builder.add(number, card, &words);
            watch.done();
            Ok(builder)
        },
    );
    let built = built.try_reduce(
        || Builder::new(site.months.clone()),
        |mut one, other| {
            one.merge(other);
            Ok::<_, Error>(one)
        },
    );
    let mut files: Vec<(String, Vec<u8>)> = built?.finish().collect();
    let mut context = Context::new();
    context.insert("title", site.words.say("search"));
    context.insert("section", "search");
    let page = format!("{FOLDER}index.html");
    files.push((page.clone(), site.render("search.html", &page, context)?));
    let scripts = site.scripts.iter();
    files.extend(scripts.map(|(path, text)| (path.clone(), text.clone().into_bytes())));
    Ok(files)
}
