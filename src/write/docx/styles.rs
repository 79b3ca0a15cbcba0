//! Styles: the named looks of a letter's parts, so that an officer changes a look in one place.

mod catalogue;
mod characters;
mod look;
mod names;
mod paragraph;
mod paragraphs;
mod tables;

pub(super) use catalogue::{ALL, Kind, Style};
pub(super) use characters::Dress;
pub(super) use look::Look;
pub(super) use names::{Names, Worn};

use super::language;
use super::xml::{self, DECLARATION};

/// The namespace of WordprocessingML, as Word writes it.
pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The whole part `styles.xml` of a file without a template.
pub(super) fn part(
    looks: &[Look],
    worn: &[Worn],
    dresses: &[Dress],
    (names, numbering): (&Names, i32),
    lang: (&str, bool),
) -> String {
    let mut out = String::with_capacity(24_000);
    out.push_str(DECLARATION);
    out.push_str("<w:styles xmlns:w=\"");
    out.push_str(NAMESPACE);
    out.push_str("\"><w:docDefaults><w:rPrDefault><w:rPr>");
    looks[0].type_properties(&mut out);
    out.push_str("<w:lang");
    language::attributes(lang.0, lang.1, &mut out);
    out.push_str("/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>");
    definitions(looks, worn, dresses, numbering, names, |_| true, &mut out);
    out.push_str("</w:styles>");
    out
}

/// Appends the definitions of the styles that `missing` says the first look lacks, and of those
/// that the other looks wear.
pub(super) fn definitions(
    looks: &[Look],
    worn: &[Worn],
    dresses: &[Dress],
    numbering: i32,
    names: &Names,
    missing: impl Fn(Style) -> bool,
    out: &mut String,
) {
    for (at, look) in looks.iter().enumerate() {
        for &(style, _, name, kind) in ALL {
            let wanted = |style| match at {
                0 => missing(style),
                _ => !shared(style) && worn[at].has(style),
            };
            if !wanted(style) {
                continue;
            }
            let next = style.next().filter(|next| at == 0 || wanted(*next));
            open((style, name, kind), next, at, names, out);
            match kind {
                Kind::Paragraph => paragraphs::define(style, look, at, numbering, out),
                Kind::Character => characters::define(style, out),
                Kind::Table => tables::define(style, out),
                Kind::Numbering => {}
            }
            out.push_str("</w:style>");
        }
    }
    for dress in dresses.iter().filter(|dress| !names.knows(**dress)) {
        dress.define(names, out);
    }
}

/// Whether all looks of a package wear the same: what has neither type nor measure of its own.
fn shared(style: Style) -> bool {
    matches!(ALL[style.index()].3, Kind::Character | Kind::Numbering) || style == Style::TableNormal
}

/// Opens a style and says what it is.
fn open(
    (style, name, kind): (Style, &str, Kind),
    next: Option<Style>,
    look: usize,
    names: &Names,
    out: &mut String,
) {
    out.push_str("<w:style");
    xml::attribute("w:type", kind.name(), out);
    let default = matches!(
        style,
        Style::Normal | Style::DefaultParagraphFont | Style::TableNormal | Style::NoList
    );
    if default && look == 0 {
        out.push_str(" w:default=\"1\"");
    } else if !is_builtin(name) || look > 0 {
        out.push_str(" w:customStyle=\"1\"");
    }
    out.push_str(" w:styleId=\"");
    names.push(style, look, out);
    out.push_str("\"><w:name w:val=\"");
    out.push_str(name);
    if look > 0 {
        // "Heading 1 (2)": Word reads "heading 12" as nothing it knows, a person as the twelfth.
        out.push_str(" (");
        xml::number(names.number(look), out);
        out.push(')');
    }
    out.push_str("\"/>");
    if let Some(base) = style.base() {
        out.push_str("<w:basedOn w:val=\"");
        names.push(base, if shared(base) { 0 } else { look }, out);
        out.push_str("\"/>");
    }
    if let Some(next) = next {
        out.push_str("<w:next w:val=\"");
        names.push(next, look, out);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_style_stands_in_its_own_row() {
        for (at, row) in ALL.iter().enumerate() {
            assert_eq!(row.0.index(), at, "{}", row.1);
        }
    }
}
