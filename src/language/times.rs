//! Times of day, written out.

use serde::Deserialize;

use super::lists::Lists;
use super::pattern::{Pattern, slots};
use super::style::{ClockStyle, Style};
use super::{Digits, Shared};
use crate::letter::{Clock, TimeRange};

slots!(ClockSlot { Hour = "hour", Hour2 = "hour-2", Minute = "minute", Half = "half" });
slots!(SpanSlot { From = "from", To = "to" });
slots!(TimesSlot { Times = "times" });
slots!(ZoneSlot { Times = "times", Zone = "zone" });

/// The table `[times]` of a language.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct TimePhrases {
    pub(super) range: Pattern<SpanSlot>,
    zone: Pattern<ZoneSlot>,
    pub(super) sentence: Sentence,
    /// Left out by languages that have only the other.
    #[serde(rename = "clock-12")]
    pub(super) clock_12: Option<HalfDays>,
    #[serde(rename = "clock-24")]
    pub(super) clock_24: WholeDay,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Sentence {
    pub(super) at: Pattern<TimesSlot>,
    pub(super) from: Pattern<TimesSlot>,
    /// A range with its own words, if other than plain ones: "с 10:00 до 13:00" for 10:00–13:00.
    pub(super) range: Option<Pattern<SpanSlot>>,
}

/// A clock of twice twelve hours.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct HalfDays {
    pub(super) am: String,
    pub(super) pm: String,
    pub(super) noon: Option<String>,
    pub(super) midnight: Option<String>,
    /// Which end of a range says the half of the day that both share.
    shared: Shared,
    pub(super) hour: Pattern<ClockSlot>,
    pub(super) minutes: Pattern<ClockSlot>,
    pub(super) bare_hour: Pattern<ClockSlot>,
    pub(super) bare_minutes: Pattern<ClockSlot>,
}

/// A clock of twenty-four hours.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(super) struct WholeDay {
    pub(super) noon: Option<String>,
    pub(super) midnight: Option<String>,
    /// One o'clock, if another form: "1 heure" among "2 heures".
    one: Option<String>,
    pub(super) hour: Pattern<ClockSlot>,
    pub(super) minutes: Pattern<ClockSlot>,
}

/// What one call writes with.
pub(super) struct Writer<'a> {
    pub(super) phrases: &'a TimePhrases,
    pub(super) lists: &'a Lists,
    pub(super) digits: &'a Digits,
    pub(super) style: &'a Style,
}

impl TimePhrases {
    /// Patterns, by key, that would lose a part of the time, each with the parts it lacks.
    pub(super) fn lacking(&self) -> Vec<(Vec<&'static str>, Vec<&'static str>)> {
        let whole = &self.clock_24;
        let hours =
            |pattern: &Pattern<ClockSlot>| match pattern.lacks(&[ClockSlot::Hour2]).is_empty() {
                true => Vec::new(),
                false => pattern.lacks(&[ClockSlot::Hour]),
            };
        let minutes = |pattern: &Pattern<ClockSlot>| {
            let mut lacks = hours(pattern);
            lacks.extend(pattern.lacks(&[ClockSlot::Minute]));
            lacks
        };
        let mut all = vec![
            (vec!["range"], self.range.lacks(&[SpanSlot::From, SpanSlot::To])),
            (vec!["zone"], self.zone.lacks(&[ZoneSlot::Times, ZoneSlot::Zone])),
            (vec!["sentence", "at"], self.sentence.at.lacks(&[TimesSlot::Times])),
            (vec!["sentence", "from"], self.sentence.from.lacks(&[TimesSlot::Times])),
            (vec!["clock-24", "hour"], hours(&whole.hour)),
            (vec!["clock-24", "minutes"], minutes(&whole.minutes)),
        ];
        if let Some(range) = &self.sentence.range {
            let lacks = range.lacks(&[SpanSlot::From, SpanSlot::To]);
            all.push((vec!["sentence", "range"], lacks));
        }
        if let Some(halves) = &self.clock_12 {
            let half = |mut lacks: Vec<&'static str>, pattern: &Pattern<ClockSlot>| {
                lacks.extend(pattern.lacks(&[ClockSlot::Half]));
                lacks
            };
            all.push((vec!["clock-12", "hour"], half(hours(&halves.hour), &halves.hour)));
            all.push((
                vec!["clock-12", "minutes"],
                half(minutes(&halves.minutes), &halves.minutes),
            ));
            all.push((vec!["clock-12", "bare-hour"], hours(&halves.bare_hour)));
            all.push((vec!["clock-12", "bare-minutes"], minutes(&halves.bare_minutes)));
        }
        all.retain(|(_, lacks)| !lacks.is_empty());
        all
    }

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

    /// The same with the words a sentence puts before them.
    pub(super) fn sentence(&self, times: &[TimeRange]) -> String {
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
        pattern.write(&mut out, |slot, out| {
            out.push_str(&match slot {
                SpanSlot::From => self.clock(time.from, shared != Some(Shared::Last)),
                SpanSlot::To => self.clock(to, shared != Some(Shared::First)),
            });
        });
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
        let (word, pattern, hour, half) = match self.halves() {
            Some(halves) => {
                let pattern = match (say_half, minute) {
                    (true, 0) => &halves.hour,
                    (true, _) => &halves.minutes,
                    (false, 0) => &halves.bare_hour,
                    (false, _) => &halves.bare_minutes,
                };
                let half = if morning(time) { &halves.am } else { &halves.pm };
                (halves.word(time), pattern, (hour + 11) % 12 + 1, half.as_str())
            }
            None => {
                let one = whole.one.as_ref().filter(|_| (hour, minute) == (1, 0));
                let word = one.or(word(time, whole.noon.as_ref(), whole.midnight.as_ref()));
                (word, if minute == 0 { &whole.hour } else { &whole.minutes }, hour, "")
            }
        };
        if let Some(word) = word {
            return word.clone();
        }
        let mut out = String::new();
        pattern.write(&mut out, |slot, out| match slot {
            ClockSlot::Hour => self.digits.push(out, u32::from(hour), 1),
            ClockSlot::Hour2 => self.digits.push(out, u32::from(hour), 2),
            ClockSlot::Minute => self.digits.push(out, u32::from(minute), 2),
            ClockSlot::Half => out.push_str(half),
        });
        out
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
