//! What the commands that make a site share: settings, progress, the report at the end.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use serde::Serialize;

use super::{TemplateArguments, terminal};
use crate::archive::{self, Failure, Omission, Plan, Report, SiteSettings};
use crate::check::Rules;
use crate::compose::Engine;
use crate::error::Error;
use crate::files;
use crate::finding::{Finding, suggest};
use crate::node::Spanned;
use crate::settings::FolderSettings;
use crate::source::{Place, Source};
use crate::text::{count, thousands};
use crate::write::Format;

/// What every command takes that makes a site.
#[derive(Debug, clap::Args)]
pub(super) struct SiteArguments {
    /// The most letters to work on at once; as many as there are processors, if left out
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// Say nothing but what is wrong
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// How the report is written: json is one object, or an array of findings where the
    /// templates or chancery.toml have mistakes
    #[arg(long, value_enum, default_value_t = terminal::Format::Text, value_name = "FORMAT")]
    pub(super) format: terminal::Format,
    #[command(flatten)]
    pub(super) templates: TemplateArguments,
}

/// What only some of them take.
#[derive(Debug, Default)]
pub(super) struct With<'a> {
    /// The formats of each letter; none where they are not given.
    pub(super) formats: &'a [Format],
    pub(super) font_path: Option<&'a Path>,
    pub(super) no_search: bool,
}

/// What makes a site.
pub(super) struct Prepared {
    pub(super) engine: Engine,
    /// Its formats are those that are named, and none if none are.
    pub(super) plan: Plan,
    /// The folder of the office's own templates, which are no records.
    pub(super) templates: Option<PathBuf>,
}

/// What makes a site, from the arguments and from the `chancery.toml` of the folder, if there is
/// a folder.
pub(super) fn prepare(
    templates: &TemplateArguments,
    with: &With<'_>,
    folder: Option<&Path>,
) -> Result<Prepared, Failure> {
    let (settings, source) = settings(folder)?;
    let folder = folder.unwrap_or(Path::new(""));
    let mut findings = Vec::new();
    let rules = sound(Rules::default().levels(&settings.rules, &source), &mut findings);
    let mut formats = with.formats.to_vec();
    if formats.is_empty() {
        formats = sound(named(&settings, &source), &mut findings);
    }
    let mut own = templates.templates.clone();
    if let (Some(named), None) = (&settings.templates, &own) {
        match files::inner_folder(folder, named) {
            Ok(found) => own = Some(found),
            Err(why) => {
                let message = format!("`{}` cannot be the folder of templates: {why}", named.value);
                let finding = Finding::error("setting", message)
                    .help("name a folder beside chancery.toml, or take the line out")
                    .help("templates that lie elsewhere are given with --templates");
                findings.push(finding.at(Place::new(&source, named.range.clone())));
            }
        }
    }
    if !findings.is_empty() {
        return Err(findings.into());
    }
    let engine = super::engine(&TemplateArguments { templates: own.clone() })??;
    let mut site = names(&settings, &source, &engine)?;
    site.without_search = with.no_search;
    let fonts = match with.font_path {
        Some(folder) => files::fonts_in(folder)?,
        None => Vec::new(),
    };
    let executable = files::executable();
    let plan = Plan { formats, rules, fonts, site, executable, ..Plan::default() };
    Ok(Prepared { engine, plan, templates: own })
}

/// What the `chancery.toml` of a folder says; nothing where there is none.
fn settings(folder: Option<&Path>) -> Result<(FolderSettings, Arc<Source>), Failure> {
    let file = match folder.filter(|folder| *folder != Path::new("")) {
        Some(folder) => files::settings_of(&folder.join("record"))?,
        None => None,
    };
    let Some((name, bytes)) = file else {
        return Ok((FolderSettings::default(), Source::new("chancery.toml", "")));
    };
    let source = Source::new(name, String::from_utf8_lossy(&bytes).into_owned());
    Ok((FolderSettings::read(&source)?, source))
}

/// What was read; what is wrong with it is noted, so that all mistakes are seen.
fn sound<T: Default>(read: Result<T, Vec<Finding>>, findings: &mut Vec<Finding>) -> T {
    read.unwrap_or_else(|mut mistakes| {
        findings.append(&mut mistakes);
        T::default()
    })
}

/// Works on as many things at once as the arguments say.
pub(super) fn limit(arguments: &SiteArguments) {
    if let Some(jobs) = arguments.jobs {
        // Only the first one counts, and this is the first.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(jobs).build_global();
    }
}

/// Gives a plan its formats: those it names, or HTML and Markdown.
///
/// # Errors
/// That this program cannot write one of them.
pub(super) fn settle_formats(plan: &mut Plan) -> Result<(), Error> {
    if plan.formats.is_empty() {
        plan.formats = vec![Format::HTML, Format::MARKDOWN];
    }
    match plan.formats.iter().find(|format| !format.is_built()) {
        Some(format) => {
            let message = format!("this program was built without {}", format.extension());
            Err(Error::usage(message).help("build it without `--no-default-features`"))
        }
        None => Ok(()),
    }
}

