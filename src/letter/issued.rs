//! A letter as a document of the organ that issues it, and what its receiver notes on it.

use super::Day;
use crate::node::fields::fields;

fields! {
    /// How a letter is issued as a document.
    pub struct IssuedAs as "`issued-as`" {
        /// The organs whose document it is, each with its symbol.
        #[field(required)]
        pub organs: Vec<IssuingOrgan>,
        /// How it is distributed, if not generally: "Limited".
        #[holds(words)]
        pub distribution: Option<String>,
        /// The day on which it is issued.
        pub date: Option<Day>,
        /// The languages of the original as BCP 47 tags; the letter's when left out.
        #[holds(code)]
        pub original: Vec<String>,
        /// Who writes, as the heading says it; the office's name when left out.
        #[holds(words)]
        pub from: Option<String>,
        /// To whom, as the heading says it after "addressed": "the Secretary-General", "au Secrétaire général".
        #[holds(words)]
        pub to: Option<String>,
        /// The letter goes to several in the same words: "Identical letters".
        pub identical: bool,
        /// The whole heading, if not the usual one.
        #[holds(prose)]
        pub heading: Option<String>,
        /// The day on which it was issued once more for technical reasons.
        pub reissued: Option<Day>,
        /// Why, if not for technical reasons: the whole note.
        #[holds(prose)]
        pub reason: Option<String>,
    }
}

fields! {
    /// An organ that issues a letter as its document.
    pub struct IssuingOrgan as "an organ" {
        /// The organ: "General Assembly".
        #[holds(words)]
        pub organ: String,
        /// The symbol of the document: "A/80/512".
        #[holds(code)]
        pub symbol: String,
        /// The session or year: "Eightieth session".
        #[holds(words)]
        pub session: Option<String>,
        /// The items of its agenda under which it is issued.
        pub items: Vec<IssuedItem>,
        /// The symbol of the agenda, where it is provisional; a note at the foot gives it.
        #[holds(code)]
        pub provisional: Option<String>,
    }
}

fields! {
    /// An item of an organ's agenda.
    pub struct IssuedItem as "an item" {
        /// Its number: "68 (b)".
        #[holds(code)]
        pub number: Option<String>,
        /// Its title.
        #[holds(words)]
        pub title: Option<String>,
    }
}

fields! {
    /// What the receiver of a letter noted on it.
    pub struct Received as "`received`" {
        /// The day on which it came.
        pub date: Option<Day>,
        /// The number under which it was entered.
        #[holds(code)]
        pub number: Option<String>,
        /// Who received it.
        #[holds(proper)]
        pub by: Option<String>,
    }
}
