//! `chancery merge`: one letter to everybody in a list.

mod list;
mod report;

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::time::Instant;

use super::input::Input;
use super::progress::Bar;
use super::terminal::{self, Format as Messages};
use super::{Outcome, TemplateArguments};
use crate::check::Rules;
use crate::compose::{Engine, FolderLetters};
use crate::error::Error;
use crate::files::{self, Folder, Output};
use crate::finding::{Finding, Level};
use crate::gather::Bundle;
use crate::merge::{
    Columns, LetterMaker, ListFindings, Pattern, Rows, Survey, Table, WriteFailure,
};
use crate::merge::{survey, write};
use crate::package::{Earlier, Package};
use crate::record;
use crate::write::{Format, Writers};
use list::List;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The record of the letter; `-` is standard input
    #[arg(value_name = "LETTER")]
    letter: PathBuf,
    /// The list of addressees: CSV, XLSX, ODS or JSON; without it the one that `to: each(NAME)` names
    #[arg(long, value_name = "FILE")]
    rows: Option<PathBuf>,
    /// What a column is for, where its name does not say: "Ministry=organisation"; "Notes=-" leaves it aside, "Postcode+Town=address" joins two
    #[arg(long = "map", value_name = "COLUMN=FIELD", value_parser = pair)]
    maps: Vec<(String, String)>,
    /// How a list is written that is not UTF-8: windows-1252, windows-1256, gb18030, …
    #[arg(long, value_name = "ENCODING")]
    encoding: Option<String>,
    /// Formats, with commas between them
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', required_unless_present = "dry_run")]
    to: Vec<Format>,
    /// The folder to write to
    #[arg(short, long, value_name = "DIR", required_unless_present = "dry_run")]
    output: Option<PathBuf>,
    /// What the files are called after: "{country}", "{row}-{name}"; name, organisation and country if left out
    #[arg(long, value_name = "PATTERN")]
    name: Option<String>,
    /// All letters in one file, in the order of the list
    #[arg(long)]
    collate: bool,
    /// Only so many letters, to look at: the first, the longest, the oddest
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=100))]
    sample: Option<u16>,
    /// Check the list, and write no letter
    #[arg(long)]
    dry_run: bool,
    /// Write the good rows although others are bad
    #[arg(long)]
    skip_bad: bool,
    /// Write the list with a column of findings, to hand back to whoever keeps it
    #[arg(long, value_name = "FILE.csv")]
    findings: Option<PathBuf>,
    /// Replace files of the same name in the output folder
    #[arg(long)]
    overwrite: bool,
    /// Write letters with errors that the checker finds too, and mark every page as a draft
    #[arg(long)]
    draft: bool,
    /// Say nothing but what is wrong
    #[arg(short, long)]
    quiet: bool,
    /// How findings are shown: json is one object for all rows, or an array of findings where
    /// the record or a template has mistakes
    #[arg(long, value_enum, default_value_t = Messages::Text, value_name = "FORMAT")]
    format: Messages,
    /// A folder of font files for PDF, besides those built in and the office's own
    #[arg(long, value_name = "DIR")]
    font_path: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    possible(arguments)?;
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(findings) => return Ok(broken(findings, arguments)),
    };
    let bundle = match letter(arguments, &engine)? {
        Ok(bundle) => bundle,
        Err(findings) => return Ok(broken(findings, arguments)),
    };
    let list = List::of(arguments, &engine, &bundle)?;
    let table = list.open(arguments)?;
    let name = arguments.name.as_deref();
    let letter = &bundle.record.letter;
    let (columns, mut about) = Columns::new(&table.header, &arguments.maps, letter, name)?;
    if matches!(list, List::Own(..)) {
        // A list that serves every letter has columns that this one does not use.
        about.retain(|finding| finding.level == Level::Error);
    }
    about.extend(table.notes.iter().cloned());
    let pattern = Pattern::new(name, &columns)?;
    let rules = Rules::default();
    let earlier = earlier(arguments, &engine, &bundle);
    let maker = match LetterMaker::new(&engine, bundle, columns, pattern, rules, arguments.draft) {
        Ok(maker) => maker.with_earlier(earlier),
        Err(findings) => return Ok(broken(findings, arguments)),
    };
    let fonts = match &arguments.font_path {
        Some(folder) => files::fonts_in(folder)?,
        None => Vec::new(),
    };
    let writers = Writers::new(engine.templates(), fonts);
    let preflight = |package: &Package| {
        // A message has nothing on paper but the PDF, which is looked at already.
        let both = arguments.to.contains(&Format::PDF);
        let formats = arguments.to.iter();
        formats
            .filter(|format| !both || **format != Format::MAIL)
            .flat_map(|format| match writers.left_out(package, *format) {
                Some(note) if arguments.to.len() > 1 => vec![note],
                _ => writers.preflight(package, *format),
            })
            .collect()
    };
    let began = Instant::now();
    let progress = Bar::new(arguments.quiet || arguments.format == Messages::Json);
    progress.start("rows", None);
    let sample = arguments.sample.map(usize::from);
    // What is wrong with the columns is wrong with every row: the rows are looked at all the same.
    let survey = survey(&maker, table, about, sample, &preflight, &|| progress.step())?;
    progress.end();
    let unsound = survey.findings.has_errors_of_list();
    let stop = unsound || (!survey.bad.is_empty() && !arguments.skip_bad);
    let rows = match arguments.sample {
        Some(_) => Rows::Sample,
        None => Rows::Good,
    };
    let mut done = Done::default();
    if !stop && !arguments.dry_run && survey.letters(rows) > 0 {
        progress.start("letters", usize::try_from(survey.letters(rows)).ok());
        let run = Run { writers, arguments, progress: &progress, output: OnceLock::new() };
        let table = list.open(arguments)?;
        done = if arguments.collate {
            run.collated(&maker, table, &survey, rows)?
        } else {
            run.one_by_one(&maker, table, &survey, rows)?
        };
        progress.end();
    }
    if let Some(path) = &arguments.findings {
        let found = [&survey.findings, &done.findings];
        let bytes = crate::merge::handed_back(list.open(arguments)?, &found)?;
        beside(path, arguments.overwrite, &bytes)?;
    }
    report::report(arguments, &survey, &done, stop, began);
    let good = survey.bad.is_empty() && !unsound && done.findings.is_empty();
    Ok(if good { Outcome::Fine } else { Outcome::Findings })
}

