//! Fields in lines and under headers of TOML.

use std::ops::Range;

use super::Data;
use super::block::permuted;
use super::doc::{Doc, Kind, Patch, Slot};
use super::literal;
use super::path::{self, Step};
use super::render::Render;
use super::scalar::{self, Care};
use crate::node::{Entry, Node, Value};
use crate::record::Syntax;

/// The lines of a field that is put into a group, or its part of the file.
pub(super) fn insert_field(
    doc: &Doc,
    slot: &Slot<'_>,
    (key, data): (&str, &Data),
    (care, steps): (Care, &[Step]),
) -> Option<Vec<Patch>> {
    let render = Render::new(doc, care);
    let eol = doc.eol();
    let entries = Doc::entries(slot.node);
    let shape = path::shape(&steps[..steps.len() - 1]);
    let place = |held: &[&Entry]| path::position(shape, held.iter().map(|it| it.key.as_str()), key);
    let name = scalar::key(Syntax::Toml, key, false);
    let whole = slot.trail.is_empty();
    if whole && care < Care::Quoted && is_section(data) {
        let parts: Vec<&Entry> = entries
            .iter()
            .filter(|entry| !headers_in(doc, &entry.node).is_empty())
            .collect();
        let at = match place(&parts).checked_sub(1) {
            Some(before) => chunk(doc, &parts.get(before)?.node)?.end,
            None => first_header(doc),
        };
        return Some(vec![part(doc, at, &section(&render, &name, data))]);
    }
    let value = value(&render, data, path::is_prose(steps));
    let held: Vec<&Entry> = entries.iter().filter(|entry| !lines(doc, entry).is_empty()).collect();
    let Some(first) = held.first().and_then(|entry| lines(doc, entry).first().cloned()) else {
        let line = format!("{name} = {value}");
        if is_header(doc, slot.node) {
            let at = doc.line_end(slot.node.range.end);
            return Some(vec![Patch::at(at, format!("{eol}{line}"))]);
        }
        if !whole {
            let path: Vec<_> = steps[..steps.len() - 1]
                .iter()
                .filter_map(|step| match step {
                    Step::Field(name) => Some(scalar::key(Syntax::Toml, name, false)),
                    Step::Item(_) => None,
                })
                .collect();
            let at = chunk(doc, slot.node)?.start;
            return Some(vec![part(doc, at, &format!("[{}]{eol}{line}", path.join(".")))]);
        }
        let at = first_header(doc);
        return Some(vec![match at == doc.text.len() {
            true => doc.line_at(at, line),
            false => Patch::at(at, format!("{line}{eol}{eol}")),
        }]);
    };
    let prefix = prefix(doc, held.first()?);
    let line = format!("{prefix}{name} = {value}");
    Some(vec![match place(&held).checked_sub(1) {
        None => Patch::at(first.start, format!("{line}{eol}")),
        Some(before) => {
            let end = lines(doc, held.get(before)?).last()?.end;
            Patch::at(end, format!("{eol}{line}"))
        }
    }])
}

/// An item among those under headers of their own.
pub(super) fn insert_item(
    doc: &Doc,
    slot: &Slot<'_>,
    at: usize,
    data: &Data,
    care: Care,
) -> Option<Vec<Patch>> {
    let (Value::List(items), Data::Map(fields)) = (&slot.node.value, data) else {
        return None;
    };
    let render = Render::new(doc, care);
    let header = &doc.text[slot.node.range.clone()];
    let text = under(&render, header, fields);
    let at = match items.get(at) {
        Some(item) => chunk(doc, item)?.start,
        None => chunk(doc, items.last()?)?.end,
    };
    Some(vec![part(doc, at, &text)])
}

