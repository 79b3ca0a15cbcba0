//! "3 meetings".

use crate::check::fix::mended;
use crate::check::words::{Kind, Word, begins_sentence, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::{Fact, Reader};

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
    if !letter.house.lexicon.reading.numbers.small_in_words {
        return;
    }
    let reader = letter.house.reader();
    for passage in letter
        .own()
        .filter(|passage| passage.text().contains(|c: char| c.is_ascii_digit()))
    {
        let text = passage.text();
        let all = passage.words();
        for number in passage.facts(reader).iter().filter_map(Fact::number) {
            let (start, end) = (number.figures.start, number.figures.end);
            let Some(at) = passage.word_at(start) else { continue };
            let Some(number) = counted(reader, text, &all[at], all.get(at + 1)) else {
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
                || !(1..10).contains(&number)
                || passage.is_address(start)
                || passage.is_quotation(start)
            {
                continue;
            }
            if counts_more(text, all, passage.sentence(start)) {
                continue;
            }
            let mut right = letter.house.language.number(number);
            if sentence && let Some(first) = right.get(..1) {
                right = first.to_uppercase() + &right[1..];
            }
            let finding = RULE
                .finding(format!("\"{number}\" is written in figures"))
                .help(format!("write \"{right}\""));
            found.push(mended(finding, passage, start..end, &right));
        }
    }
}

/// A figure that stands free before a noun.
fn counted(reader: &Reader, text: &str, word: &Word, next: Option<&Word>) -> Option<u32> {
    let next = next.filter(|next| next.kind == Kind::Letters)?;
    let free = text[..word.range.start]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || c == '(');
    let gap = &text[word.range.end..next.range.start];
    let noun = &text[next.range.clone()];
    let is_noun = noun.chars().all(|c| c.is_lowercase() || c == '-')
        && noun.len() > 2
        && !reader.is_measure(noun)
        && !text[next.range.end..].starts_with('.')
            | noun.ends_with('s')
            | (noun.chars().count() > 4);
    let figures = word.kind == Kind::Figures && word.range.len() == 1;
    (figures && free && gap == " " && is_noun)
        .then(|| text[word.range.clone()].parse().ok())
        .flatten()
}

/// Whether the sentence also counts something by figures of ten and more: then all are figures.
fn counts_more(text: &str, all: &[Word], sentence: std::ops::Range<usize>) -> bool {
    all.windows(2).any(|pair| {
        let (number, noun) = (&pair[0], &pair[1]);
        sentence.contains(&number.range.start)
            && number.kind == Kind::Figures
            && number.range.len() > 1
            && noun.kind == Kind::Letters
            && text[noun.range.clone()].starts_with(char::is_lowercase)
            && text[number.range.end..noun.range.start] == *" "
    })
}
