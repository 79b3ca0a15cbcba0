//! Originals: letters as other programs wrote them, read to paragraphs, lines and words with their
//! places.
//!
//! Nothing is dropped in silence: what is no word of the letter (a picture, a comment, hidden text, a
//! tracked change) is a [`Notice`]. Nothing is run, fetched or followed, and every reader has limits.
//!
//! ```
//! use chancery::original::{Original, OriginalFormat, Tracked};
//!
//! let text = "18 January 2018\n\nExcellency,\n\nThe meeting is moved.\n";
//! let read = Original::read("old.txt", text.as_bytes(), OriginalFormat::Text, Tracked::Accept)?;
//! assert_eq!(read.paragraphs.len(), 3);
//! assert_eq!(read.paragraphs[1].text(), "Excellency,");
//! # Ok::<(), chancery::Finding>(())
//! ```

mod builder;
mod html;
mod markdown;
mod open_document;
mod text;
mod word;
mod xml;

use crate::finding::Finding;

/// The largest file that is read: 64 MiB.
pub const MAX_ORIGINAL: u64 = 64 << 20;

/// More words are not read as one file.
const MOST_WORDS: usize = 400_000;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OriginalFormat {
    /// A Word file.
    Docx,
    /// An OpenDocument text.
    Odt,
    /// A page.
    Html,
    /// Markdown.
    Markdown,
    /// Plain text.
    Text,
}

impl OriginalFormat {
    /// The format of a file with this ending.
    pub fn from_extension(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "docx" | "docm" | "dotx" => Self::Docx,
            "odt" | "ott" | "fodt" => Self::Odt,
            "html" | "htm" | "xhtml" => Self::Html,
            "md" | "markdown" => Self::Markdown,
            "txt" | "text" => Self::Text,
            _ => return None,
        })
    }
}

/// What becomes of tracked changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tracked {
    /// The letter as it would be with all of them.
    #[default]
    Accept,
    /// The letter as it was before them.
    Reject,
}

/// A file, read.
#[derive(Debug, Clone, PartialEq)]
pub struct Original {
    /// What messages call it.
    pub name: String,
    /// How it was written.
    pub format: OriginalFormat,
    /// What it says, in reading order: headers, the text with its boxes and notes, footers.
    pub paragraphs: Vec<Paragraph>,
    /// What it holds beside words.
    pub notices: Vec<Notice>,
}

/// Where in a file a paragraph stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Area {
    /// The head of a page.
    Header,
    /// The text.
    #[default]
    Text,
    /// A box beside the text.
    Box,
    /// A note at the foot of a page, or at the end.
    Note,
    /// The foot of a page.
    Footer,
}

/// How a paragraph stands across the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Across {
    /// Where lines begin, or nothing is said.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// Where lines end.
    End,
}

/// A paragraph of an original.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Paragraph {
    /// Where it stands.
    pub area: Area,
    /// The page that it begins on, from 1, as far as the file says.
    pub page: u32,
    /// How it stands across the page.
    pub across: Across,
    /// The name of its style, in the words of the file: "Salutation".
    pub style: Option<String>,
    /// Its level, if it is a heading, from 1.
    pub heading: Option<u8>,
    /// What stands before it in a list.
    pub item: Option<Item>,
    /// The cell that it stands in.
    pub cell: Option<Cell>,
    /// The program puts the number of the page into it.
    pub has_page_number: bool,
    /// Its lines, as the file breaks them; at least one, with words.
    pub lines: Vec<Line>,
}

/// The mark of an item of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// How deep it stands, from 0.
    pub level: u8,
    /// The mark as it is shown: "–", "2.", "(a)".
    pub mark: String,
    /// Whether the mark is a number or letter, which is a word of the original.
    pub numbered: bool,
}

/// The place of a cell.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cell {
    /// The table, from 0.
    pub table: usize,
    /// From 0.
    pub row: usize,
    /// From 0.
    pub column: usize,
}

/// A line of an original.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Line {
    /// Its text, in stretches of one style.
    pub runs: Vec<Run>,
    /// The number of its first word, counted through the file from 0. Words stand between white space.
    pub first_word: usize,
}

/// A stretch of text in one style.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Run {
    /// The text.
    pub text: String,
    /// Set in bold.
    pub strong: bool,
    /// Set in italics.
    pub emphasis: bool,
    /// Where it leads: http, https or mailto.
    pub href: Option<String>,
}

/// What a file holds that is no word of the letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// What it is.
    pub what: Noticed,
    /// What it says, shows or is called.
    pub detail: String,
}

/// What is noticed in a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Noticed {
    /// A change that is tracked.
    TrackedChange,
    /// What somebody wrote beside the text.
    Comment,
    /// Text that is not shown.
    HiddenText,
    /// A picture, by its description.
    Picture,
    /// A number that the program puts in: of the page, of pages.
    PageNumber,
    /// A program or file within it.
    Embedded,
}

impl Noticed {
    /// What it is called, of several.
    pub fn plural(self) -> &'static str {
        match self {
            Self::TrackedChange => "tracked changes",
            Self::Comment => "comments",
            Self::HiddenText => "hidden texts",
            Self::Picture => "pictures",
            Self::PageNumber => "page numbers",
            Self::Embedded => "embedded files",
        }
    }
}

impl Line {
    /// Its text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.text().split_whitespace().count()
    }
}

impl Paragraph {
    /// Its text, with a line feed for each break.
    pub fn text(&self) -> String {
        let lines: Vec<_> = self.lines.iter().map(Line::text).collect();
        lines.join("\n")
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.lines.iter().map(Line::words).sum()
    }

    /// The number of its first word.
    pub fn first_word(&self) -> usize {
        self.lines.first().map_or(0, |line| line.first_word)
    }
}

impl Original {
    /// Reads a file. `name` is what messages call it.
    ///
    /// # Errors
    /// Bytes that are not of that format, a file without words, and one that passes a limit.
    pub fn read(
        name: &str,
        bytes: &[u8],
        format: OriginalFormat,
        tracked: Tracked,
    ) -> Result<Self, Finding> {
        let unreadable =
            |why: String| Finding::error("unreadable-original", format!("{name}: {why}"));
        if bytes.len() as u64 > MAX_ORIGINAL {
            let why = format!("it is larger than {} MiB", MAX_ORIGINAL >> 20);
            return Err(unreadable(why).help("import the letter without what is annexed to it"));
        }
        let utf8 = || match std::str::from_utf8(bytes) {
            Ok(text) if !text.contains('\0') => Ok(text.trim_start_matches('\u{FEFF}')),
            _ => Err("it is no text in UTF-8".to_owned()),
        };
        let read = match format {
            OriginalFormat::Docx => word::read(bytes, tracked),
            OriginalFormat::Odt => open_document::read(bytes, tracked),
            OriginalFormat::Html => utf8().and_then(html::read),
            OriginalFormat::Markdown => utf8().and_then(markdown::read),
            OriginalFormat::Text => utf8().and_then(text::read),
        };
        let builder::Read { paragraphs, notices } = read.map_err(|why| {
            unreadable(why).help("open it in the program it was made with, and save it again")
        })?;
        if paragraphs.is_empty() {
            return Err(unreadable("it holds no words".to_owned())
                .help("a scan needs a text layer first: `ocrmypdf` makes one"));
        }
        Ok(Self { name: name.to_owned(), format, paragraphs, notices })
    }

    /// How many words it has.
    pub fn words(&self) -> usize {
        self.paragraphs.iter().map(Paragraph::words).sum()
    }
}
