//! House style: what an office chooses where a language leaves a choice.

use serde::{Deserialize, Serialize};

/// The house style of an office: the `[style]` table of its office file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Style {
    /// How the two ends of a range are joined.
    pub range: RangeStyle,
    /// How two days in a row are written.
    pub pair: PairStyle,
    /// Which clock times are written by.
    pub clock: ClockStyle,
    /// What stands after the items of a list.
    pub list: ListStyle,
    /// Whether days are written with their weekday.
    pub weekday: bool,
}

/// How the two ends of a range are joined.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RangeStyle {
    /// By a dash: 22–23 February.
    #[default]
    Dash,
    /// By words: 22 to 23 February.
    Words,
}

/// How two days in a row are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PairStyle {
    /// As any range: 27–28 February.
    #[default]
    Range,
    /// As two days: 27 and 28 February.
    And,
}

/// Which clock times are written by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClockStyle {
    /// 3.30 p.m., where the language has such a clock.
    #[default]
    #[serde(rename = "12")]
    Twelve,
    /// 15:30.
    #[serde(rename = "24")]
    TwentyFour,
}

/// What stands after the items of a list.
///
/// The United Nations Editorial Manual wants short items without punctuation, or whole
/// sentences with full stops; many real letters have semicolons.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ListStyle {
    /// A semicolon, and a full stop after the last.
    Semicolons,
    /// A full stop.
    FullStops,
    /// Nothing.
    #[default]
    None,
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