/// What was written.
#[derive(Debug, Default)]
struct Done {
    letters: u64,
    files: Vec<PathBuf>,
    /// What kept single letters from being written.
    findings: ListFindings,
}

/// The most files that are named at the end.
const NAMED: usize = 20;

/// What cannot be done is said before any work.
fn possible(arguments: &Arguments) -> Result<(), Error> {
    if let (Some(list), Some(back)) = (&arguments.rows, &arguments.findings)
        && (list == back || files::is_same(list, back))
    {
        return Err(Error::usage("the findings would take the place of the list")
            .help("name another file with --findings"));
    }
    if let Some(format) = arguments.to.iter().find(|format| !format.is_built()) {
        let message = format!("this program was built without {}", format.extension());
        return Err(Error::usage(message).help("build it without `--no-default-features`"));
    }
    // A calendar holds a meeting once, a message goes to one, and data is of one letter.
    let single = |format: &&Format| !format.holds_many();
    if let Some(format) = arguments.to.iter().find(single).filter(|_| arguments.collate) {
        let message = format!("`{}` cannot hold many letters", format.extension());
        let many = Format::ALL.iter().filter(|format| format.holds_many());
        let many: Vec<_> = many.map(|format| format.extension()).collect();
        let many = many.join(", ");
        let (most, last) = many.rsplit_once(", ").unwrap_or(("", &many));
        return Err(Error::usage(message)
            .help(format!("leave --collate out; {most} and {last} can hold them all")));
    }
    Ok(())
}

fn broken(mut findings: Vec<Finding>, arguments: &Arguments) -> Outcome {
    terminal::findings(&mut findings, arguments.format);
    Outcome::Findings
}

/// The record with all that belongs to it.
fn letter(
    arguments: &Arguments,
    engine: &Engine,
) -> Result<Result<Arc<Bundle>, Vec<Finding>>, Error> {
    let input = Input::read(&arguments.letter)?;
    Ok(record::read(&input.id, &input.name, &input.bytes, input.syntax).and_then(|record| {
        match engine.gather(record, &input.folder) {
            (bundle, mistakes) if mistakes.is_empty() => Ok(bundle),
            (_, mistakes) => Err(mistakes),
        }
    }))
}

