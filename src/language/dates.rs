//! Days, ranges and months, written out as runs that know their day.

use super::calendar::{
    DatePhrases, DatesSlot, DaySlot, OpenSlot, RangeSlot, WeekdaySlot, WeekdaysSlot,
};
use super::lists::Lists;
use super::pattern::{Pattern, Piece};
use super::style::{DateOptions, PairStyle, RangeStyle, Style, Year};
use super::{Digits, Run, Shared, push_runs, push_text};
use crate::letter::{DateRange, Dates, Day, End};

/// What a range is, for the pattern that joins its ends.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Day,
    Pair,
    Range,
    Open,
    Month,
}

/// A day as it is said in its place.
#[derive(Clone, Copy)]
struct Mention {
    day: Day,
    range: usize,
    month_only: bool,
    say_year: bool,
    say_month: bool,
}

/// What one call writes with.
pub(super) struct Writer<'a> {
    pub(super) phrases: &'a DatePhrases,
    pub(super) lists: &'a Lists,
    pub(super) digits: &'a Digits,
    pub(super) style: &'a Style,
    pub(super) options: DateOptions,
}

impl Writer<'_> {
    /// All ranges of `dates`, in order.
    pub(super) fn dates(&self, dates: &Dates) -> Vec<Run> {
        let ranges = dates.ranges();
        let mentions = self.mentions(ranges);
        let shapes: Vec<_> = ranges.iter().map(|range| shape(*range)).collect();
        let several = &self.phrases.sentence;
        let ranged = |shape: &Shape| matches!(shape, Shape::Pair | Shape::Range);
        let mixed = (several.each && shapes.len() > 1 && shapes.iter().any(ranged))
            || shapes.iter().any(|s| is_days(*s) != is_days(shapes[0]))
            || (shapes.len() > 1 && shapes.contains(&Shape::Open));
        let mut items = Vec::with_capacity(ranges.len());
        for (at, (range, shape)) in ranges.iter().zip(&shapes).enumerate() {
            let own: Vec<_> = mentions
                .iter()
                .filter(|mention| mention.range == at)
                .copied()
                .collect();
            let mut runs = self.range(*range, *shape, &own);
            // Days, months and open ends take different words, so each of a mixed list has its own.
            if self.options.sentence && (mixed || ranges.len() == 1) {
                runs = wrap(self.sentence(*shape), runs);
            }
            items.push(runs);
        }
        let many = items.len() > 1;
        let runs = self.lists.join(items, self.options.weekday);
        match (self.options.sentence && many && !mixed, shapes[0]) {
            (true, Shape::Month) => wrap(&several.month, runs),
            (true, _) => match several.both.as_ref().filter(|_| ranges.len() == 2) {
                Some(both) => wrap(both, runs),
                None => wrap(&several.several, runs),
            },
            (false, _) => runs,
        }
    }

    /// Every day that is said, and how much of it: what two share is said once.
    fn mentions(&self, ranges: &[DateRange]) -> Vec<Mention> {
        let mut all = Vec::with_capacity(ranges.len() * 2);
        for (range, dates) in ranges.iter().enumerate() {
            let month_only = dates.end == End::Month;
            let mention = |day| Mention { day, range, month_only, say_year: true, say_month: true };
            all.push(mention(dates.start));
            all.extend(dates.last().filter(|last| *last != dates.start).map(mention));
        }
        let years = match self.options.year {
            Year::Always => true,
            Year::Never => false,
            Year::UnlessSame(year) => all.iter().any(|mention| mention.day.year() != year),
        };
        // "20, 22 and 24 February", but "20 February and 22–23 February": a range among single
        // days, or a weekday before each, would leave the reader guessing the month.
        let singles =
            !self.options.weekday && ranges.iter().all(|range| shape(*range) == Shape::Day);
        for at in 0..all.len() {
            let neighbour = match self.phrases.shared {
                Shared::Last => all.get(at + 1),
                Shared::First => at.checked_sub(1).and_then(|before| all.get(before)),
            };
            let this = all[at];
            let same_year = neighbour.is_some_and(|other| other.day.year() == this.day.year());
            let same_month = neighbour.is_some_and(|other| {
                same_year
                    && other.day.month() == this.day.month()
                    && (singles || other.range == this.range)
            });
            all[at].say_year = years && !same_year;
            all[at].say_month = !same_month;
        }
        all
    }

    fn range(&self, range: DateRange, shape: Shape, mentions: &[Mention]) -> Vec<Run> {
        let [start, rest @ ..] = mentions else {
            return Vec::new();
        };
        let p = self.phrases;
        let (start, end) = (*start, rest.first().copied());
        let mut runs = Vec::with_capacity(5);
        match (shape, end) {
            (Shape::Open, _) => {
                for piece in p.open.pieces() {
                    match piece {
                        Piece::Text(text) => push_text(&mut runs, text),
                        Piece::Slot(OpenSlot::Start) => runs.push(self.day(start, true)),
                    }
                }
            }
            (Shape::Pair | Shape::Range, Some(end)) => {
                let apart = start.say_month && end.say_month;
                let weekdays = self.weekdays_of(shape);
                for piece in self.joined(shape, apart).pieces() {
                    match piece {
                        Piece::Text(text) => push_text(&mut runs, text),
                        Piece::Slot(RangeSlot::Start) => {
                            runs.push(self.day(start, weekdays.is_none()));
                        }
                        Piece::Slot(RangeSlot::End) => {
                            runs.push(self.day(end, weekdays.is_none()));
                        }
                    }
                }
                if let Some(pattern) = weekdays.filter(|_| self.options.weekday) {
                    runs = self.weekdays(range.start, end.day, pattern, runs);
                }
            }
            _ => runs.push(self.day(start, true)),
        }
        runs
    }

    fn joined(&self, shape: Shape, apart: bool) -> &Pattern<RangeSlot> {
        let p = self.phrases;
        match (shape, self.style.pair, self.style.range) {
            (Shape::Pair, PairStyle::And, _) => &p.pair,
            (_, _, RangeStyle::Dash) => {
                let wide = p.range_dash_apart.as_ref().filter(|_| apart);
                wide.unwrap_or(&p.range_dash)
            }
            (_, _, RangeStyle::Words) => &p.range_words,
        }
    }

    /// How the weekdays of a range are joined, where they do not stand with its days.
    fn weekdays_of(&self, shape: Shape) -> Option<&Pattern<WeekdaysSlot>> {
        let p = self.phrases;
        match shape {
            Shape::Pair => p.weekday_pair.as_ref(),
            _ => p.weekday_range.as_ref(),
        }
    }

    fn sentence(&self, shape: Shape) -> &Pattern<DatesSlot> {
        let s = &self.phrases.sentence;
        match (shape, self.style.pair, self.style.range) {
            (Shape::Day, ..) => &s.day,
            (Shape::Month, ..) => &s.month,
            (Shape::Open, ..) => &s.open,
            (Shape::Pair, PairStyle::And, _) => &s.pair,
            (_, _, RangeStyle::Dash) => &s.range_dash,
            (_, _, RangeStyle::Words) => &s.range_words,
        }
    }

    fn weekdays(
        &self,
        first: Day,
        last: Day,
        pattern: &Pattern<WeekdaysSlot>,
        dates: Vec<Run>,
    ) -> Vec<Run> {
        // "Monday to Friday" of more than a week would read as its working days only.
        if days_between(first, last) > 6 {
            return dates;
        }
        let p = self.phrases;
        let mut dates = Some(dates);
        let mut runs = Vec::new();
        for piece in pattern.pieces() {
            match piece {
                Piece::Text(text) => push_text(&mut runs, text),
                Piece::Slot(WeekdaysSlot::First) => {
                    push_text(&mut runs, p.weekday_name(first.weekday()))
                }
                Piece::Slot(WeekdaysSlot::Last) => {
                    push_text(&mut runs, p.weekday_name(last.weekday()))
                }
                Piece::Slot(WeekdaysSlot::Dates) => {
                    push_runs(&mut runs, dates.take().unwrap_or_default())
                }
            }
        }
        runs
    }

    fn day(&self, mention: Mention, alone: bool) -> Run {
        let p = self.phrases;
        let Mention { day, month_only, say_year, say_month, .. } = mention;
        let pattern = match (month_only, say_year, say_month) {
            (true, true, _) => &p.month,
            (true, false, _) => &p.month_year_less,
            (false, true, _) => &p.full,
            (false, false, true) => &p.year_less,
            (false, false, false) => &p.day,
        };
        let mut text = String::with_capacity(32);
        let date = |out: &mut String| {
            pattern.write(out, |slot, out| match slot {
                DaySlot::Day => match &p.first_day {
                    Some(first) if day.day() == 1 => out.push_str(first),
                    _ => self.digits.push(out, day.day(), 1),
                },
                DaySlot::Month if month_only => {
                    out.push_str(p.month_name(day.month(), self.options.sentence));
                }
                DaySlot::Month => out.push_str(p.month_of_day(day.month())),
                DaySlot::Year => self.digits.push(out, day.year().unsigned_abs(), 1),
            });
        };
        if alone && self.options.weekday && !month_only {
            p.weekday.write(&mut text, |slot, out| match slot {
                WeekdaySlot::Weekday => out.push_str(p.weekday_name(day.weekday())),
                WeekdaySlot::Date => date(out),
            });
        } else {
            date(&mut text);
        }
        let iso = if month_only {
            format!("{:04}-{:02}", day.year(), day.month())
        } else {
            day.to_string()
        };
        Run::Day { iso, text }
    }
}

fn wrap(pattern: &Pattern<DatesSlot>, dates: Vec<Run>) -> Vec<Run> {
    let mut dates = Some(dates);
    let mut runs = Vec::new();
    for piece in pattern.pieces() {
        match piece {
            Piece::Text(text) => push_text(&mut runs, text),
            Piece::Slot(DatesSlot::Dates) => push_runs(&mut runs, dates.take().unwrap_or_default()),
        }
    }
    runs
}

fn shape(range: DateRange) -> Shape {
    match range.end {
        End::Open => Shape::Open,
        End::Month => Shape::Month,
        End::Day(last) if last == range.start => Shape::Day,
        End::Day(last) if range.start.next() == Some(last) => Shape::Pair,
        End::Day(_) => Shape::Range,
    }
}

fn is_days(shape: Shape) -> bool {
    shape != Shape::Month
}

/// Days from first to last, counted no further than a week.
fn days_between(first: Day, last: Day) -> usize {
    std::iter::successors(Some(first), |day| day.next())
        .take(8)
        .take_while(|day| *day < last)
        .count()
}
