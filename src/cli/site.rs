//! What the commands that make a site share: settings, progress, the report at the end.

use std::path::{Path, PathBuf};
use std::time::Instant;

use serde::Serialize;

use super::{TemplateArguments, terminal};
use crate::archive::{Failure, LeftOut, Plan, Report, SiteSettings};
use crate::check::Rules;
use crate::compose::Chancery;
use crate::error::Error;
use crate::files;
use crate::finding::{Finding, suggest};
use crate::settings::FolderSettings;
use crate::source::{Place, Source};
use crate::write::Format;

/// What a site is made with.
#[derive(Debug, clap::Args)]
pub(super) struct SiteArguments {
    /// Formats of each letter, with commas between them; those in chancery.toml, or html and md
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    pub(super) to: Vec<Format>,
    /// A folder of font files for PDF, besides those built in and the office's own
    #[arg(long, value_name = "DIR")]
    pub(super) font_path: Option<PathBuf>,
    /// The most letters to work on at once; as many as there are processors, if left out
    #[arg(long, value_name = "N")]
    pub(super) jobs: Option<usize>,
    /// Make the site without its search
    #[arg(long)]
    pub(super) no_search: bool,
    /// Say nothing but what is wrong
    #[arg(short, long)]
    pub(super) quiet: bool,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = terminal::Format::Text, value_name = "FORMAT")]
    pub(super) format: terminal::Format,
    #[command(flatten)]
    pub(super) templates: TemplateArguments,
}

/// An engine and a plan, from the arguments and from the folder's `chancery.toml`.
pub(super) fn prepare(
    arguments: &SiteArguments,
    folder: &Path,
) -> Result<(Chancery, Plan), Failure> {
    let settings = match files::settings_of(&folder.join("record"))? {
        Some((name, bytes)) => {
            let source = Source::new(name, String::from_utf8_lossy(&bytes).into_owned());
            Some((FolderSettings::read(&source)?, source))
        }
        None => None,
    };
    let rules = match &settings {
        Some((_, source)) => Rules::default().folder(source)?,
        None => Rules::default(),
    };
    let read = settings.as_ref().map(|(settings, _)| settings);
    let own = read.and_then(|settings| settings.templates.as_ref());
    let templates = TemplateArguments {
        templates: arguments
            .templates
            .templates
            .clone()
            .or_else(|| own.map(|own| folder.join(own))),
    };
    let chancery = super::chancery(&templates)??;
    let mut formats = arguments.to.clone();
    if formats.is_empty() {
        formats = match &settings {
            Some((settings, source)) => named(settings, source)?,
            None => Vec::new(),
        };
    }
    if formats.is_empty() {
        formats = vec![Format::Html, Format::Markdown];
    }
    if let Some(format) = formats.iter().find(|format| !format.is_built()) {
        let message = format!("this program was built without {}", format.extension());
        return Err(Error::usage(message)
            .help("build it without `--no-default-features`")
            .into());
    }
    let names = read
        .map(|settings| settings.site.clone())
        .unwrap_or_default();
    let fonts = match &arguments.font_path {
        Some(folder) => files::fonts_in(folder)?,
        None => Vec::new(),
    };
    let plan = Plan {
        formats,
        rules,
        fonts,
        part: None,
        site: SiteSettings {
            title: names.title,
            base: names.address,
            language: names.language.unwrap_or_else(|| "en".to_owned()),
            without_search: arguments.no_search,
        },
        executable: files::executable(),
    };
    if let Some(jobs) = arguments.jobs {
        // Only the first one counts, and this is the first.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(jobs)
            .build_global();
    }
    Ok((chancery, plan))
}

/// The formats that a folder's settings name.
fn named(
    settings: &FolderSettings,
    source: &std::sync::Arc<Source>,
) -> Result<Vec<Format>, Vec<Finding>> {
    let known = || Format::ALL.iter().map(|format| format.extension());
    let read = settings.formats.iter().map(|name| {
        let format = Format::ALL
            .iter()
            .find(|format| format.extension() == name.get_ref());
        format.copied().ok_or_else(|| {
            let finding = Finding::error(
                "setting",
                format!("there is no format `{}`", name.get_ref()),
            );
            vec![
                finding
                    .help(suggest(name.get_ref(), known()))
                    .at(Place::new(source, name.span())),
            ]
        })
    });
    read.collect()
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
        let left_out = report.left_out.iter().map(|left| Left {
            record: &left.path,
            reasons: &left.reasons,
        });
        let summary = Summary {
            made: report.made,
            kept: report.kept,
            removed: report.removed,
            pages_made: report.pages_made,
            pages_kept: report.pages_kept,
            unresolved_references: report.problems,
            left_out: left_out.collect(),
        };
        terminal::print(&serde_json::to_string_pretty(&summary).unwrap_or_default());
        return;
    }
    let explained = report.left_out.iter_mut().take(EXPLAINED);
    let mut findings: Vec<_> = explained
        .flat_map(|left| std::mem::take(&mut left.findings))
        .collect();
    findings.retain(|finding| finding.fails(crate::finding::Level::Error));
    terminal::findings(&mut findings, terminal::Format::Text);
    if !report.left_out.is_empty() {
        terminal::say(&left_out(&report.left_out));
    }
    if arguments.quiet {
        return;
    }
    let letters = report.made + report.kept;
    let mut said = vec![format!("{} in {}", count(letters, "letter"), to.display())];
    if report.kept > 0 {
        said.push(format!(
            "{} made, {} unchanged",
            thousands(report.made),
            thousands(report.kept)
        ));
    }
    if report.removed > 0 {
        said.push(format!("{} removed", thousands(report.removed)));
    }
    if report.pages_made + report.pages_kept > 0 {
        let pages = count(report.pages_made + report.pages_kept, "page");
        said.push(format!(
            "{pages}, {} of them made",
            thousands(report.pages_made)
        ));
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

/// The list of letters that were left out.
fn left_out(left: &[LeftOut]) -> String {
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

/// "1 letter", "2,000 letters".
pub(super) fn count(number: usize, word: &str) -> String {
    match number {
        1 => format!("1 {word}"),
        _ => format!("{} {word}s", thousands(number)),
    }
}

/// A number with commas between thousands.
pub(super) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
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
