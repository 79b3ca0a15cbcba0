//! Dates of old letters, as far as they are known: "about 1926", "no later than March 1926".

use super::calendar::{DatePhrases, DaySlot};
use super::dates::Writer;
use super::pattern::{Pattern, Piece, once, slots};
use super::runs::{Run, push_runs, push_text};
use crate::letter::{Date, Dates, Known, Precision};
use crate::node::fields::fields;

slots!(DateSlot { Date = "date" });
slots!(EndsSlot { Start = "start", End = "end" });

const DATE: &[DateSlot] = &[DateSlot::Date];

fields! {
    /// Dates of old letters, as far as they are known (EDTF level 1, ISO 8601-2).
    #[holds(words)]
    pub(super) struct KnownPhrases as "`[dates.known]`" {
        /// A year alone: "{year}".
        #[fits(once(&[DaySlot::Year]))]
        year: Pattern<DaySlot>,
        /// The same after the words below, if another form: Russian "{year} года".
        #[fits(once(&[DaySlot::Year]))]
        year_after: Option<Pattern<DaySlot>>,
        /// Names of months after the words below, if another form; in Russian the genitive.
        months_after: Option<[String; 12]>,
        /// "about {date}".
        #[fits(once(DATE))]
        about: Pattern<DateSlot>,
        /// What may be another date: "{date} (?)".
        #[fits(once(DATE))]
        uncertain: Pattern<DateSlot>,
        /// "no later than {date}".
        #[fits(once(DATE))]
        until: Pattern<DateSlot>,
        /// "no earlier than {date}".
        #[fits(once(DATE))]
        since: Pattern<DateSlot>,
        /// "between {start} and {end}".
        #[fits(once(&[EndsSlot::Start, EndsSlot::End]))]
        between: Pattern<EndsSlot>,
    }
}

impl Writer<'_> {
    /// The date of a letter.
    pub(super) fn date(&self, date: Date) -> Vec<Run> {
        if let Some(dates) = date.dates() {
            return self.dates(&dates);
        }
        let phrases = &self.phrases.known;
        let mut runs = match date {
            Date::Day(day) => self.dates(&Dates::from(day)),
            Date::Known(known) => self.known(known, false),
            Date::Until(end) => around(&phrases.until, self.known(end, true)),
            Date::Since(start) => around(&phrases.since, self.known(start, true)),
            Date::Between(start, end) => self.between_two(start, end),
        };
        for run in &mut runs {
            let (Run::Text(text) | Run::Day { text, .. }) = run;
            self.numbers.in_style(text, self.style);
        }
        runs
    }

    fn between_two(&self, start: Known, end: Known) -> Vec<Run> {
        let (mut start, mut end) = (Some(start), Some(end));
        let mut runs = Vec::new();
        for piece in self.phrases.known.between.pieces() {
            let known = match piece {
                Piece::Text(text) => {
                    push_text(&mut runs, text);
                    continue;
                }
                Piece::Slot(EndsSlot::Start) => start.take(),
                Piece::Slot(EndsSlot::End) => end.take(),
            };
            push_runs(&mut runs, known.map(|known| self.known(known, true)).unwrap_or_default());
        }
        runs
    }

    /// A day, month or year; `after` words such as "no later than".
    fn known(&self, known: Known, after: bool) -> Vec<Run> {
        let phrases = &self.phrases.known;
        let plain = Known { approximate: false, uncertain: false, ..known };
        let after = after || known.approximate;
        let mut runs = match known.precision {
            // Which of the ten or hundred years nobody knows.
            Precision::Century | Precision::Decade => {
                let year = |first| Known { first, precision: Precision::Year, ..plain };
                self.between_two(year(known.first), year(known.last()))
            }
            Precision::Year | Precision::YearOfMonth | Precision::YearOfDay => {
                vec![Run::Day {
                    iso: format!("{:04}", known.first.year()),
                    text: self.year(known.first.year(), after),
                }]
            }
            Precision::Month | Precision::MonthOfDay => {
                let iso = known.first.to_string()[..7].to_owned();
                vec![Run::Day { iso, text: self.month(known, after) }]
            }
            Precision::Day => self.dates(&Dates::from(known.first)),
        };
        if known.approximate {
            runs = around(&phrases.about, runs);
        }
        if known.uncertain {
            runs = around(&phrases.uncertain, runs);
        }
        runs
    }

    fn year(&self, year: i32, after: bool) -> String {
        let phrases = &self.phrases.known;
        let pattern = phrases.year_after.as_ref().filter(|_| after).unwrap_or(&phrases.year);
        let mut out = String::new();
        pattern.write(&mut out, |_, out| {
            self.numbers.digits.push(out, year.unsigned_abs(), 1);
        });
        out
    }

    fn month(&self, known: Known, after: bool) -> String {
        let phrases: &DatePhrases = self.phrases;
        let month = known.first.month();
        let own = phrases.known.months_after.as_ref().filter(|_| after);
        let name = own.and_then(|names| names.get(month as usize - 1));
        let name = name.map_or_else(|| phrases.month_name(month, false), String::as_str);
        let mut out = String::new();
        phrases.month.write(&mut out, |slot, out| match slot {
            DaySlot::Year => {
                self.numbers.digits.push(out, known.first.year().unsigned_abs(), 1);
            }
            _ => out.push_str(name),
        });
        out
    }
}

fn around(pattern: &Pattern<DateSlot>, date: Vec<Run>) -> Vec<Run> {
    let mut date = Some(date);
    let mut runs = Vec::new();
    for piece in pattern.pieces() {
        match piece {
            Piece::Text(text) => push_text(&mut runs, text),
            Piece::Slot(DateSlot::Date) => push_runs(&mut runs, date.take().unwrap_or_default()),
        }
    }
    runs
}
