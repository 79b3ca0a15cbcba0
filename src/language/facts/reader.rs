//! The reader: what the tables and patterns of a language mean, and one pass over a text.

use super::Fact;
use super::collector::Collector;
use super::cursor::Cursor;
use super::known;
use super::names::Names;
use super::symbol::SymbolKind;
use super::tables::Numeric;
use super::tokens::fold;
use super::vocabulary::{Sense, Vocabulary};
use crate::language::{Language, Lexicon};

/// The single words by which dates are known in a language, in lower case.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DateWords {
    /// Names of months, with their numbers from 1.
    pub months: Vec<(String, u32)>,
    /// Between day, month and year: "de".
    pub links: Vec<String>,
    /// Between two days: "and", "to".
    pub joints: Vec<String>,
    /// What clings to the figures of a day: "st".
    pub suffixes: Vec<String>,
    /// After the number of a year: "年".
    pub year_units: Vec<String>,
    /// After the number of a month: "月".
    pub month_units: Vec<String>,
    /// After the number of a day: "日".
    pub day_units: Vec<String>,
}

/// Reads facts in the texts of one language, or of several.
#[derive(Debug, Clone)]
pub struct Reader {
    pub(super) vocabulary: Vocabulary,
    pub(super) names: Names,
    pub(super) rules: Rules,
}

/// What a language decides beside its words.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Rules {
    pub(super) numeric: Numeric,
    /// Dates are numbers with units, the year first.
    pub(super) units: bool,
    /// Morning and afternoon are said before the hour.
    pub(super) half_first: bool,
    /// A clock of twice twelve hours is usual.
    pub(super) twelve: bool,
    pub(super) decimal: Option<char>,
    pub(super) units_first: bool,
}

impl Reader {
    /// A reader of what is written in a language.
    pub fn new(language: &Language, lexicon: &Lexicon) -> Self {
        let tables = &lexicon.reading;
        let mut words = Collector::default();
        known::dates(&language.dates, &tables.dates, &mut words);
        known::times(&language.times, &tables.times, &mut words);
        let numbers = &tables.numbers;
        words.numerals(&numbers.numerals, &numbers.places);
        words.particles(&tables.words.particles);
        for (all, ordinal) in [(&numbers.words, false), (&numbers.ordinals, true)] {
            for (number, forms) in all {
                if let Ok(number) = number.parse() {
                    let sense =
                        if ordinal { Sense::Ordinal(number) } else { Sense::Number(number) };
                    words.add(forms, sense);
                }
            }
        }
        known::numbers(&language.numbers, &numbers.numerals, &mut words);
        for (noughts, forms) in &numbers.multipliers {
            words.add(forms, Sense::Multiplier(noughts.parse().unwrap_or_default()));
        }
        for (forms, sense) in [
            (&numbers.joins, Sense::NumberJoin),
            (&numbers.suffixes, Sense::OrdinalSuffix),
            (&numbers.prefixes, Sense::OrdinalPrefix),
            (&numbers.labels, Sense::Label),
            (&numbers.measures, Sense::Measure),
            (&numbers.counters, Sense::Counter),
            (&tables.symbols.resolution, Sense::Resolution),
            (&tables.symbols.decision, Sense::Decision),
            (&tables.symbols.between, Sense::BeforeSymbol),
            (&tables.symbols.after, Sense::AfterSymbol),
            (&tables.enclosures.sure, Sense::Encloses),
            (&tables.enclosures.perhaps, Sense::MayEnclose),
        ] {
            words.add(forms, sense);
        }
        let names = Names::new(lexicon, &mut words);
        Self {
            rules: Rules {
                numeric: tables.dates.numeric,
                units: known::units(&language.dates).is_some(),
                half_first: known::half_first(&language.times),
                twelve: language.times.clock_12.is_some(),
                decimal: numbers.decimal,
                units_first: numbers.units_first,
            },
            vocabulary: words.finish(numbers.joined),
            names,
        }
    }

