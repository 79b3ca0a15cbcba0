//! The pages of a build: register, threads, programme, feeds, and the page of each letter.

use std::sync::Mutex;

use rayon::prelude::*;

use super::finish::Finish;
use crate::archive::catalogue::Catalogue;
use crate::archive::letter::sha256;
use crate::archive::pages::{Page, make, plan, plan_around};
use crate::archive::programme::Programme;
use crate::archive::report::Failure;
use crate::archive::site::Site;
use crate::archive::state::PageFile;
use crate::archive::store::{Phase, SiteFolder};
use crate::calendar::Voice;
use crate::letter::Dates;
use crate::text::Fingerprint;

/// What is known of the pages from before.
#[derive(Debug, Default)]
pub(super) struct Before {
    /// What the programme was made of.
    pub(super) programme: Fingerprint,
    /// The pages, in the order of their paths.
    pub(super) pages: Vec<PageFile>,
}

/// What the pages of a build came to.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// What the programme is made of.
    pub(super) programme: Fingerprint,
    /// The pages, in the order of their paths.
    pub(super) files: Vec<PageFile>,
    /// How many were made.
    pub(super) made: usize,
    /// Pages as they were before, which are no longer wanted.
    pub(super) stale: Vec<String>,
}

/// Makes all pages, or keeps those that would be the same.
pub(super) fn all(
    finish: &Finish<'_>,
    catalogue: &Catalogue<'_>,
    before: Before,
) -> Result<Pages, Failure> {
    let Finish { site, folder, progress, .. } = *finish;
    let days = |dates: &Dates| site.dates(dates);
    let voice = Voice { words: &site.calendar, days: Some(&days) };
    let mut pages =
        Pages { programme: Programme::fingerprint(site, catalogue), ..Pages::default() };
    let (there, old): (Vec<_>, Vec<_>) =
        (before.pages.into_iter()).partition(|page| page.path.starts_with(PROGRAMME));
    // Following meetings is the longest way of all, and most letters do not touch one.
    let same = pages.programme == before.programme && !there.is_empty();
    let (planned, old) = if same && untouched(&there, folder) {
        let paths = there.iter().map(|page| page.path.clone()).collect();
        pages.files.extend(there);
        (plan_around(site, catalogue, paths), old)
    } else {
        let programme = Programme::new(catalogue);
        feeds(&programme, site, voice, folder, &mut pages)?;
        let entries = programme.entries(catalogue, voice);
        drop(programme);
        let feeds = |page: &PageFile| FEEDS.contains(&page.path.as_str());
        let mut old = old;
        old.extend(there);
        old.retain(|page| !feeds(page));
        old.sort_by(|a, b| a.path.cmp(&b.path));
        (plan(site, catalogue, entries), old)
    };
    progress.begin(Phase::Pages, planned.len());
    work(
        planned,
        old,
        &mut pages,
        |page, before| {
            let kept = before.is_some_and(|before| is_kept(before, page.print, folder));
            let made = match kept {
                true => None,
                false => Some(one(page, finish, catalogue)?),
            };
            progress.done();
            Ok(made)
        },
        folder,
    )?;
    pages.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(pages)
}

/// Makes the pages that `make` does not find to be as they were; it gives none for those.
fn work(
    planned: Vec<Page>,
    old: Vec<PageFile>,
    pages: &mut Pages,
    make: impl Fn(&Page, Option<&PageFile>) -> Result<Option<PageFile>, Failure> + Sync,
    folder: &dyn SiteFolder,
) -> Result<(), Failure> {
    let known = |page: &Page| {
        let at = old.binary_search_by(|before| before.path.as_str().cmp(&page.path));
        at.ok()
    };
    // Written down before the first of them is made.
    let new = planned.par_iter().filter(|page| known(page).is_none());
    folder.journal(&new.map(|page| page.path.clone()).collect::<Vec<_>>())?;
    let failure = Mutex::new(None);
    let results: Vec<_> = planned
        .par_iter()
        .map(|page| {
            if failure.lock().is_ok_and(|failure| failure.is_some()) {
                return (None, None);
            }
            let at = known(page);
            match make(page, at.map(|at| &old[at])) {
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
    drop(planned);
    if let Some(failure) = failure.into_inner().ok().flatten() {
        return Err(failure);
    }
    let mut old: Vec<_> = old.into_iter().map(Some).collect();
    for (at, made) in results {
        let before = at.and_then(|at| old[at].take());
        pages.made += usize::from(made.is_some());
        pages.files.extend(made.or(before));
    }
    pages.stale.extend(old.into_iter().flatten().map(|page| page.path));
    Ok(())
}

/// How the paths of all that belongs to the programme begin.
const PROGRAMME: &str = "programme";

/// The programme for programs: the calendar to subscribe to, and its data.
const FEEDS: [&str; 2] = ["programme.ics", "programme.json"];

/// Writes the programme for programs.
fn feeds(
    programme: &Programme<'_>,
    site: &Site,
    voice: Voice<'_>,
    folder: &dyn SiteFolder,
    pages: &mut Pages,
) -> Result<(), Failure> {
    folder.journal(&FEEDS.map(str::to_owned))?;
    for path in FEEDS {
        let written = folder.write_with(path, &mut |out| match path {
            "programme.ics" => programme.ics(site.base(), (site.title(), voice), out),
            _ => programme.json(out),
        })?;
        pages.made += 1;
        pages.files.push(PageFile::new(path, pages.programme, written));
    }
    Ok(())
}

/// Whether all pages are as they were left.
pub(super) fn untouched(pages: &[PageFile], folder: &dyn SiteFolder) -> bool {
    pages.par_iter().all(|page| is_there(page, folder))
}

pub(super) fn is_kept(before: &PageFile, print: Fingerprint, folder: &dyn SiteFolder) -> bool {
    before.print == print && is_there(before, folder)
}

fn is_there(page: &PageFile, folder: &dyn SiteFolder) -> bool {
    folder
        .stamp(&page.path)
        .is_some_and(|stamp| stamp.proves(&page.stamp))
}

fn one(page: &Page, finish: &Finish<'_>, catalogue: &Catalogue<'_>) -> Result<PageFile, Failure> {
    let Finish { site, folder, texts, .. } = *finish;
    let article = |at: usize| {
        let card = catalogue.cards.get(at).ok_or("there is no such letter")?;
        texts.read(card.texts.article).map_err(|error| error.to_string())
    };
    if let Some(feed) = page.feed() {
        let written = folder.write_with(&page.path, &mut |out| feed.write(site, catalogue, out))?;
        return Ok(PageFile::new(&page.path, page.print, written));
    }
    let bytes = make(page, site, catalogue, &article)?;
    file(&page.path, page.print, &bytes, folder)
}

/// Writes a page, and gives what is remembered of it.
pub(super) fn file(
    path: &str,
    print: Fingerprint,
    bytes: &[u8],
    folder: &dyn SiteFolder,
) -> Result<PageFile, Failure> {
    Ok(PageFile {
        path: path.to_owned(),
        print,
        stamp: folder.write(path, bytes)?,
        bytes: bytes.len() as u64,
        sha256: sha256(bytes),
    })
}
