//! The pages of a build: register, threads, programme, feeds, and the page of each letter.

use std::collections::HashMap;
use std::sync::Mutex;

use rayon::prelude::*;

use super::Failure;
use crate::archive::catalogue::Catalogue;
use crate::archive::desk::{SiteFolder, Stretch, Watch};
use crate::archive::letter::sha256;
use crate::archive::pages::{Page, make, plan};
use crate::archive::print::{Print, Printer};
use crate::archive::programme::Programme;
use crate::archive::site::Site;
use crate::archive::state::PageFile;
use crate::error::Error;

/// What the pages of a build came to.
#[derive(Debug, Default)]
pub(super) struct Pages {
    /// The pages, in the order of their paths.
    pub(super) files: Vec<PageFile>,
    /// How many were made.
    pub(super) made: usize,
    /// Pages as they were before, which are no longer wanted.
    pub(super) stale: Vec<String>,
}

/// Makes all pages, or keeps those that would be the same.
pub(super) fn all(
    site: &Site,
    catalogue: &Catalogue,
    old: Vec<PageFile>,
    folder: &dyn SiteFolder,
    watch: &dyn Watch,
) -> Result<Pages, Failure> {
    let mut pages = Pages::default();
    folder.intend(&FEEDS.map(str::to_owned))?;
    let programme = Programme::new(catalogue);
    let (old_feeds, old) = old
        .into_iter()
        .partition(|page| FEEDS.contains(&page.path.as_str()));
    feeds(&programme, site, old_feeds, folder, &mut pages)?;
    let entries = programme.entries(catalogue);
    drop(programme);
    let planned = plan(site, catalogue, entries);
    let mut old: HashMap<_, _> = old
        .into_iter()
        .map(|page| (page.path.clone(), page))
        .collect();
    let work: Vec<_> = planned
        .into_iter()
        .map(|page| {
            let before = old.remove(&page.path);
            (page, before)
        })
        .collect();
    // Written down before the first of them is made.
    let new = work.iter().filter(|(_, before)| before.is_none());
    let new = new.map(|(page, _)| page.path.clone());
    folder.intend(&new.collect::<Vec<_>>())?;
    watch.begin(Stretch::Pages, work.len());
    let failure = Mutex::new(None);
    let results: Vec<_> = work
        .into_par_iter()
        .map(|(page, before)| {
            let kept = before.filter(|before| is_kept(before, page.print, folder));
            let result = match kept {
                Some(kept) => Some((kept, false)),
                None if failure.lock().is_ok_and(|failure| failure.is_some()) => None,
                None => match one(&page, site, catalogue, folder) {
                    Ok(file) => Some((file, true)),
                    Err(error) => {
                        if let Ok(mut first) = failure.lock() {
                            first.get_or_insert(error);
                        }
                        None
                    }
                },
            };
            watch.done();
            result
        })
        .collect();
    if let Some(failure) = failure.into_inner().ok().flatten() {
        return Err(failure);
    }
    pages.stale.extend(old.into_keys());
    for (file, made) in results.into_iter().flatten() {
        pages.made += usize::from(made);
        pages.files.push(file);
    }
    pages.files.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(pages)
}

/// The programme for programs: the calendar to subscribe to, and its data.
const FEEDS: [&str; 2] = ["programme.ics", "programme.json"];

/// Writes the programme for programs, unless it would be the same.
fn feeds(
    programme: &Programme,
    site: &Site,
    mut old: Vec<PageFile>,
    folder: &dyn SiteFolder,
    pages: &mut Pages,
) -> Result<(), Failure> {
    let json = programme
        .json()
        .map_err(|error| Error::output(error.to_string()))?;
    let print = Printer::default().add(site.print()).add(&json).print();
    for path in FEEDS {
        let kept = old
            .iter()
            .position(|before| before.path == path && is_kept(before, print, folder));
        if let Some(at) = kept {
            pages.files.push(old.swap_remove(at));
            continue;
        }
        pages.made += 1;
        pages.files.push(match path {
            "programme.ics" => file(
                path,
                print,
                &programme.ics(site.base(), site.title()),
                folder,
            )?,
            _ => file(path, print, &json, folder)?,
        });
    }
    Ok(())
}

/// Whether all pages are as they were left.
pub(super) fn untouched(pages: &[PageFile], folder: &dyn SiteFolder) -> bool {
    pages.par_iter().all(|page| is_there(page, folder))
}

pub(super) fn is_kept(before: &PageFile, print: Print, folder: &dyn SiteFolder) -> bool {
    before.print == print && is_there(before, folder)
}

fn is_there(page: &PageFile, folder: &dyn SiteFolder) -> bool {
    folder
        .stamp(&page.path)
        .is_some_and(|stamp| stamp.proves(&page.stamp))
}

fn one(
    page: &Page,
    site: &Site,
    catalogue: &Catalogue,
    folder: &dyn SiteFolder,
) -> Result<PageFile, Failure> {
    // The letter as it was written: its page shows the very same.
    let letter = |at: usize| {
        let card = catalogue.cards.get(at).ok_or("there is no such letter")?;
        let file = card.files.first().ok_or("the letter has no page")?;
        let bytes = folder
            .read(&format!("{}/{}", card.address, file.name))
            .map_err(|error| error.to_string())?;
        String::from_utf8(bytes).map_err(|error| error.to_string())
    };
    let bytes = make(page, site, catalogue, &letter)?;
    file(&page.path, page.print, &bytes, folder)
}

/// Writes a page, and gives what is remembered of it.
pub(super) fn file(
    path: &str,
    print: Print,
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
