//! `chancery check`: what is wrong with letters, before they go out.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use clap::ValueEnum;
use rayon::prelude::*;

use super::input::{self, Inputs};
use super::{Outcome, TemplateArguments, terminal};
use crate::check::{self, FolderIndex, FolderLetter, Rules, mend};
use crate::compose::Engine;
use crate::error::Error;
use crate::files;
use crate::finding::{Finding, Level};
use crate::gather::Neighbours;
use crate::pipeline::{self, Diagnosis};
use crate::record::{self, MAX_RECORD};
use crate::report;
use crate::source::Source;
use crate::template::Templates;
use crate::text;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Records, or folders of them; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// The level from which a finding fails the check
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "LEVEL")]
    fail_on: FailOn,
    /// Run only these rules, with commas between them
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    only: Vec<String>,
    /// Do not run these rules, with commas between them
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    allow: Vec<String>,
    /// Make the safe changes that rules offer, and check what is left
    #[arg(long)]
    fix: bool,
    /// With --fix: show the changes, and make none
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Check spelling by the system's dictionaries too, for languages that have none of their own
    #[arg(long, value_name = "DIR", num_args = 0..=1, require_equals = true, default_missing_value = HUNSPELL)]
    dictionaries: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateArguments,
}

/// Where the system keeps dictionaries.
const HUNSPELL: &str = "/usr/share/hunspell";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people: frames with the place
    Text,
    /// For programs: one JSON array
    Json,
    /// For code scanning: SARIF 2.1.0
    Sarif,
    /// For GitHub: workflow annotations
    Github,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum FailOn {
    Error,
    Warning,
    Note,
}

impl From<FailOn> for Level {
    fn from(level: FailOn) -> Self {
        match level {
            FailOn::Error => Self::Error,
            FailOn::Warning => Self::Warning,
            FailOn::Note => Self::Note,
        }
    }
}

/// The most rounds of mending; two changes seldom meet, and never for ever.
const ROUNDS: usize = 8;

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let usage = |finding: Finding| Error::usage(finding.message).help(finding.help.join("; "));
    let rules = Rules::default().only(&arguments.only).map_err(usage)?;
    let rules = rules.allow(&arguments.allow).map_err(usage)?;
    let inputs = input::records(&arguments.paths)?;
    let paths = &inputs.paths;
    let fail_on = Level::from(arguments.fail_on);
    let engine =
        super::engine_with(&arguments.templates, |templates| dictionaries(arguments, templates))?;
    let engine = match engine {
        Ok(engine) => engine,
        Err(findings) => return Ok(show(&findings, arguments.format, fail_on, 0)),
    };
    let mut findings = all(&engine, &inputs, &rules)?;
    // Where two changes meet, the first is made: the rounds end when nothing is left to mend.
    for _ in 0..ROUNDS {
        if !arguments.fix || !fix(paths, &findings, arguments.dry_run)? || arguments.dry_run {
            break;
        }
        findings = all(&engine, &inputs, &rules)?;
    }
    Ok(show(&findings, arguments.format, fail_on, paths.len()))
}

/// The dictionaries that were asked for, for languages without one.
fn dictionaries(
    arguments: &Arguments,
    templates: &Templates,
) -> Result<Vec<(String, String, Vec<u8>)>, Error> {
    let Some(folder) = &arguments.dictionaries else {
        return Ok(Vec::new());
    };
    let languages = templates.languages().into_iter();
    let wanted: Vec<_> = languages.filter(|tag| !templates.has_dictionary(tag)).collect();
    let found = files::dictionaries_in(folder, &wanted)?;
    let has = |tag: &&&str| found.iter().any(|(path, ..)| path.starts_with(&format!("{tag}/")));
    let missing: Vec<_> = wanted.iter().filter(|tag| !has(tag)).copied().collect();
    if !missing.is_empty() {
        let folder = folder.display();
        terminal::say(&format!("{folder} has no dictionary for {}", missing.join(", ")));
    }
    Ok(found)
}

