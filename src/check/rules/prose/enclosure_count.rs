//! "Two documents", and one enclosure.

use crate::check::{Family, Found, Piece, Rule, Scope, words};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "enclosure-count",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the prose and the record disagree on the number of enclosures",
    checks: "A number before documents, letters, papers, texts, annexes, files or enclosures, in a sentence that \
             also encloses or attaches, against the number of `enclosures`. Documents that a sentence only \
             speaks of are passed over, and so is a number that is right for a part of the enclosures' titles. \
             English letters only.",
    why: "The addressee looks for the second document, and writes to ask for it.",
    example: "Please find attached two documents.   (one enclosure)",
    instead: "Please find attached one document, or the second enclosure",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1, paragraph 32",
    scope: Scope::Letter(check),
};

const NUMBERS: &[&str] =
    &["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const THINGS: &[&str] =
    &["document", "letter", "paper", "text", "annex", "file", "enclosure", "attachment", "annexe"];
const ENCLOSING: &[&str] = &[
    "enclose", "enclosed", "attach", "attached", "herewith", "transmit", "transmitted", "annexed",
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    let count = letter.letter.enclosures.len();
    if count == 0 || !letter.is_english() {
        return;
    }
    for passage in letter.prose.iter().filter(|passage| !passage.quoted) {
        let text = passage.text();
        let all = passage.words();
        let word = |at: usize| all.get(at).map_or("", |word| &text[word.range.clone()]);
        for at in 0..all.len() {
            let lower = word(at).to_lowercase();
            let number = NUMBERS.iter().position(|number| *number == lower).map(|at| at + 1);
            let number =
                number.or_else(|| lower.parse().ok().filter(|number| (1..=20).contains(number)));
            let Some(number) = number.filter(|number| *number != count) else {
                continue;
            };
            // One adjective may stand between: "two draft documents".
            let thing = (1..=2).find(|ahead| is_thing(word(at + ahead)));
            let Some(thing) = thing else { continue };
            let sentence = passage.sentence(all[at].range.start);
            let encloses = ENCLOSING
                .iter()
                .any(|verb| !words::find(&text[sentence.clone()], verb).is_empty());
            // "one of the documents" counts nothing, and neither does "article 2 documents".
            let counted = at == 0
                || !matches!(
                    word(at - 1).to_lowercase().as_str(),
                    "article" | "annex" | "part" | "room" | "cluster"
                );
            if encloses && counted && !passage.is_quotation(all[at].range.start) {
                let range = all[at].range.start..all[at + thing].range.end;
                let are = if count == 1 {
                    "is 1 enclosure".to_owned()
                } else {
                    format!("are {count} enclosures")
                };
                found.push(
                    RULE.finding(format!("the prose says {number}, and there {are}"))
                        .at(passage.place(range))
                        .related(letter.record.place_of_key("enclosures"), "the enclosures")
                        .help("correct the number, or the enclosures"),
                );
            }
        }
    }
}

fn is_thing(word: &str) -> bool {
    let word = word.to_lowercase();
    let one = word
        .strip_suffix("es")
        .filter(|one| *one == "annex")
        .or(word.strip_suffix('s'))
        .unwrap_or(&word);
    THINGS.contains(&one)
}
