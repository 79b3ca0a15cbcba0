//! What the words of a language mean for whoever reads facts: one table, made once.

use std::collections::HashMap;

use super::tokens::{fold, is_hyphen};
use crate::language::beginnings::Beginnings;

/// What a word may mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sense {
    /// From 1.
    Month(u8),
    /// From Monday as 0.
    Weekday(u8),
    /// A month by its short name: "Oct."
    ShortMonth(u8),
    ShortWeekday(u8),
    /// Between the ends of a range of days.
    Range,
    /// Before the first end.
    Start,
    /// Between days apart.
    Join,
    /// Between day, month and year.
    Link,
    /// Between weekday and day.
    Article,
    /// Before a month without a day.
    Within,
    /// Clings to the figures of a day.
    DaySuffix,
    /// After a year.
    AfterYear,
    YearUnit,
    MonthUnit,
    DayUnit,
    /// After noon, or before.
    Half(bool),
    Noon,
    Midnight,
    HourUnit,
    MinuteUnit,
    /// Before what is then a time for certain.
    Clock,
    /// Before the time at which something begins.
    At,
    /// Before a time, and before other things.
    BeforeTime,
    /// Before the first time of a range.
    BeforeRange,
    TimeRange,
    ZoneBefore,
    ZoneAfter,
    Zone,
    Number(u64),
    Ordinal(u64),
    /// By so many noughts.
    Multiplier(u8),
    NumberJoin,
    OrdinalSuffix,
    OrdinalPrefix,
    Label,
    Measure,
    Counter,
    Resolution,
    Decision,
    BeforeSymbol,
    AfterSymbol,
    /// A room with a name of its own.
    Room(u16),
    /// Before the number of a room, and after it.
    RoomBefore(u16),
    RoomAfter(u16),
    Body(u16),
    /// Something is enclosed.
    Encloses,
    MayEnclose,
}

/// A longer word has no particles, and is no number.
const LONGEST: usize = 80;

/// One meaning of words.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) sense: Sense,
    /// The words after the first, and whether white space stands before each.
    pub(super) rest: Box<[(bool, Word)]>,
    /// The first letter is a capital: "May".
    pub(super) capital: bool,
    /// Words that begin so are meant too.
    pub(super) stem: bool,
}

/// A word of a phrase, folded.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) text: Box<str>,
    pub(super) stem: bool,
}

impl Word {
    pub(super) fn fits(&self, folded: &str) -> bool {
        if self.stem { folded.starts_with(&*self.text) } else { folded == &*self.text }
    }
}

#[derive(Debug, Clone)]
pub(super) struct Key {
    pub(super) text: Box<str>,
    pub(super) entries: Vec<Entry>,
    /// The longest other key with which this one begins.
    pub(super) parent: Option<u32>,
}

/// The words of a language by what they mean.
#[derive(Debug, Clone, Default)]
pub(super) struct Vocabulary {
    pub(super) keys: Vec<Key>,
    /// Where keys with a first byte begin.
    pub(super) starts: Vec<u32>,
    /// How keys begin: most words of a text begin otherwise.
    pub(super) beginnings: Beginnings,
    pub(super) ideographs: HashMap<char, Vec<Box<str>>>,
    pub(super) numerals: Vec<char>,
    pub(super) places: Vec<(char, u32)>,
    pub(super) particles: Vec<String>,
    pub(super) marks: Vec<char>,
    /// Words of one number may be one word.
    pub(super) joined: bool,
}

impl Vocabulary {
    /// Whether a word that is not yet folded may be looked up with any hope.
    pub(super) fn may_know(&self, word: &str) -> bool {
        self.beginnings.may_begin(word.as_bytes())
    }

    /// Whether several words may be written as this one.
    pub(super) fn has_parts(&self, word: &str) -> bool {
        self.joined || !self.particles.is_empty() || word.contains(is_hyphen)
    }

    /// Calls `see` with all that a folded word may begin.
    pub(super) fn look_up(&self, folded: &str, mut see: impl FnMut(&Entry)) {
        let Some(first) = folded.as_bytes().first() else {
            return;
        };
        let bound = |byte: usize| self.starts.get(byte).map_or(0, |at| *at as usize);
        let (from, to) = (bound(usize::from(*first)), bound(usize::from(*first) + 1));
        let Some(keys) = self.keys.get(from..to) else {
            return;
        };
        let before = keys.partition_point(|key| &*key.text <= folded);
        let mut at = (from + before).checked_sub(1).filter(|at| *at >= from);
        // Whatever the word begins with is this key, or what this key begins with.
        while let Some(key) = at.and_then(|at| self.keys.get(at)) {
            let whole = key.text.len() == folded.len();
            if folded.starts_with(&*key.text) {
                key.entries
                    .iter()
                    .filter(|entry| whole || entry.stem)
                    .for_each(&mut see);
            }
            at = key.parent.map(|at| at as usize);
        }
    }

    /// Whether a folded word may mean anything by itself or with what follows.
    pub(super) fn knows(&self, folded: &str) -> bool {
        let mut known = false;
        self.look_up(folded, |_| known = true);
        known
    }

    /// The words that mean something by themselves, as they are compared, in order.
    pub(super) fn single_words(&self) -> impl Iterator<Item = (&str, Sense)> {
        let entries = self
            .keys
            .iter()
            .flat_map(|key| key.entries.iter().map(move |entry| (&*key.text, entry)));
        let single = entries.filter(|(_, entry)| entry.rest.is_empty() && !entry.stem);
        single.map(|(text, entry)| (text, entry.sense))
    }

