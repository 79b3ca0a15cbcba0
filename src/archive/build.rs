//! The build: a folder of records becomes a site, and only what changed is done again.

mod finish;
mod letters;
mod manifest;
mod pages;
mod programme;
mod search;

use super::letter::Maker;
use super::plan::{Plan, SavedPlan};
use super::report::{Failure, Report};
use super::site::Site;
use super::state::{SiteState, State};
use super::store::{Progress, RecordFolder, SiteFolder};
use super::texts::Texts;
use super::unwanted::Unwanted;
use crate::compose::Engine;
use crate::error::Error;

pub(super) use finish::{Finish, save};
pub(super) use letters::of_part;

/// Builds a site, or one part of it.
///
/// # Errors
/// That records cannot be read, the site cannot be written, or templates have mistakes.
pub fn build(
    engine: &Engine,
    plan: &Plan,
    records: &dyn RecordFolder,
    folder: &dyn SiteFolder,
    progress: &dyn Progress,
) -> Result<Report, Failure> {
    let build = Build { engine, plan, records, folder, progress, saved: SavedPlan::new(plan) };
    // On a thread of the pool from the first: what one step frees, the next takes up again.
    rayon::scope(|_| build.run())
}

struct Build<'a> {
    engine: &'a Engine,
    plan: &'a Plan,
    records: &'a dyn RecordFolder,
    folder: &'a dyn SiteFolder,
    progress: &'a dyn Progress,
    saved: SavedPlan,
}

impl Build<'_> {
    fn run(&self) -> Result<Report, Failure> {
        let old = self.load();
        if !old.letters.is_empty() && old.plan.part != self.plan.part {
            return Err(holds(old.plan.part).into());
        }
        if self.saved.makes_letters_as(&old.plan) {
            let texts = Texts::new(self.folder, old.site.pack);
            let built = self.all(old, &texts, true);
            if !texts.is_damaged() {
                return built;
            }
        }
        let old = self.load();
        let texts = Texts::empty(self.folder, old.site.pack.wrapping_add(1))?;
        self.all(old, &texts, false)
    }

    fn load(&self) -> State {
        self.folder.load_state().and_then(State::read).unwrap_or_default()
    }

    /// Makes the site; letters from before are taken over unchanged only if they are trusted.
    fn all(&self, mut old: State, texts: &Texts<'_>, trusted: bool) -> Result<Report, Failure> {
        let (plan, folder, progress) = (self.plan, self.folder, self.progress);
        let site = Site::of(self.engine, plan.site.clone())?;
        let formats = plan.all_formats();
        let maker = Maker::new(self.engine, plan, formats.clone());
        let unfinished = folder.unfinished()?;
        let before = letters::Previous {
            trusted,
            letters: old.letters,
            left_out: std::mem::take(&mut old.site.left_out),
        };
        let io = letters::Io { records: self.records, site: folder, texts, progress };
        let letters = letters::all(&maker, io, before, plan.part)?;
        let mut report = Report {
            made: letters.made,
            kept: letters.all.len() - letters.made,
            removed: letters.removed,
            left_out: letters.left_out,
            ..Report::default()
        };
        let design = site.fingerprint();
        let same = trusted && !letters.is_new && unfinished.is_empty() && old.site.design == design;
        if same && pages::untouched(&old.site.pages, folder) {
            report.pages_kept = old.site.pages.len();
            return Ok(report);
        }
        let left_out =
            (report.left_out.iter()).map(|left| (left.path.clone(), left.reasons.clone()));
        let state = SiteState { design, left_out: left_out.collect(), ..SiteState::default() };
        let mut now = State { plan: self.saved.clone(), letters: letters.all, site: state };
        let mut stale = Unwanted::default();
        stale.extend(unfinished.into_iter().chain(letters.stale));
        if plan.part.is_none() {
            let fingerprint = self.saved.pages(&site);
            let finish =
                Finish { site: &site, fingerprint, formats: &formats, folder, texts, progress };
            finish.run(&mut now, old.site, &mut stale, &mut report)?;
        }
        report.others = save(now, stale, folder, texts)?;
        Ok(report)
    }
}

/// Parts and sites do not mix: what one leaves, another would take for its own.
pub(super) fn holds(part: Option<(u32, u32)>) -> Error {
    let what = match part {
        Some((number, count)) => format!("part {number} of {count} of a build"),
        None => "a whole site".to_owned(),
    };
    Error::output(format!("the folder holds {what}"))
        .help("give each part, and each site, a folder of its own with -o")
}
