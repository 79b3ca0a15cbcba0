//! House style: what an office chooses where a language leaves a choice.

use crate::node::fields::{settings, words};

settings! {
    /// The house style of an office: the `[style]` table of its office file.
    #[derive(Copy, Eq)]
    pub struct Style as "`[style]`" {
        /// How the two ends of a range are joined.
        pub range: RangeStyle = RangeStyle::Dash,
        /// How two days in a row are written.
        pub pair: PairStyle = PairStyle::Range,
        /// Which clock times are written by.
        pub clock: ClockStyle = ClockStyle::Twelve,
        /// What stands after the items of a list.
        pub list: ListStyle = ListStyle::None,
        /// Whether days are written with their weekday.
        pub weekday: bool,
        /// Whose manual the checker holds letters to in spelling, abbreviations and numbers; where
        /// the style says nothing, the letterhead tells.
        pub manual: Option<Manual>,
    }
}

words! {
    /// Whose manual of style a house keeps.
    pub enum Manual as "a manual" {
        /// That of the United Nations: "organize", "programme", nothing abbreviated.
        UnitedNations = "united-nations",
        /// Its own, of which the checker knows nothing.
        Own = "own",
    }
}

words! {
    /// How the two ends of a range are joined.
    pub enum RangeStyle as "a style of ranges" {
        /// By a dash: 22–23 February.
        Dash = "dash",
        /// By words: 22 to 23 February.
        Words = "words",
    }
}

words! {
    /// How two days in a row are written.
    pub enum PairStyle as "a style of two days" {
        /// As any range: 27–28 February.
        Range = "range",
        /// As two days: 27 and 28 February.
        And = "and",
    }
}

words! {
    /// Which clock times are written by.
    pub enum ClockStyle as "a clock" {
        /// 3.30 p.m., where the language has such a clock.
        Twelve = "12",
        /// 15:30.
        TwentyFour = "24",
    }
}

words! {
    /// What stands after the items of a list.
    ///
    /// The United Nations Editorial Manual wants short items without punctuation, or whole
    /// sentences with full stops; many real letters have semicolons.
    pub enum ListStyle as "a style of lists" {
        /// A semicolon, and a full stop after the last.
        Semicolons = "semicolons",
        /// A full stop.
        FullStops = "full-stops",
        /// Nothing.
        None = "none",
    }
}

/// How the days of one call are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateOptions {
    /// With their weekday.
    pub weekday: bool,
    /// With their year.
    pub year: Year,
    /// With the word a sentence puts before them: "on 1 February", "in February".
    pub sentence: bool,
}

/// Whether the year is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Year {
    /// Always, once where days share it.
    #[default]
    Always,
    /// Never: the letter says it elsewhere.
    Never,
    /// Unless every day falls in this year, which is usually the letter's own.
    UnlessSame(i32),
}

impl Style {
    /// How this house writes days, unless a wording says otherwise.
    pub fn dates(&self) -> DateOptions {
        DateOptions { weekday: self.weekday, ..DateOptions::default() }
    }
}
