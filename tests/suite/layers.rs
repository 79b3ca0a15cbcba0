//! The house has floors: who may know whom.
//!
//! The table below is the design; the test reads every `crate::…` path in `src/` and holds
//! the arrows to it. A new arrow is a decision: it is made here, or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Each module, and the modules it may know; from the ground up.
#[rustfmt::skip]
pub const FLOORS: &[(&str, &[&str])] = &[
    // What everything points at.
    ("source",   &[]),
    ("finding",  &["source"]),
    ("error",    &[]),
    ("text",     &[]),
    ("memo",     &[]),
    ("pattern",  &[]),
    ("spreadsheet", &[]),
    ("node",     &["text", "finding", "source"]),
    ("zone",     &["node", "memo"]),
    // What a letter is, and how it is written down.
    ("letter",   &["text", "node", "finding"]),
    ("record",   &["text", "letter", "node", "finding", "source"]),
    // Meetings, followed over letters.
    ("calendar", &["text", "letter", "zone", "pattern"]),
    // What an office and a language say.
    ("settings", &["node", "finding", "source"]),
    ("language", &["letter", "node", "text", "finding", "source"]),
    ("office",   &["language", "letter", "settings", "node", "zone", "finding", "source"]),
    // What is written in the end: pages that know nothing of letters, templates and languages.
    ("document", &["text", "node"]),
    // Where the words of a letter came from.
    ("trace",    &["document"]),
    // From templates to Markdown and pages.
    ("template", &["text", "trace", "document", "node", "office", "language", "letter", "finding", "source"]),
    // From a record to all that belongs to it; what the register remembers of it.
    ("picture",  &[]),
    ("gather",   &["text", "picture", "record", "letter", "finding"]),
    ("register", &["calendar", "office", "language", "record", "letter", "zone", "pattern"]),
    // An office in a language, with its templates; the finished letter, which keeps hold of all that made it.
    ("house",    &["text", "node", "template", "calendar", "office", "language", "letter", "picture", "finding", "source"]),
    ("package",  &["house", "register", "gather", "picture", "document", "office", "letter", "source"]),
    // The one place that joins.
    ("compose",  &["text", "trace", "calendar", "template", "house", "register", "gather", "package", "picture", "document", "office", "language", "record", "letter", "node", "memo", "pattern", "finding", "source"]),
    // The formats know the finished letter and its page design, and not who made them.
    ("write",    &["text", "trace", "calendar", "template", "package", "register", "picture", "document", "office", "letter", "node", "memo", "finding", "source"]),
    // What is made of finished parts.
    ("template_check", &["compose", "gather", "write", "office", "record", "letter", "finding"]),
    ("check",    &["register", "calendar", "zone", "text", "compose", "house", "gather", "package", "document", "language", "settings", "record", "letter", "node", "finding", "source"]),
    ("pipeline",   &["trace", "check", "compose", "gather", "package", "record", "finding"]),
    ("merge",    &["text", "spreadsheet", "pipeline", "check", "compose", "house", "language", "gather", "package", "document", "record", "letter", "node", "finding", "error", "source"]),
    ("difference", &["memo", "record", "text", "pattern", "package", "compose", "write", "template", "trace", "house", "gather", "document", "language", "letter", "node", "finding"]),
    ("archive",  &["difference", "text", "pattern", "spreadsheet", "calendar", "pipeline", "check", "compose", "write", "package", "register", "gather", "template", "language", "record", "letter", "memo", "finding", "error", "source", "node"]),
    // Letters of other programs: what a file says, and the record that says it again.
    ("original", &["finding"]),
    ("import",   &["text", "original", "template", "compose", "house", "gather", "write", "document", "language", "letter", "record", "node", "finding"]),
    // The report for code scanning names every rule.
    ("report",   &["text", "check", "finding", "source"]),
    // The edge.
    ("files",    &["text", "archive", "merge", "pipeline", "gather", "record", "error"]),
    ("serve",    &["archive", "calendar", "check", "compose", "difference", "error", "files", "finding", "gather", "language", "letter", "merge", "node", "package", "pattern", "pipeline", "record", "report", "source", "template", "text", "trace", "write"]),
    ("cli",      &["import", "original", "serve", "difference", "register", "text", "trace", "archive", "merge", "pipeline", "check", "compose", "files", "gather", "package", "record", "letter", "settings", "write", "template", "template_check", "report", "finding", "source", "error", "office", "language", "node"]),
    // The program itself.
    ("lib",      &[]),
    ("main",     &["cli"]),
];