/// Takes out a field or an item.
pub(super) fn remove(doc: &Doc, slot: &Slot<'_>, at: usize) -> Option<Vec<Patch>> {
    let (lines, node) = match &slot.node.value {
        Value::Map(entries) => (lines(doc, entries.get(at)?), &entries[at].node),
        Value::List(items) => (Vec::new(), items.get(at)?),
        _ => return None,
    };
    let mut patches: Vec<_> = lines
        .iter()
        .map(|line| doc.without_lines(line.start, line.end))
        .collect();
    let single = std::slice::from_ref(node);
    let items = match &node.value {
        Value::List(items) if doc.kind(node) == Kind::Tables => items.as_slice(),
        _ => single,
    };
    for item in items {
        if let Some(Range { start, end }) = chunk(doc, item) {
            // At the end of the file, the blank line before goes.
            let start = match end == doc.text.len() {
                true => doc.text[..start].trim_end().len(),
                false => start,
            };
            let eol = if end == doc.text.len() && start > 0 { doc.eol() } else { "" };
            patches.push(Patch::new(start..end, eol));
        }
    }
    Some(joined(patches))
}

/// Moves an item among those under headers of their own, with the comments above it.
pub(super) fn shift(doc: &Doc, slot: &Slot<'_>, from: usize, to: usize) -> Option<Vec<Patch>> {
    let Value::List(items) = &slot.node.value else {
        return None;
    };
    let chunks: Option<Vec<_>> = items
        .iter()
        .map(|item| {
            let Range { start, end } = chunk(doc, item)?;
            Some(start..start + doc.text[start..end].trim_end().len())
        })
        .collect();
    Some(permuted(doc, &chunks?, from, to))
}

/// Another value in the place of one that stands in lines.
pub(super) fn replace(
    doc: &Doc,
    slot: &Slot<'_>,
    data: &Data,
    (care, steps): (Care, &[Step]),
) -> Option<Vec<Patch>> {
    let render = Render::new(doc, care);
    let old = doc.text.get(slot.node.range.clone())?;
    let long = ["\"\"\"", "'''"].into_iter().find(|quotes| old.starts_with(quotes));
    let prose = path::is_prose(steps);
    let text = match data {
        Data::Text(text)
            if care < Care::Quoted && (long.is_some() || prose || text.contains('\n')) =>
        {
            let short = prose && long.is_none() && !text.contains('\n');
            match short {
                true => render.scalar(text, Some(old), false),
                false => literal::toml(text, long.unwrap_or("\"\"\""), doc.eol(), prose),
            }
        }
        Data::Text(text) => {
            let old = matches!(slot.node.value, Value::Text(_)).then_some(old);
            render.scalar(text, old, false)
        }
        _ => render.spread(data, 0),
    };
    Some(vec![Patch::new(slot.node.range.clone(), text)])
}

/// Makes a group under a header the first item of a list.
pub(super) fn wrap(doc: &Doc, slot: &Slot<'_>) -> Option<Vec<Patch>> {
    let range = slot.node.range.clone();
    is_header(doc, slot.node).then(|| vec![Patch::at(range.start, "["), Patch::at(range.end, "]")])
}

fn value(render: &Render<'_>, data: &Data, prose: bool) -> String {
    match data {
        Data::Text(text) if render.care < Care::Quoted && (prose || text.contains('\n')) => {
            literal::toml(text, "\"\"\"", render.doc.eol(), prose)
        }
        Data::Text(text) => render.scalar(text, None, false),
        _ => render.spread(data, 0),
    }
}

/// Whether data gets a header of its own.
fn is_section(data: &Data) -> bool {
    match data {
        Data::Text(_) => false,
        Data::Map(entries) => !entries.is_empty(),
        Data::List(items) => {
            !items.is_empty() && items.iter().all(|item| matches!(item, Data::Map(_)))
        }
    }
}

/// A group under a header, or a list under several.
fn section(render: &Render<'_>, name: &str, data: &Data) -> String {
    let blank = render.doc.eol().repeat(2);
    match data {
        Data::List(items) => {
            let header = format!("[[{name}]]");
            let items = items.iter().filter_map(|item| match item {
                Data::Map(fields) => Some(under(render, &header, fields)),
                _ => None,
            });
            items.collect::<Vec<_>>().join(&blank)
        }
        Data::Map(fields) => under(render, &format!("[{name}]"), fields),
        Data::Text(_) => String::new(),
    }
}

fn under(render: &Render<'_>, header: &str, fields: &[(String, Data)]) -> String {
    let lines = fields.iter().map(|(key, data)| {
        let value = value(render, data, false);
        format!("{} = {value}", scalar::key(Syntax::Toml, key, false))
    });
    let lines: Vec<_> = std::iter::once(header.to_owned()).chain(lines).collect();
    lines.join(render.doc.eol())
}

