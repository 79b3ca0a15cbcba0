//! Part marks: how the parts of a letter are marked in Markdown.
//!
//! This is the one file that knows their syntax. Block marks are HTML comments on a
//! line of their own; inline marks are elements that any Markdown viewer shows as
//! their text. No field of a record can print either: its `<` is always escaped.

use std::convert::Infallible;

use super::Role;
use crate::text::percent;

/// A mark on a line of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum BlockMark {
    /// A part begins, and the one before ends.
    Part(Role),
    /// Prose of the record goes here.
    Prose,
    /// A schedule of the meetings with these ids begins.
    Schedule(Vec<String>),
    /// The block of one signatory begins.
    Signature,
    /// The schedule or signature block ends.
    End,
    /// A new page begins.
    PageBreak,
    /// Nothing: it keeps apart what would be read as one.
    Apart,
}

/// A mark in running text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum InlineMark {
    /// The name of a day begins; ISO 8601.
    Day(String),
    /// The transcription of a signature's mark begins.
    Transcription,
    /// The alternative text of a picture begins; the picture's name.
    Picture(String),
    /// Words of the record go here; which, from 0.
    Said(usize),
    /// The innermost of them ends.
    End,
    /// Nothing: it keeps apart what would be read as one.
    Apart,
}

/// Where the prose goes.
pub(crate) const PROSE: &[u8] = b"<!-- prose -->";
/// A comment that says nothing.
pub(crate) const APART: &str = "<!-- -->";
const DAY_START: &str = "<time datetime=\"";
/// The end of the name of a day.
pub(crate) const DAY_END: &str = "</time>";
const SAID_START: &str = "<span class=\"said\" title=\"";
const SPAN_END: &str = "</span>";

impl BlockMark {
    /// The mark as it stands in Markdown, with the blank lines it needs.
    pub(crate) fn print(&self) -> String {
        let ids;
        let (word, rest) = match self {
            Self::Part(role) => ("part ", role.name()),
            Self::Prose => ("prose", ""),
            Self::Schedule(meetings) if meetings.is_empty() => ("schedule", ""),
            Self::Schedule(meetings) => {
                ids = meetings.iter().map(|id| encode(id)).collect::<Vec<_>>().join(",");
                ("schedule ", ids.as_str())
            }
            Self::Signature => ("signature", ""),
            Self::End => ("end", ""),
            Self::PageBreak => ("page-break", ""),
            Self::Apart => return ["\n\n", APART, "\n\n"].concat(),
        };
        ["\n\n<!-- ", word, rest, " -->\n\n"].concat()
    }

    /// Reads what a line of HTML in composed Markdown says, without the white space at its ends,
    /// if it is a mark.
    pub(crate) fn parse(line: &str) -> Option<Self> {
        if line == APART {
            return Some(Self::Apart);
        }
        let inner = line.strip_prefix("<!-- ")?.strip_suffix(" -->")?;
        let (word, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        Some(match word {
            "part" => Self::Part(Role::named(rest)?),
            "prose" => Self::Prose,
            "schedule" if rest.is_empty() => Self::Schedule(Vec::new()),
            "schedule" => Self::Schedule(rest.split(',').map(decode).collect()),
            "signature" => Self::Signature,
            "end" => Self::End,
            "page-break" => Self::PageBreak,
            _ => return None,
        })
    }
}

impl InlineMark {
    /// Reads what an inline element of composed Markdown says, if it is a mark.
    pub(crate) fn parse(html: &str) -> Option<Self> {
        let attribute = |prefix: &str| html.strip_prefix(prefix)?.strip_suffix("\">");
        match html {
            DAY_END | SPAN_END => Some(Self::End),
            APART => Some(Self::Apart),
            r#"<span class="transcription">"# => Some(Self::Transcription),
            _ => attribute(DAY_START)
                .map(|iso| Self::Day(iso.to_owned()))
                .or_else(|| {
                    attribute("<span class=\"picture\" title=\"")
                        .map(|name| Self::Picture(decode(name)))
                })
                .or_else(|| attribute(SAID_START)?.parse().ok().map(Self::Said)),
        }
    }
}

/// The name of a day, marked.
pub(crate) fn day(iso: &str, text: &str, out: &mut String) {
    out.push_str(DAY_START);
    out.push_str(iso);
    out.push_str("\">");
    escape(text, out);
    out.push_str(DAY_END);
}

/// The start of the name of a day.
pub(crate) fn day_start(iso: &str) -> String {
    [DAY_START, iso, "\">"].concat()
}

/// The place of words of the record: the ones of this number.
pub(crate) fn said(number: usize) -> String {
    format!("{SAID_START}{number}\">{SPAN_END}")
}

/// The number of the words whose place a text begins with, and the rest of it.
pub(crate) fn starts_said(text: &str) -> Option<(usize, &str)> {
    let (number, rest) = text.strip_prefix(SAID_START)?.split_once("\">")?;
    Some((number.parse().ok()?, rest.strip_prefix(SPAN_END)?))
}

/// The transcription of a mark. `text` is Markdown already.
pub(crate) fn transcription(text: &str) -> String {
    format!("<span class=\"transcription\">{text}{SPAN_END}")
}

/// A picture by name, with its alternative text, which is Markdown already.
pub(crate) fn picture(name: &str, alt: &str) -> String {
    format!("<span class=\"picture\" title=\"{}\">{alt}{SPAN_END}", encode(name))
}

/// A name that is empty.
const EMPTY: &str = "%";

/// Names travel in marks in percent signs.
fn encode(name: &str) -> String {
    if name.is_empty() { EMPTY.to_owned() } else { percent::encode(name, percent::NAME) }
}

fn decode(name: &str) -> String {
    if name == EMPTY { String::new() } else { percent::decode(name) }
}

/// Text from a record, written so that Markdown reads it as exactly that text.
///
/// Every ASCII punctuation mark that can begin or end markup is escaped, wherever it
/// stands (CommonMark 0.31, section 2.4); line breaks become spaces.
pub(crate) fn escape(text: &str, out: &mut String) {
    let Ok(()) = escape_with(text, |piece| {
        out.push_str(piece);
        Ok::<(), Infallible>(())
    });
}

/// [`escape`], piece by piece, for any writer.
///
/// # Errors
/// What the writer says.
pub(crate) fn escape_with<E>(
    text: &str,
    mut write: impl FnMut(&str) -> Result<(), E>,
) -> Result<(), E> {
    // All bytes that are looked for are ASCII, so each cut is between characters.
    let mut start = 0;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'\n' | b'\r' | b'\t' => {
                write(&text[start..at])?;
                write(" ")?;
                start = at + 1;
            }
            _ if SPECIAL[usize::from(byte)] => {
                write(&text[start..at])?;
                write("\\")?;
                start = at;
            }
            _ => {}
        }
    }
    write(&text[start..])
}

/// Whether a byte begins or ends markup somewhere.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let marks = b"!\"#$%&*+-.:;<=>@[\\]^_`{|}~()";
    let mut at = 0;
    while at < marks.len() {
        special[marks[at] as usize] = true;
        at += 1;
    }
    special
};

/// [`escape`], as a new text.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}
