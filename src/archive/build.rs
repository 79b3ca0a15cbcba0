//! The build: a folder of records becomes a site, and only what changed is done again.

mod letters;
mod pages;
mod search;

use std::collections::HashSet;

use super::catalogue::Catalogue;
use super::desk::{RecordFolder, SiteFolder, Watch};
use super::letter::Maker;
use super::manifest;
use super::print::{Print, Printer};
use super::site::{Site, SiteSettings};
use super::state::{PageFile, State};
use crate::check::Rules;
use crate::compose::Chancery;
use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::write::Format;

/// The version of the program that makes a site.
pub(super) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// What to build, and with what.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The formats of each letter; HTML is always among them.
    pub formats: Vec<Format>,
    /// How much each rule weighs.
    pub rules: Rules,
    /// Further fonts for PDF.
    pub fonts: Vec<Vec<u8>>,
    /// Which part to build, from 1, and how many parts there are; the whole where there is none.
    pub part: Option<(u32, u32)>,
    /// What the site calls itself.
    pub site: SiteSettings,
    /// What tells this executable from another one of the same version.
    pub executable: String,
}

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
        let errors = findings
            .iter()
            .filter(|finding| finding.fails(Level::Error));
        let reasons = errors.map(reason).collect();
        Self {
            path,
            findings,
            reasons,
        }
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
    chancery: &Chancery,
    plan: &Plan,
    records: &dyn RecordFolder,
    folder: &dyn SiteFolder,
    watch: &dyn Watch,
) -> Result<Report, Failure> {
    let site = Site::new(chancery.templates(), plan.site.clone())?;
    let maker = Maker::new(
        chancery,
        plan.fonts.clone(),
        plan.rules.clone(),
        &plan.formats,
    );
    let mut now = State::new(
        made_with(plan, maker.formats()),
        executable(plan),
        plan.part,
    );
    let mut old = folder
        .memory()
        .and_then(|bytes| State::read(&bytes))
        .unwrap_or_default();
    let intended = folder.intended()?;
    let trusted = old.made_by_the_same(&now);
    let old_pages = std::mem::take(&mut old.pages);
    let old_site = old.site;
    let done = letters::all(&maker, records, folder, watch, (old, trusted), plan.part)?;
    let mut report = Report {
        made: done.made,
        kept: done.letters.len() - done.made,
        removed: done.removed,
        left_out: done.left_out,
        ..Report::default()
    };
    now.left_out = (report.left_out.iter())
        .map(|left| (left.path.clone(), left.reasons.clone()))
        .collect();
    now.site = site.print();
    now.letters = done.letters;
    now.cards = done.cards;
    let settled = trusted && !done.news && intended.is_empty() && old_site == now.site;
    if settled && pages::untouched(&old_pages, folder) {
        report.pages_kept = old_pages.len();
        return Ok(report);
    }
    let mut stale: HashSet<String> = intended.into_iter().chain(done.stale).collect();
    if plan.part.is_none() {
        finish(
            &site,
            &mut now,
            old_pages,
            maker.formats(),
            folder,
            watch,
            &mut stale,
            &mut report,
        )?;
    }
    settle(&now, stale, folder)?;
    Ok(report)
}

/// From letters to a finished site: the pages, and the manifest.
#[allow(
    clippy::too_many_arguments,
    reason = "each is one thing that the last step needs"
)]
pub(super) fn finish(
    site: &Site,
    state: &mut State,
    old: Vec<PageFile>,
    formats: &[Format],
    folder: &dyn SiteFolder,
    watch: &dyn Watch,
    stale: &mut HashSet<String>,
    report: &mut Report,
) -> Result<(), Failure> {
    let ids: Vec<_> = state.cards.iter().map(|card| card.id.clone()).collect();
    let catalogue = Catalogue::new(std::mem::take(&mut state.cards));
    for letter in &mut state.letters {
        // The catalogue has an order of its own.
        let place = ids
            .get(letter.card as usize)
            .and_then(|id| catalogue.find(id));
        letter.card = place
            .and_then(|at| u32::try_from(at).ok())
            .unwrap_or_default();
    }
    report.problems = catalogue.problems.len();
    let (old_search, old) = old
        .into_iter()
        .partition(|page| page.path.starts_with(search::FOLDER));
    for done in [
        pages::all(site, &catalogue, old, folder, watch)?,
        search::all(site, &catalogue, old_search, folder, watch)?,
    ] {
        report.pages_made += done.made;
        report.pages_kept += done.files.len() - done.made;
        stale.extend(done.stale);
        state.pages.extend(done.files);
    }
    state.cards = catalogue.cards;
    let manifest = manifest::write(state, formats);
    folder.intend(&[manifest::MANIFEST.to_owned()])?;
    let file = pages::file(
        manifest::MANIFEST,
        Print::default(),
        manifest.as_bytes(),
        folder,
    )?;
    state.pages.push(file);
    state.pages.sort_by(|a, b| a.path.cmp(&b.path));
    Ok(())
}

/// Removes what is no longer wanted, and remembers the rest.
pub(super) fn settle(
    state: &State,
    mut stale: HashSet<String>,
    folder: &dyn SiteFolder,
) -> Result<(), Failure> {
    if !stale.is_empty() {
        for card in &state.cards {
            for file in &card.files {
                stale.remove(&format!("{}/{}", card.address, file.name));
            }
        }
        for page in &state.pages {
            stale.remove(&page.path);
        }
    }
    let mut stale: Vec<_> = stale.into_iter().collect();
    stale.sort();
    for path in stale {
        folder.remove(&path)?;
    }
    let bytes = state
        .write()
        .ok_or_else(|| Error::output("the build cannot be remembered"))?;
    folder.remember(&bytes)?;
    Ok(())
}

/// What is the same for all letters, on every machine.
pub(super) fn made_with(plan: &Plan, formats: &[Format]) -> Print {
    let mut printer = Printer::default();
    printer.add(PROGRAM).add(format!("{:?}", plan.rules));
    for format in formats {
        printer.add(format.extension());
    }
    for font in &plan.fonts {
        printer.add(font);
    }
    printer.print()
}

fn executable(plan: &Plan) -> Print {
    Printer::default().add(&plan.executable).print()
}
