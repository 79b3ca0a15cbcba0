//! "We" over one name, "I" over two.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "voice-number",
    family: Family::Prose,
    level: Level::Error,
    most: Level::Error,
    summary: "I or we does not go with the number of signatories",
    checks: "Phrases by which signatories speak of themselves in the prose and in a close of its own: \"I have \
             the honour\", \"we wish\", \"our highest consideration\". With one signatory \
             a \"we\" is a warning, since one may sign for two. What is quoted, \"our Organization\" and the \
             number of \"Annex I\" are passed over.",
    why: "A letter of two that says I, or of one that says we, leaves open whose undertaking it is.",
    example: "We look forward to your participation.   (one signatory)",
    instead: "I look forward to your participation.",
    source: "general practice of the United Nations: my or our follows the number of signatories",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let count = letter.letter.signatories.len();
    if count == 0 {
        return;
    }
    let place = || letter.record.place("signatories");
    for passage in letter.passages().filter(|passage| !passage.quoted) {
        if passage.path().is_some_and(|path| path != "closing") {
            continue;
        }
        for (said, what) in [(List::Speaking, List::Deeds), (List::Owning, List::Belongings)] {
            let pairs = letter.pairs(said).unwrap_or_default();
            // Of each pair, what one person says comes first.
            let wrong = passage.found(said).iter();
            for hit in wrong.filter(|hit| (hit.item % 2 == 0) == (count > 1)) {
                let next = passage.after_space(hit.end);
                let (one, several) = &pairs[hit.item / 2];
                let (wrong, right) = if count > 1 { (one, several) } else { (several, one) };
                let said = &passage.text()[hit.range()];
                // "Annex i": a word of one capital is a numeral otherwise.
                let numeral = wrong.len() == 1 && said != wrong;
                if numeral
                    || passage.found_at(what, next).is_none()
                    || passage.is_quotation(hit.start)
                {
                    continue;
                }
                let who = if count > 1 {
                    format!("{count} sign this letter")
                } else {
                    "one person signs this letter".to_owned()
                };
                let mut finding = RULE
                    .finding(format!("\"{said}\", and {who}"))
                    .at(passage.place(hit.range()))
                    .related(place(), "who signs")
                    .help(format!("write \"{right}\", or correct the signatories"));
                if count == 1 {
                    finding = finding.level(Level::Warning);
                }
                found.push(finding);
            }
        }
    }
}
