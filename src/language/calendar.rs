//! What a language knows of days and months: the table `[dates]`.

use DaySlot::{Day, Month, Year};

use super::Shared;
use super::known::KnownPhrases;
use super::pattern::{Pattern, once, slots};
use crate::node::Verbatim;
use crate::node::fields::fields;

slots!(DaySlot {
    Day = "day",
    Day2 = "day-2",
    Month = "month",
    Month2 = "month-2",
    Year = "year",
});
slots!(RangeSlot { Start = "start", End = "end" });
slots!(OpenSlot { Start = "start" });
slots!(WeekdaySlot { Weekday = "weekday", Date = "date" });
slots!(WeekdaysSlot { First = "first", Last = "last", Dates = "dates" });
slots!(DatesSlot { Dates = "dates" });
slots!(TimedSlot { Dates = "dates", Times = "times" });

fields! {
    /// The table `[dates]` of a language.
    #[holds(words)]
    pub(super) struct DatePhrases as "`[dates]`" {
        /// The names of the months.
        months: Months,
        /// The names of the weekdays, Monday first.
        weekdays: [String; 7],
        /// The first of the month, where it is not a plain number: "1er".
        pub(super) first_day: Option<String>,
        /// Which of two days says what both share.
        pub(super) shared: Shared,
        /// A day in full: "{day} {month} {year}".
        #[fits(once(&[Day, Month, Year]))]
        pub(super) full: Pattern<DaySlot>,
        /// A day without its year: "{day} {month}".
        #[fits(once(&[Day, Month]))]
        pub(super) year_less: Pattern<DaySlot>,
        /// A day whose month another one says: "{day}".
        #[fits(once(&[Day]))]
        pub(super) day: Pattern<DaySlot>,
        /// A day in figures alone: "{day-2}/{month-2}/{year}".
        #[fits(once(&[DaySlot::Day2, DaySlot::Month2, Year]))]
        pub(super) numeric: Pattern<DaySlot>,
        /// The same without its year: "{day-2}/{month-2}".
        #[fits(once(&[DaySlot::Day2, DaySlot::Month2]))]
        pub(super) numeric_year_less: Pattern<DaySlot>,
        /// A day that names its month first. Left out by languages that never do.
        pub(super) month_first: Option<MonthFirst>,
        /// Dates with their hour: "{dates}, {times}"; the times as a sentence says them.
        #[fits(once(&[TimedSlot::Dates, TimedSlot::Times]))]
        pub(super) timed: Pattern<TimedSlot>,
        /// The comma of an office that puts one between the parts of a date, with its space.
        pub(super) comma: Verbatim,
        /// A month: "{month} {year}".
        #[fits(once(&[Month, Year]))]
        pub(super) month: Pattern<DaySlot>,
        /// A month without its year: "{month}".
        #[fits(once(&[Month]))]
        pub(super) month_year_less: Pattern<DaySlot>,
        /// Days in a row, joined by a dash: "{start}–{end}".
        #[fits(once(ENDS))]
        pub(super) range_dash: Pattern<RangeSlot>,
        /// The same where the ends share no month: Russian and its spaced dash.
        #[fits(once(ENDS))]
        pub(super) range_dash_apart: Option<Pattern<RangeSlot>>,
        /// Days in a row, joined by a word: "{start} to {end}".
        #[fits(once(ENDS))]
        pub(super) range_words: Pattern<RangeSlot>,
        /// Two days in a row: "{start} and {end}".
        #[fits(once(ENDS))]
        pub(super) pair: Pattern<RangeSlot>,
        /// Days whose end nobody knows: "from {start}".
        #[fits(once(&[OpenSlot::Start]))]
        pub(super) open: Pattern<OpenSlot>,
        /// A day with its weekday: "{weekday}, {date}".
        #[fits(once(&[WeekdaySlot::Weekday, WeekdaySlot::Date]))]
        pub(super) weekday: Pattern<WeekdaySlot>,
        /// Two days with their weekdays. Left out where each has its own: "jeudi 1er et vendredi 2 février".
        #[fits(once(WEEKDAYS))]
        pub(super) weekday_pair: Option<Pattern<WeekdaysSlot>>,
        /// Days in a row with their weekdays. Left out likewise: "lundi 5 au jeudi 8 février".
        #[fits(once(WEEKDAYS))]
        pub(super) weekday_range: Option<Pattern<WeekdaysSlot>>,
        /// Dates of old letters, as far as they are known.
        pub(super) known: KnownPhrases,
        /// Dates with the word a sentence puts before them.
        pub(super) sentence: DatesInSentence,
    }
}

