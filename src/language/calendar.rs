//! What a language knows of days and months: the table `[dates]`.

use serde::Deserialize;

use super::Shared;
use super::pattern::{Pattern, slots};

slots!(DaySlot { Day = "day", Month = "month", Year = "year" });
slots!(RangeSlot { Start = "start", End = "end" });
slots!(OpenSlot { Start = "start" });
slots!(WeekdaySlot { Weekday = "weekday", Date = "date" });
slots!(WeekdaysSlot { First = "first", Last = "last", Dates = "dates" });
slots!(DatesSlot { Dates = "dates" });

/// The table `[dates]` of a language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct DatePhrases {
    months: Months,
    /// Monday first.
    weekdays: [String; 7],
    /// The first of the month, where it is not a plain number: "1er".
    pub(super) first_day: Option<String>,
    pub(super) shared: Shared,
    pub(super) full: Pattern<DaySlot>,
    pub(super) year_less: Pattern<DaySlot>,
    pub(super) day: Pattern<DaySlot>,
    pub(super) month: Pattern<DaySlot>,
    pub(super) month_year_less: Pattern<DaySlot>,
    pub(super) range_dash: Pattern<RangeSlot>,
    /// The same where the ends share no month: Russian and its spaced dash.
    pub(super) range_dash_apart: Option<Pattern<RangeSlot>>,
    pub(super) range_words: Pattern<RangeSlot>,
    pub(super) pair: Pattern<RangeSlot>,
    pub(super) open: Pattern<OpenSlot>,
    pub(super) weekday: Pattern<WeekdaySlot>,
    /// Left out where each day of the two has its own weekday: "jeudi 1er et vendredi 2 février".
    pub(super) weekday_pair: Option<Pattern<WeekdaysSlot>>,
    /// Left out likewise: "lundi 5 au jeudi 8 février".
    pub(super) weekday_range: Option<Pattern<WeekdaysSlot>>,
    pub(super) sentence: Sentence,
}

/// Month names by where they stand.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Months {
    /// After a day; in Russian the genitive.
    names: [String; 12],
    /// Without a day, if another form; in Russian the nominative.
    alone: Option<[String; 12]>,
    /// Without a day after the sentence's word, if another form; in Russian the prepositional.
    sentence: Option<[String; 12]>,
}

/// Dates with the word a sentence puts before them.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct Sentence {
    pub(super) day: Pattern<DatesSlot>,
    pub(super) pair: Pattern<DatesSlot>,
    pub(super) range_dash: Pattern<DatesSlot>,
    pub(super) range_words: Pattern<DatesSlot>,
    pub(super) several: Pattern<DatesSlot>,
    /// Two days apart, if another word: the dual of Arabic.
    pub(super) both: Option<Pattern<DatesSlot>>,
    /// Days beside ranges take their own words each: "le 20 et du 22 au 25 février".
    #[serde(default)]
    pub(super) each: bool,
    pub(super) month: Pattern<DatesSlot>,
    pub(super) open: Pattern<DatesSlot>,
}

impl DatePhrases {
    /// Patterns, by key, that would lose a part of the date, each with the parts it lacks.
    pub(super) fn lacking(&self) -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
        use DaySlot::{Day, Month, Year};
        let ends = [RangeSlot::Start, RangeSlot::End];
        let weekdays = [WeekdaysSlot::First, WeekdaysSlot::Last, WeekdaysSlot::Dates];
        let s = &self.sentence;
        let mut all = vec![
            (vec!["full"], self.full.lacks(&[Day, Month, Year])),
            (vec!["year-less"], self.year_less.lacks(&[Day, Month])),
            (vec!["day"], self.day.lacks(&[Day])),
            (vec!["month"], self.month.lacks(&[Month, Year])),
            (vec!["month-year-less"], self.month_year_less.lacks(&[Month])),
            (vec!["range-dash"], self.range_dash.lacks(&ends)),
            (vec!["range-words"], self.range_words.lacks(&ends)),
            (vec!["pair"], self.pair.lacks(&ends)),
            (vec!["open"], self.open.lacks(&[OpenSlot::Start])),
            (vec!["weekday"], self.weekday.lacks(&[WeekdaySlot::Weekday, WeekdaySlot::Date])),
        ];
        for (key, pattern) in
            [("weekday-pair", &self.weekday_pair), ("weekday-range", &self.weekday_range)]
        {
            let lacks = pattern.as_ref().map(|pattern| pattern.lacks(&weekdays));
            all.push((vec![key], lacks.unwrap_or_default()));
        }
        let apart = self.range_dash_apart.as_ref();
        all.push((
            vec!["range-dash-apart"],
            apart.map(|pattern| pattern.lacks(&ends)).unwrap_or_default(),
        ));
        let both = s.both.as_ref();
        all.push((
            vec!["sentence", "both"],
            both.map(|pattern| pattern.lacks(&[DatesSlot::Dates]))
                .unwrap_or_default(),
        ));
        for (key, pattern) in [
            ("day", &s.day),
            ("pair", &s.pair),
            ("range-dash", &s.range_dash),
            ("range-words", &s.range_words),
            ("several", &s.several),
            ("month", &s.month),
            ("open", &s.open),
        ] {
            all.push((vec!["sentence", key], pattern.lacks(&[DatesSlot::Dates])));
        }
        all.retain(|(_, lacks)| !lacks.is_empty());
        all
    }

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
