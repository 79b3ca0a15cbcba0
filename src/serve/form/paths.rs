//! Paths of fields, as people are told them and as elements are named after them.

use crate::letter::Letter;
use crate::serve::words::Words;

/// A path as a person is told it: "Meeting 1, Dates".
pub(in crate::serve) fn told(words: &Words, path: &str) -> String {
    let mut told: Vec<String> = Vec::new();
    let mut group = Some(Letter::shape());
    for step in path.split('.') {
        let (name, at) = step
            .split_once('[')
            .map_or((step, None), |(name, at)| (name, Some(at)));
        let Some(field) = group.and_then(|group| group.field(name)) else {
            told.push(step.to_owned());
            group = None;
            continue;
        };
        let shape = group.map_or("", |group| group.name);
        let label = words.field(&hyphenated(shape), name);
        let label = label.map_or_else(|| name.replace('-', " "), |said| said.label.clone());
        let own = words.group(&format!("{}.{name}", hyphenated(shape)));
        group = field.group();
        let number = at.and_then(|at| at.trim_end_matches(']').parse::<usize>().ok());
        let said = own.or_else(|| group.and_then(|group| words.group(&hyphenated(group.name))));
        told.push(match (number, said) {
            (Some(at), Some(said)) => format!("{} {}", said.one, at + 1),
            (Some(at), None) => format!("{label} {}", at + 1),
            (None, _) => label,
        });
    }
    let mut told = told.into_iter();
    let first = told.next().unwrap_or_default();
    told.fold(first, |outer, inner| words.fill("field-of", &[("outer", &outer), ("inner", &inner)]))
}

/// The name of a type as words of a language have it: `AgendaItem` is `agenda-item`.
pub(super) fn hyphenated(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}

/// A path as the id of an element.
pub(in crate::serve) fn id(path: &str) -> String {
    let plain = path.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' });
    format!("f-{}", plain.collect::<String>())
}
