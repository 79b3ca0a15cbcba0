//! "Please find attached letter".

use crate::check::words::word_after;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "missing-article",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "an article is missing",
    checks: "One thing that is enclosed or attached, right after \"find attached\", \"transmit herewith\" and the like \
             (`before-article` in words.toml), without \"the\", \"a\" or a word of possession: \"find attached letter\". \
             Several things, a thing with its number or symbol, and quotations are passed over.",
    why: "The sentence was put together from two, and the reader stops at the seam.",
    example: "Please find attached letter from the Co-Chairs.",
    instead: "Please find attached a letter from the Co-Chairs.",
    source: "general practice; real letters slip so",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(things) = letter.list(List::OneThing) else {
        return;
    };
    for passage in letter.own().filter(|passage| passage.path().is_none()) {
        let text = passage.text();
        for hit in passage.found(List::BeforeArticle) {
            let start = passage.after_space(hit.end);
            let thing = word_after(text, hit.end);
            let end = start + thing.len();
            let known = start > hit.end && things.iter().any(|known| known == thing);
            // "Letter No. 3", "document A/72/313": a name needs no article.
            let rest = text[end..].trim_start();
            let named = rest
                .starts_with(|c: char| c.is_ascii_digit() || c == '/' || c == '\u{FFFC}')
                || rest.starts_with("No")
                || rest.chars().next().is_some_and(char::is_uppercase);
            if known && !named && !passage.is_quotation(start) {
                found.push(
                    RULE.finding(format!("\"{}\" lacks an article", &text[hit.start..end]))
                        .at(passage.place(hit.start..end))
                        .help(format!("write \"the {thing}\" or \"a {thing}\"")),
                );
            }
        }
    }
}
