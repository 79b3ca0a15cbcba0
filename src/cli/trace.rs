//! `chancery trace`: where every word of a letter came from.

use std::path::PathBuf;

use super::input::Input;
use super::terminal::{self, Format as Messages};
use super::{Outcome, TemplateArguments};
use crate::error::Error;
use crate::finding::Finding;
use crate::gather::Neighbours;
use crate::pipeline;
use crate::record::Record;
use crate::trace::{self, Origin};
use crate::write::html;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A record; `-` is standard input
    #[arg(value_name = "LETTER")]
    letter: PathBuf,
    /// How the trace is shown
    #[arg(long, value_enum, default_value_t = Format::Text, value_name = "FORMAT")]
    format: Format,
    /// The letter in this of its languages, as a BCP 47 tag: fr
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Trace the document that the letter is issued as, `issued-as` in its record, and not the letter
    #[arg(long)]
    issued: bool,
    #[command(flatten)]
    templates: TemplateArguments,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Format {
    /// Each stretch of the letter with its origin, then the fields with their places
    Text,
    /// The same as data
    Json,
    /// The letter as a page that shows origins on hover and focus
    Html,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let findings = |mut findings: Vec<Finding>| {
        terminal::findings(&mut findings, Messages::Text);
        Ok(Outcome::Findings)
    };
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(mistakes) => return findings(mistakes),
    };
    let input = Input::read(&arguments.letter)?;
    let neighbours: &dyn Neighbours = &input.folder;
    let start = (input.text(), neighbours);
    let (language, issued) = (arguments.language.as_deref(), arguments.issued);
    let (bundle, trace) = match pipeline::trace(&engine, start, language, issued) {
        Ok(traced) => traced,
        Err(mistakes) => return findings(mistakes),
    };
    let told = |origin: &Origin| told(&bundle.record, origin);
    match arguments.format {
        Format::Text => terminal::print(&trace::text(&trace, told)),
        Format::Json => {
            terminal::print_json(&serde_json::to_string_pretty(&trace).unwrap_or_default())
        }
        Format::Html => terminal::print_file(html::trace(&trace, told).as_bytes()),
    }
    Ok(Outcome::Fine)
}

/// An origin as a drafting officer is told it: prose by its line in the record.
fn told(record: &Record, origin: &Origin) -> String {
    let place = match origin {
        Origin::Prose { range } => record.body_place(range.start..range.end),
        Origin::Say { clause, .. } => record.place(&format!("say.{clause}")),
        _ => return origin.to_string(),
    };
    let what = match origin {
        Origin::Say { clause, .. } => format!("say.{clause}"),
        _ => "prose".to_owned(),
    };
    format!("{what} ({}:{})", place.source().name(), place.line_column().0)
}
