//! What the prose of a version states, for comparing: each figure counts once.

use std::ops::Range;

use crate::check::Piece;
use crate::language::facts::{
    DateMention, Fact, NumberMention, Order, PartialDate, Room, Symbol, Value,
};
use crate::source::Place;

/// Something stated, with its place and its words.
#[derive(Debug, Clone)]
pub(super) struct Stated<T> {
    pub(super) what: T,
    pub(super) place: Place,
    pub(super) words: String,
}

/// What is the same in every language.
#[derive(Debug, Clone)]
pub(super) enum Said {
    /// A day, or a month of a year.
    Date(PartialDate),
    /// A time of day, in minutes after midnight.
    Time(u32),
    /// The symbol of a document.
    Symbol(String),
    /// A number in figures.
    Number(NumberMention),
}

/// What the prose of a version states, in order.
pub(super) fn stated(piece: &Piece<'_>) -> Vec<Stated<Said>> {
    let mut all = Vec::new();
    for passage in &piece.prose {
        for fact in passage.facts() {
            said(fact, passage.text(), &mut |what, range| {
                all.push(Stated {
                    what,
                    place: passage.place(range.clone()),
                    words: passage.text()[range].to_owned(),
                });
            });
        }
    }
    all
}

/// Those of one sort.
pub(super) fn pick<T>(all: &[Stated<Said>], of: impl Fn(&Said) -> Option<T>) -> Vec<Stated<T>> {
    let picked = all.iter().filter_map(|stated| {
        Some(Stated {
            what: of(&stated.what)?,
            place: stated.place.clone(),
            words: stated.words.clone(),
        })
    });
    picked.collect()
}

fn said(fact: &Fact, text: &str, see: &mut impl FnMut(Said, Range<usize>)) {
    match &fact.value {
        Value::Dates(dates) => {
            // A month without a year says little, and the word may mean something else.
            let says = |day: &&PartialDate| day.day.is_some() || day.year.is_some();
            for day in dates.days.iter().filter(says) {
                see(Said::Date(*day), words_of(dates));
            }
        }
        Value::Times(times) => {
            for point in times.points() {
                let minutes = u32::from(point.clock.hour) * 60 + u32::from(point.clock.minute);
                see(Said::Time(minutes), point.range.clone());
            }
        }
        Value::Symbol(symbol) => in_symbol(symbol, fact.range.clone(), text, see),
        Value::Number(number) if !number.words => {
            see(Said::Number(number.clone()), number.figures.clone());
        }
        Value::Room(Room { number: Some(number), place, .. })
            if number.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            see(Said::Number(plain(number, place.clone())), place.clone());
        }
        Value::Number(_) | Value::Room(_) | Value::Body(_) | Value::Enclosure => {}
    }
}

/// The bytes of a date without weekdays, and without what follows its year.
fn words_of(dates: &DateMention) -> Range<usize> {
    let core = dates.style.core.clone();
    match &dates.year {
        Some(year) if matches!(dates.style.order, Order::Day | Order::Month) => {
            core.start..year.end
        }
        _ => core,
    }
}

/// A symbol; the number of a resolution that has no session may stand without its word elsewhere,
/// and so may the year in brackets.
fn in_symbol(
    symbol: &Symbol,
    range: Range<usize>,
    text: &str,
    see: &mut impl FnMut(Said, Range<usize>),
) {
    let key = symbol.key();
    let (bare, year) = match key.split_once(" (") {
        Some((bare, year)) => (bare, year.trim_end_matches(')')),
        None => (key.as_str(), ""),
    };
    let open = text[range.clone()]
        .find(['(', '（'])
        .map_or(range.end, |at| range.start + at);
    let first = range.start..range.start + text[range.start..open].trim_end().len();
    if bare.contains('/') && bare.contains(|c: char| c.is_ascii_digit()) {
        see(Said::Symbol(bare.to_owned()), first);
    } else if let Some(number) = bare.split(' ').next().filter(|number| is_figures(number)) {
        let place = first.start..first.start + text[first].find(' ').unwrap_or(open - range.start);
        see(Said::Number(plain(number, place.clone())), place);
    }
    if is_figures(year) {
        let inner = text[open..range.end]
            .char_indices()
            .nth(1)
            .map_or(open, |(at, _)| open + at);
        let place =
            inner..range.end - text[..range.end].chars().next_back().map_or(0, char::len_utf8);
        see(Said::Number(plain(year, place.clone())), place);
    }
}

fn is_figures(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

fn plain(number: &str, figures: Range<usize>) -> NumberMention {
    NumberMention {
        value: number.to_owned(),
        other: None,
        ordinal: false,
        words: false,
        label: true,
        figures,
    }
}

/// Whether a version says a number in words, or may.
pub(super) fn in_words(number: &NumberMention, piece: &Piece<'_>) -> bool {
    let Some(whole) = number.whole() else {
        return false;
    };
    if !piece.house.reader().knows_numbers() {
        return whole <= 100;
    }
    // "one" hides in many words: it is taken to be there.
    whole < 2
        || numbers_in_words(piece).any(|said| {
            // Above a hundred figures are the rule, but for round numbers.
            said == whole || whole > 99 && whole.is_multiple_of(100) && said > 99
        })
}

fn numbers_in_words(piece: &Piece<'_>) -> impl Iterator<Item = u64> {
    let facts = piece.prose.iter().flat_map(|passage| passage.facts());
    let numbers = facts.filter_map(Fact::number).filter(|number| number.words);
    numbers.filter_map(NumberMention::whole)
}

/// Whether a number that stands in figures in one version alone is surely missing in the other.
pub(super) fn is_told(number: &NumberMention, piece: &Piece<'_>) -> bool {
    let known = piece.house.reader().knows_numbers();
    number.whole().is_none_or(|whole| whole > 100 || known && whole > 2)
}

/// Whether a version's prose speaks of something enclosed.
#[derive(Debug)]
pub(super) enum Enclosing {
    /// In words that mean nothing else, here.
    Surely(Place),
    /// In words that may mean it.
    Perhaps,
    /// Not at all.
    No,
}

/// Whether a version's prose speaks of something enclosed; none where its language does not say
/// by which words.
pub(super) fn enclosing(piece: &Piece<'_>) -> Option<Enclosing> {
    if !piece.house.reader().knows_enclosures() {
        return None;
    }
    let mut most = Enclosing::No;
    for passage in &piece.prose {
        let facts = passage.facts().iter();
        for fact in facts.filter(|fact| fact.value == Value::Enclosure) {
            if fact.certain {
                return Some(Enclosing::Surely(passage.place(fact.range.clone())));
            }
            most = Enclosing::Perhaps;
        }
    }
    Some(most)
}
