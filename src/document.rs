//! The document: a finished letter as a tree, before any format.
//!
//! The tree is closed: there is no raw node, no code, no image by address. It keeps
//! meaning, so that each format can say it in its own way: a date knows its day, a
//! schedule its meetings, a signature block its signatories.

mod builder;
mod diagnostic;
mod headings;
pub(crate) mod marks;
mod merge;
mod normalise;
mod passages;
mod printed;
mod read;

pub use diagnostic::Diagnostic;
pub(crate) use merge::find as find_field;
pub use merge::{Field, MergeFields, Refusal};
pub use passages::{Passage, Passages, Texts, passages};
pub(crate) use printed::printed;
pub(crate) use read::read_worded;
pub use read::{read_composed, read_prose};

use schemars::JsonSchema;
use serde::Serialize;

/// How deep blocks and inlines may nest. Deeper prose is a finding, not a stack overflow.
pub const MAX_DEPTH: usize = 16;

/// One letter, composed: its parts in the order they are read.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    /// The language as a BCP 47 tag.
    pub language: String,
    /// Which way its script runs.
    pub direction: Direction,
    /// A short title, for registers, window titles and the properties of files.
    pub title: String,
    /// The parts, in reading order.
    pub parts: Vec<Part>,
}

/// Which way a script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, serde::Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// `ltr` or `rtl`, as HTML writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A part of a letter.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Part {
    /// What it is for.
    pub role: Role,
    /// What stands in it.
    pub blocks: Vec<Block>,
}

/// One definition of the parts: the enum, the list of all, and the name of each.
macro_rules! roles {
    ($( $(#[$meta:meta])* $role:ident = $name:literal, )*) => {
        /// The parts a letter can have, in their usual order.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema)]
        #[serde(rename_all = "kebab-case")]
        #[allow(missing_docs, reason = "each is the field's own word")]
        pub enum Role {
            $( $(#[$meta])* $role, )*
        }

        impl Role {
            /// All of them.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$role),*];

            /// Its name in part marks, page designs and styles.
            pub fn name(self) -> &'static str {
                match self {
                    $( Self::$role => $name, )*
                }
            }

            /// The part of that name.
            pub fn named(name: &str) -> Option<Self> {
                match name {
                    $( $name => Some(Self::$role), )*
                    _ => None,
                }
            }
        }
    };
}

roles! {
    /// A word that says the letter is not finished; every page bears it.
    Draft = "draft",
    Letterhead = "letterhead",
    Reference = "reference",
    Marking = "marking",
    PlaceAndDate = "place-and-date",
    Addressee = "addressee",
    Subject = "subject",
    Salutation = "salutation",
    Body = "body",
    Closing = "closing",
    Signatures = "signatures",
    Enclosures = "enclosures",
    Copies = "copies",
    Footer = "footer",
    /// A page of its own that belongs to the letter: a programme.
    Annex = "annex",
}

/// A block of text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "block", rename_all = "kebab-case")]
pub enum Block {
    /// A paragraph.
    Paragraph {
        /// Its text.
        content: Vec<Inline>,
    },
    /// A heading.
    Heading {
        /// From 1, without gaps on the way down.
        level: u8,
        /// Its text.
        content: Vec<Inline>,
    },
    /// A list.
    List {
        /// The number of the first item; none for bullets.
        start: Option<u64>,
        /// The blocks of each item.
        items: Vec<Vec<Block>>,
    },
    /// A table.
    Table {
        /// How each column stands.
        columns: Vec<Align>,
        /// The header row.
        head: Vec<Vec<Inline>>,
        /// The rows below it, each as long as the header.
        rows: Vec<Vec<Vec<Inline>>>,
    },
    /// Words of somebody else.
    Quote {
        /// What is quoted.
        blocks: Vec<Block>,
    },
    /// Meetings with their dates, times and rooms.
    Schedule {
        /// The ids of the meetings, in the order shown; empty text for a meeting without one.
        meetings: Vec<String>,
        /// How they are shown: a list, a table, or a paragraph.
        blocks: Vec<Block>,
    },
    /// The block of one signatory.
    Signature {
        /// The mark above the name.
        mark: Option<Mark>,
        /// Name, title, capacity: one line each.
        lines: Vec<Vec<Inline>>,
    },
    /// A new page begins.
    PageBreak,
}

/// How a column stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// As the script runs.
    Start,
    /// In the middle.
    Center,
    /// Against the script.
    End,
}

/// The mark a signatory left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "mark", rename_all = "kebab-case")]
pub enum Mark {
    /// A picture, by its name among the package's pictures.
    Image {
        /// The name.
        name: String,
        /// What a reader who cannot see it is told.
        alt: String,
    },
    /// What an old letter's transcript reads at this place.
    Transcription {
        /// The words.
        text: String,
    },
}

/// A piece of running text.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "inline", rename_all = "kebab-case")]
pub enum Inline {
    /// Plain text; every character stands for itself.
    Text {
        /// The characters.
        text: String,
    },
    /// Strong emphasis.
    Strong {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// Emphasis.
    Emphasis {
        /// What is emphasised.
        content: Vec<Inline>,
    },
    /// A link to the web or to a mailbox.
    Link {
        /// Its address: http, https or mailto.
        href: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A new line within the paragraph.
    Break,
    /// A day, or a month, that the letter names.
    Date {
        /// ISO 8601: `2018-02-01`, or `2018-02`.
        iso: String,
        /// As it is written out; within a range only what stands at this end.
        text: String,
    },
}

impl Inline {
    /// Plain text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text { text: text.into() }
    }
}

/// The words of some running text, without emphasis and links; a line feed for each break.
pub fn plain(inlines: &[Inline]) -> String {
    let mut out = String::new();
    plain_into(inlines, &mut out);
    out
}

fn plain_into(inlines: &[Inline], out: &mut String) {
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Date { text, .. } => out.push_str(text),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => {
                plain_into(content, out);
            }
            Inline::Break => out.push('\n'),
        }
    }
}

impl Document {
    /// Marks the letter as a draft with the word `label`, which becomes its first part.
    pub fn mark_draft(&mut self, label: &str) {
        let content = vec![Inline::Strong { content: vec![Inline::text(label)] }];
        let part = Part { role: Role::Draft, blocks: vec![Block::Paragraph { content }] };
        self.parts.insert(0, part);
    }

    /// The word that marks it as a draft, if it is one: a format with pages puts it on each.
    pub fn draft(&self) -> Option<String> {
        self.part(Role::Draft).find_map(|block| match block {
            Block::Paragraph { content } => Some(plain(content)),
            _ => None,
        })
    }

    /// The blocks of all parts with this role.
    pub fn part(&self, role: Role) -> impl Iterator<Item = &Block> {
        self.parts
            .iter()
            .filter(move |part| part.role == role)
            .flat_map(|part| &part.blocks)
    }
}
