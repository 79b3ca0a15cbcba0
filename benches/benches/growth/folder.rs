//! What rules cost that compare the letters of a folder.

use std::time::Duration;

use chancery::check::{self, FolderIndex, FolderLetter, RULES, Rules, Scope};
use chancery::record::{self, Syntax};

use super::{Curve, cost};

/// The record of a letter of a folder, by its number and how many there are.
type Shape = fn(usize, usize) -> String;

/// Folders of each shape.
const SHAPES: &[(&str, Shape)] = &[
    ("a chain of letters", |at, _| match at {
        0 => String::new(),
        _ => format!("follows: {{ letter: {} }}\n", id(at - 1)),
    }),
    ("a circle of letters", |at, all| format!("follows: {{ letter: {} }}\n", id((at + 1) % all))),
    ("letters that are not there", |at, _| {
        format!("follows: {{ letter: 2018-01-17-pga-gone-{at} }}\n")
    }),
    ("letters of one day", |_, _| {
        "follows: { letter: { office: pga, date: 2018-01-18 } }\n".to_owned()
    }),
    ("one replaced letter", |at, _| {
        let relation = if at % 2 == 0 { "supersedes" } else { "follows" };
        format!("follows: {{ letter: {}, relation: {relation} }}\n", id(0))
    }),
    ("one room and hour", |at, _| {
        format!(
            "meetings: {{ id: m{at}, dates: 2018-02-01, times: 10:00/13:00, room: Conference Room 2 }}\n"
        )
    }),
    ("one body in many rooms", |at, _| {
        format!(
            "meetings: {{ id: m{at}, dates: 2018-02-01, times: 10:00/13:00, room: Conference Room {at} }}\n"
        )
    }),
    ("one room, hour after hour", |at, _| {
        format!(
            "meetings: {{ id: m{at}, dates: 2018-02-01, times: {:02}:{:02}/{:02}:{:02}, room: Conference Room 2 }}\n",
            at / 60 % 23,
            at % 60,
            at / 60 % 23,
            at % 60 + 1
        )
    }),
    ("one meeting, moved", |at, _| {
        format!(
            "meetings: {{ id: m, dates: 2018-02-{:02}, was: {{ dates: 2018-02-{:02} }} }}\n",
            at % 28 + 1,
            (at + 27) % 28 + 1
        )
    }),
    ("one meeting, announced again", |_, _| "meetings: { id: m, dates: 2018-02-01 }\n".to_owned()),
];

const SIZES: [usize; 3] = [64, 512, 4096];

/// The curves of all rules about folders.
pub(crate) fn curves(is_wanted: &dyn Fn(&str) -> bool) -> Vec<Curve> {
    let mut curves = Vec::new();
    for (shape, fields) in SHAPES {
        let folders = RULES.iter().filter(|rule| matches!(rule.scope, Scope::Folder(_)));
        let rules: Vec<_> = folders.map(|rule| rule.name).collect();
        let subjects = ["step: index"].into_iter().chain(rules.iter().copied());
        let mut own: Vec<_> = subjects
            .map(|subject| Curve { subject: subject.to_owned(), shape, points: Vec::new() })
            .collect();
        for size in SIZES {
            let letters: Vec<_> =
                (0..size).filter_map(|at| letter(at, &fields(at, size))).collect();
            let text = |_: &str| None;
            let index = FolderIndex::new(letters.clone(), &text);
            let indexes = cost(|| FolderIndex::new(letters.clone(), &text));
            let checks: Vec<Duration> = rules
                .iter()
                .map(|rule| {
                    let only = Rules::default().only(&[(*rule).to_owned()]).expect("it is a rule");
                    cost(|| check::folder(&index, &only))
                })
                .collect();
            for (curve, cost) in own.iter_mut().zip([indexes].into_iter().chain(checks)) {
                curve.points.push((size, cost));
            }
        }
        curves.extend(
            own.into_iter()
                .filter(|curve| is_wanted(&curve.subject) || is_wanted(shape)),
        );
    }
    curves
}

fn id(at: usize) -> String {
    format!("2018-01-18-pga-{at:05}")
}

fn letter(at: usize, fields: &str) -> Option<FolderLetter> {
    let text = format!("---\noffice: pga\ndate: 2018-01-18\n{fields}---\n\nSo.\n");
    let record = record::read(&id(at), "letter.md", text.as_bytes(), Syntax::Markdown).ok()?;
    Some(FolderLetter::new(&record))
}
