//! Paths as text: `meetings[0].was.dates`, `row["a.b"]`.

use std::fmt::Write as _;

use super::doc::OPENS;
use crate::letter::Letter;
use crate::node::{Field, Shape};

/// One step of a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Step {
    /// To a field of a group.
    Field(String),
    /// To an item of a list.
    Item(usize),
}

/// The steps of a path; none where it is no path.
pub(super) fn steps(path: &str) -> Option<Vec<Step>> {
    let (mut steps, mut rest) = (Vec::new(), path);
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix("[\"") {
            let (name, after) = unquote(quoted)?;
            steps.push(Step::Field(name));
            rest = after.strip_prefix(']')?;
        } else if let Some(index) = rest.strip_prefix('[') {
            let (index, after) = index.split_once(']')?;
            steps.push(Step::Item(index.parse().ok()?));
            rest = after;
        } else {
            let name = rest.strip_prefix('.').filter(|_| !steps.is_empty()).unwrap_or(rest);
            let end = name.find(['.', '[']).unwrap_or(name.len());
            if end == 0 {
                return None;
            }
            steps.push(Step::Field(name[..end].to_owned()));
            rest = &name[end..];
        }
    }
    Some(steps)
}

fn unquote(text: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => name.push(chars.next()?.1),
            '"' => return Some((name, &text[at + 1..])),
            c => name.push(c),
        }
    }
    None
}

/// A path as text.
pub(super) fn written(steps: &[Step]) -> String {
    let mut path = String::new();
    for step in steps {
        match step {
            Step::Item(at) => {
                let _ = write!(path, "[{at}]");
            }
            Step::Field(name) if name.is_empty() || name.contains(['.', '[', ']', '"', '\\']) => {
                let name = name.replace('\\', "\\\\").replace('"', "\\\"");
                let _ = write!(path, "[\"{name}\"]");
            }
            Step::Field(name) => {
                if !path.is_empty() {
                    path.push('.');
                }
                path.push_str(name);
            }
        }
    }
    path
}

/// The fields of the group at a path, where the record's definition has one there.
pub(super) fn shape(steps: &[Step]) -> Option<&'static Shape> {
    let mut shape = Letter::shape();
    // The texts of a further language are fields of the record.
    let steps = match steps {
        [Step::Field(languages), Step::Field(_), rest @ ..] if languages == "languages" => rest,
        _ => steps,
    };
    for step in steps {
        if let Step::Field(name) = step {
            shape = shape.field(name).and_then(Field::group)?;
        }
    }
    Some(shape)
}

/// Where among a group's names a further one belongs by the order of its definition.
pub(super) fn position<'k>(
    shape: Option<&Shape>,
    names: impl Iterator<Item = &'k str>,
    name: &str,
) -> usize {
    let rank = |name: &str| shape?.fields.iter().position(|field| field.name == name);
    let names: Vec<_> = names.map(rank).collect();
    let Some(own) = rank(name) else {
        return names.len();
    };
    let before = names
        .iter()
        .enumerate()
        .filter(|(_, rank)| rank.is_some_and(|rank| rank < own));
    before.max_by_key(|(_, rank)| **rank).map_or(0, |(at, _)| at + 1)
}

/// Whether a path is that of prose: the body of the letter, or of one of its languages.
pub(super) fn is_prose(steps: &[Step]) -> bool {
    let own = |name: &str| name == "body" || name.starts_with(OPENS);
    matches!(steps, [Step::Field(name)] if own(name)) || tag_of_prose(steps).is_some()
}

/// The language whose prose is at a path.
pub(super) fn tag_of_prose(steps: &[Step]) -> Option<&str> {
    match steps {
        [Step::Field(languages), Step::Field(tag), Step::Field(body)]
            if languages == "languages" && body == "body" =>
        {
            Some(tag)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_read_and_written() {
        for path in
            ["", "date", "meetings[0].was.dates", "row[\"a.b\"]", "to[1]", "sic.x[\"\\\"\"]"]
        {
            assert_eq!(steps(path).map(|steps| written(&steps)).as_deref(), Some(path));
        }
        for wrong in [".a", "a..b", "a[", "a[x]", "a[\"b]"] {
            assert_eq!(steps(wrong), None, "{wrong}");
        }
    }
}
