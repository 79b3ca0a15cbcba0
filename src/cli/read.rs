//! `chancery read`: the records inside a PDF.

use std::path::PathBuf;

use super::Outcome;
use crate::error::Error;

#[derive(Debug, clap::Args)]
#[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only the build with PDF reads it"))]
pub(super) struct Arguments {
    /// A PDF that Chancery wrote
    #[arg(value_name = "FILE.pdf")]
    file: PathBuf,
    /// The folder to write all records of the PDF to; standard output takes the letter's own
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Replace files of the same name in the output folder
    #[arg(long)]
    overwrite: bool,
}

#[cfg(not(feature = "pdf"))]
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let _ = arguments;
    Err(Error::usage("this program was built without pdf")
        .help("build it without `--no-default-features`"))
}

#[cfg(feature = "pdf")]
pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    use super::terminal;
    use crate::files::{self, Output};
    use crate::write::pdf::read_records;

    /// The largest PDF that is read: 256 MiB.
    const MAX_PDF: u64 = 256 << 20;

    let bytes = files::read(&arguments.file, MAX_PDF)?;
    let records = match read_records(&bytes) {
        Ok(records) => records,
        Err(finding) => {
            let help = finding.help.join("; ");
            let error = Error::input(format!("{}: {}", arguments.file.display(), finding.message));
            return Err(if help.is_empty() { error } else { error.help(help) });
        }
    };
    match &arguments.output {
        Some(folder) => {
            let mut names = Vec::with_capacity(records.len());
            for record in &records {
                let name = name_of(&record.name);
                if !files::is_record_name(&name) || names.contains(&name) {
                    let (file, shown) = (arguments.file.display(), &record.name);
                    let message = format!(
                        "{file} carries `{shown}` as a record, and no record has that name, or two have"
                    );
                    return Err(Error::input(message).help(
                        "nothing was written; without -o the letter's own record is printed",
                    ));
                }
                names.push(name);
            }
            let output = Output::new(folder, arguments.overwrite)?;
            for (record, name) in records.iter().zip(&names) {
                let written = output.write(name, &record.bytes)?;
                terminal::say(&format!("{}  {}", record.sha256, written.display()));
            }
        }
        None => {
            let Some(letter) = records.first() else {
                return Err(Error::input(format!(
                    "{} carries no record",
                    arguments.file.display()
                )));
            };
            let obeyed = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
            if String::from_utf8_lossy(&letter.bytes).contains(obeyed) {
                let (file, name) = (arguments.file.display(), &letter.name);
                let message = format!(
                    "the record `{name}` in {file} holds control characters, which no record does"
                );
                return Err(Error::input(message).help("-o DIR writes it as it is"));
            }
            terminal::print_file(&letter.bytes);
            if records.len() > 1 {
                let others = records.len() - 1;
                let more = if others == 1 { "one more record" } else { "more records" };
                terminal::say(&format!(
                    "the PDF carries {more}, of its versions and of what it encloses: -o DIR writes all"
                ));
            }
        }
    }
    Ok(Outcome::Fine)
}

/// The name of the file for a record that a PDF carries under `name`.
#[cfg(feature = "pdf")]
fn name_of(name: &str) -> String {
    use crate::text::file_stem;

    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, "md"));
    format!("{}.{}", file_stem(stem), file_stem(extension))
}
