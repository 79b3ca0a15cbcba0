//! "the assurance of my highest consideration".

use crate::check::token::mended;
use crate::check::words::find;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "assurance-singular",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the close gives one assurance",
    checks: "\"The assurance of my (our, its) highest consideration\" in prose and in a close of its own, English \
             letters only. Any other assurance (\"the assurance of the Government that …\") may be single.",
    why: "The complimentary close is a formula, and a formula with a slip is noticed first.",
    example: "Please accept, Excellency, the assurance of my highest consideration.",
    instead: "Please accept, Excellency, the assurances of my highest consideration.",
    source: "general practice of the United Nations: \"the assurances of my highest consideration\"",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    if !letter.is_english() {
        return;
    }
    for passage in letter.own() {
        for range in find(passage.text(), "assurance of") {
            let mut rest = passage.text()[range.end..].split_whitespace();
            let whose = rest.next().unwrap_or_default();
            let what: Vec<_> = rest.take(4).collect();
            let formula = matches!(whose, "my" | "our" | "its" | "their" | "the")
                && what
                    .iter()
                    .any(|word| word.trim_end_matches(['.', ',', '…']) == "consideration");
            if !formula || passage.is_quotation(range.start) {
                continue;
            }
            let word = range.start..range.start + "assurance".len();
            let finding = RULE
                .finding("\"assurance\" in the complimentary close")
                .help("write \"assurances\"");
            found.push(mended(finding, passage, word, "assurances"));
        }
    }
}
