//! An enclosure that the prose mentions and nobody put in.

use crate::check::{Family, Found, Piece, Rule, Scope, words};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "enclosure-not-listed",
    family: Family::Prose,
    level: Level::Error,
    most: Level::Error,
    summary: "the prose encloses something, and the record has no enclosure",
    checks: "Phrases that enclose: \"enclose herewith\", \"please find attached\", \"the attached draft\". The \
             weaker of them (\"the attached\", \"is attached\") are a warning. What is attached to another letter \
             or to a resolution, importance that is attached, and quoted text are passed over. English letters only.",
    why: "The forgotten enclosure is the commonest mistake of all mail.",
    example: "Please find attached the draft programme.   (no `enclosures`)",
    instead: "enclosures:\n  - { title: the draft programme, file: programme.pdf }",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1, paragraph 32",
    scope: Scope::Letter(check),
};

/// What nobody says without enclosing something.
const CERTAIN: &[&str] = &[
    "enclose herewith",
    "enclosed herewith",
    "attach herewith",
    "attached herewith",
    "attached hereto",
    "annexed hereto",
    "please find attached",
    "please find enclosed",
    "find attached",
    "find enclosed",
    "transmit herewith",
    "transmitted herewith",
    "forward herewith",
    "attached please find",
    "have the honour to enclose",
    "have the honour to attach",
    "have attached",
    "have enclosed",
    "attached to this letter",
    "annexed to this letter",
    "annexed to the present letter",
    "enclosed with this letter",
];

/// What is usually said of an enclosure.
const LIKELY: &[&str] = &[
    "the attached", "the enclosed", "is attached", "are attached", "is enclosed", "are enclosed",
    "as attached",
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.letter.enclosures.is_empty() || !letter.is_english() {
        return;
    }
    for passage in letter.prose.iter().filter(|passage| !passage.quoted) {
        let text = passage.text();
        let certain = CERTAIN
            .iter()
            .flat_map(|phrase| words::find(text, phrase))
            .min_by_key(|range| range.start);
        let likely = || {
            let ranges = LIKELY.iter().flat_map(|phrase| words::find(text, phrase));
            ranges
                .filter(|range| !is_elsewhere(&text[range.end..]))
                .min_by_key(|range| range.start)
        };
        let (range, level) = match (certain, likely()) {
            (Some(range), _) => (range, Level::Error),
            (None, Some(range)) => (range, Level::Warning),
            (None, None) => continue,
        };
        if passage.is_quotation(range.start) {
            continue;
        }
        found.push(
            RULE.finding("the prose mentions an enclosure, and the record has none")
                .at(passage.place(range))
                .level(level)
                .help("add it: `enclosures: { title: the draft programme, file: programme.pdf }`"),
        );
    }
}

/// Whether the next words say that it is attached to something else.
fn is_elsewhere(rest: &str) -> bool {
    let sentence = &rest[..rest.find('.').unwrap_or(rest.len())];
    let next: String = sentence.chars().take(40).collect::<String>().to_lowercase();
    let to = next.trim_start();
    (to.starts_with("to ") && !to.starts_with("to this ") && !to.starts_with("to the present "))
        || to.starts_with("importance")
}
