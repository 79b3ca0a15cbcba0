//! A finished letter without its record, compared with a record: word by word with what the record
//! prints. Each changed word is told by the fact or the prose that the record prints there; the rest
//! is wording.
//!
//! The record is written in the format of the finished letter, and both are read in the same way: what
//! a format adds, as marks of lists and lines of a table, is then the same on both sides.

mod align;
mod html;
mod hunks;
mod page;
mod reading;
mod tell;
mod word_files;

use std::sync::Arc;

use self::align::Print;
use super::sentences::Teller;
use super::{Difference, Reader, reader};
use crate::compose::{self, Engine};
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::write::{Format, Writers};

/// The largest finished letter that is read: 16 MiB.
pub const MAX_FINISHED: u64 = 16 << 20;

/// More words are not compared.
const MOST_WORDS: usize = 30_000;

/// Two letters that share fewer of their words, in thousandths, are not two versions of one.
const ALIKE: usize = 200;

/// How a finished letter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FinishedFormat {
    /// A page.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
    /// A Word file.
    Docx,
    /// An OpenDocument text.
    Odt,
}

impl FinishedFormat {
    /// The format of a file with this ending.
    pub fn from_extension(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "html" | "htm" | "xhtml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            "txt" | "text" => Self::Text,
            "docx" => Self::Docx,
            "odt" => Self::Odt,
            _ => return None,
        })
    }

    fn written(self) -> Format {
        match self {
            Self::Html => Format::HTML,
            Self::Markdown => Format::MARKDOWN,
            Self::Text => Format::TEXT,
            Self::Docx => Format::DOCX,
            Self::Odt => Format::ODT,
        }
    }
}

/// A finished letter: what a file of it says.
#[derive(Debug, Clone)]
pub struct FinishedLetter {
    /// What messages call it.
    pub name: String,
    /// It holds tracked changes, which are taken as accepted.
    pub has_tracked_changes: bool,
    format: FinishedFormat,
    words: Vec<reading::Word>,
}

impl FinishedLetter {
    /// Reads a finished letter.
    ///
    /// # Errors
    /// Bytes that are not of that format, and a file without words or with too many.
    pub fn read(name: &str, bytes: &[u8], format: FinishedFormat) -> Result<Self, Finding> {
        let read = reading::read(bytes, format).map_err(|why| {
            Finding::error("unreadable-letter", format!("{name}: {why}"))
                .help("give the letter as HTML, Markdown, text, Word or OpenDocument")
        })?;
        if read.words.is_empty() {
            return Err(Finding::error("unreadable-letter", format!("{name} holds no words"))
                .help("give the letter as HTML, Markdown, text, Word or OpenDocument"));
        }
        if read.words.len() > MOST_WORDS {
            let message = format!(
                "{name} holds {} words; letters of up to {MOST_WORDS} words are compared",
                read.words.len()
            );
            return Err(Finding::error("unreadable-letter", message)
                .help("give the letter alone, without what it annexes"));
        }
        let name = name.to_owned();
        Ok(Self { name, has_tracked_changes: read.tracked, format, words: read.words })
    }
}

/// Which letter is given by its record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordSide {
    /// The old one.
    Old,
    /// The new one.
    New,
}

/// Compares a record with a finished letter; `language` is that of the reader, that of the letter
/// where none is given. Of a letter in several languages that version is taken which shares most
/// words.
///
/// # Errors
/// What keeps the record from being written, and two letters that have hardly a word in common.
pub fn compare_finished(
    engine: &Engine,
    (record, recorded): (&Arc<Bundle>, RecordSide),
    finished: &FinishedLetter,
    language: Option<&str>,
) -> Result<Difference, Vec<Finding>> {
    let writers = Writers::new(engine.templates(), Vec::new());
    let mut best: Option<(usize, _, _, _)> = None;
    let mut mistakes = Vec::new();
    for bundle in std::iter::once(record).chain(&record.versions) {
        let written = compose::package(engine, bundle).and_then(|package| {
            let bytes = writers.write(&package, finished.format.written())?.bytes;
            Ok((package, bytes))
        });
        let (package, bytes) = match written {
            Ok(written) => written,
            Err(mut findings) => {
                mistakes.append(&mut findings);
                continue;
            }
        };
        let Ok(read) = reading::read(&bytes, finished.format) else { continue };
        let alike = reading::likeness(&read.words, &finished.words);
        if best.as_ref().is_none_or(|(most, ..)| alike > *most) {
            best = Some((alike, bundle, package, read.words));
        }
    }
    let Some((alike, bundle, package, written)) = best else {
        return Err(mistakes);
    };
    if alike < ALIKE {
        let message = format!(
            "`{}` and {} have hardly a word in common: they are no two versions of one letter",
            record.record.id, finished.name
        );
        return Err(vec![
            Finding::error("other-letter", message)
                .help("give the finished letter that was made of this record, in its language"),
        ]);
    }
    let Reader { house, words, asked } = reader(engine, bundle, language)?;
    let teller = Teller::new(&house, &words);
    let printed = Print::of(engine, &package, written)?;
    let hunks = hunks::of(&printed, &finished.words);
    let difference = tell::difference(&printed, (finished, recorded), &hunks, &teller);
    Ok(Difference { asked, ..difference })
}
