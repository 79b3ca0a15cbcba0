//! The build: a folder of records becomes a site, and only what changed is done again.

mod letters;
mod pages;
mod search;

use std::collections::HashSet;

use rayon::prelude::*;

use super::catalogue::Catalogue;
use super::letter::Maker;
use super::manifest;
use super::plan::{Plan, SavedPlan};
use super::site::Site;
use super::state::{Packed, PageFile, SiteState, State};
use super::store::{Progress, RecordFolder, SiteFolder};
use crate::compose::Engine;
use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::text::Fingerprint;
use crate::write::Format;

pub(super) use letters::of_part;

/// What a build came to.
#[derive(Debug, Default)]
pub struct Report {
    /// Letters that were made.
    pub made: usize,
    /// Letters that had not changed.
    pub kept: usize,
    /// Letters that were in the archive and are no longer.
    pub removed: usize,
    /// Letters that are not in the archive, and why.
    pub left_out: Vec<LeftOut>,
    /// Pages that were made.
    pub pages_made: usize,
    /// Pages that had not changed.
    pub pages_kept: usize,
    /// References that lead nowhere, or to several letters.
    pub problems: usize,
}

/// A letter that is not in the archive.
#[derive(Debug)]
pub struct LeftOut {
    /// The path of its record within the folder.
    pub path: String,
    /// Why, at its places; empty where another part of the build said it.
    pub findings: Vec<Finding>,
    /// Why, a line each.
    pub reasons: Vec<String>,
}

impl LeftOut {
    fn new(path: String, findings: Vec<Finding>) -> Self {
        let errors = findings.iter().filter(|finding| finding.fails(Level::Error));
        let reasons = errors.map(reason).collect();
        Self { path, findings, reasons }
    }
}

/// A finding in one line: `error[impossible-date] 4:7: 2018-02 has no day 30`. The folder is not
/// named, so that the same records say the same wherever they lie.
fn reason(finding: &Finding) -> String {
    let (level, rule, message) = (finding.level.name(), finding.rule, &finding.message);
    match &finding.place {
        Some(place) => {
            let (line, column) = place.line_column();
            format!("{level}[{rule}] {line}:{column}: {message}")
        }
        None => format!("{level}[{rule}]: {message}"),
    }
}

/// Why a build could not be done.
#[derive(Debug)]
pub enum Failure {
    /// Something could not be read or written.
    Error(Error),
    /// Mistakes of templates.
    Findings(Vec<Finding>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<Vec<Finding>> for Failure {
    fn from(findings: Vec<Finding>) -> Self {
        Self::Findings(findings)
    }
}

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
    // On a thread of the pool from the first: what one step frees, the next takes up again.
    rayon::scope(|_| all(engine, plan, records, folder, progress))
}

fn all(
    engine: &Engine,
    plan: &Plan,
    records: &dyn RecordFolder,
    folder: &dyn SiteFolder,
    progress: &dyn Progress,
) -> Result<Report, Failure> {
    let site = Site::of(engine, plan.site.clone())?;
    let formats = plan.all_formats();
    let maker = Maker::new(engine, plan, formats.clone());
    let saved = SavedPlan::new(plan);
    let mut old = folder.load_state().and_then(State::read).unwrap_or_default();
    if !old.letters.is_empty() && old.plan.part != plan.part {
        return Err(holds(old.plan.part).into());
    }
    let unfinished = folder.unfinished()?;
    let before = letters::Before {
        trusted: saved.makes_letters_as(&old.plan),
        letters: old.letters,
        left_out: std::mem::take(&mut old.site.left_out),
    };
    let trusted = before.trusted;
    let done = letters::all(&maker, records, folder, progress, before, plan.part)?;
    let mut report = Report {
        made: done.made,
        kept: done.letters.len() - done.made,
        removed: done.removed,
        left_out: done.left_out,
        ..Report::default()
    };
    let settled =
        trusted && !done.news && unfinished.is_empty() && old.site.design == site.fingerprint();
    if settled && pages::untouched(&old.site.pages, folder) {
        report.pages_kept = old.site.pages.len();
        return Ok(report);
    }
    let left_out = report
        .left_out
        .iter()
        .map(|left| (left.path.clone(), left.reasons.clone()));
    let state = SiteState {
        design: site.fingerprint(),
        left_out: left_out.collect(),
        ..SiteState::default()
    };
    let mut now = State { plan: saved, letters: done.letters, site: state };
    let mut stale: HashSet<String> = unfinished.into_iter().chain(done.stale).collect();
    if plan.part.is_none() {
        let last = Last { site: &site, formats: &formats, folder, progress };
        last.finish(&mut now, old.site, &mut stale, &mut report)?;
    }
    settle(&now, stale, folder)?;
    Ok(report)
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

/// What the last step of a build needs.
pub(super) struct Last<'a> {
    pub(super) site: &'a Site,
    pub(super) formats: &'a [Format],
    pub(super) folder: &'a dyn SiteFolder,
    pub(super) progress: &'a dyn Progress,
}

impl Last<'_> {
    /// From letters to a finished site: the pages, and the manifest. What pages of before are
    /// no longer wanted is added to `stale`.
    pub(super) fn finish(
        &self,
        state: &mut State,
        old: SiteState,
        stale: &mut HashSet<String>,
        report: &mut Report,
    ) -> Result<(), Failure> {
        let (site, folder, progress) = (self.site, self.folder, self.progress);
        let cards = state.letters.par_iter().filter_map(Packed::card);
        let catalogue = Catalogue::new(cards.collect());
        report.problems = catalogue.problems.len();
        let (search, pages) =
            (old.pages.into_iter()).partition(|page| page.path.starts_with(search::FOLDER));
        let before = pages::Before { programme: old.programme, pages };
        let pages = pages::all(site, &catalogue, before, folder, progress)?;
        state.site.programme = pages.programme;
        let before = (old.search, search);
        let (remembered, search) = search::all(site, &catalogue, before, folder, progress)?;
        state.site.search = remembered;
        for done in [pages, search] {
            report.pages_made += done.made;
            report.pages_kept += done.files.len() - done.made;
            stale.extend(done.stale);
            state.site.pages.extend(done.files);
        }
        drop(catalogue);
        let path = manifest::MANIFEST;
        folder.journal(&[path.to_owned()])?;
        let written =
            folder.write_with(path, &mut |out| manifest::write(state, self.formats, out))?;
        let file = PageFile::new(path, Fingerprint::default(), written);
        state.site.pages.push(file);
        state.site.pages.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(())
    }
}

/// Removes what is no longer wanted, and remembers the rest.
pub(super) fn settle(
    state: &State,
    mut stale: HashSet<String>,
    folder: &dyn SiteFolder,
) -> Result<(), Failure> {
    if !stale.is_empty() {
        for card in state.letters.iter().filter_map(Packed::card) {
            for file in &card.files {
                stale.remove(&format!("{}/{}", card.address, file.name));
            }
        }
        for page in &state.site.pages {
            stale.remove(&page.path);
        }
    }
    let mut stale: Vec<_> = stale.into_iter().collect();
    stale.sort();
    for path in stale {
        folder.remove(&path)?;
    }
    folder.save_state(&mut |out| state.write(out))?;
    Ok(())
}
