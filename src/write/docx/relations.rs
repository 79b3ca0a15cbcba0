//! Relations: what a part of the file points at (ECMA-376 part 2, clause 8).

use super::xml::{self, DECLARATION};
use crate::text::percent;

/// The kinds of relation a letter has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Styles,
    Settings,
    FontTable,
    Numbering,
    Theme,
    Header,
    Footer,
    Image,
    Hyperlink,
}

impl Kind {
    /// The last word of its type; all stand in one namespace.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Styles => "styles",
            Self::Settings => "settings",
            Self::FontTable => "fontTable",
            Self::Numbering => "numbering",
            Self::Theme => "theme",
            Self::Header => "header",
            Self::Footer => "footer",
            Self::Image => "image",
            Self::Hyperlink => "hyperlink",
        }
    }
}

/// Where the types of relations between parts are named.
pub(super) const TYPES: &str =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";

/// The relations of one part, in the order they were made.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Relations {
    all: Vec<(Kind, String)>,
}

impl Relations {
    /// The number of the relation to `target`, made now unless it was there.
    pub(super) fn to(&mut self, kind: Kind, target: &str) -> usize {
        let known = self.all.iter().position(|(k, t)| *k == kind && t == target);
        known.map_or_else(
            || {
                self.all.push((kind, target.to_owned()));
                self.all.len()
            },
            |at| at + 1,
        )
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The part that lists them.
    pub(super) fn part(&self) -> String {
        let mut out = String::with_capacity(200 + 200 * self.all.len());
        out.push_str(DECLARATION);
        out.push_str("<Relationships xmlns=\"");
        out.push_str("http://schemas.openxmlformats.org/package/2006/relationships\">");
        for (at, (kind, target)) in self.all.iter().enumerate() {
            out.push_str("<Relationship Id=\"");
            push_id(at + 1, &mut out);
            out.push_str("\" Type=\"");
            out.push_str(TYPES);
            out.push_str(kind.name());
            out.push('"');
            xml::attribute("Target", target, &mut out);
            if *kind == Kind::Hyperlink {
                out.push_str(" TargetMode=\"External\"");
            }
            out.push_str("/>");
        }
        out.push_str("</Relationships>");
        out
    }
}

/// Appends the identifier of a relation by its number.
pub(super) fn push_id(number: usize, out: &mut String) {
    out.push_str("rId");
    xml::number(number as i64, out);
}

/// An address with every character escaped that RFC 3986 keeps out of one: Word calls a file
/// with such a character broken.
pub(super) fn address(href: &str) -> String {
    percent::encode(href, percent::ADDRESS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_target_is_one_relation() {
        let mut relations = Relations::default();
        assert_eq!(relations.to(Kind::Hyperlink, "https://un.org"), 1);
        assert_eq!(relations.to(Kind::Image, "media/image1.png"), 2);
        assert_eq!(relations.to(Kind::Hyperlink, "https://un.org"), 1);
    }

    #[test]
    fn what_no_address_can_hold_is_escaped() {
        assert_eq!(
            address("https://un.org/é \"a\"?b=%20&c#d"),
            "https://un.org/%C3%A9%20%22a%22?b=%20&c#d"
        );
    }
}
