//! The search of a build: its page, and the index in pieces.

use std::collections::BTreeMap;

use rayon::prelude::*;
use tera::Context;

use super::Failure;
use super::pages::{Pages, file, is_kept};
use crate::archive::card::{Card, File};
use crate::archive::catalogue::Catalogue;
use crate::archive::search::{Builder, text};
use crate::archive::site::Site;
use crate::archive::state::PageFile;
use crate::archive::store::{Phase, Progress, SiteFolder};
use crate::error::Error;
use crate::text::Fingerprinter;

/// The folder of search within the site.
pub(super) const FOLDER: &str = "search/";

/// Makes the search of all letters, or keeps it where no letter has changed.
pub(super) fn all(
    site: &Site,
    catalogue: &Catalogue<'_>,
    old: Vec<PageFile>,
    folder: &dyn SiteFolder,
    progress: &dyn Progress,
) -> Result<Pages, Failure> {
    if site.without_search {
        let stale = old.into_iter().map(|file| file.path).collect();
        return Ok(Pages { stale, ..Pages::default() });
    }
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.add(site.fingerprint());
    for card in &catalogue.cards {
        fingerprinter.add(&card.id).add(&card.entry).add(&card.sender);
        for file in pages(card) {
            fingerprinter.add(file.sha256);
        }
    }
    let print = fingerprinter.fingerprint();
    if !old.is_empty() && old.par_iter().all(|before| is_kept(before, print, folder)) {
        return Ok(Pages { files: old, ..Pages::default() });
    }
    let mut stale: BTreeMap<_, _> = old.into_iter().map(|file| (file.path, ())).collect();
    let mut written = Vec::new();
    let mut write = |path: String, bytes: Vec<u8>| -> Result<(), Failure> {
        folder.journal(std::slice::from_ref(&path))?;
        written.push(file(&path, print, &bytes, folder)?);
        stale.remove(&path);
        Ok(())
    };
    index(site, catalogue, folder, progress)?.finish(&mut write)?;
    let mut context = Context::new();
    context.insert("title", site.words.say("search"));
    context.insert("section", "search");
    let page = format!("{FOLDER}index.html");
    write(page.clone(), site.render("search.html", &page, context)?)?;
    for (path, text) in &site.scripts {
        write(path.clone(), text.clone().into_bytes())?;
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

/// The index of all letters.
fn index(
    site: &Site,
    catalogue: &Catalogue<'_>,
    folder: &dyn SiteFolder,
    progress: &dyn Progress,
) -> Result<Builder, Failure> {
    let count = catalogue.cards.len();
    progress.begin(Phase::Search, count);
    // One builder a thread: each holds its own copy of the words that all letters share.
    let run = count.div_ceil(rayon::current_num_threads()).max(1);
    let letters = (0..count).into_par_iter().with_min_len(run);
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
            progress.done();
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
    Ok(built?)
}
