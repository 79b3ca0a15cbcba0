//! The sheet of an office: paper, margins, and where it wants the parts of a letter.

use crate::node::fields::{fields, settings, words};

settings! {
    /// How an office's letters sit on the page. Lengths are millimetres, type sizes points.
    pub struct Sheet as "`[sheet]`" {
        /// The paper.
        pub paper: Paper = Paper::A4,
        /// Margins of continuation pages.
        pub margins: Margins = Margins { top: 25.0, right: 25.0, bottom: 25.0, left: 25.0 },
        /// Margins of the first page, if they differ.
        pub first: Option<Margins>,
        /// Where the letterhead stands.
        pub letterhead: Letterhead,
        /// Where the date stands.
        pub date: Side = Side::End,
        /// Whether place and date stand above the text, or below the signatures.
        pub date_at: DateAt = DateAt::Head,
        /// Where the addressee stands (ST/DCS/4/Rev.1, paragraph 89: at the foot of the first page).
        pub addressee: AddresseeAt = AddresseeAt::Foot,
        /// How the numbers of continuation pages are written; `{page}` and `{pages}` are put in.
        #[holds(words)]
        pub continuation: String = "-{page}-",
        /// Families of type, most wanted first; what is built in follows.
        #[holds(code)]
        pub fonts: Vec<String>,
        /// Type size of the letter, in points.
        pub size: f32 = 12.0_f32,
        /// Signature blocks side by side in one row, at most.
        pub signatures: usize = 2_usize,
    }
}

words! {
    /// A paper size.
    pub enum Paper as "a paper size" {
        /// 210 mm by 297 mm (ISO 216).
        A4 = "a4",
        /// 215.9 mm by 279.4 mm (ANSI/ASME Y14.1).
        Letter = "letter",
    }
}

impl Paper {
    /// Width and height in millimetres.
    pub fn size(self) -> (f32, f32) {
        match self {
            Self::A4 => (210.0, 297.0),
            Self::Letter => (215.9, 279.4),
        }
    }

    /// The name CSS and Typst know it by.
    pub fn name(self) -> &'static str {
        self.word()
    }
}

fields! {
    /// Margins in millimetres.
    #[derive(Copy)]
    pub struct Margins as "margins" {
        /// Above.
        pub top: f32,
        /// On the right.
        pub right: f32,
        /// Below.
        pub bottom: f32,
        /// On the left.
        pub left: f32,
    }
}

settings! {
    /// How the letterhead stands.
    pub struct Letterhead as "`[sheet.letterhead]`" {
        /// Across the page.
        pub align: Align = Align::Center,
        /// A line below it.
        pub rule: bool,
        /// The office's emblem: a PNG or JPEG file in the office's folder.
        #[holds(code)]
        pub emblem: Option<String>,
        /// What a reader who cannot see the emblem is told; empty for an ornament.
        #[holds(words)]
        pub alt: String = "",
        /// The height of the emblem, in millimetres.
        pub height: f32 = 18.0_f32,
    }
}

words! {
    /// Where something stands across the page.
    pub enum Align as "a place across the page" {
        /// Where lines begin.
        Start = "start",
        /// In the middle.
        Center = "center",
        /// Where lines end.
        End = "end",
    }
}

words! {
    /// A side of the page, as the script runs.
    pub enum Side as "a side of the page" {
        /// Where lines begin.
        Start = "start",
        /// Where lines end.
        End = "end",
    }
}

words! {
    /// Where the addressee stands.
    pub enum AddresseeAt as "a place of the addressee" {
        /// Above the salutation.
        Top = "top",
        /// At the foot of the first page, even when the letter runs on.
        Foot = "foot",
    }
}

words! {
    /// Where place and date stand.
    pub enum DateAt as "a place of the date" {
        /// Above the text.
        Head = "head",
        /// Below the signatures.
        Foot = "foot",
    }
}
