//! `chancery log`: the history of a record in Git, each commit as what it changed.

use std::path::PathBuf;

use super::terminal::{self, Format as Messages};
use super::{Outcome, TemplateArguments};
use crate::difference;
use crate::error::Error;
use crate::files::{self, Folder};
use crate::gather::Neighbours;
use crate::pipeline;
use crate::record::{MAX_RECORD, Syntax};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// A record in a work tree of Git
    #[arg(value_name = "RECORD")]
    record: PathBuf,
    /// The language in which it is told, as a BCP 47 tag; that of the letter when left out
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(mut findings) => {
            terminal::findings(&mut findings, Messages::Text);
            return Ok(Outcome::Findings);
        }
    };
    let history = files::history(&arguments.record, MAX_RECORD as u64)?;
    let folder = Folder::of(&arguments.record);
    // What a record encloses is taken as it lies there now.
    let neighbours: &dyn Neighbours = &folder;
    let mut told = Vec::with_capacity(history.len());
    let mut before = None;
    for version in history.iter().rev() {
        let (id, ending) = version.name.rsplit_once('.').unwrap_or((&version.name, "md"));
        let syntax = Syntax::from_extension(ending).unwrap_or(Syntax::guess(&version.bytes));
        let input = pipeline::Input { id, name: &version.name, bytes: &version.bytes, syntax };
        let (bundle, mistakes) = pipeline::gathered(input, neighbours);
        let short = version.commit.get(..7).unwrap_or(&version.commit);
        let mut text =
            format!("{} {}, {}: {}\n", short, version.day, version.author, version.subject);
        match (&before, &bundle) {
            (Some(old), Some(new)) => {
                match difference::compare(&engine, (old, new), arguments.language.as_deref()) {
                    Ok(difference) => text += &difference::sentences(&difference),
                    Err(mut findings) => {
                        terminal::findings(&mut findings, Messages::Text);
                        return Ok(Outcome::Findings);
                    }
                }
            }
            (None, Some(_)) => text += "  the first version that can be read\n",
            (_, None) => {
                let why = mistakes.first().map_or("", |finding| finding.message.as_str());
                text += &format!("  no record that can be read: {why}\n");
            }
        }
        told.push(text);
        before = bundle.or(before);
    }
    told.reverse();
    terminal::print(told.join("\n").trim_end());
    Ok(Outcome::Fine)
}
