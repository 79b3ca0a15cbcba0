//! "recieve".

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::passage::{FIELD, Passage};
use crate::check::words::Kind;
use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::{Finding, Level};
use crate::language::{Dictionary, List};
use crate::node::{Decode as _, Holds};
use crate::text::{Script, fold};

pub(super) static RULE: Rule = Rule {
    name: "misspelt-word",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a word is misspelt",
    checks: "Words of the prose, the subject and other running text against the dictionary of the language \
             (`spelling.aff` and `spelling.dic` in its folder, in the form of Hunspell; English comes with one, and \
             `--dictionaries` takes those of the system). Where one letter makes a known word of it, it is a warning; \
             an unknown word that is alone is a note. Names and words with capitals are known, unless one letter makes \
             a set term of them (\"General Assemby\"); so are the words of the office, of the record's names and \
             titles, and those of `known-words` in words.toml and in the `[words.checker]` of office.toml. Symbols, \
             addresses, quotations and paragraphs of another language are passed over.",
    why: "It is what readers see first, and what no search finds.",
    example: "We recieve the Member States of the General Assemby.",
    instead: "We receive the Member States of the General Assembly.",
    source: "the dictionary of the language",
    scope: Scope::Package(check),
};

/// So many near words are named.
const NAMED: usize = 3;
/// Of unknown words without a near one, so many are said; where there are more, the letter has a
/// vocabulary of its own.
const MOST_NOTES: usize = 3;
/// For so many words that are unknown, near ones are sought.
const MOST_SOUGHT: usize = 64;

/// An unknown word: where it stands first, and how often.
struct Unknown<'a> {
    passage: &'a Passage<'a>,
    range: Range<usize>,
    count: usize,
}

fn check<'a>(case: &'a Case<'a>, found: &mut Found) {
    let mut names = None;
    let mut said = BTreeSet::new();
    for piece in &case.pieces {
        let Some(dictionary) = piece.house.dictionary.as_deref() else {
            continue;
        };
        if let Some(why) = dictionary.mistake() {
            let name = piece.house.language.name();
            let finding = RULE.finding(format!("the dictionary of {name} cannot be read: {why}"));
            if said.insert(name) {
                found.push(finding.at(piece.record.place("language")));
            }
            continue;
        }
        let mut unknown: BTreeMap<&str, Unknown<'_>> = BTreeMap::new();
        for passage in piece.own() {
            let words = unknown_words(piece, dictionary, passage);
            let foreign = words.len() > 2 && words.len() * 4 > passage.words().len();
            for range in words.into_iter().filter(|_| !foreign) {
                let word = &passage.text()[range.clone()];
                let names = names.get_or_insert_with(|| names_of(case));
                if !names.contains(&fold(word)) && !piece.house.uses_word(word) {
                    let one = Unknown { passage, range, count: 0 };
                    unknown.entry(word).or_insert(one).count += 1;
                }
            }
        }
        judge(piece, dictionary, &unknown, found);
    }
}

fn judge(
    piece: &Piece<'_>,
    dictionary: &Dictionary,
    unknown: &BTreeMap<&str, Unknown<'_>>,
    found: &mut Found,
) {
    let terms = terms(piece);
    let mut notes: Vec<Finding> = Vec::new();
    for (word, one) in unknown.iter().take(MOST_SOUGHT) {
        let place = one.passage.place(one.range.clone());
        let capital = word.starts_with(char::is_uppercase);
        let near: Vec<String> = if capital {
            let near = |term: &&String| strsim::damerau_levenshtein(term, word) == 1;
            terms.iter().filter(near).cloned().collect()
        } else {
            dictionary.near(word)
        };
        let finding = RULE.finding(format!("\"{word}\" is in no dictionary")).at(place);
        match near.as_slice() {
            // What is written so twice is hardly a slip of the hand.
            [_, ..] if one.count == 1 || capital => found.push(finding.help(named(&near))),
            [_, ..] => notes.push(finding.level(Level::Note).help(named(&near))),
            [] if capital => {}
            [] => notes.push(finding.level(Level::Note)),
        }
    }
    if notes.len() > MOST_NOTES {
        return;
    }
    for mut note in notes {
        let word = note.place.as_ref().map_or("", |place| place.text());
        if note.help.is_empty() {
            let near = dictionary.suggest(word);
            if !near.is_empty() {
                note = note.help(named(&near));
            }
        }
        found.push(note.help("a word of the office's own goes into `known-words`, under `[words.checker]` of its office.toml"));
    }
}

/// "receive", "relieve" or "recite"?
fn named(near: &[String]) -> String {
    let words: Vec<_> = near.iter().take(NAMED).map(|word| format!("\"{word}\"")).collect();
    format!("{}?", words.join(", "))
}

