//! Times of day, written out.

use ClockSlot::{Half, Hour, Hour2, Minute};

use super::Shared;
use super::lists::Lists;
use super::pattern::{Pattern, Piece, once, slots};
use super::words::Numbers;
use crate::letter::{
    Clock, ClockStyle, HourMark, MinuteStyle, NoonStyle, Style, TimeRange, TimeRangeStyle,
};
use crate::node::fields::fields;

slots!(ClockSlot { Hour = "hour", Hour2 = "hour-2", Minute = "minute", Half = "half" });
slots!(SpanSlot { From = "from", To = "to" });
slots!(TimesSlot { Times = "times" });
slots!(ZoneSlot { Times = "times", Zone = "zone" });

fields! {
    /// The table `[times]` of a language.
    #[holds(words)]
    pub(super) struct TimePhrases as "`[times]`" {
        /// From and to: "{from} to {to}".
        #[fits(once(&[SpanSlot::From, SpanSlot::To]))]
        pub(super) range: Pattern<SpanSlot>,
        /// Times with their zone: "{times} ({zone})".
        #[fits(once(&[ZoneSlot::Times, ZoneSlot::Zone]))]
        zone: Pattern<ZoneSlot>,
        /// Times with the word a sentence puts before them.
        pub(super) sentence: TimesInSentence,
        /// Times by a clock of twelve hours. Left out by languages that have only the other.
        pub(super) clock_12: Option<HalfDays>,
        /// Times by a clock of twenty-four hours.
        pub(super) clock_24: WholeDay,
    }
}

fields! {
    /// Times with the word a sentence puts before them.
    #[holds(words)]
    pub(super) struct TimesInSentence as "`[times.sentence]`" {
        /// A time: "at {times}".
        #[fits(once(&[TimesSlot::Times]))]
        pub(super) at: Pattern<TimesSlot>,
        /// From a time to another: "from {times}".
        #[fits(once(&[TimesSlot::Times]))]
        pub(super) from: Pattern<TimesSlot>,
        /// A range with its own words, if other than plain ones: "с 10:00 до 13:00" for 10:00–13:00.
        #[fits(once(&[SpanSlot::From, SpanSlot::To]))]
        pub(super) range: Option<Pattern<SpanSlot>>,
    }
}

fields! {
    /// A clock of twice twelve hours.
    #[holds(words)]
    pub(super) struct HalfDays as "`[times.clock-12]`" {
        /// Before noon: "a.m.".
        pub(super) am: String,
        /// After noon: "p.m.".
        pub(super) pm: String,
        /// 12:00, if a word.
        pub(super) noon: Option<String>,
        /// 0:00 and 24:00, if a word.
        pub(super) midnight: Option<String>,
        /// Which end of a range says the half of the day that both share.
        shared: Shared,
        /// A full hour: "{hour} {half}".
        #[fits(says_hour_and_half)]
        pub(super) hour: Pattern<ClockSlot>,
        /// Any other time: "{hour}.{minute} {half}".
        #[fits(says_minutes_and_half)]
        pub(super) minutes: Pattern<ClockSlot>,
        /// A full hour whose half another says: "{hour}".
        #[fits(says_hour)]
        pub(super) bare_hour: Pattern<ClockSlot>,
        /// Any other time whose half another says: "{hour}.{minute}".
        #[fits(says_minutes)]
        pub(super) bare_minutes: Pattern<ClockSlot>,
    }
}

fields! {
    /// A clock of twenty-four hours.
    #[holds(words)]
    pub(super) struct WholeDay as "`[times.clock-24]`" {
        /// 12:00, if a word.
        pub(super) noon: Option<String>,
        /// 0:00 and 24:00, if a word.
        pub(super) midnight: Option<String>,
        /// One o'clock, if another form: "1 heure" among "2 heures".
        one: Option<String>,
        /// A full hour: "{hour-2}:{minute}".
        #[fits(says_hour)]
        pub(super) hour: Pattern<ClockSlot>,
        /// Any other time.
        #[fits(says_minutes)]
        pub(super) minutes: Pattern<ClockSlot>,
    }
}

