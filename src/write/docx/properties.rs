//! Properties: the small parts that say what the file is.

use super::language::Language;
use super::styles::{NAMESPACE, StyleSet};
use super::xml::{self, DECLARATION};
use crate::package::Member;

/// The part `docProps/core.xml`. It bears the letter's own day; a clock would make every
/// rendering another file.
pub(super) fn core(letter: &Member, language: &str) -> String {
    let mut out = String::with_capacity(900);
    out.push_str(DECLARATION);
    out.push_str(
        "<cp:coreProperties \
         xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">",
    );
    element("dc:title", &letter.document.title, &mut out);
    element("dc:creator", letter.sender(), &mut out);
    element("cp:lastModifiedBy", letter.sender(), &mut out);
    if let Some(day) = letter.day().map(|day| day.to_string()) {
        for name in ["created", "modified"] {
            out.push_str("<dcterms:");
            out.push_str(name);
            out.push_str(" xsi:type=\"dcterms:W3CDTF\">");
            out.push_str(&day);
            out.push_str("T00:00:00Z</dcterms:");
            out.push_str(name);
            out.push('>');
        }
    }
    element("dc:language", language, &mut out);
    out.push_str("</cp:coreProperties>");
    out
}

fn element(name: &str, text: &str, out: &mut String) {
    out.push('<');
    out.push_str(name);
    out.push('>');
    xml::escape(text, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// The part `settings.xml`, in the order of CT_Settings.
pub(super) fn settings(language: &Language, even_and_odd: bool) -> String {
    let mut out = String::with_capacity(1400);
    out.push_str(DECLARATION);
    out.push_str("<w:settings xmlns:w=\"");
    out.push_str(NAMESPACE);
    out.push_str("\"><w:zoom w:percent=\"100\"/>");
    if even_and_odd {
        out.push_str("<w:evenAndOddHeaders/>");
    }
    out.push_str(
        "<w:defaultTabStop w:val=\"720\"/><w:characterSpacingControl w:val=\"doNotCompress\"/>\
         <w:compat>",
    );
    // The layout of Word 2013 and later; without it Word opens the file in compatibility mode.
    for (name, value) in [
        ("compatibilityMode", "15"),
        ("overrideTableStyleFontSizeAndJustification", "1"),
        ("enableOpenTypeFeatures", "1"),
        ("doNotFlipMirrorIndents", "1"),
        ("differentiateMultirowTableHeaders", "1"),
    ] {
        out.push_str("<w:compatSetting");
        xml::attribute("w:name", name, &mut out);
        out.push_str(" w:uri=\"http://schemas.microsoft.com/office/word\"");
        xml::attribute("w:val", value, &mut out);
        out.push_str("/>");
    }
    out.push_str("</w:compat><w:themeFontLang");
    language.attributes(&mut out);
    out.push_str("/><w:decimalSymbol w:val=\".\"/><w:listSeparator w:val=\",\"/></w:settings>");
    out
}

/// The part `fontTable.xml`: where the first face is missing, Word takes the next of the office's.
pub(super) fn fonts(sets: &[StyleSet]) -> String {
    let mut out = String::with_capacity(600);
    out.push_str(DECLARATION);
    out.push_str("<w:fonts xmlns:w=\"");
    out.push_str(NAMESPACE);
    out.push_str("\">");
    let mut named: Vec<&str> = Vec::new();
    for set in sets {
        let face = set.face();
        if named.contains(&face) {
            continue;
        }
        named.push(face);
        out.push_str("<w:font");
        xml::attribute("w:name", face, &mut out);
        out.push('>');
        let others = set.sheet.fonts.iter().skip(1).map(String::as_str);
        out.push_str("<w:altName");
        let others: Vec<&str> = others.chain(["Times New Roman"]).filter(|o| *o != face).collect();
        if others.is_empty() {
            out.truncate(out.len() - "<w:altName".len());
        } else {
            xml::attribute("w:val", &others.join(","), &mut out);
            out.push_str("/>");
        }
        out.push_str("<w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font>");
    }
    out.push_str("</w:fonts>");
    out
}
