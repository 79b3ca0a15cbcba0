//! The pages of a build: register, threads, programme, feeds, and the page of each letter.

use std::sync::Mutex;

use rayon::prelude::*;

use super::finish::Finish;
use super::programme::Meetings;
use crate::archive::catalogue::Catalogue;
use crate::archive::pages::{Page, Pages, ProgrammeEntry, ProgrammeItem, Sources};
use crate::archive::report::Failure;
use crate::archive::state::{PageFile, ProgrammeState};
use crate::archive::store::{Phase, SiteFolder, Written};
use crate::archive::views::Views;
use crate::text::Fingerprint;

/// What is known of the pages from before.
#[derive(Debug, Default)]
pub(super) struct Previous {
    pub(super) programme: ProgrammeState,
    /// The pages, in the order of their paths.
    pub(super) pages: Vec<PageFile>,
}

/// Files of a site that a build made or found unchanged.
#[derive(Debug, Default)]
pub(super) struct SiteFiles {
    pub(super) files: Vec<PageFile>,
    /// How many were made.
    pub(super) made: usize,
    /// Files as they were before, which are no longer wanted.
    pub(super) stale: Vec<Written>,
}

/// Makes all pages, or leaves those that would be the same.
pub(super) fn all(
    finish: &Finish<'_>,
    catalogue: &Catalogue<'_>,
    before: Previous,
) -> Result<(ProgrammeState, SiteFiles), Failure> {
    let views = Views::new(catalogue);
    let meetings = Meetings::new(catalogue, &views, before.programme);
    let pages = Pages::of(finish.site, catalogue, views, meetings.all.clone());
    finish.progress.begin(Phase::Pages, pages.all.len());
    let old = before.pages;
    let known = |path: &str| {
        let at = old.binary_search_by(|before| before.path.as_str().cmp(path));
        at.ok()
    };
    let sources = BuildSources { finish, catalogue, meetings: &meetings };
    let failure = Mutex::new(None);
    let results: Vec<_> = pages
        .all
        .par_iter()
        .map(|page| {
            if failure.lock().is_ok_and(|failure| failure.is_some()) {
                return (None, None);
            }
            let at = known(&page.path);
            let made = one(finish, &pages, page, at.map(|at| &old[at]), &sources);
            finish.progress.done();
            match made {
                Ok(made) => (at, made),
                Err(error) => {
                    if let Ok(mut first) = failure.lock() {
                        first.get_or_insert(error);
                    }
                    (None, None)
                }
            }
        })
        .collect();
    drop(pages);
    if let Some(failure) = failure.into_inner().ok().flatten() {
        return Err(failure);
    }
    let mut old: Vec<_> = old.into_iter().map(Some).collect();
    let mut done = SiteFiles::default();
    for (at, made) in results {
        let before = at.and_then(|at| old[at].take());
        done.made += usize::from(made.is_some());
        done.files.extend(made.or(before));
    }
    let mut left: Vec<_> = old.into_iter().flatten().collect();
    let state = meetings.files(finish, &mut left, &mut done)?;
    done.stale.extend(left.into_iter().map(Written::from));
    Ok((state, done))
}

/// Makes a page; none if it would be the same.
fn one(
    finish: &Finish<'_>,
    pages: &Pages<'_>,
    page: &Page,
    before: Option<&PageFile>,
    sources: &dyn Sources,
) -> Result<Option<PageFile>, Failure> {
    let folder = finish.folder;
    let data = pages.data(page);
    let fingerprint = data.fingerprint(finish.fingerprint, &page.path);
    if before.is_some_and(|before| is_unchanged(before, fingerprint, folder)) {
        return Ok(None);
    }
    if let Some(feed) = data.feed() {
        let written = folder.write_with(&page.path, &mut |out| feed.write(finish.site, out))?;
        return Ok(Some(PageFile::new(&page.path, fingerprint, written)));
    }
    let bytes = pages.render(page, &data, sources)?;
    file(&page.path, fingerprint, &bytes, folder).map(Some)
}

/// What pages fetch while they are rendered.
struct BuildSources<'a> {
    finish: &'a Finish<'a>,
    catalogue: &'a Catalogue<'a>,
    meetings: &'a Meetings<'a>,
}

impl Sources for BuildSources<'_> {
    fn article(&self, letter: usize) -> Result<String, String> {
        let card = self.catalogue.cards.get(letter).ok_or("there is no such letter")?;
        let article = self.finish.texts.first(&card.texts);
        article.map_err(|error| error.to_string())
    }

    fn meetings(&self, meetings: &[&ProgrammeItem]) -> Vec<ProgrammeEntry> {
        self.meetings.entries(self.finish.site, meetings)
    }
}

/// Whether all pages are as they were left.
pub(super) fn untouched(pages: &[PageFile], folder: &dyn SiteFolder) -> bool {
    pages.par_iter().all(|page| is_there(page, folder))
}

/// Whether a file would be made to the bytes that it has.
pub(super) fn is_unchanged(
    before: &PageFile,
    fingerprint: Fingerprint,
    folder: &dyn SiteFolder,
) -> bool {
    before.fingerprint == fingerprint && is_there(before, folder)
}

fn is_there(page: &PageFile, folder: &dyn SiteFolder) -> bool {
    folder
        .stamp(&page.path)
        .is_some_and(|stamp| stamp.proves(&page.stamp))
}

/// Writes a page, and gives what is remembered of it.
pub(super) fn file(
    path: &str,
    fingerprint: Fingerprint,
    bytes: &[u8],
    folder: &dyn SiteFolder,
) -> Result<PageFile, Failure> {
    Ok(PageFile::new(path, fingerprint, folder.write(path, bytes)?))
}
