//! Lists and groups in brackets: those of YAML, JSON, and values of TOML.

use std::ops::Range;

use super::doc::{Doc, Patch};
use crate::node::{Node, Value};
use crate::record::Syntax;

/// The bytes of each item, or of each field with its name.
pub(super) fn elements(doc: &Doc, node: &Node) -> Vec<Range<usize>> {
    match &node.value {
        Value::List(items) => items.iter().map(|item| item.range.clone()).collect(),
        Value::Map(entries) => entries
            .iter()
            .map(|entry| {
                let end = match entry.node.range.is_empty() {
                    true => after_name(doc, entry.range.end).unwrap_or(entry.range.end),
                    false => entry.node.range.end,
                };
                entry.range.start..end
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The byte behind the sign between a name and its value.
pub(super) fn after_name(doc: &Doc, end: usize) -> Option<usize> {
    let sign = if doc.syntax == Syntax::Toml { '=' } else { ':' };
    let at = doc.skip_space(end);
    doc.text[at..].starts_with(sign).then_some(at + 1)
}

/// Puts one more element in.
pub(super) fn insert(doc: &Doc, node: &Node, at: usize, new: &str) -> Option<Vec<Patch>> {
    let elements = elements(doc, node);
    let eol = doc.eol();
    let Some(before) = at.checked_sub(1).map(|before| elements.get(before)) else {
        let Some(first) = elements.first() else {
            return Some(vec![only(doc, node, new)]);
        };
        let between = match doc.begins_line(first.start) {
            true => format!(",{eol}{}", margin(doc, first.start)),
            false => ", ".to_owned(),
        };
        return Some(vec![Patch::at(first.start, format!("{new}{between}"))]);
    };
    let before = before?;
    let comma = comma(doc, before.end);
    if doc.begins_line(before.start) {
        let margin = margin(doc, before.start);
        let line = doc.line_end(comma.unwrap_or(before.end));
        match comma {
            Some(comma) if is_rest(doc, comma) => {
                return Some(vec![Patch::at(line, format!("{eol}{margin}{new},"))]);
            }
            None if is_rest(doc, before.end) && line > before.end => {
                let below = Patch::at(line, format!("{eol}{margin}{new}"));
                return Some(vec![Patch::at(before.end, ","), below]);
            }
            None => {
                return Some(vec![Patch::at(before.end, format!(",{eol}{margin}{new}"))]);
            }
            Some(_) => {}
        }
    }
    Some(vec![Patch::at(before.end, format!(", {new}"))])
}

/// The first element of empty brackets.
fn only(doc: &Doc, node: &Node, new: &str) -> Patch {
    let within = node.range.start + 1..node.range.end.saturating_sub(1).max(node.range.start + 1);
    let inner = &doc.text[within.clone()];
    let text = match (&node.value, inner.contains('\n')) {
        (_, true) => {
            let outer = margin(doc, node.range.start);
            let eol = doc.eol();
            let kept = inner.trim_end();
            format!("{kept}{eol}{outer}  {new}{eol}{outer}")
        }
        (Value::Map(_), false) => format!(" {new} "),
        _ => new.to_owned(),
    };
    Patch::new(within, text)
}

/// Takes an element out.
pub(super) fn remove(doc: &Doc, node: &Node, at: usize) -> Option<Vec<Patch>> {
    let elements = elements(doc, node);
    let element = elements.get(at)?;
    if elements.len() == 1 {
        let within = node.range.start + 1..node.range.end.saturating_sub(1);
        return Some(vec![Patch::new(within, "")]);
    }
    let comma = comma(doc, element.end);
    let end = comma.unwrap_or(element.end);
    if doc.begins_line(element.start) && is_rest(doc, end) && doc.line_end(end) < doc.text.len() {
        let lines = doc.line_start(element.start)..doc.next_line(end);
        let mut patches = vec![Patch::new(lines, "")];
        if comma.is_none() {
            let before = self::comma(doc, elements.get(at.checked_sub(1)?)?.end)?;
            patches.push(Patch::new(before - 1..before, ""));
        }
        return Some(patches);
    }
    let range = match elements.get(at + 1) {
        Some(next) => element.start..next.start,
        None => elements.get(at.checked_sub(1)?)?.end..element.end,
    };
    Some(vec![Patch::new(range, "")])
}

/// Moves an element; commas and comments stay where they are.
pub(super) fn shift(doc: &Doc, node: &Node, from: usize, to: usize) -> Option<Vec<Patch>> {
    let elements = elements(doc, node);
    let mut order: Vec<usize> = (0..elements.len()).collect();
    let moved = order.remove(from);
    order.insert(to, moved);
    let patch = |(place, from): (&Range<usize>, usize)| {
        Patch::new(place.clone(), doc.text.get(elements[from].clone()).unwrap_or_default())
    };
    let moved = elements
        .iter()
        .zip(order)
        .enumerate()
        .filter(|(place, (_, from))| place != from);
    Some(moved.map(|(_, pair)| patch(pair)).collect())
}

/// The byte behind the comma that follows an element, if one does.
fn comma(doc: &Doc, end: usize) -> Option<usize> {
    let mut at = end;
    loop {
        let rest = doc.text.get(at..)?;
        at += rest.len() - rest.trim_start().len();
        match doc.text[at..].chars().next()? {
            ',' => return Some(at + 1),
            '#' => at = doc.next_line(at),
            _ => return None,
        }
    }
}

/// Whether nothing but a comment stands on the rest of the line.
fn is_rest(doc: &Doc, at: usize) -> bool {
    let rest = doc.text[at..doc.line_end(at)].trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// The space at the start of the line of a byte.
fn margin(doc: &Doc, at: usize) -> &str {
    let line = &doc.text[doc.line_start(at)..at];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}
