//! What holds of every record and every field.

use std::path::Path;

use crate::prelude::*;
use chancery::record::edit::{Change, Data, Fields, edit, fields};

pub const ALL: [(Syntax, &str); 4] = [
    (Syntax::Markdown, "md"),
    (Syntax::Yaml, "yaml"),
    (Syntax::Toml, "toml"),
    (Syntax::Json, "json"),
];

pub fn set(path: &str, value: Data) -> Change {
    Change::Set { path: path.to_owned(), value }
}

/// The whole of a record as data, prose of further languages left out.
pub fn whole(fields: &Fields) -> Data {
    let top = fields.all().into_iter();
    let top = top.filter(|(path, _)| !path.contains(['.', '[']));
    Data::Map(top.map(|(path, data)| (path, data.clone())).collect())
}

/// Every record in the project's letters and tests, right or wrong.
pub fn records() -> Vec<(String, String, Syntax)> {
    let mut open = vec!["letters".to_owned(), "tests".to_owned()];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            let name = path.to_string_lossy().into_owned();
            if path.is_dir() {
                open.push(name);
                continue;
            }
            let extension = path.extension().unwrap_or_default().to_string_lossy();
            if let Some(syntax) = Syntax::from_extension(&extension)
                && let Ok(text) = std::fs::read_to_string(Path::new(&name))
                && !name.contains("schema")
                && text.len() < 100_000
            {
                found.push((name, text, syntax));
            }
        }
    }
    found.sort_by(|one, two| one.0.cmp(&two.0));
    assert!(found.len() > 300, "{}", found.len());
    found
}

/// The letters of the project, each in all four syntaxes.
pub fn in_all_syntaxes() -> Vec<(String, String, Syntax)> {
    let mut found = Vec::new();
    for (id, text, syntax) in letters() {
        let read = fields(&id, &text, syntax);
        for (other, extension) in ALL {
            let written = match other == syntax {
                true => text.clone(),
                false => edit(&id, "", other, &[set("", whole(&read))])
                    .unwrap_or_else(|findings| panic!("{id}.{extension}: {findings:#?}")),
            };
            found.push((format!("{id}.{extension}"), written, other));
        }
    }
    found
}

#[test]
fn a_letter_is_the_same_in_every_syntax() {
    for (name, text, syntax) in in_all_syntaxes() {
        let id = name.split('.').next().expect("an id");
        let (_, original, own) = letters()
            .into_iter()
            .find(|(other, ..)| other == id)
            .expect("a letter");
        let letter = |text: &str, syntax| {
            let read = record::read_on(id, &name, text.as_bytes(), syntax);
            read.0.map(|record| record.letter)
        };
        assert_eq!(letter(&text, syntax), letter(&original, own), "{name}:\n{text}");
    }
}

#[test]
fn what_is_there_already_changes_no_byte() {
    for (name, text, syntax) in records().into_iter().chain(in_all_syntaxes()) {
        let read = fields(&name, &text, syntax);
        for (path, data) in read.all() {
            let after = edit(&name, &text, syntax, &[set(&path, data.clone())]);
            assert_eq!(after.as_deref(), Ok(text.as_str()), "{name}: {path}");
        }
    }
}

/// The lines that some bytes stand on, from 0.
fn lines(text: &str, range: &std::ops::Range<usize>) -> (usize, usize) {
    let line = |at: usize| text.as_bytes()[..at].iter().filter(|byte| **byte == b'\n').count();
    (line(range.start), line(range.end.max(range.start + 1).min(text.len()) - 1))
}

#[test]
fn a_changed_field_changes_only_its_own_lines() {
    let all = records().into_iter().chain(in_all_syntaxes());
    for (number, (name, text, syntax)) in all.enumerate() {
        let read = fields(&name, &text, syntax);
        // Of each record, a third of its fields.
        for (path, old) in read.leaves().into_iter().skip(number % 3).step_by(3) {
            let unnamed = path.starts_with("? ");
            if unnamed || path == "languages" || path.starts_with("languages[") {
                continue;
            }
            let new = format!("Another: text, of {}", old.len());
            let after = match edit(&name, &text, syntax, &[set(&path, Data::Text(new.clone()))]) {
                Ok(after) => after,
                Err(findings) if findings.iter().any(|it| it.rule == "yaml-alias") => continue,
                Err(findings) => panic!("{name}: {path}: {findings:#?}"),
            };
            assert_eq!(fields(&name, &after, syntax).text(&path), Some(new.as_str()));
            let range = read.range(&path).expect("a place");
            let (mut first, last) = lines(&text, &range);
            let (was, is): (Vec<_>, Vec<_>) =
                (text.split('\n').collect(), after.split('\n').collect());
            // A block in lines of YAML begins on the line of its name.
            if first > 0
                && was[first - 1].contains([':', '-'])
                && was[first - 1].contains(['|', '>'])
            {
                first -= 1;
            }
            assert_eq!(was[..first], is[..first], "{name}: {path}\n{after}");
            let behind = was.len() - 1 - last;
            let tail = &is[is.len() - behind.min(is.len())..];
            assert_eq!(&was[last + 1..], tail, "{name}: {path}\n{after}");
        }
    }
}

