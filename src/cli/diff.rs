//! `chancery diff`: what changed between two letters, in sentences.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::input::Input;
use super::terminal::{self, Format as Messages};
use super::{Outcome, TemplateArguments};
use crate::compose::Engine;
use crate::difference::{
    self, Difference, FinishedFormat, FinishedLetter, MAX_FINISHED, RecordSide,
};
use crate::error::Error;
use crate::files::{self, Folder, Output};
use crate::finding::Finding;
use crate::gather::{Bundle, InMemory, Neighbours};
use crate::letter::{Day, Letter};
use crate::pipeline;
use crate::record::Syntax;
use crate::write::docx::redline::Revision;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The old letter: a record, a PDF with its record inside, or a finished letter as HTML,
    /// Markdown, text, Word or OpenDocument; `-` is standard input
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The new letter, in the same ways
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How the difference is shown
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// The language in which it is told, as a BCP 47 tag; that of the new letter when left out
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// The file to write instead of standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Replace the file if it is there
    #[arg(long)]
    overwrite: bool,
    /// Who made the changes, as Word shows it
    #[arg(long, default_value = "Chancery", value_name = "NAME")]
    author: String,
    /// The day of the changes, as 2026-11-29; Word shows none when left out
    #[arg(long, value_name = "DAY", value_parser = day)]
    day: Option<String>,
    /// End with exit code 1 on such a difference
    #[arg(long, value_enum, value_name = "WHAT")]
    fail_on: Option<FailOn>,
    #[command(flatten)]
    templates: TemplateArguments,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Sentences
    Text,
    /// The same as data, with the words of both letters
    Json,
    /// A page: the sentences, and the words of both letters
    Html,
    /// The new letter for Word, with what changed as tracked changes; -o names the file
    Docx,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum FailOn {
    /// What a reader of the letter sees
    Letter,
    /// Anything, also what is in the record only
    Any,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let findings = |mut findings: Vec<Finding>| {
        terminal::findings(&mut findings, Messages::Text);
        Ok(Outcome::Findings)
    };
    let (old, new) = (&arguments.old, &arguments.new);
    if old == Path::new("-") && new == Path::new("-") {
        return Err(Error::usage("both letters cannot come from standard input")
            .help("write one of them to a file"));
    }
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(mistakes) => return findings(mistakes),
    };
    let (old, new) = (Side::read(old, new)?, Side::read(new, old)?);
    let finished = match (&old, &new) {
        (Side::Finished(old), Side::Finished(new)) => {
            let (old, new) = (&old.name, &new.name);
            return Err(Error::input(format!("neither {old} nor {new} is a record"))
                .help("give the record of one of both letters: what its facts are stands there"));
        }
        (Side::Finished(finished), record) => Some((record, RecordSide::New, finished)),
        (record, Side::Finished(finished)) => Some((record, RecordSide::Old, finished)),
        _ => None,
    };
    if let Some((record, recorded, finished)) = finished {
        return with_finished(&engine, arguments, (record, recorded), finished);
    }
    let ((old, mut mistakes), (new, mut others)) = (old.gathered(&engine), new.gathered(&engine));
    mistakes.append(&mut others);
    let has_mistakes = !mistakes.is_empty();
    if has_mistakes {
        terminal::findings(&mut mistakes, Messages::Text);
    }
    // A record with mistakes is compared as far as it could be read.
    if has_mistakes && old.is_some() && new.is_some() {
        terminal::say("what is wrong above is compared as if it were left out");
    }
    let (Some(old), Some(new)) = (old, new) else {
        return Ok(Outcome::Findings);
    };
    if let Some(doubt) = doubt(&old, &new) {
        terminal::say(&doubt);
    }
    let difference = match difference::compare(&engine, (&old, &new), arguments.language.as_deref())
    {
        Ok(difference) => difference,
        Err(mistakes) => return findings(mistakes),
    };
    let redline = |by: &Revision| difference::redline(&engine, (&old, &new), by);
    shown(arguments, &difference, has_mistakes, &redline)
}

