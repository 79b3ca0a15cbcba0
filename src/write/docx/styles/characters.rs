//! The character styles: emphasis, links and dates, and what they look like one within another.

use super::{Names, Style};

/// How a run is emphasised. Word gives a run one style, so each mixture is a style of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(in super::super) struct CharacterStyle(u8);

const STRONG: u8 = 1;
const EMPHASIS: u8 = 2;
const LINK: u8 = 4;
const DATE: u8 = 8;

impl CharacterStyle {
    /// All there are.
    pub(in super::super) const COUNT: usize = 16;

    /// Made strong too.
    pub(in super::super) fn strong(self) -> Self {
        Self(self.0 | STRONG)
    }

    /// Emphasised too.
    pub(in super::super) fn emphasised(self) -> Self {
        Self(self.0 | EMPHASIS)
    }

    /// A link too.
    pub(in super::super) fn linked(self) -> Self {
        Self(self.0 | LINK)
    }

    /// A date too.
    pub(in super::super) fn dated(self) -> Self {
        Self(self.0 | DATE)
    }

    /// Its place among all of them.
    pub(in super::super) fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The style at a place.
    pub(in super::super) fn at(index: usize) -> Self {
        Self((index % Self::COUNT) as u8)
    }

    /// Whether it mixes two and more, and so needs a style beside the four plain ones.
    pub(in super::super) fn is_mixed(self) -> bool {
        self.0.count_ones() > 1
    }

    /// Appends the identifier of its style; nothing for plain text.
    pub(in super::super) fn push(self, names: &Names, out: &mut String) {
        match self.0 {
            STRONG => names.push(Style::Strong, 0, out),
            EMPHASIS => names.push(Style::Emphasis, 0, out),
            LINK => names.push(Style::Hyperlink, 0, out),
            DATE => names.push(Style::Date, 0, out),
            _ => {
                for (at, name) in self.parts().enumerate() {
                    if at > 0 {
                        out.push('_');
                    }
                    out.push_str(name);
                }
            }
        }
    }

    /// Appends the definition of a mixture.
    pub(super) fn define(self, names: &Names, out: &mut String) {
        out.push_str("<w:style w:type=\"character\" w:customStyle=\"1\" w:styleId=\"");
        self.push(names, out);
        out.push_str("\"><w:name w:val=\"");
        for (at, name) in self.parts().enumerate() {
            if at > 0 {
                out.push(' ');
            }
            out.push_str(name);
        }
        out.push_str("\"/><w:basedOn w:val=\"");
        names.push(Style::DefaultParagraphFont, 0, out);
        out.push_str("\"/><w:semiHidden/>");
        set(self.0, out);
        out.push_str("</w:style>");
    }

    fn parts(self) -> impl Iterator<Item = &'static str> {
        [(DATE, "Date"), (LINK, "Hyperlink"), (STRONG, "Strong"), (EMPHASIS, "Emphasis")]
            .into_iter()
            .filter(move |(part, _)| self.0 & part != 0)
            .map(|(_, name)| name)
    }
}

/// Appends the properties of a plain character style.
pub(super) fn define(style: Style, out: &mut String) {
    match style {
        Style::Strong => set(STRONG, out),
        Style::Emphasis => set(EMPHASIS, out),
        Style::Hyperlink => set(LINK, out),
        _ => {}
    }
}

fn set(character: u8, out: &mut String) {
    if character & !DATE == 0 {
        return;
    }
    out.push_str("<w:rPr>");
    if character & STRONG != 0 {
        out.push_str("<w:b/><w:bCs/>");
    }
    if character & EMPHASIS != 0 {
        out.push_str("<w:i/><w:iCs/>");
    }
    if character & LINK != 0 {
        out.push_str("<w:color w:val=\"0563C1\"/><w:u w:val=\"single\"/>");
    }
    out.push_str("</w:rPr>");
}