    /// What a text states, in order. Each word and figure counts once.
    pub fn facts(&self, text: &str) -> Vec<Fact> {
        let mut cursor = Cursor::new(text, &self.vocabulary, self.rules);
        let mut at = 0;
        while at < cursor.tokens.all.len() {
            let next = cursor
                .dates(at)
                .or_else(|| cursor.symbol(at))
                .or_else(|| cursor.name(at, &self.names))
                .or_else(|| cursor.times(at))
                .or_else(|| cursor.number(at))
                .or_else(|| cursor.enclosure(at));
            at = next.unwrap_or_else(|| cursor.follow(at));
        }
        cursor.found
    }

    /// The single words by which dates are known, for whoever reads them word by word.
    pub fn date_words(&self) -> DateWords {
        let mut words = DateWords::default();
        for (word, sense) in self.vocabulary.single_words() {
            let list = match sense {
                Sense::Month(month) => {
                    words.months.push((word.to_owned(), month.into()));
                    continue;
                }
                Sense::Link => &mut words.links,
                Sense::Range | Sense::Join => &mut words.joints,
                Sense::DaySuffix => &mut words.suffixes,
                Sense::YearUnit => &mut words.year_units,
                Sense::MonthUnit => &mut words.month_units,
                Sense::DayUnit => &mut words.day_units,
                _ => continue,
            };
            list.push(word.to_owned());
        }
        words
    }

    /// Whether a word is a noun whose number stands after it: "paragraph".
    pub fn is_label(&self, word: &str) -> bool {
        self.means(word, |sense| sense == Sense::Label)
    }

    /// Whether a word is measured, or no noun: figures before it count nothing.
    pub fn is_measure(&self, word: &str) -> bool {
        self.means(word, |sense| sense == Sense::Measure)
    }

    /// Whether a word joins two days or numbers, as a range or as a list: "to", "and".
    pub fn is_joint(&self, word: &str) -> bool {
        self.means(word, |sense| matches!(sense, Sense::Range | Sense::Join))
    }

    /// Whether a word is the name of a month.
    pub fn is_month(&self, word: &str) -> bool {
        self.means(word, |sense| matches!(sense, Sense::Month(_) | Sense::ShortMonth(_)))
    }

    fn means(&self, word: &str, wanted: impl Fn(Sense) -> bool) -> bool {
        let (mut folded, mut found) = (String::new(), false);
        fold(word, &mut folded);
        self.vocabulary.look_up(&folded, |entry| {
            let capital = !entry.capital || word.starts_with(char::is_uppercase);
            found |= capital && entry.rest.is_empty() && wanted(entry.sense);
        });
        found
    }

    /// Whether a date in figures has its day first: 01/02/2018 is in February.
    pub fn has_day_first(&self) -> bool {
        self.rules.numeric == Numeric::Day
    }

    /// Whether the table of words for numbers is filled.
    pub fn knows_numbers(&self) -> bool {
        self.vocabulary
            .has(|sense| matches!(sense, Sense::Number(number) if number > 9))
            || self.vocabulary.has_numerals()
    }

    /// Whether the table of words that enclose is filled.
    pub fn knows_enclosures(&self) -> bool {
        self.vocabulary.has(|sense| sense == Sense::Encloses)
    }
}

impl Cursor<'_> {
    /// Passes over a word that states nothing, and keeps in mind of what the next symbol is, for
    /// as long as the words allow it; gives the token after it.
    fn follow(&mut self, at: usize) -> usize {
        let kind = self.sense(at, |sense| match sense {
            Sense::Resolution => Some(SymbolKind::Resolution),
            Sense::Decision => Some(SymbolKind::Decision),
            _ => None,
        });
        if let Some((kind, _)) = kind {
            self.symbols = Some(kind);
            self.unnamed.clear();
            return at + 1;
        }
        let goes_on = |sense: Sense| {
            matches!(
                sense,
                Sense::Join
                    | Sense::BeforeSymbol
                    | Sense::Link
                    | Sense::Range
                    | Sense::OrdinalPrefix
            )
        };
        let letter = self.word(at).len() == 1 && self.word(at).starts_with(char::is_uppercase);
        let stays = letter
            || self.is_mark(at, &[',', '、', '.', '('])
            || self.sense(at, |sense| goes_on(sense).then_some(())).is_some();
        if !stays {
            self.symbols = None;
            self.unnamed.clear();
        }
        // "pour cent" has no number in it.
        self.is(at, Sense::Measure).unwrap_or(at + 1)
    }
}
