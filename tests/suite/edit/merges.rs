//! The laws of merging.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::laws::{in_all_syntaxes, records, set};
use chancery::record::Syntax;
use chancery::record::edit::{Change, Data, MergeOutcome, edit, fields, merge};

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect()
}

fn collect(data: &Data, text: &mut String) {
    match data {
        Data::Text(own) => {
            text.push_str(own);
            text.push('\n');
        }
        Data::List(items) => items.iter().for_each(|item| collect(item, text)),
        Data::Map(entries) => entries.iter().for_each(|(key, data)| {
            text.push_str(key);
            text.push('\n');
            collect(data, text);
        }),
    }
}

/// All that a merge holds, in the text or beside it, as plain words.
fn held(merged: &MergeOutcome, syntax: Syntax) -> String {
    let mut text = merged.text.clone();
    for (path, leaf) in fields("m", &merged.text, syntax).leaves() {
        text.push_str(&path);
        text.push('\n');
        text.push_str(leaf);
        text.push('\n');
    }
    for conflict in &merged.conflicts {
        let sides = [&conflict.base, &conflict.ours, &conflict.theirs];
        sides.into_iter().flatten().for_each(|data| collect(data, &mut text));
    }
    text
}

fn said(text: &str, syntax: Syntax) -> String {
    let read = fields("m", text, syntax);
    read.leaves()
        .into_iter()
        .map(|(_, text)| format!("{text}\n"))
        .collect()
}

#[test]
fn one_change_alone_is_the_merge() {
    for (name, text, syntax) in records() {
        let other = format!("{text}# x\n");
        for (base, ours, theirs, merged) in [
            (&text, &other, &text, &other),
            (&text, &text, &other, &other),
            (&text, &other, &other, &other),
        ] {
            let found = merge(base, ours, theirs, syntax);
            assert_eq!((&found.text, found.conflicts.len()), (merged, 0), "{name}");
        }
    }
}

#[test]
fn changes_of_two_fields_are_both_there() {
    for (name, text, syntax) in in_all_syntaxes() {
        let read = fields(&name, &text, syntax);
        let leaves: Vec<_> = read
            .leaves()
            .into_iter()
            .filter(|(path, _)| !path.starts_with("languages"))
            .collect();
        for (at, (one, _)) in leaves.iter().enumerate() {
            let (two, _) = &leaves[(at + 1 + at % 3) % leaves.len()];
            if one == two {
                continue;
            }
            let with = |path: &str, text_of: &str| {
                edit(&name, &text, syntax, &[set(path, Data::from(text_of))]).expect("a change")
            };
            let merged =
                merge(&text, &with(one, "what we say"), &with(two, "what they say"), syntax);
            let found = fields(&name, &merged.text, syntax);
            assert_eq!(merged.conflicts, [], "{name}: {one}, {two}");
            let at = (found.text(one), found.text(two));
            assert_eq!(at, (Some("what we say"), Some("what they say")), "{name}: {one}, {two}");
        }
    }
}

#[derive(Debug, Clone)]
enum Step {
    Set(usize, u8),
    Insert(u8),
    Remove(usize),
    Comment(usize, u8),
    Passage(usize, u8),
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (any::<usize>(), any::<u8>()).prop_map(|(a, b)| Step::Set(a, b)),
        any::<u8>().prop_map(Step::Insert),
        any::<usize>().prop_map(Step::Remove),
        (any::<usize>(), any::<u8>()).prop_map(|(a, b)| Step::Comment(a, b)),
        (any::<usize>(), any::<u8>()).prop_map(|(a, b)| Step::Passage(a, b)),
    ];
    proptest::collection::vec(step, 1..5)
}

/// A text changed by one person, whose words say who it was.
fn changed(text: &str, syntax: Syntax, steps: &[Step], who: &str) -> String {
    let mut text = text.to_owned();
    for step in steps {
        let read = fields("m", &text, syntax);
        let leaves: Vec<String> = read
            .leaves()
            .into_iter()
            .map(|(path, _)| path)
            .filter(|path| !path.starts_with("languages"))
            .collect();
        let pick = |at: usize| leaves[at % leaves.len().max(1)].clone();
        let change = match step {
            _ if leaves.is_empty() => continue,
            Step::Set(at, word) => set(&pick(*at), Data::Text(format!("{who}set{word} is said"))),
            Step::Insert(word) => {
                let name = Data::Text(format!("{who}new{word}"));
                let value = Data::Map(vec![("name".to_owned(), name)]);
                Change::Insert { list: "copies".to_owned(), at: 0, value }
            }
            Step::Remove(at) => Change::Remove { path: pick(*at) },
            Step::Comment(at, word) => {
                if matches!(syntax, Syntax::Yaml | Syntax::Toml) {
                    let starts: Vec<usize> = text
                        .match_indices('\n')
                        .map(|(at, _)| at + 1)
                        .filter(|at| text[*at..].starts_with(|c: char| c.is_ascii_alphabetic()))
                        .collect();
                    let with = starts.get(at % starts.len().max(1)).map(|at| {
                        format!("{}# {who}comment{word}\n{}", &text[..*at], &text[*at..])
                    });
                    let same = |with: &String| said(with, syntax) == said(&text, syntax);
                    if let Some(with) = with.filter(same) {
                        text = with;
                    }
                }
                continue;
            }
            Step::Passage(at, word) => {
                let Some(body) = read.text("body") else { continue };
                let mut words: Vec<&str> = body.split(' ').collect();
                let new = format!("{who}word{word}");
                let at = at % words.len();
                words[at] = &new;
                set("body", Data::Text(words.join(" ")))
            }
        };
        if let Ok(after) = edit("m", &text, syntax, &[change]) {
            text = after;
        }
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn nothing_that_either_wrote_is_lost(ours in steps(), theirs in steps(), pick in any::<usize>()) {
        let all = in_some_syntaxes();
        let (_, base, syntax) = &all[pick % all.len()];
        let our = changed(base, *syntax, &ours, "we");
        let their = changed(base, *syntax, &theirs, "they");
        let merged = merge(base, &our, &their, *syntax);
        let held = held(&merged, *syntax);
        let there = words(&held);
        for side in [&our, &their] {
            let text = format!("{side}\n{}", said(side, *syntax));
            for word in words(&text) {
                let own = ["weset", "wenew", "wecomment", "weword", "theyset", "theynew", "theycomment", "theyword"];
                if own.iter().any(|own| word.starts_with(own)) {
                    prop_assert!(there.contains(word), "{word} is lost\n== base\n{base}\n== ours\n{our}\n== theirs\n{their}\n== merged\n{}\n{:#?}", merged.text, merged.conflicts);
                }
            }
        }
    }
}

fn in_some_syntaxes() -> &'static [(String, String, Syntax)] {
    static ALL: std::sync::OnceLock<Vec<(String, String, Syntax)>> = std::sync::OnceLock::new();
    ALL.get_or_init(in_all_syntaxes)
}