    /// Whether there are words of some meaning.
    pub(super) fn has(&self, wanted: impl Fn(Sense) -> bool) -> bool {
        self.keys
            .iter()
            .flat_map(|key| &key.entries)
            .any(|entry| wanted(entry.sense))
    }

    pub(super) fn has_numerals(&self) -> bool {
        !self.numerals.is_empty()
    }

    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.iter().any(|particle| particle == word)
    }

    pub(super) fn has_mark(&self, mark: char) -> bool {
        self.marks.contains(&mark)
    }

    /// How many bytes of a text are a known word in ideographs.
    pub(super) fn ideographs(&self, text: &str) -> Option<usize> {
        let known = self.ideographs.get(&text.chars().next()?)?;
        known
            .iter()
            .find(|known| text.starts_with(&***known))
            .map(|known| known.len())
    }

    /// The number in ideographs that a text begins with: its value, characters and bytes.
    pub(super) fn numeral(&self, text: &str) -> Option<(u64, u8, usize)> {
        // Wholes of ten thousand and more, hundreds and tens below, figures not yet placed.
        let (mut whole, mut part, mut figures) = (0_u64, 0_u64, 0_u64);
        let (mut count, mut length, mut placed) = (0_u8, 0, false);
        for c in text.chars().take(16) {
            let digit = self.numerals.iter().position(|numeral| *numeral == c);
            let place = match digit {
                Some(10) => Some(1),
                Some(digit) => {
                    // After a place only one figure follows; before, figures stand in a row.
                    figures = match placed && figures > 0 {
                        true => return None,
                        false => figures.saturating_mul(10).saturating_add(digit as u64),
                    };
                    None
                }
                None => match self.places.iter().find(|(place, _)| *place == c) {
                    Some((_, noughts)) if count > 0 => Some(*noughts),
                    _ => break,
                },
            };
            if let Some(noughts) = place {
                let by = 10_u64.pow(noughts.min(12));
                if noughts >= 4 {
                    let all = part.saturating_add(figures).max(1);
                    (whole, part) = (whole.saturating_add(all.saturating_mul(by)), 0);
                } else {
                    part = part.saturating_add(figures.max(1).saturating_mul(by));
                }
                (figures, placed) = (0, true);
            }
            count += 1;
            length += c.len_utf8();
        }
        let value = whole.saturating_add(part).saturating_add(figures);
        (count > 0).then_some((value, count, length))
    }

    /// The noughts of a place that a text begins with: "万".
    pub(super) fn places(&self, text: &str) -> Option<(u32, usize)> {
        let (mut noughts, mut length) = (0, 0);
        for c in text.chars().take(2) {
            let Some((_, more)) = self.places.iter().find(|(place, _)| *place == c) else {
                break;
            };
            noughts += more;
            length += c.len_utf8();
        }
        (length > 0).then_some((noughts, length))
    }

    /// The bytes of the particle that clings to the front of a word, where the rest of it is a
    /// known word or figures, perhaps after further particles.
    pub(super) fn particle(&self, word: &str, before_figures: bool) -> Option<usize> {
        if word.len() > LONGEST { None } else { self.particle_of(word, before_figures, 3) }
    }

    fn particle_of(&self, word: &str, before_figures: bool, most: usize) -> Option<usize> {
        let mut folded = String::new();
        self.particles.iter().find_map(|particle| {
            let rest = word.strip_prefix(particle.as_str())?;
            if rest.is_empty() {
                return before_figures.then_some(particle.len());
            }
            fold(rest, &mut folded);
            let known = self.knows(&folded)
                || most > 1 && self.particle_of(rest, before_figures, most - 1).is_some();
            known.then_some(particle.len())
        })
    }

    /// The bytes of each word of a number that is written as one: "twenty-one", "zweiundzwanzig".
    pub(super) fn numbers_within(&self, word: &str) -> Vec<usize> {
        let mut lengths = Vec::new();
        let hyphens = word.contains(is_hyphen);
        if !hyphens && !self.joined || word.len() > LONGEST {
            return lengths;
        }
        let mut rest = word;
        while !rest.is_empty() {
            let Some(length) = self.number_before(rest) else {
                return Vec::new();
            };
            lengths.push(length);
            rest = &rest[length..];
            rest = rest.strip_prefix(is_hyphen).unwrap_or(rest);
        }
        if lengths.len() < 2 { Vec::new() } else { lengths }
    }

    /// How many bytes at the start of a word are a word of a number: up to a hyphen, or as many
    /// as can be where words are joined.
    fn number_before(&self, text: &str) -> Option<usize> {
        let mut folded = String::new();
        let ends = text.char_indices().map(|(at, c)| (at, Some(c)));
        let mut ends: Vec<_> = ends.chain([(text.len(), None)]).skip(1).collect();
        ends.reverse();
        for (end, next) in ends {
            if !self.joined && next.is_some_and(|c| !is_hyphen(c)) {
                continue;
            }
            fold(&text[..end], &mut folded);
            let mut number = false;
            self.look_up(&folded, |entry| {
                // Within a word only what ends it may have an ending of its own.
                let whole = next.is_none() || !entry.stem;
                number |= whole
                    && entry.rest.is_empty()
                    && (matches!(entry.sense, Sense::Number(_) | Sense::Ordinal(_))
                        || next.is_some() && entry.sense == Sense::NumberJoin);
            });
            if number {
                return Some(end);
            }
        }
        None
    }
}