const ENDS: &[RangeSlot] = &[RangeSlot::Start, RangeSlot::End];
const WEEKDAYS: &[WeekdaysSlot] = &[WeekdaysSlot::First, WeekdaysSlot::Last, WeekdaysSlot::Dates];
const DATES: &[DatesSlot] = &[DatesSlot::Dates];

fields! {
    /// Days that name their month first: "February 1, 2018". Of several, the first says the month
    /// and the last the year.
    #[holds(words)]
    pub(super) struct MonthFirst as "`[dates.month-first]`" {
        /// A day in full: "{month} {day}, {year}".
        #[fits(once(&[Day, Month, Year]))]
        pub(super) full: Pattern<DaySlot>,
        /// A day without its year: "{month} {day}".
        #[fits(once(&[Day, Month]))]
        pub(super) year_less: Pattern<DaySlot>,
        /// A day whose month another one says: "{day}, {year}".
        #[fits(once(&[Day, Year]))]
        pub(super) month_less: Pattern<DaySlot>,
    }
}

fields! {
    /// Month names by where they stand.
    #[holds(words)]
    struct Months as "`[dates.months]`" {
        /// After a day; in Russian the genitive.
        names: [String; 12],
        /// Without a day, if another form; in Russian the nominative.
        alone: Option<[String; 12]>,
        /// Without a day after the sentence's word, if another form; in Russian the prepositional.
        sentence: Option<[String; 12]>,
    }
}

fields! {
    /// Dates with the word a sentence puts before them.
    #[holds(words)]
    pub(super) struct DatesInSentence as "`[dates.sentence]`" {
        /// One day: "on {dates}".
        #[fits(once(DATES))]
        pub(super) day: Pattern<DatesSlot>,
        /// Two days in a row.
        #[fits(once(DATES))]
        pub(super) pair: Pattern<DatesSlot>,
        /// Days in a row, joined by a dash.
        #[fits(once(DATES))]
        pub(super) range_dash: Pattern<DatesSlot>,
        /// Days in a row, joined by a word.
        #[fits(once(DATES))]
        pub(super) range_words: Pattern<DatesSlot>,
        /// Days apart.
        #[fits(once(DATES))]
        pub(super) several: Pattern<DatesSlot>,
        /// Two days apart, if another word: the dual of Arabic.
        #[fits(once(DATES))]
        pub(super) both: Option<Pattern<DatesSlot>>,
        /// Days beside ranges take their own words each: "le 20 et du 22 au 25 février".
        pub(super) each: bool,
        /// A month: "in {dates}".
        #[fits(once(DATES))]
        pub(super) month: Pattern<DatesSlot>,
        /// Days whose end nobody knows.
        #[fits(once(DATES))]
        pub(super) open: Pattern<DatesSlot>,
    }
}

impl DatePhrases {
    /// The name of a weekday, counted from Monday as 0.
    pub(super) fn weekday_name(&self, weekday: usize) -> &str {
        &self.weekdays[weekday % 7]
    }

    /// The name of a month from 1, as it stands after a day.
    pub(super) fn month_of_day(&self, month: u32) -> &str {
        &self.months.names[month.saturating_sub(1) as usize % 12]
    }

    /// The name of a month from 1, as it stands without a day.
    pub(super) fn month_name(&self, month: u32, sentence: bool) -> &str {
        let months = &self.months;
        let alone = months.alone.as_ref().unwrap_or(&months.names);
        let names = if sentence { months.sentence.as_ref().unwrap_or(alone) } else { alone };
        &names[month.saturating_sub(1) as usize % 12]
    }
}