/// What a folder's settings call its archive.
fn names(
    settings: &FolderSettings,
    source: &Arc<Source>,
    engine: &Engine,
) -> Result<SiteSettings, Vec<Finding>> {
    let names = &settings.site;
    let mut findings = Vec::new();
    let mut text = |value: &Option<Spanned<String>>, wrong: &dyn Fn(&str) -> Option<Finding>| {
        let value = value.as_ref()?;
        let finding = wrong(value);
        findings.extend(finding.map(|finding| finding.at(Place::new(source, value.range.clone()))));
        Some(value.value.clone())
    };
    let site = SiteSettings {
        title: names.title.clone(),
        language: text(&names.language, &|tag| archive::unknown_language(engine.templates(), tag))
            .unwrap_or_else(|| SiteSettings::default().language),
        base: text(&names.address, &archive::wrong_address),
        licence: text(&names.licence, &archive::wrong_licence),
        ..SiteSettings::default()
    };
    if findings.is_empty() { Ok(site) } else { Err(findings) }
}

/// The formats that a folder's settings name.
fn named(settings: &FolderSettings, source: &Arc<Source>) -> Result<Vec<Format>, Vec<Finding>> {
    let known = || Format::ALL.iter().map(|format| format.extension());
    let (mut formats, mut findings) = (Vec::new(), Vec::new());
    for name in &settings.formats {
        match Format::named(name) {
            Some(format) => formats.push(format),
            None => findings.push(
                Finding::error("setting", format!("there is no format `{}`", name.value))
                    .help(suggest(name, known()))
                    .at(Place::new(source, name.range.clone())),
            ),
        }
    }
    if findings.is_empty() { Ok(formats) } else { Err(findings) }
}

/// How many letters that were left out are explained in full.
const EXPLAINED: usize = 20;

#[derive(Serialize)]
struct Summary<'r> {
    made: usize,
    kept: usize,
    removed: usize,
    pages_made: usize,
    pages_kept: usize,
    unresolved_references: usize,
    changed_by_others: &'r [String],
    left_out: Vec<Left<'r>>,
}

#[derive(Serialize)]
struct Left<'r> {
    record: &'r str,
    reasons: &'r [String],
}

/// Says what a build came to; the findings of letters that were left out first.
pub(super) fn report(mut report: Report, arguments: &SiteArguments, began: Instant, to: &Path) {
    if arguments.format == terminal::Format::Json {
        let left_out = report
            .left_out
            .iter()
            .map(|left| Left { record: &left.path, reasons: &left.reasons });
        let summary = Summary {
            made: report.made,
            kept: report.kept,
            removed: report.removed,
            pages_made: report.pages_made,
            pages_kept: report.pages_kept,
            unresolved_references: report.problems,
            changed_by_others: &report.others,
            left_out: left_out.collect(),
        };
        terminal::print_json(&serde_json::to_string_pretty(&summary).unwrap_or_default());
        return;
    }
    let explained = report.left_out.iter_mut().take(EXPLAINED);
    let mut findings: Vec<_> = explained
        .flat_map(|left| std::mem::take(&mut left.findings))
        .collect();
    findings.retain(|finding| finding.fails(crate::finding::Level::Error));
    terminal::findings(&mut findings, terminal::Format::Text);
    if !report.others.is_empty() {
        terminal::say(&others(&report.others, to));
    }
    if !report.left_out.is_empty() {
        terminal::say(&left_out(&report.left_out));
    }
    if arguments.quiet {
        return;
    }
    let letters = report.made + report.kept;
    let mut said = vec![format!("{} in {}", count(letters, "letter"), to.display())];
    if report.kept > 0 {
        said.push(format!("{} made, {} unchanged", thousands(report.made), thousands(report.kept)));
    }
    if report.removed > 0 {
        said.push(format!("{} removed", thousands(report.removed)));
    }
    if report.pages_made + report.pages_kept > 0 {
        let pages = count(report.pages_made + report.pages_kept, "page");
        said.push(format!("{pages}, {} of them made", thousands(report.pages_made)));
    }
    let took = began.elapsed().as_secs_f64();
    said.push(format!("{took:.1} s"));
    terminal::say(&said.join("; "));
    if report.problems > 0 {
        let what = count(report.problems, "reference");
        terminal::say(&format!(
            "{what} to other letters could not be followed: unresolved/index.html lists them"
        ));
    }
}

/// Files that stay although no letter or page wants them.
fn others(others: &[String], site: &Path) -> String {
    let are = if others.len() == 1 { "is" } else { "are" };
    let mut lines = vec![format!(
        "{} of earlier builds {are} no longer wanted, and stayed because somebody changed what stood there:",
        count(others.len(), "file")
    )];
    lines.extend(others.iter().map(|path| format!("  {}", site.join(path).display())));
    lines.join("\n")
}

/// The list of letters that were left out.
fn left_out(left: &[Omission]) -> String {
    let was = if left.len() == 1 { "was" } else { "were" };
    let mut lines = vec![format!("{} {was} left out:", count(left.len(), "letter"))];
    for letter in left {
        let more = match letter.reasons.len() {
            0 | 1 => String::new(),
            more => format!(" (and {} more)", more - 1),
        };
        let reason = letter.reasons.first().map_or("", String::as_str);
        lines.push(format!("  {}: {reason}{more}", letter.path));
    }
    lines.join("\n")
}

/// An error goes on; findings of templates are shown, and fail the command.
pub(super) fn failed(failure: Failure, format: terminal::Format) -> Result<super::Outcome, Error> {
    match failure {
        Failure::Error(error) => Err(error),
        Failure::Findings(mut findings) => {
            terminal::findings(&mut findings, format);
            Ok(super::Outcome::Findings)
        }
    }
}