/// What strangers type.
const HOSTILE: &[&str] = &[
    "---",
    "...",
    "--- x",
    "- a",
    "a: b",
    "a #b",
    "#b",
    "{{ x }}",
    "{% x %}",
    "{a: b}",
    "[a]",
    "]",
    "}",
    ",",
    "&a",
    "*a",
    "!x",
    "!!str x",
    "| x",
    "> x",
    "|",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "''''",
    "\\",
    "\\\"",
    "\\n",
    "a\\",
    "%x",
    "@x",
    "`x`",
    "~",
    "null",
    "true",
    "no",
    "1e3",
    "0x1F",
    "010",
    "1926-03",
    "2018-01-18",
    "12:30:45",
    "=",
    "<<",
    "?",
    "? x",
    ":",
    ": x",
    "a:",
    " a",
    "a ",
    "\ta",
    "a\tb",
    "a\nb",
    "a\n",
    "\na",
    "a\n\n\nb\n\n",
    "  a\n b",
    "a\n  b\n",
    "a \nb\n ",
    "\n",
    " \n ",
    "a\r\nb",
    "a\rb",
    "a\u{0007}b",
    "a\u{001B}[31m",
    "\u{7F}",
    "\u{85}",
    "\u{2028}x",
    "\u{FEFF}x",
    "\u{202E}x",
    "\u{200B}",
    "\u{FFFE}",
    "\u{1F600} 😀",
    "\u{10FFFF}",
    "é日本",
    "a\u{0301}",
    "=cmd()",
    "[[x]]",
    "[x]\ny = 1",
    "x = 1",
    "\"}, {\"a\": \"b",
    "]\nkind: x",
    "'\nkind: x",
    "\"\nkind: x",
    "---\nkind: x\n---\n",
    "</script>",
    "\"\"\"\nkind = \"x\"\nbody = \"\"\"",
    "x\n--- zz\ny",
    "a,b",
    "a, b",
    "a]b",
    "-",
    "--",
    "->",
    "é: x",
    "x:y",
    "# a\n# b",
    "```\n---\n```",
];

#[test]
fn strangers_text_stays_in_its_field() {
    let long = "x: \"'#\\ \n".repeat(40_000);
    for (number, (name, text, syntax)) in in_all_syntaxes().into_iter().enumerate() {
        let read = fields(&name, &text, syntax);
        let leaves = read.leaves();
        for (at, hostile) in HOSTILE.iter().enumerate() {
            for step in [number] {
                let (path, _) = &leaves[(step + at * 5) % leaves.len()];
                if path == "languages" || path.starts_with("languages[") {
                    continue;
                }
                holds(&name, &text, syntax, path, hostile);
            }
        }
        for hostile in HOSTILE {
            let key = hostile.replace('\\', "\\\\").replace('"', "\\\"");
            for path in [format!("row[\"{key}\"]"), "sic.x".to_owned(), "by-hand[0]".to_owned()] {
                if number % 32 < 4 && !hostile.contains('\r') && read.get(&path).is_none() {
                    holds(&name, &text, syntax, &path, hostile);
                }
            }
        }
        if number % 16 == 0 {
            holds(&name, &text, syntax, "subject", &long);
            holds(&name, &text, syntax, "body", &long);
        }
        for (path, value) in [("subject", "a\0b"), ("body", "a\0b")] {
            let refused = edit(&name, &text, syntax, &[set(path, Data::from(value))]);
            assert_eq!(refused.expect_err("a refusal")[0].rule, "invisible-character");
        }
    }
}

fn holds(name: &str, text: &str, syntax: Syntax, path: &str, value: &str) {
    let after = edit(name, text, syntax, &[set(path, Data::from(value))])
        .unwrap_or_else(|findings| panic!("{name}: {path}: {value:?}: {findings:#?}"));
    let (old, new) = (fields(name, text, syntax), fields(name, &after, syntax));
    let all = |fields: &Fields| {
        let leaves = fields.leaves().into_iter();
        let mut leaves: Vec<_> = leaves
            .filter(|(other, _)| {
                other != path && !(path.starts_with("row") && other.starts_with("row"))
            })
            .map(|(path, text)| (path, text.to_owned()))
            .collect();
        leaves.sort();
        leaves
    };
    assert_eq!(all(&old), all(&new), "{name}: {path}: {value:?}\n{after}");
    if path != "body" {
        let expected = value.replace("\r\n", "\n");
        assert_eq!(new.text(path), Some(expected.as_str()), "{name}: {path}: {value:?}\n{after}");
    }
}
