//! The search of a build: its page, and the index in pieces.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;
use tera::Context;

use super::Failure;
use super::pages::{Pages, file, is_kept};
use crate::archive::card::{Card, File};
use crate::archive::catalogue::Catalogue;
use crate::archive::letter::sha256;
use crate::archive::search::{Builder, Changes, Index, Letters, files, read, text};
use crate::archive::site::Site;
use crate::archive::state::{PageFile, SearchState};
use crate::archive::store::{Phase, Progress, SiteFolder};
use crate::error::Error;
use crate::text::{Fingerprint, Fingerprinter};

/// The folder of search within the site.
pub(super) const FOLDER: &str = "search/";

/// Letters that are put into an index one after another; each such index is merged with others.
const CHUNK: usize = 2048;

/// Makes the search of all letters, or changes it where letters have changed.
pub(super) fn all(
    site: &Site,
    catalogue: &Catalogue<'_>,
    before: (SearchState, Vec<PageFile>),
    folder: &dyn SiteFolder,
    progress: &dyn Progress,
) -> Result<(SearchState, Pages), Failure> {
    let (before, old) = before;
    if site.without_search {
        let stale = old.into_iter().map(|file| file.path).collect();
        return Ok((SearchState::default(), Pages { stale, ..Pages::default() }));
    }
    let letters = Letters::new(&catalogue.cards);
    let now = SearchState {
        site: site.fingerprint(),
        letters: letters.cards().par_iter().map(|card| Fingerprint::of(card)).collect(),
    };
    let same_site = before.site == now.site && !old.is_empty();
    let changes = Changes::between(&before.letters, &now.letters);
    if same_site && changes.are_none() && super::pages::untouched(&old, folder) {
        return Ok((now, Pages { files: old, ..Pages::default() }));
    }
    let old: BTreeMap<String, PageFile> =
        old.into_iter().map(|file| (file.path.clone(), file)).collect();
    let source = Source { site, letters: &letters, folder, progress };
    // Where much has changed, a new index is made sooner than the old one is read.
    let few = same_site && changes.added.len() < now.letters.len() / 4;
    let index = match few.then(|| read(|path| as_left(old.get(path)?, folder))).flatten() {
        Some(index) => changes.keep(&index).merge(&source.index(&changes.added)?),
        None => source.index(&(0..letters.count()).collect::<Vec<_>>())?,
    };
    let written = Mutex::new(Vec::with_capacity(old.len()));
    let write = |path: String, bytes: Vec<u8>| -> Result<(), Failure> {
        let print = Fingerprinter::default().add(&bytes).fingerprint();
        let kept = old.get(&path).filter(|before| is_kept(before, print, folder));
        let (file, made) = match kept {
            Some(kept) => (kept.clone(), false),
            None => {
                folder.journal(std::slice::from_ref(&path))?;
                (file(&path, print, &bytes, folder)?, true)
            }
        };
        written
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .push((file, made));
        Ok(())
    };
    files(&index, &letters, &site.months, &write)?;
    let mut context = Context::new();
    context.insert("title", site.words.say("search"));
    context.insert("section", "search");
    let page = format!("{FOLDER}index.html");
    write(page.clone(), site.render("search.html", &page, context)?)?;
    for (path, text) in &site.scripts {
        write(path.clone(), text.clone().into_bytes())?;
    }
    let written = written
        .into_inner()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let made = written.iter().filter(|(_, made)| *made).count();
    let files: Vec<_> = written.into_iter().map(|(file, _)| file).collect();
    let mut stale = old;
    for file in &files {
        stale.remove(&file.path);
    }
    let stale = stale.into_keys().collect();
    Ok((now, Pages { made, files, stale, ..Pages::default() }))
}

/// A file as it was left, if it is.
fn as_left(before: &PageFile, folder: &dyn SiteFolder) -> Option<Vec<u8>> {
    let bytes = folder.read(&before.path).ok()?;
    (sha256(&bytes) == before.sha256).then_some(bytes)
}

/// The pages of a letter: one in each of its languages, so that it is found by the words of all.
fn pages<'c>(card: &'c Card<'c>) -> impl Iterator<Item = &'c File<'c>> {
    (card.files.iter()).filter(|file| file.name.ends_with(".html"))
}

/// What an index is made of.
struct Source<'a> {
    site: &'a Site,
    letters: &'a Letters<'a>,
    folder: &'a dyn SiteFolder,
    progress: &'a dyn Progress,
}

impl Source<'_> {
    /// The index of some letters, by their numbers in order.
    fn index(&self, numbers: &[u32]) -> Result<Index, Failure> {
        self.progress.begin(Phase::Search, numbers.len());
        let chunks = numbers.par_chunks(CHUNK).map(|numbers| {
            let mut builder = Builder::new(self.site.months.clone());
            for number in numbers {
                let card = self.letters.cards()[*number as usize];
                builder.add(*number, card, &self.words(card)?);
                self.progress.done();
            }
            Ok::<_, Error>(builder.finish())
        });
        let merge = |one: Index, other: Index| Ok(one.merge(&other));
        Ok(chunks.try_reduce(Index::default, merge)?)
    }

    fn words(&self, card: &Card<'_>) -> Result<String, Error> {
        let mut words = String::new();
        for file in pages(card) {
            let bytes = self.folder.read(&format!("{}/{}", card.address, file.name))?;
            words.push_str(&text(&String::from_utf8_lossy(&bytes)));
            words.push(' ');
        }
        Ok(words)
    }
}
