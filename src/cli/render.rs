//! `chancery render`: finished letters.

use std::path::{Path, PathBuf};

use super::read::{self, Failure};
use super::terminal::{self, Format as Messages};
use super::{Outcome, TemplateArguments};
use crate::check::Rules;
use crate::compose::Chancery;
use crate::error::Error;
use crate::files::{self, Output};
use crate::finding::{Finding, Level, has_errors};
use crate::gather::gather;
use crate::write::Format;

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
    /// Replace files of the same name in the output folder
    #[arg(long)]
    overwrite: bool,
    /// Write letters with errors too, and mark every page as a draft
    #[arg(long)]
    draft: bool,
    /// How findings are shown
    #[arg(long, value_enum, default_value_t = Messages::Text, value_name = "FORMAT")]
    format: Messages,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let records = read::records(&arguments.paths)?;
    let output = match &arguments.output {
        Some(folder) => Some(folder),
        None if records.len() == 1 && arguments.to.len() == 1 && arguments.to[0].is_text() => None,
        None => {
            let what = if records.len() > 1 {
                "several letters"
            } else if arguments.to.len() > 1 {
                "several formats"
            } else {
                "this format"
            };
            return Err(Error::usage(format!("{what} cannot go to standard output"))
                .help("name a folder with -o DIR"));
        }
    };
    let chancery = match super::chancery(&arguments.templates)? {
        Ok(chancery) => chancery,
        Err(mut findings) => {
            terminal::findings(&mut findings, arguments.format);
            return Ok(Outcome::Findings);
        }
    };
    let mut findings = Vec::new();
    let mut failed = 0;
    let mut folder = None;
    for path in &records {
        match letter(&chancery, path, &arguments.to, arguments.draft) {
            Ok((files, mut remarks)) => {
                findings.append(&mut remarks);
                match output {
                    None => files
                        .iter()
                        .for_each(|(_, bytes)| terminal::print(&String::from_utf8_lossy(bytes))),
                    Some(path) => {
                        // The folder is made when there is something to put into it.
                        if folder.is_none() {
                            folder = Some(Output::new(path, arguments.overwrite)?);
                        }
                        for (name, bytes) in &files {
                            if let Some(folder) = &folder {
                                let written = folder.write(name, bytes)?;
                                terminal::say(&format!("{}", written.display()));
                            }
                        }
                    }
                }
            }
            Err(Failure::Findings(mut mistakes)) => {
                failed += 1;
                findings.append(&mut mistakes);
            }
            Err(Failure::Error(error)) if records.len() == 1 => return Err(error),
            Err(Failure::Error(error)) => {
                failed += 1;
                terminal::error(&error);
            }
        }
    }
    terminal::findings(&mut findings, arguments.format);
    if failed > 0 && records.len() > 1 {
        terminal::say(&format!(
            "{failed} of {} letters were not written",
            records.len()
        ));
    }
    Ok(if failed > 0 {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}

type Files = Vec<(String, Vec<u8>)>;

/// One letter in every format: names, bytes, and remarks. All of it, or nothing.
fn letter(
    chancery: &Chancery,
    path: &Path,
    formats: &[Format],
    draft: bool,
) -> Result<(Files, Vec<Finding>), Failure> {
    let (record, folder) = read::record(path)?;
    let id = record.id.clone();
    let mut remarks = record.findings.clone();
    let bundle = gather(record, &folder)?;
    let mut package = chancery.compose(&bundle)?;
    let mut found = chancery.check(&bundle, Some(&package), &Rules::default());
    // Notes, and what is kept on purpose, are for `check` to say.
    found.retain(|finding| finding.fails(Level::Warning));
    if has_errors(&found) && !draft {
        remarks.append(&mut found);
        return Err(Failure::Findings(remarks));
    }
    remarks.append(&mut found);
    if draft {
        chancery.mark_draft(&mut package);
    }
    let mut written = Vec::new();
    for format in formats {
        let name = format!("{}.{}", files::safe_stem(&id), format.extension());
        let (bytes, mut notes) = chancery.write(&package, *format)?;
        remarks.append(&mut notes);
        written.push((name, bytes));
    }
    Ok((written, remarks))
}

impl clap::ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Self] {
        Self::ALL
    }
    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(clap::builder::PossibleValue::new(self.extension()).help(self.describe()))
    }
}
