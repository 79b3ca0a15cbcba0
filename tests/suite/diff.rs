//! What changed between two letters: sentences as people read them, and every kind of change named
//! once and nothing else.

mod explained;
mod finished;
mod history;
mod judges;
mod languages;
mod mutations;
mod redline;
mod traps;

use std::sync::Arc;

use crate::prelude::*;
use chancery::difference::{self, Difference};
use chancery::gather::Bundle;

const LANGUAGES: [&str; 6] = ["en", "fr", "es", "ru", "zh", "ar"];

fn bundle(id: &str, text: &str, syntax: Syntax) -> Option<Arc<Bundle>> {
    let record = record::read(id, id, text.as_bytes(), syntax).ok()?;
    Some(gather(record, &Folder::new("letters")).0)
}

fn compared(engine: &Engine, old: &Arc<Bundle>, new: &Arc<Bundle>, language: &str) -> Difference {
    difference::compare(engine, (old, new), Some(language))
        .unwrap_or_else(|findings| panic!("{findings:#?}"))
}

/// Pairs of records in `tests/diff`, told in six languages. `UPDATE=1` accepts what is told.
#[test]
fn differences_are_told_in_six_languages() {
    let engine = engine();
    let mut wrong = Vec::new();
    for entry in std::fs::read_dir("tests/diff").expect("pairs") {
        let folder = entry.expect("a folder").path();
        if !folder.is_dir() {
            continue;
        }
        let name = folder.file_name().expect("a name").to_string_lossy().into_owned();
        let side = |side: &str| {
            let path = folder.join(format!("{side}.md"));
            let text = std::fs::read_to_string(&path).expect("a record");
            let record = record::read(side, side, text.as_bytes(), Syntax::Markdown);
            let record = record.unwrap_or_else(|findings| panic!("{name}: {findings:#?}"));
            gather(record, &Folder::new(folder.clone())).0
        };
        let (old, new) = (side("old"), side("new"));
        for language in LANGUAGES {
            let told = compared(&engine, &old, &new, language);
            wrong.push(differs(folder.join(format!("{language}.txt")), &difference::text(&told)));
        }
        let told = compared(&engine, &old, &new, "en");
        wrong.push(differs(folder.join("en.html"), &difference::html(&told)));
        assert_eq!(told.unexplained, 0, "{name}");
    }
    goldens(wrong);
}

#[test]
fn a_letter_does_not_differ_from_itself() {
    let engine = engine();
    for (id, text, syntax) in letters() {
        let bundle = bundle(&id, &text, syntax).expect("a letter");
        let told = compared(&engine, &bundle, &bundle, "en");
        assert!(told.is_empty(), "{id}: {}", difference::text(&told));
    }
}
