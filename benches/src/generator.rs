//! A generator of letters: as many as asked, the same for the same seed, like those of real offices.
//!
//! Letters come in *matters*: the handful of letters that an office, its addressees and those who
//! answer write about one thing. Every matter is made from the seed and its own number alone, so
//! that the letters of a small archive are the first of a large one.

mod broken;
mod calendar;
mod chance;
mod draft;
mod matter;
mod people;
mod prose;
mod syntax;
mod topics;
mod value;

pub use broken::Fault;
pub use syntax::Syntax;

use broken::Breaker;
use draft::Draft;
use matter::Matter;

/// What is asked of the generator.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    /// How many letters.
    pub letters: usize,
    /// What all chance comes from.
    pub seed: u64,
    /// How many of a thousand letters are broken on purpose.
    pub broken: u32,
    /// How much longer than usual their prose is.
    pub words: f64,
}

impl Order {
    /// So many letters as offices write them, one in a thousand of them broken.
    pub fn of(letters: usize, seed: u64) -> Self {
        Self { letters, seed, broken: 1, words: 1.0 }
    }
}

/// A record as it lies in a folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generated {
    /// Its id.
    pub id: String,
    /// How it is written.
    pub syntax: Syntax,
    /// Its bytes; text, unless it is broken.
    pub bytes: Vec<u8>,
    /// What was broken on purpose.
    pub fault: Option<Fault>,
}

impl Generated {
    /// The name of its file.
    pub fn file(&self) -> String {
        format!("{}.{}", self.id, self.syntax.extension())
    }
}

/// The letters of an order, one after another; only one matter is held at a time.
pub fn letters(order: Order) -> impl Iterator<Item = Generated> {
    let mut breaker = Breaker::new(order.broken);
    (0..)
        .flat_map(move |number| Matter::new(order.seed, number, order.words).letters())
        .take(order.letters)
        .map(move |draft| finish(draft, &mut breaker))
}

/// The record of a draft, broken where its turn has come.
fn finish(mut draft: Draft, breaker: &mut Breaker) -> Generated {
    let fault = breaker.turn(&draft);
    if let Some(fault) = fault {
        fault.before(&mut draft);
    }
    let mut bytes = draft.syntax.write(&draft).into_bytes();
    if let Some(fault) = fault {
        fault.after(&draft, &mut bytes);
    }
    Generated { id: draft.id, syntax: draft.syntax, bytes, fault }
}
