//! Language: the tags that Word checks spelling and chooses type by.

use super::bidi;
use super::xml;
use crate::document::Direction;
use crate::package::Member;
use crate::text::Script;

/// How the runs of one letter are tagged.
#[derive(Debug, Clone)]
pub(in crate::write) struct Language {
    /// The tag with a region: Word knows none without.
    pub(in crate::write) tag: String,
    /// Whether the letter runs from right to left.
    pub(in crate::write) rtl: bool,
    /// Whether quotation marks take the East Asian face.
    pub(in crate::write) cjk: bool,
    /// The element that tags a run.
    element: String,
}

impl Language {
    /// The language of a letter.
    pub(in crate::write) fn of(member: &Member) -> Self {
        let own = &member.house().language;
        let written = &member.document.language;
        let tag = if written == own.tag() { own.with_region() } else { written.clone() };
        let rtl = member.document.direction == Direction::Rtl;
        let cjk = own.script() == Some(Script::Han);
        let mut language = Self { tag, rtl, cjk, element: String::new() };
        let mut element = String::from("<w:lang");
        language.attributes(&mut element);
        element.push_str("/>");
        language.element = element;
        language
    }

    /// The attributes of `w:lang` for text in it.
    pub(super) fn attributes(&self, out: &mut String) {
        xml::attribute("w:val", &self.tag, out);
        if self.cjk {
            xml::attribute("w:eastAsia", &self.tag, out);
        }
        if self.rtl {
            xml::attribute("w:bidi", &self.tag, out);
        }
    }

    /// Tags a run that runs as `rtl` says and holds `text`.
    pub(super) fn tag_run(&self, rtl: bool, text: &str, out: &mut String) {
        if rtl && !self.rtl {
            out.push_str("<w:lang");
            xml::attribute("w:val", &self.tag, out);
            let hebrew = text.chars().any(bidi::is_hebrew);
            xml::attribute("w:bidi", if hebrew { "he-IL" } else { "ar-SA" }, out);
            out.push_str("/>");
        } else {
            out.push_str(&self.element);
        }
    }
}
