//! "organise", "program".

use crate::check::fix::mended;
use crate::check::ranges::Ranges;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::{Hit, List};

pub(super) static RULE: Rule = Rule {
    name: "spelling-variant",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "a word is spelled otherwise than the house spells it",
    checks: "Words of the lists `spellings` and `ize` in words.toml and in the `[words]` of office.toml. Names \
             (\"Organisation for Economic Co-operation and Development\", \"Rockefeller Center\"), computer programs, \
             addresses, quotations, and letters of institutions that keep a manual of their own (`manual` in the \
             `[style]` of office.toml) are passed over.",
    why: "Two spellings in one letter tell that it was put together from two.",
    example: "a program to organise the work",
    instead: "a programme to organize the work",
    source: "United Nations Editorial Manual: spelling -ize, \"programme\", \"per cent\"",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let mut keeps_manual = None;
    for passage in letter.own() {
        let listed = passage.found(List::Spellings).iter();
        let mut hits: Vec<_> = listed.chain(passage.found(List::Ize)).collect();
        hits.sort_unstable_by_key(|hit| (hit.start, hit.list));
        for hit in hits {
            let start = hit.start;
            let said = passage.word_at(start).map_or("", |at| passage.word(at));
            let Some(right) = right(said, hit, letter) else {
                continue;
            };
            // A capital may belong to a name, which is spelled as its bearer does.
            if !said.starts_with(char::is_lowercase)
                || passage.is_address(start)
                || passage.is_quotation(start)
            {
                continue;
            }
            let excepted = passage.found(List::RightSpellings);
            if Ranges::of(excepted.iter().map(Hit::range)).meet(&hit.range()) {
                continue;
            }
            let words = &letter.house.office.words;
            let own = words.spellings.contains_key(said)
                || words.ize.iter().any(|stem| said.starts_with(stem.as_str()));
            if !own && !*keeps_manual.get_or_insert_with(|| letter.keeps_manual()) {
                continue;
            }
            let finding = RULE
                .finding(format!("\"{said}\" is a variant spelling"))
                .help(format!("write \"{right}\""));
            found.push(mended(finding, passage, start..start + said.len(), &right));
        }
    }
}

/// How the house spells a word.
fn right(said: &str, hit: &Hit, letter: &Piece<'_>) -> Option<String> {
    let lexicon = &letter.house.lexicon;
    if hit.list == List::Spellings {
        return lexicon.spellings.get(said).cloned();
    }
    // "organisation" with its z: its stem takes one.
    let stem = lexicon.ize.get(hit.item)?;
    let rest = said.strip_prefix(stem.as_str())?.strip_prefix("is")?;
    let listed = lexicon.spellings.contains_key(said);
    (rest.starts_with(['e', 'a', 'i']) && !listed).then(|| format!("{stem}iz{rest}"))
}