/// The findings of all letters, in an order that does not depend on who was first.
fn all(engine: &Engine, inputs: &Inputs, rules: &Rules) -> Result<Vec<Finding>, Error> {
    let paths = &inputs.paths;
    let mut folders: Vec<(PathBuf, Result<Rules, Vec<Finding>>)> = Vec::new();
    for path in paths {
        let folder = path.parent().unwrap_or(Path::new("")).to_owned();
        if !folders.iter().any(|(known, _)| *known == folder) {
            let read = match files::settings_of(path)? {
                Some((name, bytes)) => {
                    let text = String::from_utf8_lossy(&bytes).into_owned();
                    rules.clone().folder(&Source::new(name, text))
                }
                None => Ok(rules.clone()),
            };
            folders.push((folder, read));
        }
    }
    let mut findings: Vec<Finding> = Vec::new();
    for (folder, rules) in &folders {
        let rules = match rules {
            Ok(rules) => rules,
            Err(mistakes) => {
                findings.extend_from_slice(mistakes);
                continue;
            }
        };
        let here: Vec<_> = (paths.iter())
            .filter(|path| path.parent().unwrap_or(Path::new("")) == folder)
            .collect();
        let checked: Vec<_> =
            here.par_iter().map(|path| one(engine, inputs, path, rules)).collect();
        let mut entries = Vec::with_capacity(checked.len());
        for letter in checked {
            let (mut found, entry) = letter?;
            findings.append(&mut found);
            entries.extend(entry);
        }
        let text = |name: &str| source(Path::new(name));
        findings.extend(check::folder(&FolderIndex::new(entries, &text), rules));
    }
    check::dedup(&mut findings);
    Ok(findings)
}

/// One letter: its findings, and what the folder remembers of it.
fn one(
    engine: &Engine,
    inputs: &Inputs,
    path: &Path,
    rules: &Rules,
) -> Result<(Vec<Finding>, Option<FolderLetter>), Error> {
    let input = inputs.read(path)?;
    let neighbours: &dyn Neighbours = &input.folder;
    let Diagnosis { bundle, findings } =
        pipeline::diagnose(engine, (input.text(), neighbours), rules);
    Ok((findings, bundle.map(|bundle| FolderLetter::new(&bundle.record))))
}

/// The text of a record, read once more to point at it.
fn source(path: &Path) -> Option<Arc<Source>> {
    let bytes = files::read(path, MAX_RECORD as u64).ok()?;
    record::text(&path.display().to_string(), &bytes)
}

/// Makes the safe changes, or shows them; whether there are any.
fn fix(paths: &[PathBuf], findings: &[Finding], dry_run: bool) -> Result<bool, Error> {
    let mut any = false;
    // The file of a version is mended with the record it belongs to.
    let edits = findings.iter().flat_map(|finding| &finding.fix);
    let versions: BTreeSet<PathBuf> = edits
        .map(|edit| PathBuf::from(edit.place.source().name()))
        .filter(|path| {
            files::record_of(path)
                .is_some_and(|record| paths.iter().any(|path| files::is_same(path, &record)))
        })
        .collect();
    for path in paths.iter().chain(&versions).filter(|path| *path != Path::new("-")) {
        let Some(source) = source(path) else { continue };
        let (mended, count) = mend(&source, findings);
        if count == 0 {
            continue;
        }
        any = true;
        if dry_run {
            terminal::print(&report::diff(&source, &mended));
            continue;
        }
        files::replace(path, source.text(), &mended)?;
        let what = text::count(count, "finding");
        terminal::say(&format!("{}: {what} mended", path.display()));
    }
    Ok(any)
}

fn show(findings: &[Finding], format: Format, fail_on: Level, letters: usize) -> Outcome {
    match format {
        Format::Text => {
            if !findings.is_empty() {
                terminal::print_findings(findings);
            }
            terminal::say(&report::summary(findings, letters));
        }
        Format::Json => terminal::print_json(&report::json(findings)),
        Format::Sarif => terminal::print_json(&report::sarif(findings)),
        Format::Github => terminal::print(&report::github(findings)),
    }
    if findings.iter().any(|finding| finding.fails(fail_on)) {
        Outcome::Findings
    } else {
        Outcome::Fine
    }
}