/// A part of the file, with a blank line before and behind it.
fn part(doc: &Doc, at: usize, text: &str) -> Patch {
    let eol = doc.eol();
    let before = &doc.text[..at];
    let open = match before.trim_end_matches([' ', '\t']) {
        "" => String::new(),
        before if !before.ends_with('\n') => eol.repeat(2),
        before if before.trim_end_matches('\n').ends_with('\r') || !before.ends_with("\n\n") => {
            let blank = before.ends_with("\n\n") || before.ends_with("\r\n\r\n");
            if blank { String::new() } else { eol.to_owned() }
        }
        _ => String::new(),
    };
    let close = if at == doc.text.len() { eol.to_owned() } else { eol.repeat(2) };
    Patch::at(at, format!("{open}{text}{close}"))
}

/// Whether a group has a header of its own.
fn is_header(doc: &Doc, node: &Node) -> bool {
    matches!(node.value, Value::Map(_))
        && !node.range.is_empty()
        && doc.text[node.range.start..].starts_with('[')
}

/// Where the headers in a value begin, in the order of the file.
fn headers_in(doc: &Doc, node: &Node) -> Vec<usize> {
    let mut found = Vec::new();
    collect(doc, node, &mut found);
    found.sort_unstable();
    found
}

fn collect(doc: &Doc, node: &Node, found: &mut Vec<usize>) {
    match &node.value {
        Value::Map(entries) if doc.kind(node) == Kind::Tables => {
            if is_header(doc, node) {
                found.push(node.range.start);
            }
            entries.iter().for_each(|entry| collect(doc, &entry.node, found));
        }
        Value::List(items) if doc.kind(node) == Kind::Tables => {
            items.iter().for_each(|item| collect(doc, item, found));
        }
        _ => {}
    }
}

/// Where the first header begins, with the comments above it; the end of the file where it has none.
fn first_header(doc: &Doc) -> usize {
    headers_in(doc, &doc.root)
        .first()
        .map_or(doc.text.len(), |at| above(doc, *at))
}

/// The start of the comment lines right above a header.
fn above(doc: &Doc, header: usize) -> usize {
    let mut at = doc.line_start(header);
    while at > 0 {
        let line = doc.line_start(at - 1);
        if !doc.text[line..at].trim_start().starts_with('#') {
            break;
        }
        at = line;
    }
    at
}

/// The part of the file that a value under headers takes, up to the next part.
fn chunk(doc: &Doc, node: &Node) -> Option<Range<usize>> {
    let own = headers_in(doc, node);
    let (first, last) = (own.first()?, own.last()?);
    let next = headers_in(doc, &doc.root).into_iter().find(|at| at > last);
    let end = next.map_or(doc.text.len(), |next| above(doc, next));
    Some(above(doc, *first)..end)
}

/// The lines of a field that is not under a header of its own.
fn lines(doc: &Doc, entry: &Entry) -> Vec<Range<usize>> {
    let line = |end: usize| doc.line_start(entry.range.start)..doc.line_end(end);
    match &entry.node.value {
        _ if doc.kind(&entry.node) == Kind::Flow || matches!(entry.node.value, Value::Text(_)) => {
            std::iter::once(line(entry.node.range.end)).collect()
        }
        Value::Map(entries) if !is_header(doc, &entry.node) => {
            entries.iter().flat_map(|entry| lines(doc, entry)).collect()
        }
        Value::Null => std::iter::once(line(entry.range.end)).collect(),
        _ => Vec::new(),
    }
}

/// What stands before the name of a field on its line: the groups of a dotted one.
fn prefix<'d>(doc: &'d Doc, entry: &Entry) -> &'d str {
    &doc.text[doc.line_start(entry.range.start)..entry.range.start]
}

/// Patches that touch as one.
fn joined(mut patches: Vec<Patch>) -> Vec<Patch> {
    patches.sort_by_key(|patch| patch.range.start);
    patches.dedup_by(|next, kept| {
        let same = next.range.start < kept.range.end;
        if same {
            kept.range.end = kept.range.end.max(next.range.end);
        }
        same
    });
    patches
}
