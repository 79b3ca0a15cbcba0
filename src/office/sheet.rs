//! The sheet of an office: paper, margins, and where it wants the parts of a letter.

use serde::{Deserialize, Serialize};

/// How an office's letters sit on the page. Lengths are millimetres, type sizes points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Sheet {
    /// The paper.
    pub paper: Paper,
    /// Margins of continuation pages.
    pub margins: Margins,
    /// Margins of the first page, if they differ.
    pub first: Option<Margins>,
    /// Where the letterhead stands.
    pub letterhead: Letterhead,
    /// Where the date stands.
    pub date: Side,
    /// Where the addressee stands (ST/DCS/4/Rev.1, paragraph 89: at the foot of the first page).
    pub addressee: AddresseeAt,
    /// How the numbers of continuation pages are written; `{page}` and `{pages}` are put in.
    pub continuation: String,
    /// Families of type, most wanted first; what is built in follows.
    pub fonts: Vec<String>,
    /// Type size of the letter, in points.
    pub size: f32,
    /// Signature blocks side by side in one row, at most.
    pub signatures: usize,
}

/// A paper size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Paper {
    /// 210 mm by 297 mm (ISO 216).
    A4,
    /// 215.9 mm by 279.4 mm (ANSI/ASME Y14.1).
    Letter,
}

impl Paper {
    /// Width and height in millimetres.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::Letter => (215.9, 279.4),
        }
    }

    /// The name CSS and Typst know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

/// Margins in millimetres.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[allow(missing_docs, reason = "the four sides")]
pub struct Margins {
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
    pub left: f32,
}

/// How the letterhead stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Letterhead {
    /// Across the page.
    pub align: Align,
    /// A line below it.
    pub rule: bool,
    /// The office's emblem: a PNG or JPEG file in the office's folder.
    pub emblem: Option<String>,
    /// What a reader who cannot see the emblem is told; empty for an ornament.
    pub alt: String,
    /// The height of the emblem, in millimetres.
    pub height: f32,
}

/// Where something stands across the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Align {
    /// Where lines begin.
    Start,
    /// In the middle.
    Center,
    /// Where lines end.
    End,
}

/// A side of the page, as the script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Where lines begin.
    Start,
    /// Where lines end.
    End,
}

/// Where the addressee stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AddresseeAt {
    /// Above the salutation.
    Top,
    /// At the foot of the first page, even when the letter runs on.
    Foot,
}

impl Default for Sheet {
    fn default() -> Self {
        Self {
            paper: Paper::A4,
            margins: Margins { top: 25.0, right: 25.0, bottom: 25.0, left: 25.0 },
            first: None,
            letterhead: Letterhead::default(),
            date: Side::End,
            addressee: AddresseeAt::Foot,
            continuation: "-{page}-".to_owned(),
            fonts: Vec::new(),
            size: 12.0,
            signatures: 2,
        }
    }
}

impl Default for Letterhead {
    fn default() -> Self {
        Self { align: Align::Center, rule: false, emblem: None, alt: String::new(), height: 18.0 }
    }
}
