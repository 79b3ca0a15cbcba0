//! The catalogue: every style of a letter, and how the styles hang together.

use crate::document::Role;

/// What a style is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write) enum Kind {
    Paragraph,
    Character,
    Table,
    Numbering,
}

impl Kind {
    /// As `w:type` names it.
    pub(in crate::write) fn name(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Character => "character",
            Self::Table => "table",
            Self::Numbering => "numbering",
        }
    }
}

/// A style's row: the style, its identifier, the name Word shows, what it is for.
type Row = (Style, &'static str, &'static str, Kind);

/// One row a style, so that none is named in one list and forgotten in another.
macro_rules! catalogue {
    ($($variant:ident $id:literal $name:literal $kind:ident;)*) => {
        /// The styles of a letter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(in crate::write) enum Style {
            $($variant,)*
        }

        /// Every style in its row.
        pub(in crate::write) const ALL: &[Row] =
            &[$((Style::$variant, $id, $name, Kind::$kind),)*];
    };
}

// A name that Word knows itself is spelled as Word spells it, so that its translations hold.
catalogue! {
    Normal "Normal" "Normal" Paragraph;
    BodyText "BodyText" "Body Text" Paragraph;
    BodyTextKeep "BodyTextKeep" "Body Text Keep" Paragraph;
    Heading1 "Heading1" "heading 1" Paragraph;
    Heading2 "Heading2" "heading 2" Paragraph;
    Heading3 "Heading3" "heading 3" Paragraph;
    Heading4 "Heading4" "heading 4" Paragraph;
    Heading5 "Heading5" "heading 5" Paragraph;
    Heading6 "Heading6" "heading 6" Paragraph;
    Letterhead "Letterhead" "Letterhead" Paragraph;
    LetterheadEmblem "LetterheadEmblem" "Letterhead Emblem" Paragraph;
    LetterheadSpace "LetterheadSpace" "Letterhead Space" Paragraph;
    FootSpace "FootSpace" "Foot Space" Paragraph;
    FootSpaceFirst "FootSpaceFirst" "Foot Space First" Paragraph;
    Reference "Reference" "Reference" Paragraph;
    Marking "Marking" "Marking" Paragraph;
    PlaceAndDate "PlaceandDate" "Place and Date" Paragraph;
    Addressee "Addressee" "Addressee" Paragraph;
    AddresseeAtFoot "AddresseeatFoot" "Addressee at Foot" Paragraph;
    Subject "Subject" "Subject" Paragraph;
    Salutation "Salutation" "Salutation" Paragraph;
    Closing "Closing" "Closing" Paragraph;
    Signature "Signature" "Signature" Paragraph;
    SignatureMark "SignatureMark" "Signature Mark" Paragraph;
    SignatureColumn "SignatureColumn" "Signature Column" Paragraph;
    SignatureColumnMark "SignatureColumnMark" "Signature Column Mark" Paragraph;
    SignatureColumnLoose "SignatureColumnLoose" "Signature Column Loose" Paragraph;
    Enclosures "Enclosures" "Enclosures" Paragraph;
    Copies "Copies" "Copies" Paragraph;
    Header "Header" "header" Paragraph;
    Footer "Footer" "footer" Paragraph;
    Quote "Quote" "Quote" Paragraph;
    ListBullet "ListBullet" "List Bullet" Paragraph;
    ListNumber "ListNumber" "List Number" Paragraph;
    ListContinue "ListContinue" "List Continue" Paragraph;
    ListContinue2 "ListContinue2" "List Continue 2" Paragraph;
    ListContinue3 "ListContinue3" "List Continue 3" Paragraph;
    Schedule "Schedule" "Schedule" Paragraph;
    ScheduleItem "ScheduleItem" "Schedule Item" Paragraph;
    TableText "TableText" "Table Text" Paragraph;
    TableTextCentred "TableTextCentred" "Table Text Centred" Paragraph;
    TableTextEnd "TableTextEnd" "Table Text End" Paragraph;
    TableHeading "TableHeading" "Table Heading" Paragraph;
    TableHeadingCentred "TableHeadingCentred" "Table Heading Centred" Paragraph;
    TableHeadingEnd "TableHeadingEnd" "Table Heading End" Paragraph;
    TableSpace "TableSpace" "Table Space" Paragraph;
    Spacer "Spacer" "Spacer" Paragraph;
    PageBreak "PageBreak" "Page Break" Paragraph;
    DefaultParagraphFont "DefaultParagraphFont" "Default Paragraph Font" Character;
    Strong "Strong" "Strong" Character;
    Emphasis "Emphasis" "Emphasis" Character;
    Hyperlink "Hyperlink" "Hyperlink" Character;
    // Word's own "Date" characters whole paragraphs, and a name may not change what it is for.
    Date "Date" "Date Mention" Character;
    TableNormal "TableNormal" "Normal Table" Table;
    LetterTable "LetterTable" "Letter Table" Table;
    ScheduleTable "ScheduleTable" "Schedule Table" Table;
    SignatureTable "SignatureTable" "Signature Table" Table;
    NoList "NoList" "No List" Numbering;
}

impl Style {
    /// Where its row stands in [`ALL`].
    pub(in crate::write) fn index(self) -> usize {
        self as usize
    }

    /// Its identifier in a file of our own.
    pub(in crate::write) fn id(self) -> &'static str {
        ALL[self.index()].1
    }

    /// The style of a heading; deeper headings look like the deepest.
    pub(in crate::write) fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::Heading1,
            2 => Self::Heading2,
            3 => Self::Heading3,
            4 => Self::Heading4,
            5 => Self::Heading5,
            _ => Self::Heading6,
        }
    }

    /// The style of a part's plain paragraphs.
    pub(in crate::write) fn of(role: Role) -> Self {
        match role {
            Role::Letterhead => Self::Letterhead,
            Role::Reference => Self::Reference,
            Role::Marking | Role::Draft => Self::Marking,
            Role::PlaceAndDate => Self::PlaceAndDate,
            Role::Addressee => Self::Addressee,
            Role::Subject => Self::Subject,
            Role::Salutation => Self::Salutation,
            Role::Body | Role::Annex => Self::BodyText,
            Role::Closing => Self::Closing,
            Role::Signatures => Self::Signature,
            Role::Enclosures => Self::Enclosures,
            Role::Copies => Self::Copies,
            Role::Footer => Self::Footer,
        }
    }

    /// The style it is based on.
    pub(in crate::write) fn base(self) -> Option<Self> {
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
    pub(in crate::write) fn next(self) -> Option<Self> {
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
