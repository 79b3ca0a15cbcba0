//! House style: what an office chooses where a language leaves a choice.

use crate::node::fields::{settings, words};

/// Defines the house style, and what a letter or a language says of it otherwise.
macro_rules! style {
    ($( $(#[doc = $doc:literal])* $field:ident: $type:ty = $value:expr, )*) => {
        settings! {
            /// The house style of an office: the `[style]` table of its office file.
            #[derive(Copy, Eq)]
            pub struct Style as "`[style]`" {
                $( $(#[doc = $doc])* pub $field: $type = $value, )*
            }
        }

        settings! {
            /// What a letter, or an office in one language, writes otherwise than the house; the
            /// rest stands.
            #[derive(Copy, Eq)]
            pub struct StyleChange as "`style`" {
                $( $(#[doc = $doc])* pub $field: Option<$type>, )*
            }
        }

        impl StyleChange {
            /// The style with these changes.
            pub fn over(self, style: Style) -> Style {
                Style { $( $field: self.$field.unwrap_or(style.$field), )* }
            }
        }
    };
}

style! {
    /// How the two ends of a range of days are joined: "dash" or "words".
    range: RangeStyle = RangeStyle::Dash,
    /// How two days in a row are written: as a "range", or with "and".
    pair: PairStyle = PairStyle::Range,
    /// How days are written: "usual" (1 February 2018), "month-first" (February 1, 2018), "numeric" (01/02/2018).
    date: DateStyle = DateStyle::Usual,
    /// Whether days are written with their weekday.
    weekday: bool = false,
    /// What stands between a weekday and its day: "usual", "comma" (Friday, 1 September) or "space" (Friday 1 September).
    after_weekday: Between = Between::Usual,
    /// What stands before the year: "usual", "comma" (1 February, 2018) or "space".
    before_year: Between = Between::Usual,
    /// Days below ten have a nought before them: 01 February 2018.
    leading_zero: bool = false,
    /// How numbers of dates and times are written, where the language has a choice: "figures" (2018年2月1日) or "words" (二〇一八年二月一日).
    numerals: NumeralStyle = NumeralStyle::Figures,
    /// Where the place stands beside the date of the letter: "before" or "after" it.
    place: PlaceStyle = PlaceStyle::Before,
    /// What stands between place and date: "usual", "comma" or "space".
    beside_place: Between = Between::Usual,
    /// Which clock times are written by: "12" or "24".
    clock: ClockStyle = ClockStyle::Twelve,
    /// When minutes are written: "when-needed" (10 a.m.) or "always" (10.00 a.m.).
    minutes: MinuteStyle = MinuteStyle::WhenNeeded,
    /// What stands between hour and minutes: "usual", "." (3.30 p.m.), ":" (3:30 p.m.) or "h" (15h30).
    hour_mark: HourMark = HourMark::Usual,
    /// How from and to are joined: "usual" (10 a.m. to 1 p.m.), "dash" (10:00–13:00) or "hyphen" (10:00-13:00).
    time_range: TimeRangeStyle = TimeRangeStyle::Usual,
    /// How noon and midnight are written: in "words" where the language has them, or in "figures".
    noon: NoonStyle = NoonStyle::Words,
    /// Where the parts of a meeting stand in a list: as "items" below it, or in "brackets" behind its date.
    parts: PartsStyle = PartsStyle::Items,
    /// What stands after the items of a list.
    list: ListStyle = ListStyle::None,
    /// Whose manual the checker holds letters to in spelling, abbreviations and numbers; where
    /// the style says nothing, the letterhead tells.
    manual: Option<Manual> = None,
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
    /// How days are written.
    pub enum DateStyle as "a style of dates" {
        /// As the language usually does: 1 February 2018.
        Usual = "usual",
        /// The month first, where the language can: February 1, 2018.
        MonthFirst = "month-first",
        /// In figures: 01/02/2018.
        Numeric = "numeric",
    }
}

words! {
    /// What stands between two parts of a date.
    pub enum Between as "a joint of dates" {
        /// What the language puts there.
        Usual = "usual",
        /// A comma.
        Comma = "comma",
        /// A space alone.
        Space = "space",
    }
}

words! {
    /// How numbers of dates and times are written.
    pub enum NumeralStyle as "a style of numerals" {
        /// 2018年2月1日.
        Figures = "figures",
        /// 二〇一八年二月一日, where the language has such numerals.
        Words = "words",
    }
}

words! {
    /// Where the place stands beside the date of a letter.
    pub enum PlaceStyle as "a place beside the date" {
        /// New York, 1 February 2018.
        Before = "before",
        /// 1 February 2018, New York.
        After = "after",
    }
}

words! {
    /// When minutes are written.
    pub enum MinuteStyle as "a style of minutes" {
        /// Not at the full hour: 10 a.m.
        WhenNeeded = "when-needed",
        /// At the full hour, too: 10.00 a.m.
        Always = "always",
    }
}

words! {
    /// What stands between hour and minutes.
    pub enum HourMark as "a mark after the hour" {
        /// What the language puts there.
        Usual = "usual",
        /// 16.00.
        Stop = ".",
        /// 16:00.
        Colon = ":",
        /// 16h00.
        H = "h",
    }
}

words! {
    /// How the two ends of a range of times are joined.
    pub enum TimeRangeStyle as "a style of ranges of times" {
        /// As the language usually does: 10 a.m. to 1 p.m.
        Usual = "usual",
        /// 10:00–13:00.
        Dash = "dash",
        /// 10:00-13:00.
        Hyphen = "hyphen",
    }
}

words! {
    /// How noon and midnight are written.
    pub enum NoonStyle as "a style of noon" {
        /// In words, where the language has them.
        Words = "words",
        /// As other times.
        Figures = "figures",
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
    /// Where the parts of a meeting stand in a list.
    pub enum PartsStyle as "a style of parts" {
        /// As items of their own below it.
        Items = "items",
        /// In brackets behind its date: "7–16 July (ministerial segment, 14–16 July)".
        Brackets = "brackets",
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

words! {
    /// Whose manual of style a house keeps.
    pub enum Manual as "a manual" {
        /// That of the United Nations: "organize", "programme", nothing abbreviated.
        UnitedNations = "united-nations",
        /// Its own, of which the checker knows nothing.
        Own = "own",
    }
}
