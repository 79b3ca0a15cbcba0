//! The look of one office's letters: what its sheet says, in the units of Word.

use super::super::lengths::{half_points, points, twips};
use super::super::xml;
use crate::office::{AddresseeAt, Align, Margins, Sheet, Side};

/// The line of the page number, which must have a known height for the margin below it to hold.
const HEADER_LINE: i32 = 280;

/// What the styles and sections of an office's letters are made from.
#[derive(Debug, Clone)]
pub(in super::super) struct Look {
    /// The sheet it was made from.
    pub(in super::super) sheet: Sheet,
    /// Whether its letters run from right to left.
    pub(in super::super) rtl: bool,
    /// Width and height of the page.
    pub(in super::super) page: (i32, i32),
    /// The margins of the section.
    pub(in super::super) margins: Box4,
    /// From the edge of the page to its header.
    pub(in super::super) header: i32,
    /// From the edge of the page to its footer.
    pub(in super::super) footer: i32,
    /// The width of a line.
    pub(in super::super) width: i32,
    /// What a footer holds free below the text of the first page, and of the later ones.
    pub(super) foot: (i32, i32),
    /// Space above the letterhead.
    pub(super) above_letterhead: i32,
    /// Space below the page number of a continuation page.
    pub(super) below_number: i32,
    /// Space between the capitals of the letterhead; letters that join must not be parted.
    pub(super) spread: Option<i32>,
    /// Type size in half points.
    pub(super) size: i32,
}

/// The four sides of a page, in twips.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Box4 {
    pub(in super::super) top: i32,
    pub(in super::super) right: i32,
    pub(in super::super) bottom: i32,
    pub(in super::super) left: i32,
}

impl Box4 {
    fn of(margins: &Margins) -> Self {
        let Margins { top, right, bottom, left } = *margins;
        Self { top: twips(top), right: twips(right), bottom: twips(bottom), left: twips(left) }
    }
}

impl Look {
    /// The look of a sheet.
    ///
    /// Word has one set of margins for all pages of a section. Top and bottom can still differ:
    /// the section takes the smaller ones, and headers and footers hold the rest free. The sides
    /// cannot; they are those of the first page, which every letter has.
    pub(in super::super) fn of(sheet: &Sheet, rtl: bool) -> Self {
        let (width, height) = sheet.paper.size();
        let page = (twips(width), twips(height));
        let later = Box4::of(&sheet.margins);
        let first = sheet.first.as_ref().map_or(later, Box4::of);
        let top = first.top.min(later.top);
        let margins = Box4 {
            top,
            bottom: first.bottom.min(later.bottom),
            left: first.left.min(page.0 / 3),
            right: first.right.min(page.0 / 3),
        };
        let header = top / 2;
        let footer = margins.bottom / 2;
        Self {
            sheet: sheet.clone(),
            rtl,
            page,
            margins,
            header,
            footer,
            width: page.0 - margins.left - margins.right,
            foot: ((first.bottom - footer).max(20), (later.bottom - footer).max(20)),
            above_letterhead: (first.top - header).max(0),
            below_number: (later.top - header - HEADER_LINE).max(0),
            spread: (!rtl).then_some(16),
            size: half_points(sheet.size),
        }
    }

    /// Whether the addressee stands at the foot of the first page.
    pub(in super::super) fn addressee_at_foot(&self) -> bool {
        self.sheet.addressee == AddresseeAt::Foot
    }

    /// Appends the faces and size of its type.
    pub(super) fn type_properties(&self, out: &mut String) {
        let face = self.face();
        out.push_str("<w:rFonts");
        xml::attribute("w:ascii", face, out);
        xml::attribute("w:eastAsia", "SimSun", out);
        xml::attribute("w:hAnsi", face, out);
        xml::attribute("w:cs", face, out);
        out.push_str("/><w:sz w:val=\"");
        xml::number(self.size, out);
        out.push_str("\"/><w:szCs w:val=\"");
        xml::number(self.size, out);
        out.push_str("\"/>");
    }

    /// Its face: the office's first choice, or the serif that every Word has.
    pub(in super::super) fn face(&self) -> &str {
        self.sheet.fonts.first().map_or("Times New Roman", String::as_str)
    }

    /// So many ems of its type.
    #[allow(clippy::cast_precision_loss, reason = "a type size is small")]
    pub(super) fn em(&self, ems: f32) -> i32 {
        points(ems * self.size as f32 / 2.0)
    }

    /// The height of a header's line.
    pub(super) fn header_line(&self) -> i32 {
        HEADER_LINE
    }

    /// How the letterhead stands across the page.
    pub(super) fn letterhead(&self) -> Align {
        self.sheet.letterhead.align
    }

    /// How the date stands across the page.
    pub(super) fn date(&self) -> Align {
        match self.sheet.date {
            Side::Start => Align::Start,
            Side::End => Align::End,
        }
    }
}
