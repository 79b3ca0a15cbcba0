//! `chancery render`: finished letters.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use rayon::prelude::*;

use super::input::{self, Input, Inputs};
use super::terminal::{self, Format as Messages};
use super::{Outcome, TemplateArguments};
use crate::check::Rules;
use crate::compose::{Engine, FolderLetters};
use crate::error::Error;
use crate::files::{self, Folder, Output};
use crate::finding::{Finding, Level};
use crate::gather::{Bundle, Neighbours};
use crate::package::{Earlier, ISSUED, Package};
use crate::pipeline::{self, Options};
use crate::write::{Format, LetterFile, Writers};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Records, or folders of them; `-` is standard input
    #[arg(required = true, value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Formats, with commas between them
    #[arg(long, value_name = "FORMAT", value_delimiter = ',', required = true)]
    to: Vec<Format>,
    /// The folder to write to; one letter in one text format goes to standard output without it
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Write a letter in several languages in this one only, as a BCP 47 tag: fr
    #[arg(long, value_name = "TAG", conflicts_with = "together")]
    language: Option<String>,
    /// Write a letter in several languages to one file, its versions one after another
    #[arg(long)]
    together: bool,
    /// Write the document that a letter is issued as, `issued-as` in its record, and not the letter
    #[arg(long)]
    issued: bool,
    /// Replace files of the same name in the output folder
    #[arg(long)]
    overwrite: bool,
    /// Write letters with errors too, and mark every page as a draft
    #[arg(long)]
    draft: bool,
    /// How findings are shown: json is one array
    #[arg(long, value_enum, default_value_t = Messages::Text, value_name = "FORMAT")]
    format: Messages,
    /// A folder of font files for PDF, besides those built in and the office's own
    #[arg(long, value_name = "DIR")]
    font_path: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    if let Some(format) = arguments.to.iter().find(|format| !format.is_built()) {
        let message = format!("this program was built without {}", format.extension());
        return Err(Error::usage(message).help("build it without `--no-default-features`"));
    }
    let inputs = input::records(&arguments.paths)?;
    let records = &inputs.paths;
    one_file_each(records)?;
    let to_terminal = arguments.output.is_none();
    if to_terminal {
        one_text(records, &arguments.to)?;
    }
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(mut findings) => {
            terminal::findings(&mut findings, arguments.format);
            return Ok(Outcome::Findings);
        }
    };
    let fonts = match &arguments.font_path {
        Some(folder) => files::fonts_in(folder)?,
        None => Vec::new(),
    };
    let run = Run {
        letters: Mutex::default(),
        inputs: &inputs,
        writers: Writers::new(engine.templates(), fonts),
        engine: &engine,
        arguments,
        rules: Rules::default(),
        output: OnceLock::new(),
    };
    // Each letter is written by the thread that made it, so that only what is in hand costs memory.
    let done: Vec<_> = records.par_iter().map(|path| run.letter(path)).collect();
    let mut findings = Vec::new();
    let mut failed = 0;
    for (mut remarks, result) in done {
        findings.append(&mut remarks);
        match result {
            Ok(Some(written)) => written
                .iter()
                .for_each(|path| terminal::say(&path.display().to_string())),
            Ok(None) => failed += 1,
            Err(error) if records.len() == 1 => return Err(error),
            Err(error) => {
                failed += 1;
                terminal::error(&error);
            }
        }
    }
    terminal::findings(&mut findings, arguments.format);
    if failed > 0 {
        let what = match records.len() {
            1 => "the letter was not written".to_owned(),
            all => format!("{failed} of {all} letters were not written"),
        };
        // Mistakes that a rule of the field names can wait; a record that cannot be read cannot.
        let draft = findings
            .iter()
            .filter(|finding| finding.level == Level::Error)
            .all(|finding| !finding.source.is_empty());
        let advice = if draft { "; --draft writes it all the same, every page marked" } else { "" };
        terminal::say(&format!("{what}{advice}"));
    }
    Ok(if failed > 0 { Outcome::Findings } else { Outcome::Fine })
}

/// Standard output takes one letter in one text format.
fn one_text(records: &[PathBuf], formats: &[Format]) -> Result<(), Error> {
    let what = match (records, formats) {
        ([_], [format]) if format.is_text() => return Ok(()),
        ([_], [format]) => format!("`{}`", format.extension()),
        ([_], _) => "more than one format".to_owned(),
        _ => "more than one letter".to_owned(),
    };
    Err(Error::usage(format!("{what} cannot go to standard output"))
        .help("name a folder with -o DIR"))
}

struct Run<'a> {
    inputs: &'a Inputs,
    engine: &'a Engine,
    writers: Writers<'a>,
    arguments: &'a Arguments,
    rules: Rules,
    output: OnceLock<Result<Output, Error>>,
    /// The letters of each folder, read when a calendar first asks for earlier ones.
    letters: Mutex<BTreeMap<PathBuf, Arc<FolderLetters>>>,
}

/// Files of one letter, by name.
type Files = Vec<(String, Vec<u8>)>;

/// The remarks about a letter, and the files written: none if its mistakes forbid it.
type Done = (Vec<Finding>, Result<Option<Vec<PathBuf>>, Error>);

