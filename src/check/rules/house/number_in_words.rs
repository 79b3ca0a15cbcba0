//! "3 meetings".

use crate::check::token::{begins_sentence, mended, word_right_before};
use crate::check::words::{Kind, Word};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "number-in-words",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "a number under ten is written in figures",
    checks: "Single figures in English prose that count something: \"3 meetings\". Dates, times, measures, sums, \
             percentages, numbers of rooms, paragraphs and the like, and sentences that also count something by \
             larger numbers are passed over.",
    why: "In formal correspondence small numbers are words.",
    example: "The group will hold 3 meetings.",
    instead: "The group will hold three meetings.",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1: numbers under ten in words",
    scope: Scope::Letter(check),
};

/// What is measured or continued, not counted.
const NOT_COUNTED: &[&str] = &[
    "per", "percent", "million", "billion", "trillion", "and", "or", "to", "of", "in", "at", "on",
    "by", "from", "is", "are", "was", "were", "above", "below", "thereof", "for", "with", "has",
    "have", "will", "shall", "may", "km", "kilometres", "metres", "hectares", "tons", "tonnes",
    "degrees", "dollars", "euros", "cents", "minutes", "hours", "seconds", "noon", "the", "which",
    "that", "should", "as", "respectively", "paragraph", "percentage", "times", "am", "pm",
    "through", "not", "et", "concerning", "entitled", "adopted", "can", "would", "but",
];

/// Nouns whose number stands after them.
const NUMBERED: &[&str] = &[
    "paragraph", "paragraphs", "item", "items", "chapter", "chapters", "article", "articles",
    "room", "annex", "section", "sections", "table", "figure", "step", "phase", "option", "goal",
    "goals", "target", "cluster", "clusters", "part", "version", "rule", "rules", "page", "pages",
    "no", "number", "numbers", "resolution", "decision", "class", "group", "zone", "line", "floor",
    "category", "tier", "pillar", "level", "appendix", "rev", "corr", "add", "subparagraph",
    "point", "points", "question", "track", "and", "to", "or", "than",
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.is_english() {
        return;
    }
    for passage in letter
        .own()
        .filter(|passage| passage.text().contains(|c: char| c.is_ascii_digit()))
    {
        let text = passage.text();
        let all = passage.words();
        for (at, word) in all.iter().enumerate() {
            let (start, end) = (word.range.start, word.range.end);
            let Some(number) = counted(text, word, all.get(at + 1)) else {
                continue;
            };
            let before = word_right_before(text, start);
            let sentence = begins_sentence(text, start);
            // "Goal 5 targets", "paragraphs 3 and 4 above": the number names and does not count.
            let names = NUMBERED.contains(&before.to_lowercase().as_str())
                || (before.starts_with(char::is_uppercase)
                    && !begins_sentence(text, start - before.len() - 1))
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
fn counted(text: &str, word: &Word, next: Option<&Word>) -> Option<u32> {
    let next = next.filter(|next| next.kind == Kind::Letters)?;
    let free = text[..word.range.start]
        .chars()
        .next_back()
        .is_none_or(|c| c.is_whitespace() || c == '(');
    let gap = &text[word.range.end..next.range.start];
    let noun = &text[next.range.clone()];
    let is_noun = noun.chars().all(|c| c.is_lowercase() || c == '-')
        && noun.len() > 2
        && !NOT_COUNTED.contains(&noun)
        && !text[next.range.end..].starts_with('.') | noun.ends_with('s');
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
