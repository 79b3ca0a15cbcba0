//! Styles: the named looks of a letter's parts, so that an officer changes a look in one place.

mod characters;
mod look;
mod paragraphs;
mod tables;

pub(super) use characters::Dress;
pub(super) use look::Look;

use super::language;
use super::xml::{self, DECLARATION};

/// The namespace of WordprocessingML, as Word writes it.
pub(super) const NAMESPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

/// The styles of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Style {
    Normal,
    BodyText,
    BodyTextKeep,
    Heading1,
    Heading2,
    Heading3,
    Heading4,
    Heading5,
    Heading6,
    Letterhead,
    LetterheadEmblem,
    LetterheadSpace,
    FootSpace,
    FootSpaceFirst,
    Reference,
    Marking,
    PlaceAndDate,
    Addressee,
    AddresseeAtFoot,
    Subject,
    Salutation,
    Closing,
    Signature,
    SignatureMark,
    SignatureColumn,
    SignatureColumnMark,
    SignatureColumnLoose,
    Enclosures,
    Copies,
    Header,
    Footer,
    Quote,
    ListBullet,
    ListNumber,
    ListContinue,
    ListContinue2,
    ListContinue3,
    Schedule,
    ScheduleItem,
    TableText,
    TableTextCentred,
    TableTextEnd,
    TableHeading,
    TableHeadingCentred,
    TableHeadingEnd,
    TableSpace,
    Spacer,
    PageBreak,
    DefaultParagraphFont,
    Strong,
    Emphasis,
    Hyperlink,
    Date,
    TableNormal,
    LetterTable,
    ScheduleTable,
    SignatureTable,
    NoList,
}

/// What a style dresses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Paragraph,
    Character,
    Table,
    Numbering,
}

impl Kind {
    /// As `w:type` names it.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Character => "character",
            Self::Table => "table",
            Self::Numbering => "numbering",
        }
    }
}

