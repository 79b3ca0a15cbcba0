//! The one reader of facts in running text: dates, times, numbers, symbols, rooms and bodies,
//! each with its bytes, its value, and how it is written.
//!
//! What words mean is data of the language ([`Tables`], the tables `[reading]` of its
//! `words.toml`, and its own patterns in `phrases.toml`); the code knows only how dates, times
//! and numbers are built. Each word and figure counts once. Where a text can be read in two
//! ways the fact says so: nothing is guessed in silence.

mod collector;
mod cursor;
mod date;
mod dates;
mod known;
mod lacking;
mod months;
mod names;
mod number;
mod numbers;
mod reader;
mod symbol;
mod symbols;
mod tables;
mod time;
mod times;
mod tokens;
mod units;
mod vocabulary;

pub use date::{DateMention, DateStyle, Joint, Order, PartialDate};
pub(super) use known::range_dash;
pub use lacking::{Lack, lacking};
pub use number::NumberMention;
pub use reader::{DateWords, Reader};
pub use symbol::{Symbol, SymbolKind};
pub use tables::{
    DateTable, EnclosureTable, NumberTable, Numeric, SymbolTable, Tables, TimeTable, WordTable,
};
pub use time::{TimeForm, TimeMention, TimePoint};

use std::ops::Range;

/// Something that a text states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Its bytes in the text.
    pub range: Range<usize>,
    /// What is stated.
    pub value: Value,
    /// The words mean this and nothing else.
    pub certain: bool,
}

/// What a text states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// A day, several, or months.
    Dates(DateMention),
    /// A time of day, or from one to another.
    Times(TimeMention),
    /// A number, in figures or in words.
    Number(NumberMention),
    /// The symbol or number of a document.
    Symbol(Symbol),
    /// A room.
    Room(Room),
    /// An organ or body, by the name that all languages share: `general-assembly`.
    Body(String),
    /// That something is enclosed.
    Enclosure,
}

/// A room that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Room {
    /// The name that all languages share: `conference-room`.
    pub id: String,
    /// Its number, or the letter that stands for one: "2", "C".
    pub number: Option<String>,
    /// Its name as the language's table spells it, with its number: "Conference Room 2".
    pub name: String,
    /// The bytes of its number; of its name where it has none.
    pub place: Range<usize>,
}

impl Fact {
    /// The days or months, if that is what is stated.
    pub fn dates(&self) -> Option<&DateMention> {
        match &self.value {
            Value::Dates(dates) => Some(dates),
            _ => None,
        }
    }

    /// The time of day, likewise.
    pub fn times(&self) -> Option<&TimeMention> {
        match &self.value {
            Value::Times(times) => Some(times),
            _ => None,
        }
    }

    /// The symbol, likewise.
    pub fn symbol(&self) -> Option<&Symbol> {
        match &self.value {
            Value::Symbol(symbol) => Some(symbol),
            _ => None,
        }
    }

    /// The number, likewise.
    pub fn number(&self) -> Option<&NumberMention> {
        match &self.value {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The room, likewise.
    pub fn room(&self) -> Option<&Room> {
        match &self.value {
            Value::Room(room) => Some(room),
            _ => None,
        }
    }
}
