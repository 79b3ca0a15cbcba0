//! Lists and groups in lines of YAML.

use std::ops::Range;

use super::Data;
use super::doc::{Doc, Kind, Patch, Slot};
use super::flow::after_name;
use super::literal::{self, Block};
use super::path::{self, Step};
use super::render::{Render, ValueText};
use super::scalar::Care;
use crate::node::{Node, Value};

/// The byte behind the colon or the dash before a value.
fn lead(doc: &Doc, parent: &Node, at: usize) -> Option<usize> {
    match &parent.value {
        Value::Map(entries) => after_name(doc, entries.get(at)?.range.end),
        Value::List(_) => Some(dash(doc, parent, at)? + 1),
        _ => None,
    }
}

/// Where the dash of an item stands.
fn dash(doc: &Doc, list: &Node, at: usize) -> Option<usize> {
    let mut from = match at.checked_sub(1) {
        None => first_dash(doc, list),
        Some(before) => doc.next_line(stop(doc, list, before)?),
    };
    loop {
        let rest = doc.text.get(from..)?;
        from += rest.len() - rest.trim_start().len();
        match doc.text[from..].chars().next()? {
            '-' => return Some(from),
            '#' => from = doc.next_line(from),
            _ => return None,
        }
    }
}

/// Where a list begins; one whose dashes stand below the name of its field is said to begin behind
/// its first dash.
pub(super) fn first_dash(doc: &Doc, list: &Node) -> usize {
    let start = list.range.start;
    match doc.text[start..].starts_with('-') {
        true => start,
        false => doc.skip_space(doc.line_start(start)),
    }
}

/// The header of a block scalar that begins behind a colon or a dash.
fn header(doc: &Doc, lead: usize) -> Option<Range<usize>> {
    let start = doc.skip_space(lead);
    let rest = &doc.text[start..doc.line_end(start)];
    let end = rest.find([' ', '\t']).unwrap_or(rest.len());
    rest.starts_with(['|', '>']).then_some(start..start + end)
}

/// Where a value ends.
fn value_end(doc: &Doc, parent: &Node, at: usize) -> Option<usize> {
    let node = match &parent.value {
        Value::Map(entries) => &entries.get(at)?.node,
        Value::List(items) => items.get(at)?,
        _ => return None,
    };
    let last = match &node.value {
        Value::Map(entries) if doc.kind(node) == Kind::Block => entries.len().checked_sub(1),
        Value::List(items) if doc.kind(node) == Kind::Block => items.len().checked_sub(1),
        Value::Null | Value::Text(_) => {
            let lead = lead(doc, parent, at)?;
            return Some(match header(doc, lead) {
                Some(header) if doc.text[header.clone()].contains('+') => node.range.end,
                Some(header) => {
                    let written = &doc.text[..node.range.end.max(header.end)];
                    written.trim_end().len().max(doc.line_end(header.end))
                }
                None if node.range.is_empty() => lead,
                None => node.range.end,
            });
        }
        _ => None,
    };
    match last {
        Some(last) => value_end(doc, node, last),
        None => Some(node.range.end),
    }
}

/// Where the last line of a value ends, without its line break, behind a comment there.
pub(super) fn stop(doc: &Doc, parent: &Node, at: usize) -> Option<usize> {
    let end = value_end(doc, parent, at)?;
    let text = &doc.text;
    if end > 0 && text[..end].ends_with('\n') {
        return Some(end - if text[..end].ends_with("\r\n") { 2 } else { 1 });
    }
    Some(doc.line_end(end))
}

/// The lines of a field that is put into a group, at its place among the others.
pub(super) fn insert_field(
    doc: &Doc,
    slot: &Slot<'_>,
    at: usize,
    (key, data): (&str, &Data),
    (care, steps): (Care, &[Step]),
) -> Option<Vec<Patch>> {
    let render = Render::new(doc, care);
    let (eol, entries) = (doc.eol(), Doc::entries(slot.node));
    let Some(first) = entries.first() else {
        let lines = render.field(key, data, 0, steps).join(eol);
        // Prose alone gets front matter.
        return Some(vec![match &doc.below {
            Some(below) if !below.fenced => Patch::at(0, format!("---{eol}{lines}{eol}---{eol}")),
            _ => doc.line_at(doc.part.end, lines),
        }]);
    };
    let column = doc.column(first.range.start);
    let lines = render.field(key, data, column, steps).join(eol);
    Some(match at.checked_sub(1) {
        None => {
            let text = format!("{}{eol}{}", lines.trim_start_matches(' '), " ".repeat(column));
            vec![Patch::at(first.range.start, text)]
        }
        Some(before) => {
            vec![Patch::at(stop(doc, slot.node, before)?, format!("{eol}{lines}"))]
        }
    })
}

