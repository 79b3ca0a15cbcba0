//! "the UN".

use crate::check::token::{mended, word_after};
use crate::check::words::Kind;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

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

/// Words after which, with "UN", a body calls itself so.
const OWN_NAMES: &[&str] =
    &["Women", "Habitat", "News", "DESA", "Tourism", "Web", "Volunteers", "Environment"];

fn check(letter: &Piece<'_>, found: &mut Found) {
    let names = &letter.house.lexicon.names;
    if names.is_empty() {
        return;
    }
    for passage in letter.own() {
        let text = passage.text();
        for word in passage.words() {
            let (start, end) = (word.range.start, word.range.end);
            let whole = &text[word.range.clone()];
            let short = whole.strip_suffix("'s").or(whole.strip_suffix("’s")).unwrap_or(whole);
            let Some(name) = names.get(short).filter(|_| word.kind == Kind::Letters) else {
                continue;
            };
            let mark = |c: char| matches!(c, '/' | '-' | '.' | '&' | '@' | '_' | '(' | '[');
            let held = text[..start].ends_with(mark)
                || text[end..].starts_with(['/', '-', '&', '_', ')', ']']);
            let body = OWN_NAMES.contains(&word_after(text, end)) && text[end..].starts_with(' ');
            let capitals = !text.chars().any(char::is_lowercase);
            if held || body || capitals || passage.is_address(start) || passage.is_quotation(start)
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
