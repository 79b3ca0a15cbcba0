//! How the days of one call are written, by the style of the house and beside it.

use crate::letter::Style;

/// How the days of one call are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DateOptions {
    /// With their weekday.
    pub weekday: bool,
    /// With their year.
    pub year: Year,
    /// With the word a sentence puts before them: "on 1 February", "in February".
    pub sentence: bool,
    /// Their months alone: "February 2018".
    pub month_only: bool,
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

impl DateOptions {
    /// How a house of this style writes days, unless a wording says otherwise.
    pub fn of(style: &Style) -> Self {
        Self { weekday: style.weekday, ..Self::default() }
    }
}
