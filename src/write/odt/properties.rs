//! What a style says, as attributes of the format (OpenDocument 1.3, part 3, sections 16 and 20).

use crate::office::Align;
use crate::write::docx::language::Language;
use crate::write::layout::{Line, StyleSet, StyleSpec};

/// The version of the standard.
pub(super) const VERSION: &str = "1.3";

/// The namespaces of every part.
pub(super) const NAMESPACES: &[(&str, &str)] = &[
    ("xmlns:office", "urn:oasis:names:tc:opendocument:xmlns:office:1.0"),
    ("xmlns:style", "urn:oasis:names:tc:opendocument:xmlns:style:1.0"),
    ("xmlns:text", "urn:oasis:names:tc:opendocument:xmlns:text:1.0"),
    ("xmlns:table", "urn:oasis:names:tc:opendocument:xmlns:table:1.0"),
    ("xmlns:draw", "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0"),
    ("xmlns:fo", "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"),
    ("xmlns:svg", "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"),
    ("xmlns:meta", "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"),
    ("xmlns:xlink", "http://www.w3.org/1999/xlink"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
];

/// Attributes of one element.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(&'static str, String)>);

impl Attributes {
    pub(super) fn add(&mut self, name: &'static str, value: impl Into<String>) {
        self.0.push((name, value.into()));
    }

    /// Adds a value for each of the three families of scripts.
    fn add_each(&mut self, names: [&'static str; 3], value: &str) {
        for name in names {
            self.add(name, value);
        }
    }

    pub(super) fn extend(&mut self, more: Self) {
        self.0.extend(more.0);
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn as_refs(&self) -> Vec<(&str, &str)> {
        self.0.iter().map(|(name, value)| (*name, value.as_str())).collect()
    }
}

/// A length in points.
pub(super) fn points(twips: i32) -> String {
    format!("{}pt", f64::from(twips) / 20.0)
}

/// What a style says of paragraphs.
pub(super) fn of_paragraph(spec: &StyleSpec, rtl: bool) -> Attributes {
    let mut out = Attributes::default();
    if let Some(keep) = spec.keep_next {
        out.add("fo:keep-with-next", if keep { "always" } else { "auto" });
    }
    if spec.keep_lines {
        out.add("fo:keep-together", "always");
    }
    if spec.rule_below {
        out.add("fo:border-bottom", "0.75pt solid #000000");
        out.add("fo:padding-bottom", "6pt");
        out.add("style:join-border", "true");
    }
    for (name, length) in [
        ("fo:margin-top", spec.before),
        ("fo:margin-bottom", spec.after),
        ("fo:margin-left", spec.start),
        ("fo:margin-right", spec.end),
    ] {
        if let Some(length) = length {
            out.add(name, points(length));
        }
    }
    match spec.line {
        Some(Line::Exact(twips)) => out.add("fo:line-height", points(twips)),
        Some(Line::AtLeast(twips)) => out.add("style:line-height-at-least", points(twips)),
        Some(Line::Auto(parts)) => {
            out.add("fo:line-height", format!("{}%", (parts * 100 + 120) / 240));
        }
        None => {}
    }
    if spec.contextual {
        out.add("style:contextual-spacing", "true");
    }
    if let Some(align) = spec.align {
        out.add("fo:text-align", side(align, rtl));
    }
    out
}

/// What a style says of text.
pub(super) fn of_text(spec: &StyleSpec) -> Attributes {
    let mut out = Attributes::default();
    if let Some(bold) = spec.bold {
        weight(if bold { "bold" } else { "normal" }, &mut out);
    }
    if spec.italic {
        slant(&mut out);
    }
    if let Some(spread) = spec.spread {
        out.add("fo:letter-spacing", points(spread));
    }
    if let Some(half_points) = spec.size {
        size(half_points, &mut out);
    }
    out
}

/// Faces, size and language of a set's letters.
pub(super) fn of_type(set: &StyleSet, language: &Language) -> Attributes {
    let mut out = Attributes::default();
    let face = set.face();
    out.add("style:font-name", face);
    out.add("style:font-name-asian", ASIAN);
    out.add("style:font-name-complex", face);
    size(set.size, &mut out);
    // Of what is written in another script than the letter's, the language is not known.
    let (cjk, rtl) = (language.cjk, language.rtl);
    for (spoken, names) in [
        (!cjk && !rtl, ["fo:language", "fo:country", "fo:script"]),
        (cjk, ["style:language-asian", "style:country-asian", "style:script-asian"]),
        (rtl, ["style:language-complex", "style:country-complex", "style:script-complex"]),
    ] {
        let mut subtags = language.tag.split('-').filter(|_| spoken);
        out.add(names[0], subtags.next().unwrap_or("zxx"));
        let rest: Vec<_> = subtags.collect();
        let country = rest.iter().find(|subtag| matches!(subtag.len(), 2 | 3));
        out.add(names[1], country.copied().unwrap_or("none"));
        if let Some(script) = rest.iter().find(|subtag| subtag.len() == 4) {
            out.add(names[2], *script);
        }
    }
    out
}

/// The face of Chinese, Japanese and Korean.
pub(super) const ASIAN: &str = "SimSun";

pub(super) fn weight(weight: &str, out: &mut Attributes) {
    let names = ["fo:font-weight", "style:font-weight-asian", "style:font-weight-complex"];
    out.add_each(names, weight);
}

pub(super) fn slant(out: &mut Attributes) {
    let names = ["fo:font-style", "style:font-style-asian", "style:font-style-complex"];
    out.add_each(names, "italic");
}

fn size(half_points: i32, out: &mut Attributes) {
    let names = ["fo:font-size", "style:font-size-asian", "style:font-size-complex"];
    out.add_each(names, &points(half_points * 10));
}

/// A side of the paper: programs disagree which is the start of a line from right to left.
pub(super) fn side(align: Align, rtl: bool) -> &'static str {
    match (align, rtl) {
        (Align::Center, _) => "center",
        (Align::Start, false) | (Align::End, true) => "left",
        (Align::End, false) | (Align::Start, true) => "right",
    }
}