/// The words of a passage that the dictionary does not have.
fn unknown_words(
    piece: &Piece<'_>,
    dictionary: &Dictionary,
    passage: &Passage<'_>,
) -> Vec<Range<usize>> {
    if passage.is_in_capitals() || piece.house.lexicon.reading.words.unspaced {
        return Vec::new();
    }
    let text = passage.text();
    let script = piece.house.language.script().unwrap_or(Script::Latin);
    let letters = passage.words().iter().filter(|word| word.kind == Kind::Letters);
    let mut unknown = Vec::new();
    for word in letters {
        let said = &text[word.range.clone()];
        let (start, end) = (word.range.start, word.range.end);
        if said.len() < 4
            || dictionary.has(said)
            || said.contains(|c: char| c.is_numeric())
            || said.chars().skip(1).any(char::is_uppercase) && !said.contains(['-', '‑'])
            || said
                .chars()
                .any(|c| Script::of(c).is_some_and(|found| found != script))
            || is_held(&text[..start], &text[end..])
        {
            continue;
        }
        let parts = said.split(['-', '‑']).map(|part| range_of(part, said, start));
        for range in parts {
            let part = &text[range.clone()];
            let bare = part.trim_end_matches("'s").trim_end_matches("’s");
            let range = range.start..range.start + bare.len();
            let known = bare.chars().nth(3).is_none()
                || bare.chars().skip(1).any(char::is_uppercase)
                || is_known(piece, dictionary, bare)
                || passage.is_address(start)
                || passage.is_quotation(start);
            if !known {
                unknown.push(range);
            }
        }
    }
    unknown
}

fn range_of(part: &str, of: &str, start: usize) -> Range<usize> {
    let at = start + (part.as_ptr() as usize - of.as_ptr() as usize);
    at..at + part.len()
}

/// Whether marks or a merge field hold a word: it is part of a symbol, path or address.
fn is_held(before: &str, after: &str) -> bool {
    let mark = |c: char| matches!(c, '/' | '@' | '_' | '\\' | '\u{1}' | '#' | '&') || c == FIELD;
    before.ends_with(mark)
        || before.ends_with(|c: char| c == '.' || c.is_numeric())
        || after.starts_with(mark)
        || after
            .strip_prefix('.')
            .is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
}

/// Whether a word is known without accents, in small letters, or but for what stands before it in the
/// word.
fn is_known(piece: &Piece<'_>, dictionary: &Dictionary, word: &str) -> bool {
    let small = word.to_lowercase();
    if dictionary.has(word) || dictionary.has(&small) {
        return true;
    }
    // "Chargé" in a language without accents is the word without one.
    if !word.is_ascii() && !dictionary.tells_accents() && dictionary.has(&fold(word)) {
        return true;
    }
    if piece.has(List::KnownWords, word) || piece.has(List::Prefixes, word) {
        return true;
    }
    let prefixes = piece.list(List::Prefixes).unwrap_or_default();
    prefixes.iter().any(|prefix| {
        let rest = small.strip_prefix(prefix.as_str());
        rest.is_some_and(|rest| rest.chars().nth(3).is_some() && dictionary.has(rest))
    })
}

/// The words of all names, titles and other fields of a package that are no running text; of
/// sentences among them, those with capitals.
fn names_of(case: &Case<'_>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for piece in &case.pieces {
        piece.letter.each_text(&mut |_, holds, text| {
            if matches!(holds, Holds::Prose) {
                return;
            }
            let all = matches!(holds, Holds::Name | Holds::Proper | Holds::Code);
            let words = text.split(|c: char| !c.is_alphanumeric());
            let own = words.filter(|word| all || word.starts_with(char::is_uppercase));
            names.extend(own.filter(|word| !word.is_empty()).map(fold));
        });
        for cell in piece.letter.row.0.values() {
            names.extend(cell.split(|c: char| !c.is_alphanumeric()).map(fold));
        }
    }
    names
}

/// The words with capitals of the language's set terms, of five letters and more.
fn terms(piece: &Piece<'_>) -> Vec<String> {
    let lexicon = &piece.house.lexicon;
    let names = lexicon.bodies.values().chain(lexicon.rooms.values()).flatten();
    let names = lexicon.terms.iter().chain(lexicon.names.values()).chain(names);
    let offices = piece.pairs(List::JointOffices).unwrap_or_default().iter();
    let names = names.chain(offices.flat_map(|(one, several)| [one, several]));
    let words = names.flat_map(|name| name.split(|c: char| !c.is_alphanumeric()));
    let long = |word: &&str| word.starts_with(char::is_uppercase) && word.chars().nth(4).is_some();
    let words: BTreeSet<_> = words.filter(long).map(str::to_owned).collect();
    words.into_iter().collect()
}
