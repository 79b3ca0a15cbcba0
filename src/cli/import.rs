//! `chancery import`: records of letters that another program wrote, with proof.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::terminal::{self, Format as Messages};
use super::{Outcome, TemplateArguments};
use crate::error::Error;
use crate::files::{self, Output};
use crate::finding::Finding;
use crate::import::{ImportOptions, Imported, Importer, Side, State};
use crate::original::{MAX_ORIGINAL, Noticed, Original, OriginalFormat, Tracked};
use crate::text::count;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Letters as Word, OpenDocument, HTML, Markdown or text files
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The folder to write the records to
    #[arg(short, long, value_name = "DIR")]
    output: PathBuf,
    /// Replace records that are there
    #[arg(long)]
    overwrite: bool,
    /// The office that wrote them; known by the letterhead when left out
    #[arg(long, value_name = "OFFICE")]
    office: Option<String>,
    /// Their language, as a BCP 47 tag; known by its words when left out
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// A folder of templates to write offices to that are not known
    #[arg(long, value_name = "DIR")]
    new_office: Option<PathBuf>,
    /// What becomes of tracked changes
    #[arg(long, value_enum, value_name = "WHAT")]
    tracked: Option<Changes>,
    /// How the report is written
    #[arg(long, value_enum, default_value_t = Report::Text, value_name = "FORMAT")]
    report: Report,
    #[command(flatten)]
    templates: TemplateArguments,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Changes {
    /// The letter with all of them
    Accept,
    /// The letter as it was before them
    Reject,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Report {
    /// For people
    Text,
    /// For programs: JSON
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(mut findings) => {
            terminal::findings(&mut findings, Messages::Text);
            return Ok(Outcome::Findings);
        }
    };
    let options = ImportOptions {
        office: arguments.office.clone(),
        language: arguments.language.clone(),
        new_office: arguments.new_office.is_some(),
    };
    let mut importer = match Importer::new(Arc::new(engine), options) {
        Ok(importer) => importer,
        Err(mut findings) => {
            terminal::findings(&mut findings, Messages::Text);
            return Ok(Outcome::Findings);
        }
    };
    let output = Output::new(&arguments.output, arguments.overwrite)?;
    let mut failed = 0;
    let mut all = Vec::new();
    for path in &arguments.files {
        match one(&mut importer, path, arguments)? {
            Ok(imported) => all.extend(imported.into_iter().map(|it| (path, it))),
            Err(mut findings) => {
                failed += 1;
                terminal::findings(&mut findings, Messages::Text);
            }
        }
    }
    if let Some(folder) = &arguments.new_office {
        for office in importer.offices() {
            let folder =
                Output::new(&folder.join("offices").join(&office.id), arguments.overwrite)?;
            folder.write("office.toml", office.settings.as_bytes())?;
        }
    }
    for (path, imported) in &all {
        output.write(&format!("{}.md", imported.id), imported.record.as_bytes())?;
        if arguments.report == Report::Text {
            terminal::print(&told(path, imported));
        }
    }
    if arguments.report == Report::Json {
        let letters: Vec<&Imported> = all.iter().map(|(_, imported)| imported).collect();
        terminal::print(&(serde_json::to_string_pretty(&letters).unwrap_or_default() + "\n"));
    }
    let proved = all.iter().filter(|(_, it)| it.state == State::Proved).count();
    let nearly = all.len() - proved;
    terminal::say(&format!("{} proved, {nearly} nearly, {failed} not", count(proved, "letter")));
    Ok(if nearly + failed == 0 { Outcome::Fine } else { Outcome::Findings })
}

/// Reads a file and makes a record of it.
fn one(
    importer: &mut Importer,
    path: &Path,
    arguments: &Arguments,
) -> Result<Result<Vec<Imported>, Vec<Finding>>, Error> {
    let name = path.display().to_string();
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    let Some(format) = OriginalFormat::from_extension(ending) else {
        return Err(Error::input(format!("{name} is no letter that can be imported"))
            .help("give it as .docx, .odt, .html, .md or .txt"));
    };
    let bytes = files::read(path, MAX_ORIGINAL)?;
    let tracked = match arguments.tracked {
        Some(Changes::Reject) => Tracked::Reject,
        _ => Tracked::Accept,
    };
    let original = match Original::read(&name, &bytes, format, tracked) {
        Ok(original) => original,
        Err(finding) => return Ok(Err(vec![finding])),
    };
    let changes = original.notices.iter().any(|it| it.what == Noticed::TrackedChange);
    if changes && arguments.tracked.is_none() {
        return Ok(Err(vec![
            Finding::error("tracked-changes", format!("{name} holds tracked changes"))
                .help("say which letter is meant: `--tracked accept` or `--tracked reject`"),
        ]));
    }
    let stem = path
        .file_stem()
        .map(|it| it.to_string_lossy().into_owned())
        .unwrap_or_default();
    Ok(importer.import(&stem, &original))
}

/// What became of a letter, for people.
fn told(path: &Path, imported: &Imported) -> String {
    let state = match imported.state {
        State::Proved => "proved",
        State::Nearly => "nearly",
    };
    let (words, said) = imported.words;
    let mut out = format!("{}: {state} ({said} of {words} words)\n", path.display());
    for field in &imported.fields {
        let mark = if field.proved { "=" } else { "?" };
        out.push_str(&format!("  {mark} {}: {} ({})\n", field.field, field.words, field.ground));
    }
    for gap in &imported.gaps {
        let side = match gap.side {
            Side::File => "only in the file",
            Side::Record => "only in the letter",
        };
        out.push_str(&format!("  ! page {}, {side}: {}\n", gap.page, gap.words));
    }
    for (number, what) in imported.normalised.told() {
        out.push_str(&format!("  ~ {number} {what}\n"));
    }
    out
}