/// That a time must say its hour, in one figure or in two, and what else is `needed`.
fn says(pattern: &Pattern<ClockSlot>, needed: &[ClockSlot]) -> Result<(), String> {
    let hour = if pattern.has(Hour2) { Hour2 } else { Hour };
    pattern.must_have(&[&[hour], needed].concat())
}

fn says_hour(pattern: &Pattern<ClockSlot>) -> Result<(), String> {
    says(pattern, &[])
}

fn says_minutes(pattern: &Pattern<ClockSlot>) -> Result<(), String> {
    says(pattern, &[Minute])
}

fn says_hour_and_half(pattern: &Pattern<ClockSlot>) -> Result<(), String> {
    says(pattern, &[Half])
}

fn says_minutes_and_half(pattern: &Pattern<ClockSlot>) -> Result<(), String> {
    says(pattern, &[Minute, Half])
}

/// What one call writes with.
pub(super) struct Writer<'a> {
    pub(super) phrases: &'a TimePhrases,
    pub(super) lists: &'a Lists,
    pub(super) numbers: &'a Numbers,
    pub(super) style: &'a Style,
}

impl TimePhrases {
    /// Times with their zone.
    pub(super) fn zoned(&self, times: &str, zone: &str) -> String {
        let mut out = String::new();
        self.zone.write(&mut out, |slot, out| {
            out.push_str(match slot {
                ZoneSlot::Times => times,
                ZoneSlot::Zone => zone,
            });
        });
        out
    }
}

