//! "the UN".

use std::ops::Range;

use crate::check::fix::mended;
use crate::check::passage::Passage;
use crate::check::words::{Kind, begins_sentence, word_after, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "abbreviated-name",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a name that is always written out is abbreviated",
    checks: "Abbreviations of the language's and the office's lists (`names` in words.toml and in the `[words]` of \
             office.toml) as words of the prose. Symbols, addresses, names that hold the abbreviation (UN-Women, UN \
             Ocean Conference, Model UN), an abbreviation in brackets after its name, and quotations are passed over; \
             so are letters of institutions that keep a manual of their own (`manual` in the `[style]` of office.toml).",
    why: "In formal correspondence the Organization and its organs bear their full names.",
    example: "at the UN in New York; GA resolution 72/313",
    instead: "at the United Nations in New York; General Assembly resolution 72/313",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1: United Nations, General Assembly, Security \
             Council and Secretary-General are not abbreviated",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let names = &letter.house.lexicon.names;
    let mut keeps_manual = None;
    for passage in letter.own() {
        let text = passage.text();
        for hit in passage.found(List::Names) {
            let Some(word) = passage.word_at(hit.start).map(|at| &passage.words()[at]) else {
                continue;
            };
            let (start, end) = (word.range.start, word.range.end);
            let whole = &text[word.range.clone()];
            let short = whole.strip_suffix("'s").or(whole.strip_suffix("’s")).unwrap_or(whole);
            let is_hit = short.len() == hit.end - hit.start && word.kind == Kind::Letters;
            let Some(name) = names.get(short).filter(|_| is_hit) else {
                continue;
            };
            let mark = |c: char| matches!(c, '/' | '-' | '.' | '&' | '@' | '_' | '(' | '[');
            let held = text[..start].ends_with(mark)
                || text[end..].starts_with(['/', '-', '&', '_', ')', ']']);
            let body = text[end..].starts_with(' ')
                && letter.has_exactly(List::OwnNames, word_after(text, end));
            if held
                || body
                || is_in_name(letter, passage, start..end)
                || passage.is_in_capitals()
                || passage.is_address(start)
                || passage.is_quotation(start)
            {
                continue;
            }
            let own = letter.house.office.words.names.contains_key(short);
            if !own && !*keeps_manual.get_or_insert_with(|| letter.keeps_manual()) {
                continue;
            }
            let finding = RULE
                .finding(format!("\"{short}\" is abbreviated"))
                .help(format!("write \"{name}\""));
            found.push(mended(finding, passage, start..start + short.len(), name));
        }
    }
}

/// Whether an abbreviation is part of a proper name: two words with capitals follow that are no term
/// of the lists ("UN Ocean Conference"), or one stands right before it ("Model UN").
fn is_in_name(letter: &Piece<'_>, passage: &Passage<'_>, range: Range<usize>) -> bool {
    let text = passage.text();
    let capital = |word: &str| {
        word.starts_with(char::is_uppercase) && word.chars().nth(2).is_some_and(char::is_lowercase)
    };
    let rest = text[range.end..].strip_prefix(' ').unwrap_or_default();
    let start = text.len() - rest.len();
    let is_term = passage.found_at(List::Terms, start).is_some()
        || letter
            .house
            .lexicon
            .names
            .values()
            .any(|name| rest.starts_with(name.as_str()));
    let mut words = rest
        .split(' ')
        .map(|word| word.trim_end_matches([',', '.', ';', ':', ')']));
    let follows = !is_term && (0..2).all(|_| words.next().is_some_and(capital));
    let before = word_right_before(text, range.start);
    let before_start = text[..range.start].trim_end().len() - before.len();
    let name_before = capital(before)
        && !begins_sentence(text, before_start)
        && passage
            .found_before(List::Terms, text[..range.start].trim_end().len())
            .is_none();
    follows || name_before
}
