//! By what facts are known in a language: the tables `[reading]` of its `words.toml`.
//!
//! They hold what the language's own patterns (`phrases.toml`) do not say: how others write.
//! A word that ends in `*` stands for all words that begin so.

use std::collections::BTreeMap;

use crate::node::fields::{settings, words};

settings! {
    /// The tables `[reading.…]`.
    #[holds(words)]
    #[derive(Eq)]
    pub struct Tables as "`[reading]`" {
        /// Days and months.
        pub dates: DateTable,
        /// Times of day.
        pub times: TimeTable,
        /// Numbers in figures and in words.
        pub numbers: NumberTable,
        /// What stands before the symbol of a resolution or decision.
        pub symbols: SymbolTable,
        /// What tells that something is enclosed.
        pub enclosures: EnclosureTable,
        /// How words and names change in a text.
        pub words: WordTable,
    }
}

settings! {
    /// `[reading.dates]`.
    #[holds(words)]
    #[derive(Eq)]
    pub struct DateTable as "`[reading.dates]`" {
        /// Between the two ends of a range: "to", "au".
        pub ranges: Vec<String>,
        /// Before the first end of a range: "from", "du".
        pub starts: Vec<String>,
        /// Between days apart: "and", "or".
        pub joins: Vec<String>,
        /// Between day, month and year: "of", "de".
        pub links: Vec<String>,
        /// Between weekday and day: "the".
        pub articles: Vec<String>,
        /// Before a month without a day: "in".
        pub within: Vec<String>,
        /// What clings to the figures of a day: "st", "er".
        pub suffixes: Vec<String>,
        /// What follows a year: "года".
        pub after: Vec<String>,
        /// Where numbers have units, other units of the day: "号".
        pub days: Vec<String>,
        /// Other names of months, from January.
        pub months: Vec<Vec<String>>,
        /// Other names of weekdays, from Monday.
        pub weekdays: Vec<Vec<String>>,
        /// Short names of months, from January, as they are written: "Oct.", "Oct".
        pub short_months: Vec<Vec<String>>,
        /// Short names of weekdays, from Monday.
        pub short_weekdays: Vec<Vec<String>>,
        /// What comes first in 01/02/2018.
        pub numeric: Numeric = Numeric::Day,
    }
}

words! {
    /// What comes first in a date of three numbers.
    #[derive(Default)]
    pub enum Numeric as "an order of numeric dates" {
        /// The day.
        #[default]
        Day = "day",
        /// The day for some, the month for others: 01/02/2018 is ambiguous.
        Either = "either",
    }
}

settings! {
    /// `[reading.times]`.
    #[holds(words)]
    #[derive(Eq)]
    pub struct TimeTable as "`[reading.times]`" {
        /// Before noon: "a.m.", "am".
        pub am: Vec<String>,
        /// After noon: "p.m.", "pm".
        pub pm: Vec<String>,
        /// Noon.
        pub noon: Vec<String>,
        /// Midnight.
        pub midnight: Vec<String>,
        /// After the hour: "heures", "Uhr".
        pub hours: Vec<String>,
        /// After the minutes: "分".
        pub minutes: Vec<String>,
        /// Before a number that is then a time for certain: "الساعة".
        pub clock: Vec<String>,
        /// Before a time, and before other things: "at", "until".
        pub before: Vec<String>,
        /// Between the two ends of a range: "to", "до".
        pub ranges: Vec<String>,
        /// Before the place whose time it is: "heure de".
        pub zones_before: Vec<String>,
        /// After it: "time".
        pub zones_after: Vec<String>,
        /// Zones by abbreviations of the language's own.
        pub zones: Vec<String>,
    }
}

settings! {
    /// `[reading.numbers]`.
    #[holds(words)]
    #[derive(Eq)]
    pub struct NumberTable as "`[reading.numbers]`" {
        /// Words by their numbers: `2 = ["two", "both"]`.
        pub words: BTreeMap<String, Vec<String>>,
        /// Words for ordinals by their numbers: `2 = ["second"]`.
        pub ordinals: BTreeMap<String, Vec<String>>,
        /// Nought to nine and ten in characters that also stand as figures: 〇 to 十.
        pub numerals: Vec<char>,
        /// Characters for powers of ten, by their noughts: `2 = "百"`.
        pub places: BTreeMap<String, char>,
        /// Words that multiply figures, by their noughts: `6 = ["million*"]`.
        pub multipliers: BTreeMap<String, Vec<String>>,
        /// Between the words of one number: "and".
        pub joins: Vec<String>,
        /// The units come before the tens: "fünf und zwanzig".
        pub units_first: bool,
        /// Words of one number are one word: "fünfundzwanzig".
        pub joined: bool,
        /// What clings to the figures of an ordinal: "nd", "-й".
        pub suffixes: Vec<String>,
        /// What stands before the figures of an ordinal: "第".
        pub prefixes: Vec<String>,
        /// Numbers under ten that count something are written in words.
        pub small_in_words: bool,
        /// The mark before decimals.
        pub decimal: Option<char>,
        /// Nouns whose number stands after them: "paragraph", "room".
        pub labels: Vec<String>,
        /// What is measured and not counted, or is no noun: "per", "million", "km".
        pub measures: Vec<String>,
        /// What is counted by numerals that may also be part of a word: "个", "次".
        pub counters: Vec<String>,
    }
}

settings! {
    /// `[reading.symbols]`.
    #[holds(words)]
    #[derive(Eq)]
    pub struct SymbolTable as "`[reading.symbols]`" {
        /// "resolution".
        pub resolution: Vec<String>,
        /// "decision".
        pub decision: Vec<String>,
        /// Between the word and its symbol: "No", "of".
        pub between: Vec<String>,
        /// After the symbol, before the word: "号".
        pub after: Vec<String>,
    }
}

settings! {
    /// `[reading.enclosures]`.
    #[holds(words)]
    #[derive(Eq)]
    pub struct EnclosureTable as "`[reading.enclosures]`" {
        /// Words that mean nothing else: "enclos*".
        pub sure: Vec<String>,
        /// Words that may mean it: "transmit*".
        pub perhaps: Vec<String>,
    }
}

settings! {
    /// `[reading.words]`.
    #[holds(words)]
    #[derive(Eq)]
    pub struct WordTable as "`[reading.words]`" {
        /// What clings to the front of a word: "و", "ال".
        pub particles: Vec<String>,
        /// So many letters at the end of a name change with its case.
        pub endings: usize,
        /// Words have no space between them.
        pub unspaced: bool,
        /// All nouns have a capital letter.
        pub capital_nouns: bool,
    }
}
