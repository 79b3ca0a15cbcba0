//! What a language's own patterns say of how its dates, times and numbers are known.

use super::collector::Collector;
use super::tables::{DateTable, TimeTable};
use super::vocabulary::Sense;
use crate::language::calendar::{DatePhrases, DatesSlot, DaySlot, RangeSlot};
use crate::language::pattern::{Pattern, Piece, Slot};
use crate::language::times::{ClockSlot, HalfDays, SpanSlot, TimePhrases, TimesSlot, WholeDay};
use crate::language::words::Numbers;

/// What stands after the numbers of a date that says each with its unit.
pub(super) struct Units<'a> {
    year: &'a str,
    month: &'a str,
    day: &'a str,
}

/// The units of a language that writes its dates as numbers with units, the year first.
pub(super) fn units(dates: &DatePhrases) -> Option<Units<'_>> {
    let year = between(&dates.full, DaySlot::Year, DaySlot::Month);
    let month = between(&dates.full, DaySlot::Month, DaySlot::Day);
    let day = behind(&dates.full, DaySlot::Day);
    (!year.is_empty() && !month.is_empty()).then_some(Units { year, month, day })
}

/// What stands between the ends of a range of days that a dash joins.
pub(in crate::language) fn range_dash(dates: &DatePhrases) -> &str {
    between(&dates.range_dash, RangeSlot::Start, RangeSlot::End)
}

pub(super) fn dates(dates: &DatePhrases, table: &DateTable, words: &mut Collector) {
    let ends = (RangeSlot::Start, RangeSlot::End);
    for range in [&dates.range_dash, &dates.range_words] {
        add_word(words, between(range, ends.0, ends.1), Sense::Range);
    }
    add_word(words, between(&dates.pair, ends.0, ends.1), Sense::Join);
    let sentence = &dates.sentence;
    add_word(words, ahead(&sentence.range_words, DatesSlot::Dates), Sense::Start);
    if let Some(units) = units(dates) {
        words.add([units.year], Sense::YearUnit);
        words.add([units.month], Sense::MonthUnit);
        words.add([units.day], Sense::DayUnit);
        words.add(&table.days, Sense::DayUnit);
    } else {
        let link = between(&dates.full, DaySlot::Day, DaySlot::Month);
        // A mark belongs to the day: "1. Februar".
        let sense =
            if link.starts_with(char::is_alphabetic) { Sense::Link } else { Sense::DaySuffix };
        words.add([link], sense);
        add_word(words, between(&dates.full, DaySlot::Month, DaySlot::Year), Sense::Link);
        words.add([behind(&dates.full, DaySlot::Year)], Sense::AfterYear);
        add_word(words, ahead(&sentence.month, DatesSlot::Dates), Sense::Within);
        months(dates, table, words);
    }
    for number in 0..7_u8 {
        let others = table.weekdays.get(usize::from(number)).into_iter().flatten();
        words.add([dates.weekday_name(usize::from(number))], Sense::Weekday(number));
        words.add(others, Sense::Weekday(number));
    }
    short(&table.short_months, Sense::ShortMonth, 1, words);
    short(&table.short_weekdays, Sense::ShortWeekday, 0, words);
    for (forms, sense) in [
        (&table.ranges, Sense::Range),
        (&table.starts, Sense::Start),
        (&table.joins, Sense::Join),
        (&table.links, Sense::Link),
        (&table.articles, Sense::Article),
        (&table.within, Sense::Within),
        (&table.suffixes, Sense::DaySuffix),
        (&table.after, Sense::AfterYear),
    ] {
        words.add(forms, sense);
    }
}

/// Short names, numbered from `first`; with a capital where they are written so.
fn short(names: &[Vec<String>], sense: fn(u8) -> Sense, first: u8, words: &mut Collector) {
    for (number, forms) in (first..).zip(names) {
        for name in forms {
            words.add_one(name, sense(number), true);
        }
    }
}

/// The names of months. One that has a capital is known by it: "may" is no month.
fn months(dates: &DatePhrases, table: &DateTable, words: &mut Collector) {
    for month in 1..=12_u8 {
        let number = u32::from(month);
        let own = [
            dates.month_of_day(number),
            dates.month_name(number, false),
            dates.month_name(number, true),
        ];
        let others = table.months.get(usize::from(month) - 1).into_iter().flatten();
        let mut known: Vec<&str> = Vec::new();
        for name in own.into_iter().chain(others.map(String::as_str)) {
            // "شباط/فبراير": either name alone is the month, too.
            known.extend(name.split('/'));
        }
        known.sort_unstable();
        known.dedup();
        for name in known {
            words.add_one(name, Sense::Month(month), true);
        }
    }
}

