//! Language: the tags that Word checks spelling and chooses type by.

use super::bidi;
use super::xml;
use crate::document::{Direction, Document};

/// How the runs of one letter are tagged.
#[derive(Debug, Clone)]
pub(in crate::write) struct Language {
    /// The tag as Word likes it, with a region.
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
    pub(in crate::write) fn of(document: &Document) -> Self {
        let tag = with_region(&document.language);
        let rtl = document.direction == Direction::Rtl;
        let cjk = is_cjk(&tag);
        let mut element = String::from("<w:lang");
        attributes(&tag, rtl, &mut element);
        element.push_str("/>");
        Self { tag, rtl, cjk, element }
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

/// The attributes of `w:lang` for text in one language.
pub(super) fn attributes(tag: &str, rtl: bool, out: &mut String) {
    xml::attribute("w:val", tag, out);
    if is_cjk(tag) {
        xml::attribute("w:eastAsia", tag, out);
    }
    if rtl {
        xml::attribute("w:bidi", tag, out);
    }
}

fn is_cjk(tag: &str) -> bool {
    matches!(tag.split('-').next(), Some("zh" | "ja" | "ko"))
}

/// A bare language gets the region the United Nations write it with; Word has no tag without one.
fn with_region(tag: &str) -> String {
    match tag {
        "ar" => "ar-SA",
        "en" => "en-GB",
        "es" => "es-ES",
        "fr" => "fr-FR",
        "ru" => "ru-RU",
        "zh" => "zh-CN",
        "de" => "de-DE",
        "fa" => "fa-IR",
        "he" => "he-IL",
        "it" => "it-IT",
        "ja" => "ja-JP",
        "ko" => "ko-KR",
        "pt" => "pt-PT",
        other => other,
    }
    .to_owned()
}
