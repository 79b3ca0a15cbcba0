//! "the UN".

use crate::check::fix::mended;
use crate::check::words::{Kind, word_after};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "abbreviated-name",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a name that is always written out is abbreviated",
    checks: "Abbreviations of the language's and the office's lists (`names` in words.toml and in the `[words]` of \
             office.toml) as words of the prose. Symbols, addresses, names that hold the abbreviation (UN-Women), \
             an abbreviation in brackets after its name, and quotations are passed over.",
    why: "In formal correspondence the Organization and its organs bear their full names.",
    example: "at the UN in New York; GA resolution 72/313",
    instead: "at the United Nations in New York; General Assembly resolution 72/313",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1: United Nations, General Assembly, Security \
             Council and Secretary-General are not abbreviated",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let names = &letter.house.lexicon.names;
    for passage in letter.own() {
        let text = passage.text();
        for hit in passage.found(List::Names) {
            let Some(word) = passage.word_at(hit.start).map(|at| &passage.words()[at]) else {
                continue;
            };
            let (start, end) = (word.range.start, word.range.end);
            let whole = &text[word.range.clone()];
            let short = whole.strip_suffix("'s").or(whole.strip_suffix("’s")).unwrap_or(whole);
            let is_hit = short.len() == hit.end - hit.start && word.kind == Kind::Letters;
            let Some(name) = names.get(short).filter(|_| is_hit) else {
                continue;
            };
            let mark = |c: char| matches!(c, '/' | '-' | '.' | '&' | '@' | '_' | '(' | '[');
            let held = text[..start].ends_with(mark)
                || text[end..].starts_with(['/', '-', '&', '_', ')', ']']);
            let body = text[end..].starts_with(' ')
                && letter.has_exactly(List::OwnNames, word_after(text, end));
            if held
                || body
                || passage.is_in_capitals()
                || passage.is_address(start)
                || passage.is_quotation(start)
            {
                continue;
            }
            let finding = RULE
                .finding(format!("\"{short}\" is abbreviated"))
                .help(format!("write \"{name}\""));
            found.push(mended(finding, passage, start..start + short.len(), name));
        }
    }
}