/// The lines of an item that is put into a list.
pub(super) fn insert_item(
    doc: &Doc,
    slot: &Slot<'_>,
    at: usize,
    data: &Data,
    (care, steps): (Care, &[Step]),
) -> Option<Vec<Patch>> {
    let Value::List(items) = &slot.node.value else {
        return None;
    };
    let (eol, first) = (doc.eol(), dash(doc, slot.node, 0)?);
    let near = items.get(at.saturating_sub(1))?;
    let flow = matches!(near.value, Value::Map(_)) && doc.kind(near) == Kind::Flow;
    let column = doc.column(first);
    let lines = Render::new(doc, care).item(data, column, steps, flow).join(eol);
    Some(match at.checked_sub(1) {
        None => {
            let text = format!("{}{eol}{}", lines.trim_start_matches(' '), " ".repeat(column));
            vec![Patch::at(first, text)]
        }
        Some(before) => {
            vec![Patch::at(stop(doc, slot.node, before)?, format!("{eol}{lines}"))]
        }
    })
}

/// Takes out a field or an item.
pub(super) fn remove(doc: &Doc, slot: &Slot<'_>, at: usize) -> Option<Vec<Patch>> {
    let start = match &slot.node.value {
        Value::Map(entries) => entries.get(at)?.range.start,
        _ => dash(doc, slot.node, at)?,
    };
    let end = stop(doc, slot.node, at)?;
    if doc.begins_line(start) {
        return Some(vec![doc.without_lines(doc.line_start(start), end)]);
    }
    // The first field of an item stands behind its dash: the next one takes its place.
    let after = doc.next_line(end);
    let rest = &doc.text[after..];
    let next = after + rest.len() - rest.trim_start().len();
    Some(vec![Patch::new(start..next, "")])
}

/// Moves an item with the comments above it; blank lines stay where they are.
pub(super) fn shift(doc: &Doc, slot: &Slot<'_>, from: usize, to: usize) -> Option<Vec<Patch>> {
    let Value::List(items) = &slot.node.value else {
        return None;
    };
    let mut chunks = Vec::with_capacity(items.len());
    let mut begin = doc.line_start(dash(doc, slot.node, 0)?);
    if !doc.begins_line(dash(doc, slot.node, 0)?) {
        return None;
    }
    for at in 0..items.len() {
        let end = stop(doc, slot.node, at)?;
        while begin < end && doc.text[begin..doc.line_end(begin)].trim().is_empty() {
            begin = doc.next_line(begin);
        }
        chunks.push(begin..end);
        begin = doc.next_line(end);
    }
    Some(permuted(doc, &chunks, from, to))
}

/// The patches that move one of several stretches to the place of another.
pub(super) fn permuted(doc: &Doc, chunks: &[Range<usize>], from: usize, to: usize) -> Vec<Patch> {
    let mut order: Vec<usize> = (0..chunks.len()).collect();
    let moved = order.remove(from);
    order.insert(to, moved);
    let moved = order.into_iter().enumerate().filter(|(place, from)| place != from);
    moved
        .map(|(place, from)| Patch::new(chunks[place].clone(), &doc.text[chunks[from].clone()]))
        .collect()
}

/// Another value in the place of one.
pub(super) fn replace(
    doc: &Doc,
    slot: &Slot<'_>,
    data: &Data,
    (care, steps): (Care, &[Step]),
) -> Option<Vec<Patch>> {
    let (parent, at) = slot.parent()?;
    let node = slot.node;
    let lead = lead(doc, parent, at)?;
    let end = value_end(doc, parent, at)?;
    let stop = stop(doc, parent, at)?;
    let header = header(doc, lead).filter(|_| matches!(node.value, Value::Null | Value::Text(_)));
    let start = match &header {
        Some(header) => header.start,
        None if node.range.is_empty() => lead,
        None => node.range.start,
    };
    let head = &doc.text[lead..start];
    let is_scalar = matches!(node.value, Value::Null | Value::Text(_)) && header.is_none();
    let old = is_scalar.then(|| &doc.text[start..end]).filter(|old| !old.is_empty());
    let column = match &parent.value {
        Value::Map(entries) => doc.column(entries[at].range.start),
        _ => doc.column(lead - 1),
    };
    let render = Render::new(doc, care);
    let flow = matches!(node.value, Value::Map(_)) && doc.kind(node) == Kind::Flow;
    let written = match (data, &header) {
        (Data::Text(text), Some(header)) if care == Care::Kept => {
            kept(doc, (header, node), text, column, (steps, &render))
        }
        (Data::Text(text), _)
            if !text.contains('\n') && (old.is_some() || !path::is_prose(steps)) =>
        {
            ValueText::Inline(render.scalar(text, old, false))
        }
        _ => render.block(data, column, steps, flow),
    };
    let comment = match &header {
        Some(header) => &doc.text[header.end..doc.line_end(header.end)],
        None if head.trim_start().starts_with('#') => head.lines().next().unwrap_or_default(),
        None => &doc.text[end.min(stop)..stop],
    };
    let comment = comment.trim();
    let space = if comment.is_empty() { "" } else { " " };
    let eol = doc.eol();
    Some(vec![match written {
        ValueText::Inline(value)
            if header.is_none() && !head.contains('\n') && doc.kind_is_line(node) =>
        {
            Patch::new(start..end, if start == lead { format!(" {value}") } else { value })
        }
        ValueText::Inline(value) => Patch::new(lead..stop, format!(" {value}{space}{comment}")),
        ValueText::Lines(Block { header, lines })
            if header.is_empty() && comment.is_empty() && is_list(parent) =>
        {
            let lines = lines.join(eol);
            Patch::new(lead..stop, format!(" {}", lines.trim_start_matches(' ')))
        }
        ValueText::Lines(Block { header, lines }) => {
            let before = if header.is_empty() { "" } else { " " };
            let lines = lines.join(eol);
            Patch::new(lead..stop, format!("{before}{header}{space}{comment}{eol}{lines}"))
        }
    }])
}

