//! The package as the page design reads it: plain data, with every text a text.

mod joints;
mod reader;
mod tables;
mod text;

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::embed::EmbeddedFile;
use super::fonts::Fonts;
use super::foreign::Files;
use crate::finding::Finding;
use crate::office::Margins;
use crate::package::Package;
use reader::Reader;
use text::language;

/// Everything a page design sees.
#[derive(Serialize)]
pub(super) struct Sheets<'a> {
    title: &'a str,
    author: &'a str,
    lang: String,
    region: Option<String>,
    dir: &'static str,
    carried: Vec<CarriedFile<'a>>,
    letters: Vec<Letter<'a>>,
}

#[derive(Serialize)]
struct CarriedFile<'a> {
    name: &'a str,
    path: String,
    #[serde(rename = "type")]
    media_type: &'a str,
    relationship: &'static str,
    description: &'a str,
}

#[derive(Serialize)]
struct Letter<'a> {
    number: usize,
    id: &'a str,
    lang: String,
    region: Option<String>,
    dir: &'static str,
    sheet: Paper<'a>,
    /// Place and date stand below the text.
    date_below: bool,
    /// The blocks of each role; a role the letter has not is empty.
    parts: BTreeMap<&'static str, Vec<Node<'a>>>,
    /// Each annex by itself, because each begins a page.
    annexes: Vec<Vec<Node<'a>>>,
    files: Vec<EnclosedPages<'a>>,
}

/// The sheet, with lengths as numbers of millimetres.
#[derive(Serialize)]
struct Paper<'a> {
    width: f32,
    height: f32,
    margins: Margins,
    first: Margins,
    align: &'static str,
    rule: bool,
    emblem: Option<Image<'a>>,
    emblem_height: f32,
    date: &'static str,
    foot: bool,
    continuation: &'a str,
    fonts: Vec<Family<'a>>,
    size: f32,
    signatures: usize,
}

/// A family of type, and the script it is kept to.
#[derive(Serialize)]
pub(super) struct Family<'a> {
    pub(super) name: &'a str,
    script: Option<&'static str>,
}

#[derive(Serialize)]
struct Image<'a> {
    path: String,
    format: &'static str,
    /// Width over height.
    ratio: f32,
    alt: &'a str,
}

#[derive(Serialize)]
struct EnclosedPages<'a> {
    name: &'a str,
    path: String,
    pages: Vec<(f32, f32)>,
}

#[derive(Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
enum Node<'a> {
    Paragraph {
        content: Vec<Run<'a>>,
        length: usize,
        /// About how many lines it fills.
        lines: usize,
    },
    Heading {
        level: u8,
        content: Vec<Run<'a>>,
    },
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Vec<Node<'a>>>,
    },
    Table {
        columns: Vec<&'static str>,
        /// How the columns share the line.
        widths: Vec<f32>,
        /// The rows, the head first, that may have to go on on the next page.
        tall: Vec<bool>,
        head: Vec<Vec<Run<'a>>>,
        rows: Vec<Vec<Vec<Run<'a>>>>,
    },
    Quote {
        blocks: Vec<Node<'a>>,
    },
    Schedule {
        blocks: Vec<Node<'a>>,
    },
    Signature {
        image: Option<Image<'a>>,
        transcription: Option<Cow<'a, str>>,
        lines: Vec<Vec<Run<'a>>>,
        length: usize,
    },
    PageBreak,
}

/// A run of text: plain text is a string, everything else says what it is.
#[derive(Serialize)]
#[serde(untagged)]
enum Run<'a> {
    Text(Cow<'a, str>),
    Styled(StyledRun<'a>),
}

#[derive(Serialize)]
#[serde(tag = "inline", rename_all = "kebab-case")]
enum StyledRun<'a> {
    Strong {
        content: Vec<Run<'a>>,
    },
    Emphasis {
        content: Vec<Run<'a>>,
    },
    Link {
        href: String,
        content: Vec<Run<'a>>,
    },
    Break,
    /// A line may be broken here, within a word that is longer than it.
    Joint,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(
        package: &'a Package,
        carried: &'a [EmbeddedFile],
        files: &Files,
        fonts: &Fonts,
    ) -> Result<Self, Vec<Finding>> {
        let letter = package.letter();
        let (lang, region) = language(&letter.document.language);
        let letters = package
            .members
            .iter()
            .enumerate()
            .map(|(number, member)| {
                Reader::new(package, member, fonts).letter(number, files, fonts)
            })
            .collect::<Result<_, Finding>>()
            .map_err(|finding| vec![finding])?;
        Ok(Self {
            title: Some(letter.document.title.trim())
                .filter(|title| !title.is_empty())
                .unwrap_or(&letter.id),
            author: letter.sender(),
            lang,
            region,
            dir: letter.document.direction.name(),
            carried: carried
                .iter()
                .enumerate()
                .map(|(number, file)| CarriedFile {
                    name: &file.name,
                    path: format!("/carried/{number}"),
                    media_type: &file.media_type,
                    relationship: file.relationship.name(),
                    description: &file.description,
                })
                .collect(),
            letters,
        })
    }

    /// How many files the PDF is to carry.
    pub(super) fn carried(&self) -> usize {
        self.carried.len()
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        // Strings, numbers and lists are always JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }
}