/// Every style with its identifier, the name Word shows, and what it dresses.
///
/// A name that Word knows itself is spelled as Word spells it, so that its translations hold.
pub(super) const ALL: [(Style, &str, &str, Kind); 58] = [
    (Style::Normal, "Normal", "Normal", Kind::Paragraph),
    (Style::BodyText, "BodyText", "Body Text", Kind::Paragraph),
    (
        Style::BodyTextKeep,
        "BodyTextKeep",
        "Body Text Keep",
        Kind::Paragraph,
    ),
    (Style::Heading1, "Heading1", "heading 1", Kind::Paragraph),
    (Style::Heading2, "Heading2", "heading 2", Kind::Paragraph),
    (Style::Heading3, "Heading3", "heading 3", Kind::Paragraph),
    (Style::Heading4, "Heading4", "heading 4", Kind::Paragraph),
    (Style::Heading5, "Heading5", "heading 5", Kind::Paragraph),
    (Style::Heading6, "Heading6", "heading 6", Kind::Paragraph),
    (
        Style::Letterhead,
        "Letterhead",
        "Letterhead",
        Kind::Paragraph,
    ),
    (
        Style::LetterheadEmblem,
        "LetterheadEmblem",
        "Letterhead Emblem",
        Kind::Paragraph,
    ),
    (
        Style::LetterheadSpace,
        "LetterheadSpace",
        "Letterhead Space",
        Kind::Paragraph,
    ),
    (Style::FootSpace, "FootSpace", "Foot Space", Kind::Paragraph),
    (
        Style::FootSpaceFirst,
        "FootSpaceFirst",
        "Foot Space First",
        Kind::Paragraph,
    ),
    (Style::Reference, "Reference", "Reference", Kind::Paragraph),
    (Style::Marking, "Marking", "Marking", Kind::Paragraph),
    (
        Style::PlaceAndDate,
        "PlaceandDate",
        "Place and Date",
        Kind::Paragraph,
    ),
    (Style::Addressee, "Addressee", "Addressee", Kind::Paragraph),
    (
        Style::AddresseeAtFoot,
        "AddresseeatFoot",
        "Addressee at Foot",
        Kind::Paragraph,
    ),
    (Style::Subject, "Subject", "Subject", Kind::Paragraph),
    (
        Style::Salutation,
        "Salutation",
        "Salutation",
        Kind::Paragraph,
    ),
    (Style::Closing, "Closing", "Closing", Kind::Paragraph),
    (Style::Signature, "Signature", "Signature", Kind::Paragraph),
    (
        Style::SignatureMark,
        "SignatureMark",
        "Signature Mark",
        Kind::Paragraph,
    ),
    (
        Style::SignatureColumn,
        "SignatureColumn",
        "Signature Column",
        Kind::Paragraph,
    ),
    (
        Style::SignatureColumnMark,
        "SignatureColumnMark",
        "Signature Column Mark",
        Kind::Paragraph,
    ),
    (
        Style::SignatureColumnLoose,
        "SignatureColumnLoose",
        "Signature Column Loose",
        Kind::Paragraph,
    ),
    (
        Style::Enclosures,
        "Enclosures",
        "Enclosures",
        Kind::Paragraph,
    ),
    (Style::Copies, "Copies", "Copies", Kind::Paragraph),
    (Style::Header, "Header", "header", Kind::Paragraph),
    (Style::Footer, "Footer", "footer", Kind::Paragraph),
    (Style::Quote, "Quote", "Quote", Kind::Paragraph),
    (
        Style::ListBullet,
        "ListBullet",
        "List Bullet",
        Kind::Paragraph,
    ),
    (
        Style::ListNumber,
        "ListNumber",
        "List Number",
        Kind::Paragraph,
    ),
    (
        Style::ListContinue,
        "ListContinue",
        "List Continue",
        Kind::Paragraph,
    ),
    (
        Style::ListContinue2,
        "ListContinue2",
        "List Continue 2",
        Kind::Paragraph,
    ),
    (
        Style::ListContinue3,
        "ListContinue3",
        "List Continue 3",
        Kind::Paragraph,
    ),
    (Style::Schedule, "Schedule", "Schedule", Kind::Paragraph),
    (
        Style::ScheduleItem,
        "ScheduleItem",
        "Schedule Item",
        Kind::Paragraph,
    ),
    (Style::TableText, "TableText", "Table Text", Kind::Paragraph),
    (
        Style::TableTextCentred,
        "TableTextCentred",
        "Table Text Centred",
        Kind::Paragraph,
    ),
    (
        Style::TableTextEnd,
        "TableTextEnd",
        "Table Text End",
        Kind::Paragraph,
    ),
    (
        Style::TableHeading,
        "TableHeading",
        "Table Heading",
        Kind::Paragraph,
    ),
    (
        Style::TableHeadingCentred,
        "TableHeadingCentred",
        "Table Heading Centred",
        Kind::Paragraph,
    ),
    (
        Style::TableHeadingEnd,
        "TableHeadingEnd",
        "Table Heading End",
        Kind::Paragraph,
    ),
    (
        Style::TableSpace,
        "TableSpace",
        "Table Space",
        Kind::Paragraph,
    ),
    (Style::Spacer, "Spacer", "Spacer", Kind::Paragraph),
    (Style::PageBreak, "PageBreak", "Page Break", Kind::Paragraph),
    (
        Style::DefaultParagraphFont,
        "DefaultParagraphFont",
        "Default Paragraph Font",
        Kind::Character,
    ),
    (Style::Strong, "Strong", "Strong", Kind::Character),
    (Style::Emphasis, "Emphasis", "Emphasis", Kind::Character),
    (Style::Hyperlink, "Hyperlink", "Hyperlink", Kind::Character),
    // Word's own "Date" dresses whole paragraphs, and a name may not change what it dresses.
    (Style::Date, "Date", "Date Mention", Kind::Character),
    (
        Style::TableNormal,
        "TableNormal",
        "Normal Table",
        Kind::Table,
    ),
    (
        Style::LetterTable,
        "LetterTable",
        "Letter Table",
        Kind::Table,
    ),
    (
        Style::ScheduleTable,
        "ScheduleTable",
        "Schedule Table",
        Kind::Table,
    ),
    (
        Style::SignatureTable,
        "SignatureTable",
        "Signature Table",
        Kind::Table,
    ),
    (Style::NoList, "NoList", "No List", Kind::Numbering),
];

impl Style {
    /// Where its row stands in [`ALL`].
    pub(super) fn index(self) -> usize {
        self as usize
    }

