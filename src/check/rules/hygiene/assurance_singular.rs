//! "the assurance of my highest consideration".

use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "assurance-singular",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the close gives one assurance",
    checks: "\"The assurance of my (our, its) highest consideration\" in prose and in a close of its own. \
             Any other assurance (\"the assurance of the Government that …\") may be single.",
    why: "The complimentary close is a formula, and a formula with a slip is noticed first.",
    example: "Please accept, Excellency, the assurance of my highest consideration.",
    instead: "Please accept, Excellency, the assurances of my highest consideration.",
    source: "general practice of the United Nations: \"the assurances of my highest consideration\"",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(pairs) = letter.pairs(List::Assurance) else {
        return;
    };
    for passage in letter.own() {
        for hit in passage.found(List::Assurance).iter().filter(|hit| hit.item % 2 == 0) {
            let mut rest = passage.text()[hit.end..].split_whitespace();
            let whose = rest.next().unwrap_or_default();
            let formula = letter.has_exactly(List::AssuranceOf, whose)
                && rest.take(4).any(|word| {
                    letter.has_exactly(List::Consideration, word.trim_end_matches(['.', ',', '…']))
                });
            if !formula || passage.is_quotation(hit.start) {
                continue;
            }
            let (one, several) = &pairs[hit.item / 2];
            let (one, several) = (first_word(one), first_word(several));
            let finding = RULE
                .finding(format!("\"{one}\" in the complimentary close"))
                .help(format!("write \"{several}\""));
            found.push(mended(finding, passage, hit.start..hit.start + one.len(), several));
        }
    }
}

fn first_word(phrase: &str) -> &str {
    phrase.split(' ').next().unwrap_or(phrase)
}