/// What letters beside the record said of its meetings before it.
fn earlier(arguments: &Arguments, engine: &Engine, letter: &Bundle) -> Earlier {
    let holds_calendar = arguments.to.iter().any(|format| format.holds_calendar());
    if letter.record.letter.meetings.is_empty() && letter.enclosed.is_empty() || !holds_calendar {
        return Earlier::default();
    }
    let folder = Folder::of(&arguments.letter);
    FolderLetters::read(engine, &folder).before(engine, &folder, letter)
}

struct Run<'a> {
    writers: Writers<'a>,
    arguments: &'a Arguments,
    progress: &'a Bar,
    output: OnceLock<Result<Output, Error>>,
}

impl Run<'_> {
    /// One file for each letter and format; a letter is written in all formats, or in none.
    fn one_by_one(
        &self,
        maker: &LetterMaker<'_>,
        table: Table,
        survey: &Survey,
        rows: Rows,
    ) -> Result<Done, Error> {
        let mut done = Done::default();
        let make = |stem: &str, package: Package| {
            let files = self.made(stem, &package)?;
            let written = files
                .iter()
                .map(|(name, bytes)| self.put(name, bytes))
                .collect::<Result<Vec<_>, _>>()
                .map_err(WriteFailure::Work);
            self.progress.step();
            written
        };
        done.findings = write(maker, table, survey, rows, make, |files| {
            done.letters += 1;
            let room = NAMED.saturating_sub(done.files.len());
            done.files.extend(files.into_iter().take(room));
            Ok(())
        })?;
        Ok(done)
    }

    /// One file for each format, with all letters in the order of the list.
    fn collated(
        &self,
        maker: &LetterMaker<'_>,
        table: Table,
        survey: &Survey,
        rows: Rows,
    ) -> Result<Done, Error> {
        let mut done = Done::default();
        let mut all: Option<Package> = None;
        let make = |stem: &str, mut package: Package| {
            package.call(stem);
            self.progress.step();
            Ok(package)
        };
        done.findings = write(maker, table, survey, rows, make, |package| {
            done.letters += 1;
            match &mut all {
                Some(all) => all.append(package),
                None => all = Some(package),
            }
            Ok(())
        })?;
        if let Some(all) = all {
            match self.made(&crate::text::file_stem(maker.id()), &all) {
                Ok(files) => {
                    for (name, bytes) in files {
                        done.files.push(self.put(&name, &bytes)?);
                    }
                }
                Err(WriteFailure::Work(error)) => return Err(error),
                Err(WriteFailure::Letter(mut findings)) => {
                    terminal::findings(&mut findings, self.arguments.format);
                    return Err(Error::output("the letters cannot be put into one file")
                        .help("without --collate, those that can be written are"));
                }
            }
        }
        Ok(done)
    }

    fn made(&self, stem: &str, package: &Package) -> Result<Vec<(String, Vec<u8>)>, WriteFailure> {
        let formats = self.arguments.to.iter();
        let several = self.arguments.to.len() > 1;
        let formats =
            formats.filter(|format| !several || self.writers.nothing(package, **format).is_none());
        let files = formats.map(|format| {
            let written = self.writers.write(package, *format).map_err(WriteFailure::Letter)?;
            Ok((format!("{stem}.{}", format.extension()), written.bytes))
        });
        files.collect()
    }

    fn put(&self, name: &str, bytes: &[u8]) -> Result<PathBuf, Error> {
        let folder = self.arguments.output.as_deref().unwrap_or(Path::new("."));
        let output = self
            .output
            .get_or_init(|| Output::new(folder, self.arguments.overwrite));
        output.as_ref().map_err(Clone::clone)?.write(name, bytes)
    }
}

/// Writes a file that the command line names.
fn beside(path: &Path, overwrite: bool, bytes: &[u8]) -> Result<(), Error> {
    let Some(name) = path.file_name() else {
        return Err(Error::usage(format!("{} is no file", path.display())));
    };
    let folder = path.parent().filter(|folder| *folder != Path::new(""));
    Output::new(folder.unwrap_or(Path::new(".")), overwrite)?
        .write(&name.to_string_lossy(), bytes)
        .map(|_| ())
}

/// Reads `COLUMN=FIELD`.
fn pair(text: &str) -> Result<(String, String), String> {
    match text.rsplit_once('=') {
        Some((column, field)) if !column.trim().is_empty() && !field.trim().is_empty() => {
            Ok((column.trim().to_owned(), field.trim().to_owned()))
        }
        _ => Err("write it as COLUMN=FIELD: \"Ministry=organisation\"".to_owned()),
    }
}