/// Compares a record with a finished letter.
fn with_finished(
    engine: &Engine,
    arguments: &Arguments,
    (record, recorded): (&Side, RecordSide),
    finished: &FinishedLetter,
) -> Result<Outcome, Error> {
    if matches!(arguments.format, Format::Docx) {
        let name = &finished.name;
        return Err(Error::usage(format!(
            "tracked changes are made of two records, and {name} is a finished letter without its own"
        ))
        .help("give the record it was made of, or a PDF that holds it; --format html marks each changed word without one"));
    }
    if finished.has_tracked_changes {
        let name = &finished.name;
        terminal::say(&format!("{name} holds tracked changes: they are taken as accepted"));
    }
    let (bundle, mut mistakes) = record.gathered(engine);
    let has_mistakes = !mistakes.is_empty();
    if has_mistakes {
        terminal::findings(&mut mistakes, Messages::Text);
    }
    let Some(bundle) = bundle else { return Ok(Outcome::Findings) };
    let language = arguments.language.as_deref();
    match difference::compare_finished(engine, (&bundle, recorded), finished, language) {
        Ok(difference) => shown(arguments, &difference, has_mistakes, &|_| Ok(Vec::new())),
        Err(mut mistakes) => {
            terminal::findings(&mut mistakes, Messages::Text);
            Ok(Outcome::Findings)
        }
    }
}

/// What makes the Word file of a difference.
type Redline<'r> = &'r dyn Fn(&Revision) -> Result<Vec<u8>, Vec<Finding>>;

/// Shows the difference as it was asked for.
fn shown(
    arguments: &Arguments,
    difference: &Difference,
    has_mistakes: bool,
    redline: Redline<'_>,
) -> Result<Outcome, Error> {
    if let Some(tag) = difference.language_without_words() {
        terminal::say(&format!(
            "`{tag}` has no words of a difference: it is told in `{}`; `{tag}/difference.toml` would hold them",
            difference.language
        ));
    }
    let text = match arguments.format {
        Format::Text => difference::text(difference),
        Format::Json => serde_json::to_string_pretty(difference).unwrap_or_default() + "\n",
        Format::Html => difference::html(difference),
        Format::Docx => {
            let by = Revision {
                author: arguments.author.clone(),
                date: arguments.day.as_ref().map(|day| format!("{day}T00:00:00Z")),
            };
            let bytes = match redline(&by) {
                Ok(bytes) => bytes,
                Err(mut mistakes) => {
                    terminal::findings(&mut mistakes, Messages::Text);
                    return Ok(Outcome::Findings);
                }
            };
            let Some(path) = &arguments.output else {
                return Err(Error::usage("a Word file cannot be shown in the terminal")
                    .help("name the file to write: -o changes.docx"));
            };
            written(path, &bytes, arguments.overwrite)?;
            String::new()
        }
    };
    match &arguments.output {
        Some(path) if !text.is_empty() => written(path, text.as_bytes(), arguments.overwrite)?,
        _ if text.is_empty() => {}
        _ => terminal::print(text.trim_end_matches('\n')),
    }
    let fails = match arguments.fail_on {
        None => has_mistakes,
        Some(FailOn::Letter) => has_mistakes || difference.is_seen(),
        Some(FailOn::Any) => has_mistakes || !difference.is_empty(),
    };
    Ok(if fails { Outcome::Findings } else { Outcome::Fine })
}

/// Writes a file, whole or not at all.
fn written(path: &Path, bytes: &[u8], overwrite: bool) -> Result<(), Error> {
    let parent = path.parent().filter(|parent| *parent != Path::new(""));
    let Some(name) = path.file_name().and_then(|name| name.to_str()) else {
        return Err(Error::usage(format!("{} names no file", path.display())));
    };
    let output = Output::new(parent.unwrap_or(Path::new(".")), overwrite)?;
    let path = output.write(name, bytes)?;
    terminal::say(&path.display().to_string());
    Ok(())
}

fn day(text: &str) -> Result<String, String> {
    Day::parse(text).map(|day| day.to_string())
}

/// What makes one doubt that the two letters were meant to be compared.
fn doubt(old: &Bundle, new: &Bundle) -> Option<String> {
    let encloses = |outer: &Bundle, inner: &Bundle| {
        let mut enclosed = outer.enclosed.iter();
        enclosed.any(|(_, bundle)| bundle.record.id == inner.record.id)
    };
    let (was, is) = (&old.record, &new.record);
    for (outer, inner) in [(old, new), (new, old)] {
        if encloses(outer, inner) && was.id != is.id {
            let (outer, inner) = (&outer.record.id, &inner.record.id);
            return Some(format!(
                "`{inner}` is enclosed in `{outer}`: two versions of one letter are compared best"
            ));
        }
    }
    let kind = |letter: &Letter| letter.kind.clone().unwrap_or_else(|| "letter".to_owned());
    let (old, new) = (kind(&was.letter), kind(&is.letter));
    (old != new && was.id != is.id).then(|| {
        format!("the letters are of different kinds, `{old}` and `{new}`: nearly all of it differs")
    })
}