/// A text in the way of the block scalar that it replaces.
fn kept(
    doc: &Doc,
    (header, node): (&Range<usize>, &Node),
    text: &str,
    column: usize,
    (steps, render): (&[Step], &Render<'_>),
) -> ValueText {
    let prose = path::is_prose(steps);
    let old = &doc.text[header.clone()];
    let indent = match doc.begins_line(node.range.start) && node.range.start > header.end {
        true => doc.column(node.range.start),
        false => column + render.step(),
    };
    let block = if old.starts_with('>') {
        let written = doc.text[node.range.clone()].trim_end();
        let lines: Vec<&str> = written.lines().map(str::trim).collect();
        literal::folded(text, &lines, old, indent, prose)
    } else {
        literal::literal(text, indent, indent.saturating_sub(column), prose)
    };
    match block {
        Some(block) => ValueText::Lines(block),
        None => render.block(&Data::Text(text.to_owned()), column, steps, false),
    }
}

/// Makes a single group in lines the first item of a list.
pub(super) fn wrap(doc: &Doc, slot: &Slot<'_>) -> Option<Vec<Patch>> {
    let (parent, at) = slot.parent()?;
    let (Value::Map(entries), Kind::Block) = (&slot.node.value, doc.kind(slot.node)) else {
        let (start, end) = (slot.node.range.start, value_end(doc, parent, at)?);
        let owner = Doc::entries(parent).get(at)?;
        let margin = " ".repeat(doc.column(owner.range.start) + 2);
        let lead = lead(doc, parent, at)?;
        let same = !doc.text[lead..start].contains('\n') && start <= end;
        return same.then(|| vec![Patch::new(lead..start, format!("{}{margin}- ", doc.eol()))]);
    };
    let first = entries.first()?.range.start;
    let margin = doc.column(first);
    let mut patches = vec![Patch::at(first, "- ")];
    let (mut at_line, end) = (doc.next_line(first), stop(doc, parent, at)?);
    while at_line < end {
        if doc.text[at_line..doc.line_end(at_line)].len() > margin {
            patches.push(Patch::at(at_line, "  "));
        }
        at_line = doc.next_line(at_line);
    }
    Some(patches)
}

impl Doc {
    /// Whether a value stands on one line, or in brackets.
    fn kind_is_line(&self, node: &Node) -> bool {
        match node.value {
            Value::Map(_) | Value::List(_) => self.kind(node) == Kind::Flow,
            Value::Null | Value::Text(_) => true,
        }
    }

    /// A line of its own at the start of a line, or at the end of the text.
    pub(super) fn line_at(&self, at: usize, line: String) -> Patch {
        let eol = self.eol();
        match at == 0 || self.text[..at].ends_with('\n') {
            true => Patch::at(at, format!("{line}{eol}")),
            false => Patch::at(at, format!("{eol}{line}{eol}")),
        }
    }

    /// Takes out whole lines; the last line of the text keeps its end.
    pub(super) fn without_lines(&self, start: usize, end: usize) -> Patch {
        let mut next = self.next_line(end);
        // Of two blank lines that would meet, one goes.
        let before = self.text[..start].trim_end_matches(['\n', '\r']);
        let breaks = self.text[before.len()..start].matches('\n').count();
        if (breaks > 1 || start == 0) && next < self.text.len() {
            let after = self.next_line(next);
            if self.text[next..after].trim().is_empty() {
                next = after;
            }
        }
        let ends = self.text[..next].ends_with('\n');
        if ends || start == 0 {
            return Patch::new(start..next, "");
        }
        let before = &self.text[..start];
        let cut = before.strip_suffix('\n').unwrap_or(before);
        let cut = cut.strip_suffix('\r').unwrap_or(cut);
        Patch::new(cut.len()..next, "")
    }
}

fn is_list(node: &Node) -> bool {
    matches!(node.value, Value::List(_))
}
