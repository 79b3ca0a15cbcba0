//! "In my capacity as Chair", signed by a Co-Chair.

use crate::check::words::word_right_before;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    name: "function-differs",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the signature bears another function than the letter",
    checks: "The function in which those who sign say that they write (\"in my capacity as Chair\", \"in our capacity \
             as Co-Facilitators\"), against the capacities and titles of the signatures, where these name a function \
             of the same list (`functions` in words.toml) and none of them that one. Functions of two bodies, each \
             named, are passed over; so are the capacities of others.",
    why: "The addressee answers to the function, and has to guess which of the two is right.",
    example: "In our capacity as Co-Facilitators …   (signed: Co-Chair, Co-Chair)",
    instead: "In our capacity as Co-Chairs …",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(functions) = letter.list(List::Functions) else {
        return;
    };
    let signatories = &letter.letter.signatories;
    let signed: Vec<_> = signatories
        .iter()
        .flat_map(|one| [&one.capacity, &one.title])
        .flatten()
        .map(|text| (text, letter.house.phrases.find(text)))
        .collect();
    let stem = |item: usize| functions.get(item).map(|word| fold(word));
    let theirs: Vec<_> = signed
        .iter()
        .flat_map(|(text, hits)| hits.iter().map(move |hit| (text, hit)))
        // "Co-Chair" holds no Chair.
        .filter(|(text, hit)| hit.list == List::Functions && !text[..hit.start].ends_with('-'))
        .collect();
    if theirs.is_empty() {
        return;
    }
    for passage in letter.prose.iter().filter(|passage| !passage.quoted) {
        let text = passage.text();
        for capacity in passage.found(List::InCapacity) {
            let before = text[..capacity.start].trim_end().len();
            let owner = word_right_before(text, capacity.start);
            if passage.found_before(List::Owning, before).is_none()
                || letter.has(List::OwnedByOthers, owner)
            {
                continue;
            }
            let mut at = passage.after_space(capacity.end);
            let article = crate::check::words::word_after(text, at);
            if letter.has(List::Articles, article) {
                at = passage.after_space(at + article.len());
            }
            let hits = passage.found(List::Functions).iter().filter(|hit| hit.start == at);
            let Some(ours) = hits.max_by_key(|hit| hit.end) else { continue };
            let same = |item: usize| {
                let (a, b) = (stem(item), stem(ours.item));
                a.zip(b).is_some_and(|(a, b)| a.starts_with(&b) || b.starts_with(&a))
            };
            let ours_of = of_what(letter, &text[ours.end..]);
            let elsewhere = theirs.iter().all(|(text, hit)| {
                let theirs_of = of_what(letter, &text[hit.end..]);
                !ours_of.is_empty() && !theirs_of.is_empty() && theirs_of != ours_of
            });
            if theirs.iter().any(|(_, hit)| same(hit.item))
                || elsewhere
                || passage.is_quotation(ours.start)
            {
                continue;
            }
            let (signed, hit) = theirs[0];
            found.push(
                RULE.finding(format!(
                    "the letter says \"{}\", and the signature \"{}\"",
                    &text[ours.range()],
                    &signed[hit.range()]
                ))
                .at(passage.place(ours.range()))
                .related(letter.record.place("signatories"), "who signs")
                .help("name the function in one way"),
            );
        }
    }
}

/// Of what somebody is the head: the first words after a function, up to a mark.
fn of_what(letter: &Piece<'_>, rest: &str) -> String {
    let clause = rest.split([',', '.', ';', '\n']).next().unwrap_or_default();
    let words = clause
        .split_whitespace()
        .filter(|word| !letter.has(List::Articles, word));
    fold(&words.take(4).collect::<Vec<_>>().join(" "))
}