    /// Its identifier in a file of our own.
    pub(super) fn id(self) -> &'static str {
        ALL[self.index()].1
    }

    /// The style of a heading; deeper headings look like the deepest.
    pub(super) fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::Heading1,
            2 => Self::Heading2,
            3 => Self::Heading3,
            4 => Self::Heading4,
            5 => Self::Heading5,
            _ => Self::Heading6,
        }
    }

    /// The style it is based on.
    fn base(self) -> Option<Self> {
        match self {
            Self::Normal
            | Self::DefaultParagraphFont
            | Self::TableNormal
            | Self::NoList
            // Filler must stay thin whatever an office makes of its Normal.
            | Self::Spacer => None,
            Self::BodyTextKeep | Self::Schedule => Some(Self::BodyText),
            Self::AddresseeAtFoot => Some(Self::Addressee),
            Self::SignatureColumn | Self::SignatureColumnLoose => Some(Self::Signature),
            Self::SignatureColumnMark => Some(Self::SignatureMark),
            Self::ScheduleItem => Some(Self::ListBullet),
            Self::ListContinue2 | Self::ListContinue3 => Some(Self::ListContinue),
            Self::TableTextCentred | Self::TableTextEnd | Self::TableHeading => {
                Some(Self::TableText)
            }
            Self::TableHeadingCentred | Self::TableHeadingEnd => Some(Self::TableHeading),
            Self::PageBreak
            | Self::TableSpace
            | Self::LetterheadSpace
            | Self::FootSpace
            | Self::FootSpaceFirst => Some(Self::Spacer),
            Self::ScheduleTable => Some(Self::LetterTable),
            other => Some(match ALL[other.index()].3 {
                Kind::Paragraph => Self::Normal,
                Kind::Character => Self::DefaultParagraphFont,
                Kind::Table => Self::TableNormal,
                Kind::Numbering => Self::NoList,
            }),
        }
    }

    /// The style of the paragraph typed after it.
    fn next(self) -> Option<Self> {
        match self {
            Self::Heading1
            | Self::Heading2
            | Self::Heading3
            | Self::Heading4
            | Self::Heading5
            | Self::Heading6
            | Self::Salutation
            | Self::Subject
            | Self::BodyTextKeep
            | Self::PageBreak => Some(Self::BodyText),
            Self::Closing => Some(Self::Signature),
            _ => None,
        }
    }
}

/// The styles that letters wear.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Worn(u64);

impl Worn {
    /// Adds a style with all it is based on.
    pub(super) fn add(&mut self, style: Style) {
        let mut next = Some(style);
        while let Some(style) = next {
            self.0 |= 1 << style.index();
            next = style.base();
        }
    }

    fn has(self, style: Style) -> bool {
        self.0 & (1 << style.index()) != 0
    }
}

/// How the styles of one file are called: those of an office's own template keep their names.
#[derive(Debug, Clone)]
pub(super) struct Names {
    ids: Vec<String>,
}

impl Names {
    /// Ours, as they stand.
    pub(super) fn own() -> Self {
        Self {
            ids: ALL.iter().map(|row| row.1.to_owned()).collect(),
        }
    }

    /// Ours but where `found` knows better.
    pub(super) fn with(found: impl Fn(&'static str, &'static str, Kind) -> String) -> Self {
        Self {
            ids: ALL.iter().map(|row| found(row.1, row.2, row.3)).collect(),
        }
    }

    /// Appends the identifier of a style as the letters of `look` wear it: the first look of a
    /// package wears the plain styles, each further one a numbered set.
    pub(super) fn push(&self, style: Style, look: usize, out: &mut String) {
        if look == 0 {
            xml::escape(&self.ids[style.index()], out);
        } else {
            out.push_str(style.id());
            xml::number((look + 1) as i64, out);
        }
    }
}

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
        for (style, _, name, kind) in ALL {
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
    for dress in dresses {
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
        xml::number((look + 1) as i64, out);
        out.push(')');
    }
    out.push_str("\"/>");
    if let Some(base) = style
        .base()
        .or((style == Style::Normal && look > 0).then_some(style))
    {
        out.push_str("<w:basedOn w:val=\"");
        names.push(
            base,
            if shared(base) || base == style {
                0
            } else {
                look
            },
            out,
        );
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
