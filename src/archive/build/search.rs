//! The search of a build: its page, and the index in pieces.

use std::collections::BTreeMap;
use std::sync::Mutex;

use rayon::prelude::*;
use tera::Context;

use super::finish::Finish;
use super::pages::{SiteFiles, file, is_unchanged, untouched};
use crate::archive::catalogue::Catalogue;
use crate::archive::letter::sha256;
use crate::archive::report::Failure;
use crate::archive::search::{Builder, Changes, Index, Letters, files, read};
use crate::archive::state::{PageFile, SearchState};
use crate::archive::store::{Phase, SiteFolder, Written};
use crate::error::Error;
use crate::text::{Fingerprint, Fingerprinter};

/// The folder of search within the site.
pub(super) const FOLDER: &str = "search/";

/// Letters that are put into an index one after another; each such index is merged with others.
const CHUNK: usize = 2048;

/// What is known of the search from before.
#[derive(Debug, Default)]
pub(super) struct Previous {
    pub(super) state: SearchState,
    pub(super) files: Vec<PageFile>,
}

/// Makes the search of all letters, or changes it where letters have changed.
pub(super) fn all(
    finish: &Finish<'_>,
    catalogue: &Catalogue<'_>,
    before: Previous,
) -> Result<(SearchState, SiteFiles), Failure> {
    let Finish { site, folder, .. } = *finish;
    let Previous { state: before, files: old } = before;
    if site.without_search {
        let stale = old.into_iter().map(Written::from).collect();
        return Ok((SearchState::default(), SiteFiles { stale, ..SiteFiles::default() }));
    }
    let letters = Letters::new(&catalogue.cards);
    let now = SearchState {
        site: finish.fingerprint,
        letters: (letters.cards().par_iter())
            .map(|card| {
                Fingerprint::of(&(&card.entry, &card.address, card.texts.second_fingerprint()))
            })
            .collect(),
    };
    let same_site = before.site == now.site && !old.is_empty();
    let changes = Changes::between(&before.letters, &now.letters);
    if same_site && changes.are_none() && untouched(&old, folder) {
        return Ok((now, SiteFiles { files: old, ..SiteFiles::default() }));
    }
    let old: BTreeMap<String, PageFile> =
        old.into_iter().map(|file| (file.path.clone(), file)).collect();
    let source = Source { finish, letters: &letters };
    // Where much has changed, a new index is made sooner than the old one is read.
    let few = same_site && changes.added.len() < now.letters.len() / 4;
    let index = match few.then(|| read(|path| as_left(old.get(path)?, folder))).flatten() {
        Some(index) => changes.keep(&index).merge(&source.index(&changes.added)?),
        None => source.index(&(0..letters.count()).collect::<Vec<_>>())?,
    };
    let written = Mutex::new(Vec::with_capacity(old.len()));
    let write = |path: String, bytes: Vec<u8>| -> Result<(), Failure> {
        let print = Fingerprinter::default().add(&bytes).fingerprint();
        let kept = old.get(&path).filter(|before| is_unchanged(before, print, folder));
        let (file, made) = match kept {
            Some(kept) => (kept.clone(), false),
            None => (file(&path, print, &bytes, folder)?, true),
        };
        written
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
            .push((file, made));
        Ok(())
    };
    files(&index, &letters, &site.search, write)?;
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
    let stale = stale.into_values().map(Written::from).collect();
    Ok((now, SiteFiles { made, files, stale }))
}

/// A file as it was left, if it is.
fn as_left(before: &PageFile, folder: &dyn SiteFolder) -> Option<Vec<u8>> {
    let bytes = folder.read(&before.path).ok()?;
    (sha256(&bytes) == before.sha256).then_some(bytes)
}

/// What an index is made of.
struct Source<'a> {
    finish: &'a Finish<'a>,
    letters: &'a Letters<'a>,
}

impl Source<'_> {
    /// The index of some letters, by their numbers in order.
    fn index(&self, numbers: &[u32]) -> Result<Index, Failure> {
        let Finish { site, texts, progress, .. } = *self.finish;
        progress.begin(Phase::Search, numbers.len());
        let chunks = numbers.par_chunks(CHUNK).map(|numbers| {
            let mut builder = Builder::new(&site.search);
            for number in numbers {
                let card = self.letters.cards()[*number as usize];
                builder.add(*number, card, &texts.second(&card.texts)?);
                progress.done();
            }
            Ok::<_, Error>(builder.finish())
        });
        let merge = |one: Index, other: Index| Ok(one.merge(&other));
        Ok(chunks.try_reduce(Index::default, merge)?)
    }
}
