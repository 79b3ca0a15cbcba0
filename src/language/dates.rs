//! Days, ranges and months, written out as runs that know their day.

use super::Shared;
use super::calendar::{
    DatePhrases, DatesSlot, DaySlot, MonthFirst, OpenSlot, RangeSlot, TimedSlot, WeekdaySlot,
    WeekdaysSlot,
};
use super::lists::Lists;
use super::options::{DateOptions, Year};
use super::pattern::{Pattern, Piece};
use super::runs::{Run, push_runs, push_text};
use super::words::Numbers;
use crate::letter::{Between, DateRange, DateStyle, Dates, Day, End, PairStyle, RangeStyle, Style};

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
    pub(super) numbers: &'a Numbers,
    pub(super) style: &'a Style,
    pub(super) options: DateOptions,
}

impl Writer<'_> {
    /// All ranges of `dates`, in order.
    pub(super) fn dates(&self, dates: &Dates) -> Vec<Run> {
        let mut runs = if self.options.month_only {
            self.ranges(&months(dates.ranges()))
        } else {
            self.ranges(dates.ranges())
        };
        for run in &mut runs {
            let (Run::Text(text) | Run::Day { text, .. }) = run;
            self.numbers.in_style(text, self.style);
        }
        runs
    }

    /// Dates already written, with their times.
    pub(super) fn timed(&self, dates: Vec<Run>, times: &str) -> Vec<Run> {
        let mut dates = Some(dates);
        let mut runs = Vec::new();
        for piece in self.phrases.timed.pieces() {
            match piece {
                Piece::Text(text) => push_text(&mut runs, text),
                Piece::Slot(TimedSlot::Dates) => {
                    push_runs(&mut runs, dates.take().unwrap_or_default());
                }
                Piece::Slot(TimedSlot::Times) => push_text(&mut runs, times),
            }
        }
        runs
    }

    /// Days that name their month first, where the house writes so and the language can.
    fn month_first(&self) -> Option<&MonthFirst> {
        let wanted = self.style.date == DateStyle::MonthFirst;
        self.phrases.month_first.as_ref().filter(|_| wanted)
    }

    fn ranges(&self, ranges: &[DateRange]) -> Vec<Run> {
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
        let neighbour = |at: usize, shared| match shared {
            Shared::Last => all.get(at + 1),
            Shared::First => at.checked_sub(1).and_then(|before| all.get(before)),
        };
        let shared = self.phrases.shared;
        let month_by = if self.month_first().is_some() { Shared::First } else { shared };
        let whole = self.style.date == DateStyle::Numeric;
        let said = |at: usize, this: &Mention| {
            let same_year = |other: &&Mention| !whole && other.day.year() == this.day.year();
            let same_month = |other: &&Mention| {
                same_year(other)
                    && other.day.month() == this.day.month()
                    && (singles || other.range == this.range)
            };
            let say_year = years && neighbour(at, shared).filter(same_year).is_none();
            Mention {
                say_year,
                say_month: neighbour(at, month_by).filter(same_month).is_none(),
                ..*this
            }
        };
        all.iter().enumerate().map(|(at, this)| said(at, this)).collect()
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

    /// What stands in a pattern between a weekday and its day, as the house wants it.
    fn after_weekday<'t>(&'t self, text: &'t str) -> &'t str {
        self.between(self.style.after_weekday, text)
    }

    /// What stands between two parts of a date, as the house wants it. Words stay.
    fn between<'t>(&'t self, wanted: Between, text: &'t str) -> &'t str {
        let mark = text.trim();
        match wanted {
            Between::Comma if mark.is_empty() && !text.is_empty() => &self.phrases.comma,
            Between::Space if mark == self.phrases.comma.trim() => " ",
            _ => text,
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
                Piece::Text(text) => push_text(&mut runs, self.after_weekday(text)),
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
        let numeric = self.style.date == DateStyle::Numeric;
        let pattern = match (month_only, say_year, say_month, self.month_first()) {
            (true, true, ..) => &p.month,
            (true, false, ..) => &p.month_year_less,
            (_, true, ..) if numeric => &p.numeric,
            (_, false, ..) if numeric => &p.numeric_year_less,
            (false, true, true, Some(first)) => &first.full,
            (false, true, false, Some(first)) => &first.month_less,
            (false, false, true, Some(first)) => &first.year_less,
            (false, true, _, None) => &p.full,
            (false, false, true, None) => &p.year_less,
            (false, false, false, _) => &p.day,
        };
        let mut text = String::with_capacity(32);
        let digits = &self.numbers.digits;
        let date = |out: &mut String| {
            for (at, piece) in pattern.pieces().iter().enumerate() {
                match piece {
                    Piece::Text(text) => {
                        let before_year = !month_only
                            && at > 0
                            && matches!(
                                pattern.pieces().get(at + 1),
                                Some(Piece::Slot(DaySlot::Year))
                            );
                        let wanted =
                            if before_year { self.style.before_year } else { Between::Usual };
                        out.push_str(self.between(wanted, text));
                    }
                    Piece::Slot(DaySlot::Day) => match &p.first_day {
                        Some(first) if day.day() == 1 => out.push_str(first),
                        _ => digits.push(out, day.day(), 1 + usize::from(self.style.leading_zero)),
                    },
                    Piece::Slot(DaySlot::Day2) => digits.push(out, day.day(), 2),
                    Piece::Slot(DaySlot::Month) if month_only => {
                        out.push_str(p.month_name(day.month(), self.options.sentence));
                    }
                    Piece::Slot(DaySlot::Month) => out.push_str(p.month_of_day(day.month())),
                    Piece::Slot(DaySlot::Month2) => digits.push(out, day.month(), 2),
                    Piece::Slot(DaySlot::Year) => digits.push(out, day.year().unsigned_abs(), 1),
                }
            }
        };
        if alone && self.options.weekday && !month_only {
            for piece in p.weekday.pieces() {
                match piece {
                    Piece::Text(joint) => text.push_str(self.after_weekday(joint)),
                    Piece::Slot(WeekdaySlot::Weekday) => {
                        text.push_str(p.weekday_name(day.weekday()));
                    }
                    Piece::Slot(WeekdaySlot::Date) => date(&mut text),
                }
            }
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

/// The months of days, each once.
fn months(ranges: &[DateRange]) -> Vec<DateRange> {
    let mut months: Vec<DateRange> = Vec::with_capacity(ranges.len());
    for range in ranges {
        for day in [Some(range.start), range.last()].into_iter().flatten() {
            let Some(start) = Day::from_ymd(day.year(), day.month(), 1) else { continue };
            if months.last().is_none_or(|last| last.start < start) {
                months.push(DateRange { start, end: End::Month });
            }
        }
    }
    months
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
