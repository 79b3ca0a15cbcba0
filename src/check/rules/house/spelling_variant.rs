//! "organise", "program".

use crate::check::token::{mended, word_right_before};
use crate::check::words::Kind;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "spelling-variant",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "a word is spelled otherwise than the house spells it",
    checks: "Words of the lists `spellings` and `ize` in words.toml and in the `[words]` of office.toml. Names \
             (\"Organisation for Economic Co-operation and Development\", \"Rockefeller Center\"), computer programs, \
             addresses and quotations are passed over.",
    why: "Two spellings in one letter tell that it was put together from two.",
    example: "a program to organise the work",
    instead: "a programme to organize the work",
    source: "United Nations Editorial Manual: spelling -ize, \"programme\", \"per cent\"",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let lexicon = &letter.house.lexicon;
    if lexicon.spellings.is_empty() && lexicon.ize.is_empty() {
        return;
    }
    for passage in letter.own() {
        let text = passage.text();
        for word in passage.words().iter().filter(|word| word.kind == Kind::Letters) {
            let said = &text[word.range.clone()];
            // A capital may belong to a name, which is spelled as its bearer does.
            if !said.starts_with(char::is_lowercase) {
                continue;
            }
            let listed = lexicon.spellings.get(said).cloned();
            let Some(right) = listed.or_else(|| with_z(said, &lexicon.ize)) else {
                continue;
            };
            let start = word.range.start;
            let before = word_right_before(text, start);
            let computing =
                right.starts_with("programme") && matches!(before, "computer" | "software");
            if computing || passage.is_address(start) || passage.is_quotation(start) {
                continue;
            }
            let finding = RULE
                .finding(format!("\"{said}\" is a variant spelling"))
                .help(format!("write \"{right}\""));
            found.push(mended(finding, passage, word.range.clone(), &right));
        }
    }
}

/// "organisation" with its z, if its stem takes one.
fn with_z(word: &str, stems: &[String]) -> Option<String> {
    let at = word.match_indices("is").map(|(at, _)| at).find(|at| {
        stems.iter().any(|stem| word[..*at] == **stem)
            && word[at + 2..].starts_with(['e', 'a', 'i'])
    })?;
    Some(format!("{}iz{}", &word[..at], &word[at + 2..]))
}
