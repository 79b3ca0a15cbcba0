//! "We" over one name, "I" over two.

use crate::check::{Family, Found, Piece, Rule, Scope, words};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "voice-number",
    family: Family::Prose,
    level: Level::Error,
    most: Level::Error,
    summary: "I or we does not go with the number of signatories",
    checks: "Phrases by which signatories speak of themselves in the prose and in a close of its own: \"I have \
             the honour\", \"we wish\", \"our highest consideration\". English letters only. With one signatory \
             a \"we\" is a warning, since one may sign for two. What is quoted, \"our Organization\" and the \
             number of \"Annex I\" are passed over.",
    why: "A letter of two that says I, or of one that says we, leaves open whose undertaking it is.",
    example: "We look forward to your participation.   (one signatory)",
    instead: "I look forward to your participation.",
    source: "general practice of the United Nations: my or our follows the number of signatories",
    scope: Scope::Letter(check),
};

/// What a person does in a letter after saying I or we.
const DEEDS: &[&str] = &[
    "have the honour", "write", "wish", "would like", "look forward", "further wish", "also wish",
    "have the pleasure", "am pleased", "are pleased", "am writing", "are writing", "enclose",
    "transmit", "remain", "avail", "refer", "am grateful", "are grateful", "should be grateful",
    "would be grateful", "take this opportunity", "invite", "thank", "regret", "am honoured",
    "are honoured", "intend",
];

/// What belongs to those who sign, and to nobody else.
const BELONGINGS: &[&str] = &[
    "letter",
    "letters",
    "highest consideration",
    "capacity",
    "previous letter",
    "earlier letter",
    "sincere appreciation",
    "continued consideration",
    "invitation",
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    let count = letter.letter.signatories.len();
    if count == 0 || !letter.is_english() {
        return;
    }
    let (wrong, right) =
        if count > 1 { (["I", "my"], ["we", "our"]) } else { (["we", "our"], ["I", "my"]) };
    let place = letter.record.place("signatories");
    for passage in letter.passages().filter(|passage| !passage.quoted) {
        let own = passage.path().is_none_or(|path| path == "closing");
        for (at, (word, follow)) in
            [(wrong[0], DEEDS), (wrong[1], BELONGINGS)].into_iter().enumerate()
        {
            for range in words::find(passage.text(), word).into_iter().filter(|_| own) {
                let rest = passage.text()[range.end..].trim_start();
                let numeral = word == "I" && &passage.text()[range.clone()] != "I";
                let speaks = follow
                    .iter()
                    .any(|deed| words::find(rest, deed).first().is_some_and(|at| at.start == 0));
                if !speaks || numeral || passage.is_quotation(range.start) {
                    continue;
                }
                let said = &passage.text()[range.clone()];
                let who = if count > 1 {
                    format!("{count} sign this letter")
                } else {
                    "one person signs this letter".to_owned()
                };
                let mut finding = RULE
                    .finding(format!("\"{said}\", and {who}"))
                    .at(passage.place(range))
                    .related(place.clone(), "who signs")
                    .help(format!("write \"{}\", or correct the signatories", right[at]));
                if count == 1 {
                    finding = finding.level(Level::Warning);
                }
                found.push(finding);
            }
        }
    }
}
