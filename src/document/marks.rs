//! Part marks: how the parts of a letter are marked in Markdown.
//!
//! This is the one file that knows their syntax. Block marks are HTML comments on a
//! line of their own; inline marks are elements that any Markdown viewer shows as
//! their text. No field of a record can print either: its `<` is always escaped.

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
    /// The innermost of them ends.
    End,
    /// Nothing: it keeps apart what would be read as one.
    Apart,
}

/// A comment that says nothing.
pub(crate) const APART: &str = "<!-- -->";
/// The end of the name of a day.
pub(crate) const DAY_END: &str = "</time>";
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

    /// Reads what an HTML block of composed Markdown says, if it is a mark.
    pub(crate) fn parse(html: &str) -> Option<Self> {
        if html.trim() == APART {
            return Some(Self::Apart);
        }
        let inner = html.trim().strip_prefix("<!-- ")?.strip_suffix(" -->")?;
        let (word, rest) = inner.split_once(' ').unwrap_or((inner, ""));
        Some(match word {
            "part" => Self::Part(Role::ALL.into_iter().find(|role| role.name() == rest)?),
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
            _ => attribute("<time datetime=\"")
                .map(|iso| Self::Day(iso.to_owned()))
                .or_else(|| {
                    attribute("<span class=\"picture\" title=\"")
                        .map(|name| Self::Picture(decode(name)))
                }),
        }
    }
}

/// The name of a day, marked. `text` is Markdown already.
pub(crate) fn day(iso: &str, text: &str) -> String {
    [&day_start(iso), text, DAY_END].concat()
}

/// The start of the name of a day.
pub(crate) fn day_start(iso: &str) -> String {
    ["<time datetime=\"", iso, "\">"].concat()
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
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => out.push(' '),
            '!' | '"' | '#' | '$' | '%' | '&' | '*' | '+' | '-' | '.' | ':' | ';' | '<' | '='
            | '>' | '@' | '[' | '\\' | ']' | '^' | '_' | '`' | '{' | '|' | '}' | '~' | '('
            | ')' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
}

/// [`escape`], as a new text.
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape(text, &mut out);
    out
}
