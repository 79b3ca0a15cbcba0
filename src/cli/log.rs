//! `chancery log`: the history of a record in Git, each commit as what it changed.

use std::path::PathBuf;

use super::terminal::{self, Format as Messages};
use super::{Outcome, TemplateArguments};
use crate::difference;
use crate::error::Error;
use crate::files::{self, Folder, Version};
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
    let read = |version: &Version| match version {
        Version::Missing | Version::TooLarge => (None, None),
        Version::File { name, bytes } => {
            let (id, ending) = name.rsplit_once('.').unwrap_or((name, "md"));
            let syntax = Syntax::from_extension(ending).unwrap_or(Syntax::guess(bytes));
            let (bundle, mistakes) = pipeline::gathered(
                &engine,
                pipeline::Input { id, name, bytes, syntax },
                neighbours,
            );
            (bundle, mistakes.into_iter().next().map(|finding| finding.message))
        }
    };
    let language = arguments.language.as_deref();
    let mut told = Vec::with_capacity(history.len());
    let mut last = None;
    for commit in history.iter().rev() {
        let (new, why) = read(&commit.after);
        // After a version that cannot be read, what can be read before it.
        let old = read(&commit.before).0.or(match &commit.before {
            Version::Missing => None,
            _ => last.clone(),
        });
        let short = commit.name.get(..7).unwrap_or(&commit.name);
        let mut text = format!("{short} {}, {}: {}\n", commit.day, commit.author, commit.subject);
        match (&old, &new, &commit.after) {
            (Some(old), Some(new), _) => match difference::compare(&engine, (old, new), language) {
                Ok(difference) => text += &difference::sentences(&difference),
                Err(mut findings) => {
                    terminal::findings(&mut findings, Messages::Text);
                    return Ok(Outcome::Findings);
                }
            },
            (None, Some(_), _) => text += "  the first version that can be read\n",
            (_, None, Version::Missing) => text += "  the record was taken away\n",
            (_, None, Version::TooLarge) => {
                text += &format!("  too large for a record: over {} MiB\n", MAX_RECORD >> 20);
            }
            (_, None, Version::File { .. }) => {
                text += &format!("  no record that can be read: {}\n", why.unwrap_or_default());
            }
        }
        told.push(text);
        last = new.or(last);
    }
    told.reverse();
    terminal::print(told.join("\n").trim_end());
    Ok(Outcome::Fine)
}
