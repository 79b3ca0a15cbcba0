//! Styles: how the parts of a letter look, by name, so that an officer changes a look in one place.

mod characters;
mod names;
mod paragraph;
mod tables;

pub(super) use crate::write::layout::{ALL, Kind, Style, StyleSet};
pub(super) use characters::CharacterStyle;
pub(super) use names::{Names, UsedStyles};

use super::language::Language;
use super::xml::{self, DECLARATION};
use crate::write::layout;

/// The namespace of WordprocessingML, as Word writes it.
pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The whole part `styles.xml` of a file without a template.
pub(super) fn part(
    sets: &[StyleSet],
    used: &[UsedStyles],
    characters: &[CharacterStyle],
    (names, numbering): (&Names, i32),
    language: &Language,
) -> String {
    let mut out = String::with_capacity(24_000);
    out.push_str(DECLARATION);
    out.push_str("<w:styles xmlns:w=\"");
    out.push_str(NAMESPACE);
    out.push_str("\"><w:docDefaults><w:rPrDefault><w:rPr>");
    paragraph::type_properties(&sets[0], &mut out);
    out.push_str("<w:lang");
    language.attributes(&mut out);
    out.push_str("/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>");
    definitions(sets, used, characters, numbering, names, |_| true, &mut out);
    out.push_str("</w:styles>");
    out
}

/// Appends the definitions of the styles that `missing` says the first set lacks, and of those
/// of the other sets that are used.
pub(super) fn definitions(
    sets: &[StyleSet],
    used: &[UsedStyles],
    characters: &[CharacterStyle],
    numbering: i32,
    names: &Names,
    missing: impl Fn(Style) -> bool,
    out: &mut String,
) {
    for (at, set) in sets.iter().enumerate() {
        for &(style, _, name, kind) in ALL {
            let wanted = |style| match at {
                0 => missing(style),
                _ => !shared(style) && used[at].has(style),
            };
            if !wanted(style) {
                continue;
            }
            let next = style.next().filter(|next| at == 0 || wanted(*next));
            open((style, name, kind), next, at, names, out);
            match kind {
                Kind::Paragraph if style == Style::Normal => paragraph::base(set, at, out),
                Kind::Paragraph => {
                    paragraph::write(&layout::spec(style, set), numbering, out);
                }
                Kind::Character => characters::define(style, out),
                Kind::Table => tables::define(style, out),
                Kind::Numbering => {}
            }
            out.push_str("</w:style>");
        }
    }
    for character in characters.iter().filter(|character| !names.knows(**character)) {
        character.define(names, out);
    }
}

/// Whether all sets of a package share a style: one that has neither type nor measure of its own.
fn shared(style: Style) -> bool {
    matches!(ALL[style.index()].3, Kind::Character | Kind::Numbering) || style == Style::TableNormal
}

/// Opens a style and says what it is.
fn open(
    (style, name, kind): (Style, &str, Kind),
    next: Option<Style>,
    set: usize,
    names: &Names,
    out: &mut String,
) {
    out.push_str("<w:style");
    xml::attribute("w:type", kind.name(), out);
    let default = matches!(
        style,
        Style::Normal | Style::DefaultParagraphFont | Style::TableNormal | Style::NoList
    );
    if default && set == 0 {
        out.push_str(" w:default=\"1\"");
    } else if !is_builtin(name) || set > 0 {
        out.push_str(" w:customStyle=\"1\"");
    }
    out.push_str(" w:styleId=\"");
    names.push(style, set, out);
    out.push_str("\"><w:name w:val=\"");
    out.push_str(name);
    if set > 0 {
        // "Heading 1 (2)": Word reads "heading 12" as nothing it knows, a person as the twelfth.
        out.push_str(" (");
        xml::number(names.number(set), out);
        out.push(')');
    }
    out.push_str("\"/>");
    if let Some(base) = style.base() {
        out.push_str("<w:basedOn w:val=\"");
        names.push(base, if shared(base) { 0 } else { set }, out);
        out.push_str("\"/>");
    }
    if let Some(next) = next {
        out.push_str("<w:next w:val=\"");
        names.push(next, set, out);
        out.push_str("\"/>");
    }
    if default && style != Style::Normal {
        out.push_str("<w:uiPriority w:val=\"99\"/><w:semiHidden/><w:unhideWhenUsed/>");
    } else {
        out.push_str("<w:qFormat/>");
    }
}

/// Whether Word knows a style of this name itself.
fn is_builtin(name: &str) -> bool {
    name.starts_with("heading ")
        || name.starts_with("List ")
        || matches!(
            name,
            "Normal"
                | "Body Text"
                | "Salutation"
                | "Closing"
                | "Signature"
                | "header"
                | "footer"
                | "Quote"
                | "Default Paragraph Font"
                | "Strong"
                | "Emphasis"
                | "Hyperlink"
                | "Normal Table"
                | "No List"
        )
}
