//! From letters to a finished site: the pages, the search, the manifest, the state.

use rayon::prelude::*;

use super::{manifest, pages, search};
use crate::archive::catalogue::Catalogue;
use crate::archive::report::{Failure, Report};
use crate::archive::site::Site;
use crate::archive::state::{PackedLetter, PageFile, SiteState, State};
use crate::archive::store::{Progress, SiteFolder};
use crate::archive::texts::Texts;
use crate::archive::unwanted::Unwanted;
use crate::error::Error;
use crate::text::Fingerprint;
use crate::write::Format;

/// The last step of a build.
pub(in crate::archive) struct Finish<'a> {
    pub(in crate::archive) site: &'a Site,
    /// Of what makes all pages: the site, and this executable.
    pub(in crate::archive) fingerprint: Fingerprint,
    pub(in crate::archive) formats: &'a [Format],
    pub(in crate::archive) folder: &'a dyn SiteFolder,
    pub(in crate::archive) texts: &'a Texts<'a>,
    pub(in crate::archive) progress: &'a dyn Progress,
}

impl Finish<'_> {
    /// Makes the pages, the search and the manifest. Pages of before that are no longer wanted
    /// are added to `stale`.
    pub(in crate::archive) fn run(
        &self,
        state: &mut State,
        old: SiteState,
        stale: &mut Unwanted,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let cards = state.letters.par_iter().filter_map(PackedLetter::card);
        let catalogue = Catalogue::new(cards.collect());
        report.problems = catalogue.problems.len();
        let (manifest, pages): (Vec<_>, _) =
            (old.pages.into_iter()).partition(|page| manifest::is_of_manifest(&page.path));
        let (search, pages) = pages
            .into_iter()
            .partition(|page: &PageFile| page.path.starts_with(search::FOLDER));
        let mut programme = old.programme;
        if old.pack != self.texts.pack {
            // Its pieces lie in the other pack.
            programme.pieces.clear();
        }
        let before = pages::Previous { programme, pages };
        let (programme, pages) = pages::all(self, &catalogue, before)?;
        state.site.programme = programme;
        let before = search::Previous { state: old.search, files: search };
        let (remembered, search) = search::all(self, &catalogue, before)?;
        state.site.search = remembered;
        for done in [pages, search] {
            report.pages_made += done.made;
            report.pages_kept += done.files.len() - done.made;
            stale.extend(done.stale);
            state.site.pages.extend(done.files);
        }
        drop(catalogue);
        let manifest = manifest::all(self, state, manifest)?;
        state.site.pages.extend(manifest.files);
        stale.extend(manifest.stale);
        state.site.pages.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(())
    }
}

/// Removes what is no longer wanted, and saves the state; gives the paths of files that are not
/// wanted and hold what no build wrote, which stay.
pub(in crate::archive) fn save(
    mut state: State,
    mut stale: Unwanted,
    folder: &dyn SiteFolder,
    texts: &Texts<'_>,
) -> Result<Vec<String>, Failure> {
    if !stale.is_empty() {
        let cards = state.letters.par_iter().filter_map(PackedLetter::card);
        let files = cards.flat_map_iter(|card| card.written().collect::<Vec<_>>());
        let wanted: Vec<_> = files.map(|file| file.path).filter(|path| stale.has(path)).collect();
        let pages = state.site.pages.iter().map(|page| &page.path);
        for path in wanted.iter().chain(pages) {
            stale.keep(path);
        }
    }
    let others = stale.remove_from(folder)?;
    state.site.pack = texts.pack;
    let letters = state.letters.par_iter().filter_map(PackedLetter::card);
    let pieces = state.site.programme.pieces.par_iter().map(|piece| piece.texts);
    if texts.is_mostly_old(letters.map(|card| card.texts).chain(pieces)) {
        repack(&mut state, folder, texts)?;
    }
    folder.save_state(state.site.pack, &mut |out| state.write(out))?;
    Ok(others)
}

/// Moves all texts that are wanted to a new pack.
fn repack(state: &mut State, folder: &dyn SiteFolder, texts: &Texts<'_>) -> Result<(), Error> {
    let new = Texts::empty(folder, texts.pack.wrapping_add(1))?;
    state.letters.par_iter_mut().try_for_each(|packed| {
        if let Some(mut card) = packed.card() {
            card.texts = new.take(texts, &card.texts)?;
            if let Some(moved) = packed.with_card(&card) {
                *packed = moved;
            }
        }
        Ok::<_, Error>(())
    })?;
    for piece in &mut state.site.programme.pieces {
        piece.texts = new.take(texts, &piece.texts)?;
    }
    state.site.pack = new.pack;
    Ok(())
}