impl Writer<'_> {
    /// All times, in the order given.
    pub(super) fn times(&self, times: &[TimeRange]) -> String {
        self.spans(times, &self.phrases.range)
    }

    fn spans(&self, times: &[TimeRange], range: &Pattern<SpanSlot>) -> String {
        let written = times.iter().map(|time| self.range(*time, range));
        self.lists.texts(written)
    }

    /// The same with the words a sentence puts before them; what a dash joins has none.
    pub(super) fn sentence(&self, times: &[TimeRange]) -> String {
        if self.style.time_range != TimeRangeStyle::Usual
            && times.iter().any(|time| time.to.is_some())
        {
            return self.times(times);
        }
        let s = &self.phrases.sentence;
        let range = s.range.as_ref().unwrap_or(&self.phrases.range);
        let phrase = |pattern: &Pattern<TimesSlot>, times: &[TimeRange]| {
            pattern.fill(&self.spans(times, range))
        };
        let ranges = times.iter().filter(|time| time.to.is_some()).count();
        match ranges {
            _ if times.is_empty() => String::new(),
            0 => phrase(&s.at, times),
            n if n == times.len() => phrase(&s.from, times),
            // A time among ranges takes another word than they do.
            _ => self.lists.texts(
                times
                    .chunks(1)
                    .map(|one| phrase(if one[0].to.is_some() { &s.from } else { &s.at }, one)),
            ),
        }
    }

    fn range(&self, time: TimeRange, pattern: &Pattern<SpanSlot>) -> String {
        let Some(to) = time.to else {
            return self.clock(time.from, true);
        };
        let halves = self.halves();
        let share = halves.filter(|halves| {
            halves.word(time.from).is_none()
                && halves.word(to).is_none()
                && morning(time.from) == morning(to)
        });
        let shared = share.map(|halves| halves.shared);
        let mut out = String::new();
        for (at, piece) in pattern.pieces().iter().enumerate() {
            match piece {
                Piece::Slot(SpanSlot::From) => {
                    out.push_str(&self.clock(time.from, shared != Some(Shared::Last)));
                }
                Piece::Slot(SpanSlot::To) => {
                    out.push_str(&self.clock(to, shared != Some(Shared::First)));
                }
                Piece::Text(text) => {
                    let between = at > 0 && at + 1 < pattern.pieces().len();
                    out.push_str(match self.style.time_range {
                        TimeRangeStyle::Dash if between => "–",
                        TimeRangeStyle::Hyphen if between => "-",
                        _ => text,
                    });
                }
            }
        }
        out
    }

    fn halves(&self) -> Option<&HalfDays> {
        match self.style.clock {
            ClockStyle::Twelve => self.phrases.clock_12.as_ref(),
            ClockStyle::TwentyFour => None,
        }
    }

    fn clock(&self, time: Clock, say_half: bool) -> String {
        let whole = &self.phrases.clock_24;
        let Clock { hour, minute } = time;
        // A mark after the hour has minutes behind it, but for "10 a.m.".
        let marked = self.style.hour_mark != HourMark::Usual && self.halves().is_none();
        let full = minute == 0 && self.style.minutes == MinuteStyle::WhenNeeded && !marked;
        let in_words = self.style.noon == NoonStyle::Words;
        let (word, pattern, hour, half) = match self.halves() {
            Some(halves) => {
                let pattern = match (say_half, full) {
                    (true, true) => &halves.hour,
                    (true, false) => &halves.minutes,
                    (false, true) => &halves.bare_hour,
                    (false, false) => &halves.bare_minutes,
                };
                let half = if morning(time) { &halves.am } else { &halves.pm };
                (
                    halves.word(time).filter(|_| in_words),
                    pattern,
                    (hour + 11) % 12 + 1,
                    half.as_str(),
                )
            }
            None => {
                let one = whole.one.as_ref().filter(|_| hour == 1 && full);
                let word = word(time, whole.noon.as_ref(), whole.midnight.as_ref());
                let word = one.or(word.filter(|_| in_words));
                (word, if full { &whole.hour } else { &whole.minutes }, hour, "")
            }
        };
        let mut out = String::new();
        match word {
            Some(word) => out.push_str(word),
            None => self.pattern(pattern, [hour, minute], half, &mut out),
        }
        self.numbers.in_style(&mut out, self.style);
        out
    }

    fn pattern(
        &self,
        pattern: &Pattern<ClockSlot>,
        [hour, minute]: [u8; 2],
        half: &str,
        out: &mut String,
    ) {
        let digits = &self.numbers.digits;
        let is = |at: usize, slots: &[ClockSlot]| matches!(pattern.pieces().get(at), Some(Piece::Slot(slot)) if slots.contains(slot));
        for (at, piece) in pattern.pieces().iter().enumerate() {
            match piece {
                Piece::Slot(ClockSlot::Hour) => digits.push(out, u32::from(hour), 1),
                Piece::Slot(ClockSlot::Hour2) => digits.push(out, u32::from(hour), 2),
                Piece::Slot(ClockSlot::Minute) => digits.push(out, u32::from(minute), 2),
                Piece::Slot(ClockSlot::Half) => out.push_str(half),
                Piece::Text(text) => {
                    let after_hour = at > 0 && is(at - 1, &[Hour, Hour2]) && is(at + 1, &[Minute]);
                    // A unit of minutes goes with that of the hour: 10:30 for 10时30分.
                    let unit = at > 0 && is(at - 1, &[Minute]) && !text.starts_with(' ');
                    out.push_str(match self.style.hour_mark {
                        HourMark::Usual => text,
                        mark if after_hour => mark.word(),
                        _ if unit => "",
                        _ => text,
                    });
                }
            }
        }
    }
}

impl HalfDays {
    fn word(&self, time: Clock) -> Option<&String> {
        word(time, self.noon.as_ref(), self.midnight.as_ref())
    }
}

/// 24:00 belongs to the night, not to the afternoon before it.
fn morning(time: Clock) -> bool {
    time.hour < 12 || time.hour == 24
}

fn word<'a>(
    time: Clock,
    noon: Option<&'a String>,
    midnight: Option<&'a String>,
) -> Option<&'a String> {
    match (time.hour, time.minute) {
        (12, 0) => noon,
        (0 | 24, 0) => midnight,
        _ => None,
    }
}
