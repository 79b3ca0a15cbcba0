//! "Zero Draft" beside "zero draft".

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::passage::{FIELD, Passage};
use crate::check::words::{Kind, Word, begins_sentence};
use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "mixed-capitals",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a term is written with capitals and without",
    checks: "Two words side by side, and words with a hyphen, that the prose of a package writes in two ways of \
             capitals: \"Zero Draft\" and \"zero draft\", \"Co-Facilitators\" and \"Co-facilitators\". The beginning \
             of a sentence, parts of longer names (\"Security Council Reform\"), titles that go on (\"the High-level \
             Meeting on Water\"), text in capitals and quotations are passed over; terms of the lists are a matter of \
             `mixed-terms`. Only in languages whose nouns have small letters.",
    why: "A reader asks whether the Zero Draft and the zero draft are the same.",
    example: "The Zero Draft is ready. We invite comments on the zero draft.",
    instead: "The zero draft is ready. We invite comments on the zero draft.",
    source: "United Nations Editorial Manual: capitals",
    scope: Scope::Package(check),
};

/// A use of a term.
struct Use<'a> {
    passage: &'a Passage<'a>,
    range: Range<usize>,
}

impl Use<'_> {
    fn text(&self) -> &str {
        &self.passage.text()[self.range.clone()]
    }
}

fn check<'a>(case: &'a Case<'a>, found: &mut Found) {
    // Of each term, its first use in each way of capitals.
    let mut terms: BTreeMap<String, Vec<Use<'_>>> = BTreeMap::new();
    let cased = |piece: &&Piece<'_>| {
        let words = &piece.house.lexicon.reading.words;
        !words.capital_nouns && !words.unspaced && piece.list(List::NoCapitals).is_some()
    };
    for piece in case.pieces.iter().filter(cased) {
        for passage in piece.prose.iter().filter(|passage| !passage.quoted) {
            uses_of(piece, passage, &mut terms);
        }
    }
    for uses in terms.values().filter(|uses| uses.len() > 1) {
        let first = &uses[0];
        for odd in &uses[1..] {
            found.push(
                RULE.finding(format!("\"{}\" beside \"{}\"", odd.text(), first.text()))
                    .at(odd.passage.place(odd.range.clone()))
                    .related(first.passage.place(first.range.clone()), "the other way")
                    .help("write it in one way"),
            );
        }
    }
}

fn uses_of<'a>(
    piece: &Piece<'_>,
    passage: &'a Passage<'a>,
    terms: &mut BTreeMap<String, Vec<Use<'a>>>,
) {
    let (text, words) = (passage.text(), passage.words());
    let is_word = |word: &Word| word.kind == Kind::Letters;
    // The word before, where it can begin a term.
    let mut before: Option<usize> = None;
    for (at, word) in words.iter().enumerate().filter(|(_, word)| is_word(word)) {
        let said = &text[word.range.clone()];
        if said.contains('-') {
            add(piece, passage, word.range.clone(), at, at, terms);
        }
        let of_term = is_of_term(piece, said);
        if let Some(before) = before.filter(|before| *before + 1 == at && of_term)
            && &text[words[before].range.end..word.range.start] == " "
        {
            add(piece, passage, words[before].range.start..word.range.end, before, at, terms);
        }
        before = of_term.then_some(at);
    }
}

/// Whether a word can be one of a term: long enough, and no word of grammar.
fn is_of_term(piece: &Piece<'_>, word: &str) -> bool {
    word.chars().nth(3).is_some() && !piece.has(List::NoCapitals, word)
}

fn add<'a>(
    piece: &Piece<'_>,
    passage: &'a Passage<'a>,
    range: Range<usize>,
    first: usize,
    last: usize,
    terms: &mut BTreeMap<String, Vec<Use<'a>>>,
) {
    let text = passage.text();
    let said = &text[range.clone()];
    // An item of a list within the paragraph begins like a sentence.
    let item = text[..range.start]
        .trim_end()
        .ends_with([')', ';', '–', '—', '/', '\u{1}', FIELD]);
    let begins =
        said.starts_with(char::is_uppercase) && (item || begins_sentence(text, range.start));
    let capitals = !said.chars().any(char::is_lowercase);
    if begins || capitals || passage.is_quotation(range.start) || passage.is_address(range.start) {
        return;
    }
    let capital = said.chars().any(char::is_uppercase);
    if capital && is_longer(piece, passage, first, last) {
        return;
    }
    let mut terms_here = passage.found(List::Terms).iter();
    let listed = terms_here.any(|hit| hit.start < range.end && range.start < hit.end);
    if listed {
        return;
    }
    let uses = terms.entry(said.to_lowercase()).or_default();
    if !uses.iter().any(|one| one.text() == said) {
        uses.push(Use { passage, range });
    }
}

/// Whether words with a capital are part of a longer name: another word of it stands before or
/// follows, perhaps beyond words of grammar ("Meeting on the Law"), or a number does.
fn is_longer(piece: &Piece<'_>, passage: &Passage<'_>, first: usize, last: usize) -> bool {
    let (text, words) = (passage.text(), passage.words());
    let joined = |at: usize| {
        let pair = words.get(at).zip(words.get(at + 1));
        pair.is_some_and(|(word, next)| &text[word.range.end..next.range.start] == " ")
    };
    let capital = |at: usize| passage.word(at).starts_with(char::is_uppercase);
    let mut at = first;
    for _ in 0..=MOST_BETWEEN {
        let Some(before) = at.checked_sub(1).filter(|before| joined(*before)) else {
            break;
        };
        at = before;
        if capital(at) {
            if !begins_sentence(text, words[at].range.start) {
                return true;
            }
            break;
        }
        if !piece.has(List::NoCapitals, passage.word(at)) {
            break;
        }
    }
    let mut at = last;
    for _ in 0..=MOST_BETWEEN {
        if !joined(at) {
            return false;
        }
        at += 1;
        if capital(at) || words.get(at).is_some_and(|word| word.kind == Kind::Figures) {
            return true;
        }
        if !piece.has(List::NoCapitals, passage.word(at)) {
            return false;
        }
    }
    false
}

/// So many words of grammar may stand within a name: "Meeting of the".
const MOST_BETWEEN: usize = 3;
