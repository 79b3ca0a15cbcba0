//! What the styles and pages of one office's letters are made from: its sheet, in twips.

use super::lengths::{half_points, points, twips};
use crate::office::{AddresseeAt, Align, Margins, Sheet, Side};

/// The line of the page number, which must have a known height for the margin below it to hold.
const HEADER_LINE: i32 = 280;

/// The styles of letters of one sheet that run one way.
#[derive(Debug, Clone)]
pub(in crate::write) struct StyleSet {
    /// The sheet it was made from.
    pub(in crate::write) sheet: Sheet,
    /// Whether its letters run from right to left.
    pub(in crate::write) rtl: bool,
    /// Width and height of the page.
    pub(in crate::write) page: (i32, i32),
    /// The margins of the section.
    pub(in crate::write) margins: Sides,
    /// From the edge of the page to its header.
    pub(in crate::write) header: i32,
    /// From the edge of the page to its footer.
    pub(in crate::write) footer: i32,
    /// The width of a line.
    pub(in crate::write) width: i32,
    /// What a footer holds free below the text of the first page, and of the later ones.
    pub(in crate::write) foot: (i32, i32),
    /// Space above the letterhead.
    pub(in crate::write) above_letterhead: i32,
    /// Space below the page number of a continuation page.
    pub(in crate::write) below_number: i32,
    /// Space between the capitals of the letterhead; letters that join must not be parted.
    pub(in crate::write) spread: Option<i32>,
    /// Type size in half points.
    pub(in crate::write) size: i32,
}

/// The four sides of a page, in twips.
#[derive(Debug, Clone, Copy)]
pub(in crate::write) struct Sides {
    pub(in crate::write) top: i32,
    pub(in crate::write) right: i32,
    pub(in crate::write) bottom: i32,
    pub(in crate::write) left: i32,
}

impl Sides {
    fn of(margins: &Margins) -> Self {
        let Margins { top, right, bottom, left } = *margins;
        Self { top: twips(top), right: twips(right), bottom: twips(bottom), left: twips(left) }
    }
}

impl StyleSet {
    /// The styles of a sheet.
    ///
    /// Word has one set of margins for all pages of a section. Top and bottom can still differ:
    /// the section takes the smaller ones, and headers and footers hold the rest free. The sides
    /// cannot; they are those of the first page, which every letter has.
    pub(in crate::write) fn of(sheet: &Sheet, rtl: bool) -> Self {
        let (width, height) = sheet.paper.size();
        let page = (twips(width), twips(height));
        let later = Sides::of(&sheet.margins);
        let first = sheet.first.as_ref().map_or(later, Sides::of);
        let top = first.top.min(later.top);
        let margins = Sides {
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
    pub(in crate::write) fn addressee_at_foot(&self) -> bool {
        self.sheet.addressee == AddresseeAt::Foot
    }

    /// Its face: the office's first choice, or the serif that every Word has.
    pub(in crate::write) fn face(&self) -> &str {
        self.sheet.fonts.first().map_or("Times New Roman", String::as_str)
    }

    /// So many ems of its type.
    #[allow(clippy::cast_precision_loss, reason = "a type size is small")]
    pub(in crate::write) fn em(&self, ems: f32) -> i32 {
        points(ems * self.size as f32 / 2.0)
    }

    /// The height of a header's line.
    pub(in crate::write) fn header_line(&self) -> i32 {
        HEADER_LINE
    }

    /// How the letterhead stands across the page.
    pub(in crate::write) fn letterhead(&self) -> Align {
        self.sheet.letterhead.align
    }

    /// How the date stands across the page.
    pub(in crate::write) fn date(&self) -> Align {
        match self.sheet.date {
            Side::Start => Align::Start,
            Side::End => Align::End,
        }
    }
}
