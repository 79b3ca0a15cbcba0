//! Where a field stands, as a person is told it.

use super::view::hyphenated;
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
        group = field.group();
        let number = at.and_then(|at| at.trim_end_matches(']').parse::<usize>().ok());
        told.push(match (number, group.and_then(|group| words.group(&hyphenated(group.name)))) {
            (Some(at), Some(said)) => format!("{} {}", said.one, at + 1),
            (Some(at), None) => format!("{label} {}", at + 1),
            (None, _) => label,
        });
    }
    let mut told = told.into_iter();
    let first = told.next().unwrap_or_default();
    told.fold(first, |outer, inner| words.fill("field-of", &[("outer", &outer), ("inner", &inner)]))
}