/// A letter as it is given, with what lies beside it.
enum Side {
    /// A record on the disk, or from standard input.
    Record(Input),
    /// The records inside a PDF, that of the letter first.
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only the build with PDF reads it"))]
    Pdf { name: String, records: Vec<(String, Vec<u8>)> },
    /// A finished letter without its record.
    Finished(FinishedLetter),
}

impl Side {
    /// Reads one of the letters; what comes from standard input lies beside the other.
    fn read(path: &Path, other: &Path) -> Result<Self, Error> {
        if path == Path::new("-") {
            let mut input = Input::read(path)?;
            if let Some(format) = finished_format(&input.bytes, input.syntax) {
                return finished(&input.name, &input.bytes, format);
            }
            if let Some(stem) = other.file_stem() {
                input.id = stem.to_string_lossy().into_owned();
                input.folder = Folder::of(other);
            }
            return Ok(Self::Record(input));
        }
        let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase());
        let ending = ending.unwrap_or_default();
        if ending == "pdf" {
            return pdf(path);
        }
        if Syntax::from_extension(&ending).is_none()
            && let Some(format) = FinishedFormat::from_extension(&ending)
        {
            let bytes = files::read(path, MAX_FINISHED)?;
            return finished(&path.display().to_string(), &bytes, format);
        }
        let input = Input::read(path)?;
        match finished_format(&input.bytes, input.syntax) {
            Some(format) => {
                let name = &input.name;
                terminal::say(&format!(
                    "{name} has no front matter: it is compared as a finished letter"
                ));
                finished(name, &input.bytes, format)
            }
            None => Ok(Self::Record(input)),
        }
    }

    /// The record with all that belongs to it, as far as it could be read, and what is wrong.
    fn gathered(&self, engine: &Engine) -> (Option<Arc<Bundle>>, Vec<Finding>) {
        match self {
            Self::Record(input) => {
                let neighbours: &dyn Neighbours = &input.folder;
                pipeline::gathered(engine, input.text(), neighbours)
            }
            Self::Pdf { name, records } => {
                let beside: InMemory = records.iter().cloned().collect();
                let Some((file, bytes)) = records.first() else {
                    return (None, Vec::new());
                };
                let (id, ending) = file.rsplit_once('.').unwrap_or((file, "md"));
                let syntax = Syntax::from_extension(ending).unwrap_or(Syntax::guess(bytes));
                let input = pipeline::Input { id, name, bytes, syntax };
                pipeline::gathered(engine, input, &beside)
            }
            Self::Finished(_) => (None, Vec::new()),
        }
    }
}

/// The format of a finished letter that comes as a record would: Markdown without front matter, or
/// a page.
fn finished_format(bytes: &[u8], syntax: Syntax) -> Option<FinishedFormat> {
    let text = bytes
        .strip_prefix("\u{FEFF}".as_bytes())
        .unwrap_or(bytes)
        .trim_ascii_start();
    if text.starts_with(b"<") {
        return Some(FinishedFormat::Html);
    }
    let is_letter = syntax == Syntax::Markdown && !text.starts_with(b"---") && !text.is_empty();
    is_letter.then_some(FinishedFormat::Markdown)
}

fn finished(name: &str, bytes: &[u8], format: FinishedFormat) -> Result<Side, Error> {
    let read = FinishedLetter::read(name, bytes, format);
    let read = read.map_err(|finding| {
        let error = Error::input(finding.message);
        finding.help.into_iter().fold(error, Error::help)
    })?;
    Ok(Side::Finished(read))
}

#[cfg(not(feature = "pdf"))]
fn pdf(_: &Path) -> Result<Side, Error> {
    Err(Error::usage("this program was built without pdf")
        .help("build it without `--no-default-features`, or give the record itself"))
}

#[cfg(feature = "pdf")]
const NO_RECORD: &str = "give the record of the letter, or a PDF that Chancery wrote; of another PDF \
     compare the text: `pdftotext LETTER.pdf LETTER.txt`, then LETTER.txt";

#[cfg(feature = "pdf")]
fn pdf(path: &Path) -> Result<Side, Error> {
    use crate::write::pdf::read_records;

    /// The largest PDF that is read: 256 MiB.
    const MAX_PDF: u64 = 256 << 20;

    let records = read_records(&files::read(path, MAX_PDF)?).map_err(|finding| {
        let error = Error::input(format!("{}: {}", path.display(), finding.message));
        error.help(NO_RECORD)
    })?;
    if records.is_empty() {
        return Err(Error::input(format!("{} carries no record", path.display())).help(NO_RECORD));
    }
    let records = records
        .into_iter()
        .map(|record| (record.name, record.bytes))
        .collect();
    Ok(Side::Pdf { name: path.display().to_string(), records })
}
