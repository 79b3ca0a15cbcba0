//! ",," and "..".

use crate::check::fix::mended;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "doubled-punctuation",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Error,
    summary: "a mark stands twice",
    checks: "Two commas, semicolons, colons or full stops in a row, and a comma or semicolon beside another mark. \
             \"…\", \"...\" and \"a.m.,\" are right; so are the two dots of a relative path or an open range. Merge fields are read with their \
             values; after one that ends in a full stop (\"p.m.\") the letter prints no other.",
    why: "It is left over where words were taken out or a merge field ended in a mark of its own.",
    example: "the President,, and the Co-Chairs. The meeting begins at 10 a.m..",
    instead: "the President, and the Co-Chairs. The meeting begins at 10 a.m.",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn is_mark(byte: u8) -> bool {
    matches!(byte, b',' | b';' | b'.' | b':')
}

const PAIRS: &[(&str, &str)] = &[
    (",,", ","),
    (";;", ";"),
    ("..", "."),
    ("::", ":"),
    (",.", "."),
    (";.", "."),
    (",;", ";"),
    (";,", ";"),
];

fn check(letter: &Piece<'_>, found: &mut Found) {
    for passage in letter.own_filled() {
        let text = passage.text();
        let marks = text.as_bytes().windows(2).enumerate();
        for (at, marks) in marks.filter(|(_, marks)| is_mark(marks[0]) && is_mark(marks[1])) {
            let pair = PAIRS.iter().find(|(pair, _)| pair.as_bytes() == marks);
            if let Some((pair, right)) = pair {
                let mark = |c: char| matches!(c, ',' | ';' | '.' | ':' | '/');
                let (before, after) =
                    (text[..at].chars().next_back(), text[at + 2..].chars().next());
                // Three dots, a path, a range, and a decimal such as ",.5".
                let longer = before.is_some_and(mark)
                    || after.is_some_and(|c| mark(c) || c.is_alphanumeric());
                let bare = before.is_none_or(char::is_whitespace)
                    || (*pair == ".." && before.is_some_and(|c| matches!(c, '[' | '(')));
                let value = passage.value_at(at).filter(|value| value.end == at + 1);
                // Of two stops at the end of a value the letter prints one.
                let printed_once = *pair == ".." && value.is_some();
                if longer
                    || bare
                    || printed_once
                    || passage.is_address(at)
                    || passage.is_quotation(at)
                {
                    continue;
                }
                let finding =
                    RULE.finding(format!("\"{pair}\"")).help(format!("write \"{right}\""));
                // The mark of a value cannot go; the one that is typed after it can.
                found.push(match value {
                    Some(value) => mended(finding, passage, at + 1..at + 2, "")
                        .at(passage.place(value.start..at + 2)),
                    None => mended(finding, passage, at..at + 2, right),
                });
            }
        }
    }
}