impl Run<'_> {
    fn letter(&self, path: &Path) -> Done {
        let read = match self.inputs.read(path) {
            Ok(read) => read,
            Err(error) => return (Vec::new(), Err(error)),
        };
        match self.compose(&read) {
            Ok((files, remarks)) if self.arguments.output.is_none() && files.len() > 1 => {
                (remarks, Err(several(&read.name)))
            }
            Ok((files, remarks)) => (remarks, self.write(&files).map(Some)),
            Err(mistakes) => (mistakes, Ok(None)),
        }
    }

    /// The letter in every format: all of them, or none.
    fn compose(&self, input: &Input) -> Result<(Files, Vec<Finding>), Vec<Finding>> {
        let options = Options {
            rules: &self.rules,
            draft: self.arguments.draft,
            issued: self.arguments.issued,
            language: self.arguments.language.as_deref(),
        };
        let neighbours: &dyn Neighbours = &input.folder;
        let ready = pipeline::run(self.engine, (input.text(), neighbours), &options)?;
        let mut remarks = ready.remarks;
        let (mut files, mut left) = (Vec::new(), Vec::new());
        let holds_calendar = self.arguments.to.iter().any(|format| format.holds_calendar());
        let earlier = (holds_calendar && ready.package.speaks_of_meetings())
            .then(|| Arc::new(self.earlier(&ready.bundle, &input.folder)));
        for (name, mut package) in named(
            &input.id,
            ready.bundle.record.letter.languages.are_several(),
            ready.package,
            ready.versions,
            self.arguments.together,
        ) {
            package.earlier.clone_from(&earlier);
            for format in &self.arguments.to {
                if let Some(why) = self.writers.nothing(&package, *format) {
                    left.push(why);
                    let note = self.writers.left_out(&package, *format);
                    remarks.extend(note.filter(|note| !remarks.contains(note)));
                    continue;
                }
                let LetterFile { bytes, mut notes } = self.writers.write(&package, *format)?;
                notes.retain(|note| !remarks.contains(note));
                remarks.append(&mut notes);
                let issued = if self.arguments.issued { ISSUED } else { "" };
                let stem = crate::text::file_stem(&name) + issued;
                files.push((format!("{stem}.{}", format.extension()), bytes));
            }
        }
        if files.is_empty() && self.inputs.paths.len() == 1 {
            left.dedup();
            return Err(left);
        }
        Ok((files, remarks))
    }

    /// What letters of its folder said of the meetings of a letter before it.
    fn earlier(&self, letter: &Bundle, folder: &Folder) -> Earlier {
        let known = {
            let mut letters = self.letters.lock().unwrap_or_else(PoisonError::into_inner);
            let known = letters
                .entry(folder.path().to_owned())
                .or_insert_with(|| Arc::new(FolderLetters::read(self.engine, folder)));
            Arc::clone(known)
        };
        known.before(self.engine, folder, letter)
    }

    fn write(&self, files: &[(String, Vec<u8>)]) -> Result<Vec<PathBuf>, Error> {
        let Some(folder) = &self.arguments.output else {
            files.iter().for_each(|(_, bytes)| terminal::print_file(bytes));
            return Ok(Vec::new());
        };
        // The folder is made when there is something to put into it.
        let output = self
            .output
            .get_or_init(|| Output::new(folder, self.arguments.overwrite));
        let output = output.as_ref().map_err(Clone::clone)?;
        files.iter().map(|(name, bytes)| output.write(name, bytes)).collect()
    }
}

/// The packages of a letter with what each is called: `ID`, or `ID.fr` where the letter is in
/// several languages. Together they are one, called `ID`.
fn named(
    id: &str,
    several: bool,
    main: Package,
    versions: Vec<Package>,
    together: bool,
) -> Vec<(String, Package)> {
    if !several {
        return vec![(id.to_owned(), main)];
    }
    if together {
        return vec![(id.to_owned(), Package::together(main, versions))];
    }
    let all = std::iter::once(main).chain(versions);
    all.map(|package| {
        let tag = &package.letter().document.language;
        (format!("{id}.{tag}"), package)
    })
    .collect()
}

/// Standard output takes a letter in one language, or in all together.
fn several(name: &str) -> Error {
    Error::usage(format!(
        "{name} is a letter in several languages, and standard output takes one file"
    ))
    .help("choose one with --language TAG, write them one after another with --together, or name a folder with -o DIR")
}

/// Records of the same name would be written to the same file.
fn one_file_each(records: &[PathBuf]) -> Result<(), Error> {
    let mut names: BTreeMap<String, &Path> = BTreeMap::new();
    for path in records {
        let stem = path
            .file_stem()
            .map(|stem| crate::text::file_stem(&stem.to_string_lossy()))
            .unwrap_or_default();
        if let Some(other) = names.insert(stem, path) {
            let message = format!(
                "{} and {} would be written to the same file",
                other.display(),
                path.display()
            );
            return Err(Error::usage(message).help("give one of them another name"));
        }
    }
    Ok(())
}

impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.extension()).help(self.describe()))
    }
}
