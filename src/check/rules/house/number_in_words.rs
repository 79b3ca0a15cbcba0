//! "3 meetings".

use std::ops::Range;

use crate::check::fix::mended;
use crate::check::passage::Passage;
use crate::check::words::{Kind, Word, begins_sentence, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::Fact;
use crate::text::capital;

pub(super) static RULE: Rule = Rule {
    name: "number-in-words",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "a number under ten is written in figures",
    checks: "Single figures in the prose that count something: \"3 meetings\". Dates, times, measures, sums, \
             percentages, numbers of rooms, paragraphs and the like, and sentences that also count something by \
             larger numbers are passed over. Only in languages whose small numbers have one form, whatever they \
             count.",
    why: "In formal correspondence small numbers are words.",
    example: "The group will hold 3 meetings.",
    instead: "The group will hold three meetings.",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1: numbers under ten in words",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let tables = &letter.house.lexicon.reading;
    if !tables.numbers.small_in_words {
        return;
    }
    // "un", "une": which of them is right the noun decides.
    let least = if tables.numbers.words.contains_key("1") { 2 } else { 1 };
    let reader = letter.house.reader();
    let mut keeps_manual = None;
    for passage in letter
        .own()
        .filter(|passage| passage.text().contains(|c: char| c.is_ascii_digit()))
    {
        let text = passage.text();
        let all = passage.words();
        for number in passage.facts().iter().filter_map(Fact::number) {
            let (start, end) = (number.figures.start, number.figures.end);
            let Some(at) = passage.word_at(start) else { continue };
            let Some(number) = counted(letter, text, &all[at], all.get(at + 1)) else {
                continue;
            };
            let before = word_right_before(text, start);
            let sentence = begins_sentence(text, start);
            // "Goal 5 targets", "paragraphs 3 and 4 above": the number names and does not count.
            let names = reader.is_label(before)
                || reader.is_joint(before)
                || (before.starts_with(char::is_uppercase)
                    && !begins_sentence(text, text[..start].trim_end().len() - before.len()))
                || text[..start]
                    .trim_end()
                    .ends_with([',', '–', '-', '$', '€', '£', '§'])
                || before.ends_with(|c: char| c.is_ascii_digit());
            if names
                || !(least..10).contains(&number)
                || passage.is_address(start)
                || passage.is_quotation(start)
            {
                continue;
            }
            if counts_more(passage, &passage.sentence(start)) {
                continue;
            }
            if !*keeps_manual.get_or_insert_with(|| letter.keeps_manual()) {
                return;
            }
            let right = letter.house.language.number(number);
            let right = if sentence { capital(&right) } else { right };
            let finding = RULE
                .finding(format!("\"{number}\" is written in figures"))
                .help(format!("write \"{right}\""));
            found.push(mended(finding, passage, start..end, &right));
        }
    }
}

/// A figure that stands free before a noun.
fn counted(letter: &Piece<'_>, text: &str, word: &Word, next: Option<&Word>) -> Option<u32> {
    let next = next.filter(|next| next.kind == Kind::Letters)?;
    let free = text[..word.range.start]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || c == '(');
    let gap = &text[word.range.end..next.range.start];
    let noun = &text[next.range.clone()];
    // Where nouns have capitals a name looks like any other noun.
    let capitals = letter.house.lexicon.reading.words.capital_nouns;
    let rest = noun
        .strip_prefix(|c: char| capitals && c.is_uppercase())
        .unwrap_or(noun);
    let is_noun = rest.chars().all(|c| c.is_lowercase() || c == '-')
        && noun.len() > 2
        && !letter.house.reader().is_measure(noun)
        && !text[next.range.end..].starts_with('.')
            | noun.ends_with('s')
            | (noun.chars().count() > 4);
    let figures = word.kind == Kind::Figures && word.range.len() == 1;
    (figures && free && gap == " " && is_noun)
        .then(|| text[word.range.clone()].parse().ok())
        .flatten()
}

/// Whether a sentence also counts something by figures of ten and more: then all are figures.
fn counts_more(passage: &Passage<'_>, sentence: &Range<usize>) -> bool {
    let numbers = passage.facts().iter().filter_map(Fact::number);
    let large = numbers.filter(|number| number.figures.len() > 1 && !number.label);
    large
        .filter(|number| sentence.contains(&number.figures.start))
        .any(|number| {
            let after = passage.text()[number.figures.end..].strip_prefix(' ');
            after.is_some_and(|after| after.starts_with(char::is_lowercase))
        })
}