#[test]
fn arrows_go_down() {
    let known: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    let (mut wrong, mut drawn) = (Vec::new(), BTreeSet::new());
    for file in sources("src") {
        let path = file.to_str().expect("a name").replace('\\', "/");
        let module = module(&path);
        let Some(allowed) = known.get(module.as_str()) else {
            wrong.push(format!("{path}: the module `{module}` is not in the table"));
            continue;
        };
        let text = std::fs::read_to_string(&file).expect("a source file");
        for (line, target) in arrows(&path, &text) {
            drawn.insert((module.clone(), target.clone()));
            if target != module && !allowed.contains(&target.as_str()) {
                wrong.push(format!("{path}:{line}: `{module}` must not know `{target}`"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // The reader sees the house: a table with arrows that nobody needs would let them in unseen.
    let unused = FLOORS
        .iter()
        .flat_map(|(from, to)| to.iter().map(move |to| (*from, *to)));
    let unused: Vec<_> = unused
        .filter(|(from, to)| !drawn.contains(&((*from).to_owned(), (*to).to_owned())))
        .filter(|(from, _)| *from != "main")
        .collect();
    assert!(unused.is_empty(), "the table allows what nobody does: {unused:?}");
}

#[test]
fn no_two_modules_know_each_other() {
    let known: BTreeMap<_, _> = FLOORS.iter().copied().collect();
    for (from, _) in FLOORS {
        // All that `from` reaches, however far.
        let (mut open, mut reached) = (vec![*from], BTreeSet::new());
        while let Some(module) = open.pop() {
            for next in known.get(module).copied().unwrap_or_default() {
                if reached.insert(*next) {
                    open.push(next);
                }
            }
        }
        assert!(!reached.contains(from), "`{from}` knows itself in the end");
        for (target, by) in [("cli", &["main"][..]), ("files", &["main", "cli", "serve"])] {
            let may = by.contains(from);
            assert!(may || !reached.contains(target), "`{from}` knows `{target}`");
        }
    }
}

/// A file that grows longer has more than one subject.
const MOST_LINES: usize = 400;

#[test]
fn a_file_has_one_subject() {
    let files = ["src", "tests/suite"].map(sources).concat();
    let long = files.iter().filter_map(|path| {
        let lines = std::fs::read_to_string(path).expect("a source").lines().count();
        (lines > MOST_LINES).then(|| format!("{}: {lines} lines", path.display()))
    });
    let long: Vec<_> = long.collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn the_reader_of_paths_sees_them() {
    let text = "use crate::a::{B, C};\nuse crate::{d, e::F, g as h,\n    i::{J, K}};\n// crate::no\nfn f() { crate::l::m() } // crate::no\n\
                pub(crate) fn g() {} use super::super::n::O; let s = \"crate::no\"; use super::p;\n#[cfg(test)]\nmod tests { use crate::no; }";
    let found: Vec<_> = arrows("src/x/y.rs", text)
        .into_iter()
        .map(|(_, target)| target)
        .collect();
    assert_eq!(found, ["a", "d", "e", "g", "i", "l", "n"]);
    let found: Vec<_> = arrows("src/x.rs", "use super::q;")
        .into_iter()
        .map(|(_, target)| target)
        .collect();
    assert_eq!(found, ["q"]);
}

/// The first name of every path from the crate's root, with its line.
fn arrows(path: &str, text: &str) -> Vec<(usize, String)> {
    let depth = path.matches('/').count();
    let root = |count: usize| "super::".repeat(count);
    let mut found = Vec::new();
    let text = code(text);
    for (prefix, only) in [("crate::".to_owned(), false), (root(depth), true)] {
        for (at, _) in text.match_indices(&prefix) {
            let before = text[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || c == '_' || c == ':') {
                continue;
            }
            let line = text[..at].matches('\n').count() + 1;
            let rest = &text[at + prefix.len()..];
            if only && rest.starts_with("super::") {
                continue;
            }
            let names = match rest.strip_prefix('{') {
                Some(list) => heads(list),
                None => vec![name(rest)],
            };
            found.extend(names.into_iter().map(|name| (line, name)));
        }
    }
    found
}

fn name(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

/// The first names of a list in braces.
fn heads(list: &str) -> Vec<String> {
    let (mut depth, mut heads, mut fresh) = (0, Vec::new(), true);
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if fresh && !c.is_whitespace() => {
                heads.push(name(&list[at..]));
                fresh = false;
            }
            _ => {}
        }
    }
    heads
}

/// The code of a file: comments, texts and the tests at its end become spaces.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut out = String::with_capacity(text.len());
    for line in text.lines() {
        let mut rest = line;
        let mut kept = String::new();
        while let Some(at) = rest.find(['"', '/']) {
            kept.push_str(&rest[..at]);
            rest = &rest[at..];
            if rest.starts_with("//") {
                rest = "";
            } else if let Some(inner) = rest.strip_prefix('"') {
                let mut chars = inner.char_indices();
                let mut end = inner.len();
                while let Some((at, c)) = chars.next() {
                    match c {
                        '\\' => {
                            chars.next();
                        }
                        '"' => {
                            end = at + 1;
                            break;
                        }
                        _ => {}
                    }
                }
                rest = &inner[end..];
            } else {
                kept.push('/');
                rest = &rest[1..];
            }
        }
        kept.push_str(rest);
        out.push_str(&kept);
        out.push('\n');
    }
    out
}

fn module(path: &str) -> String {
    let rest = path.strip_prefix("src/").expect("a path below src");
    let first = rest.split('/').next().unwrap_or_default();
    first.trim_end_matches(".rs").to_owned()
}

fn sources(folder: &str) -> Vec<PathBuf> {
    let (mut open, mut found) = (vec![Path::new(folder).to_owned()], Vec::new());
    while let Some(folder) = open.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    assert!(found.len() > 60, "the sources are found");
    found
}