/// Whether a language says morning and afternoon before the hour.
pub(super) fn half_first(times: &TimePhrases) -> bool {
    let hour = times.clock_12.as_ref().map(|halves| halves.hour.pieces());
    hour.is_some_and(|pieces| matches!(pieces.first(), Some(Piece::Slot(ClockSlot::Half))))
}

pub(super) fn times(times: &TimePhrases, table: &TimeTable, words: &mut Collector) {
    let TimePhrases { range, sentence, clock_12, clock_24, .. } = times;
    let ranges = [Some(range), sentence.range.as_ref()];
    for range in ranges.into_iter().flatten() {
        add_word(words, between(range, SpanSlot::From, SpanSlot::To), Sense::TimeRange);
        add_word(words, ahead(range, SpanSlot::From), Sense::BeforeRange);
        add_word(words, behind(range, SpanSlot::To), Sense::HourUnit);
    }
    for (pattern, sense) in [(&sentence.at, Sense::At), (&sentence.from, Sense::BeforeRange)] {
        add_word(words, ahead(pattern, TimesSlot::Times), sense);
        add_word(words, behind(pattern, TimesSlot::Times), Sense::HourUnit);
    }
    let WholeDay { noon, midnight, hour, minutes, .. } = clock_24;
    let mut clocks = vec![hour, minutes];
    let (mut noons, mut midnights) = (vec![noon], vec![midnight]);
    if let Some(HalfDays {
        am, pm, noon, midnight, hour, minutes, bare_hour, bare_minutes, ..
    }) = clock_12
    {
        clocks.extend([hour, minutes, bare_hour, bare_minutes]);
        noons.push(noon);
        midnights.push(midnight);
        words.add([am], Sense::Half(false));
        words.add([pm], Sense::Half(true));
    }
    words.add(noons.into_iter().flatten(), Sense::Noon);
    words.add(midnights.into_iter().flatten(), Sense::Midnight);
    for clock in clocks {
        for hour in [ClockSlot::Hour, ClockSlot::Hour2] {
            add_word(words, between(clock, hour, ClockSlot::Minute), Sense::HourUnit);
            add_word(words, behind(clock, hour), Sense::HourUnit);
        }
        add_word(words, behind(clock, ClockSlot::Minute), Sense::MinuteUnit);
    }
    for (forms, sense) in [
        (&table.am, Sense::Half(false)),
        (&table.pm, Sense::Half(true)),
        (&table.noon, Sense::Noon),
        (&table.midnight, Sense::Midnight),
        (&table.hours, Sense::HourUnit),
        (&table.minutes, Sense::MinuteUnit),
        (&table.clock, Sense::Clock),
        (&table.before, Sense::BeforeTime),
        (&table.ranges, Sense::TimeRange),
        (&table.zones_before, Sense::ZoneBefore),
        (&table.zones_after, Sense::ZoneAfter),
        (&table.zones, Sense::Zone),
    ] {
        words.add(forms, sense);
    }
}

/// The words for small numbers, but for those that are figures of their own: 二.
pub(super) fn numbers(numbers: &Numbers, numerals: &[char], words: &mut Collector) {
    let is_figure = |word: &str| word.chars().any(|c| numerals.contains(&c));
    for (number, word) in (1..).zip(&numbers.words).filter(|(_, word)| !is_figure(word)) {
        words.add([word], Sense::Number(number));
    }
    for (number, word) in (1..).zip(&numbers.ordinals).filter(|(_, word)| !is_figure(word)) {
        words.add([word], Sense::Ordinal(number));
    }
}

/// Adds words of a pattern; marks and spaces are none.
fn add_word(words: &mut Collector, text: &str, sense: Sense) {
    if text.contains(char::is_alphabetic) {
        words.add([text], sense);
    }
}

/// The words of a pattern between two of its places, where nothing else stands between them.
fn between<S: Slot>(pattern: &Pattern<S>, first: S, second: S) -> &str {
    let found = pattern.pieces().windows(3).find_map(|three| match three {
        [Piece::Slot(a), Piece::Text(text), Piece::Slot(b)] if *a == first && *b == second => {
            Some(text.trim())
        }
        _ => None,
    });
    found.unwrap_or_default()
}

/// The words at the end of a pattern, right behind a place.
fn behind<S: Slot>(pattern: &Pattern<S>, place: S) -> &str {
    match pattern.pieces() {
        [.., Piece::Slot(slot), Piece::Text(text)] if *slot == place => text.trim(),
        _ => "",
    }
}

/// The words at the beginning of a pattern, right before a place.
fn ahead<S: Slot>(pattern: &Pattern<S>, place: S) -> &str {
    match pattern.pieces() {
        [Piece::Text(text), Piece::Slot(slot), ..] if *slot == place => text.trim(),
        _ => "",
    }
}
