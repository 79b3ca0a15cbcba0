//! Random changes of lists: the data that comes, and the comments that stay.

use proptest::prelude::*;

use super::laws::{ALL, in_all_syntaxes};
use chancery::record::Syntax;
use chancery::record::edit::{Change, Data, edit, fields};

const YAML: &str = "\
# head
office: pga
date: 2026-09-14
to: all-members # who
meetings:
  # the first
  - id: a # one
    title: First

  # the second
  - id: b
    title: >-
      Second of
      several
  - { id: c, title: Third } # three
signatories: [{ name: A }, { name: B }]
copies:
- name: X
- name: Y
  title: Z
# foot
";

const TOML: &str = "\
# head
office = \"pga\"
to = \"all-members\" # who
signatories = [
  { name = \"A\" }, # first
  { name = \"B\" },
]

# the first
[[meetings]]
id = \"a\" # one
[meetings.was]
dates = \"2026-01-01\"

# the second
[[meetings]]
id = \"b\"

[process]
name = \"p\"

[[copies]]
name = \"X\"
[[copies]]
name = \"Y\"
# foot
";

const JSON: &str = r#"{
  "office": "pga",
  "to": "all-members",
  "signatories": [{ "name": "A" }, { "name": "B" }],
  "meetings": [
    { "id": "a" },
    {
      "id": "b",
      "title": "Second"
    }
  ],
  "copies": [
    { "name": "X" }
  ]
}
"#;

fn texts() -> Vec<(Syntax, String)> {
    let mut texts = vec![
        (Syntax::Yaml, YAML.to_owned()),
        (Syntax::Yaml, YAML.replace('\n', "\r\n")),
        (Syntax::Markdown, format!("---\n{YAML}---\nProse.\n")),
        (Syntax::Toml, TOML.to_owned()),
        (Syntax::Toml, TOML.replace('\n', "\r\n")),
        (Syntax::Json, JSON.to_owned()),
        (Syntax::Json, JSON.split_whitespace().collect::<Vec<_>>().join(" ")),
    ];
    for (syntax, _) in ALL {
        texts.push((syntax, String::new()));
    }
    texts
}

#[derive(Debug, Clone)]
enum Step {
    Insert(usize, usize, bool),
    Move(usize, usize, usize),
    Remove(usize, usize),
}

const LISTS: [&str; 5] = ["meetings", "signatories", "copies", "to", "by-hand"];

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = prop_oneof![
        (0..LISTS.len(), 0..5_usize, any::<bool>()).prop_map(|(l, a, b)| Step::Insert(l, a, b)),
        (0..LISTS.len(), 0..5_usize, 0..5_usize).prop_map(|(l, a, b)| Step::Move(l, a, b)),
        (0..LISTS.len(), 0..5_usize).prop_map(|(l, a)| Step::Remove(l, a)),
    ];
    proptest::collection::vec(step, 1..8)
}

fn items(data: Option<&Data>) -> Vec<Data> {
    match data {
        None => Vec::new(),
        Some(Data::List(items)) => items.clone(),
        Some(single) => vec![single.clone()],
    }
}

fn item(list: usize, number: usize, short: bool) -> Data {
    match list {
        4 => Data::Text(format!("line: {number}")),
        3 if short => Data::Text(format!("word-{number}")),
        _ => {
            let mut fields = vec![("name".to_owned(), Data::Text(format!("N{number}")))];
            if !short {
                fields.push(("title".to_owned(), Data::Text(format!("a # title: {number}"))));
                fields.push(("address".to_owned(), Data::Text("one\ntwo".to_owned())));
            }
            Data::Map(fields)
        }
    }
}

/// Applies the steps to a text and to plain lists, and holds one to the other.
fn run(syntax: Syntax, text: &str, steps: &[Step]) {
    let mut text = text.to_owned();
    let mut above: Vec<String> = ["# head", "# the first", "# the second", "# foot"]
        .iter()
        .filter(|it| text.contains(**it))
        .map(|it| (*it).to_owned())
        .collect();
    for (number, step) in steps.iter().enumerate() {
        let (Step::Insert(list, ..) | Step::Move(list, ..) | Step::Remove(list, _)) = step;
        let name = LISTS[*list];
        let mut expected = items(fields("r", &text, syntax).get(name));
        let change = match step {
            Step::Insert(list, at, short) => {
                let (at, value) = ((*at).min(expected.len()), item(*list, number, *short));
                expected.insert(at, value.clone());
                Change::Insert { list: name.to_owned(), at, value }
            }
            Step::Move(_, from, to) => {
                if expected.is_empty() {
                    continue;
                }
                let (from, to) = (from % expected.len(), to % expected.len());
                let moved = expected.remove(from);
                expected.insert(to, moved);
                Change::Move { list: name.to_owned(), from, to }
            }
            Step::Remove(_, at) => {
                if expected.is_empty() {
                    continue;
                }
                let at = at % expected.len();
                expected.remove(at);
                Change::Remove { path: format!("{name}[{at}]") }
            }
        };
        let after = edit("r", &text, syntax, std::slice::from_ref(&change))
            .unwrap_or_else(|findings| panic!("{change:?}\n{text}\n{findings:#?}"));
        assert_eq!(
            items(fields("r", &after, syntax).get(name)),
            expected,
            "{change:?}\n{text}\n{after}"
        );
        if text.contains("\r\n") {
            assert!(!after.replace("\r\n", "").contains('\n'), "{after:?}");
        }
        if !text.is_empty() && !after.is_empty() {
            assert_eq!(text.ends_with('\n'), after.ends_with('\n'), "{change:?}\n{text}\n{after}");
        }
        // Of TOML, the comments above a header go with the part below it.
        if syntax != Syntax::Toml {
            for comment in above
                .iter()
                .filter(|it| name != "meetings" || !expected.is_empty() || !it.contains("the "))
            {
                assert!(after.contains(comment.as_str()), "{change:?}: {comment}\n{text}\n{after}");
            }
        }
        above.retain(|comment| after.contains(comment.as_str()));
        text = after;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn lists_are_as_they_were_made(steps in steps()) {
        for (syntax, text) in texts() {
            run(syntax, &text, &steps);
        }
    }
}

#[test]
fn every_item_of_every_letter_can_be_moved_and_taken_out() {
    for (name, text, syntax) in in_all_syntaxes() {
        let read = fields(&name, &text, syntax);
        for (path, data) in read.all() {
            let Data::List(list) = data else { continue };
            if path.starts_with("languages") {
                continue;
            }
            for at in 0..list.len() {
                let remove = Change::Remove { path: format!("{path}[{at}]") };
                let move_ = Change::Move { list: path.clone(), from: at, to: 0 };
                for change in [remove, move_] {
                    edit(&name, &text, syntax, std::slice::from_ref(&change))
                        .unwrap_or_else(|it| panic!("{name}: {change:?}: {it:#?}\n{text}"));
                }
            }
        }
        for (path, _) in read.all() {
            let change = Change::Remove { path: path.clone() };
            let after = edit(&name, &text, syntax, &[change])
                .unwrap_or_else(|it| panic!("{name}: {path}: {it:#?}\n{text}"));
            // What follows in a list takes the place of what went.
            if !path.contains('[') {
                assert_eq!(
                    fields(&name, &after, syntax).get(&path),
                    None,
                    "{name}: {path}\n{after}"
                );
            }
        }
    }
}
