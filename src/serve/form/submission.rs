//! What a form sends back, as changes of a record.

use std::collections::BTreeMap;

use super::view::{Control, Field, Form, Item};
use crate::record::edit::{Change, Data};

/// The changes that make a record say what the form says. A field that was not touched is not
/// among them, whatever a browser does to ends of lines.
pub(in crate::serve) fn changes(form: &Form, posted: &Submission<'_>) -> Vec<Change> {
    let mut changes = Vec::new();
    for field in form.sections.iter().flat_map(|section| section.fields.all()) {
        field_changes(field, posted, &mut changes);
    }
    changes
}

/// What a form sent back.
pub(in crate::serve) struct Submission<'a> {
    /// The fields by name.
    pub(in crate::serve) fields: &'a BTreeMap<String, String>,
    /// What was typed as a record writes it: days and times.
    pub(in crate::serve) understood: &'a dyn Fn(Control, &str) -> String,
}

impl Submission<'_> {
    fn get(&self, name: &str) -> Option<&String> {
        self.fields.get(name)
    }
}

fn field_changes(field: &Field, posted: &Submission<'_>, changes: &mut Vec<Change>) {
    if let Some(given) = posted.get(&field.path) {
        let given = given.replace("\r\n", "\n");
        if given.trim_end() != field.value.trim_end() {
            changes.push(changed(
                &field.path,
                field.control,
                &(posted.understood)(field.control, &given),
            ));
            // Whoever names a preset takes it in place of a person written out.
            if field.is_short && !given.trim().is_empty() {
                return;
            }
        }
    }
    if matches!(field.control, Control::Pairs | Control::Turns) {
        pairs(field, posted, changes);
        clauses(field, posted, changes);
    }
    for item in &field.items {
        if item.short.as_ref().is_some_and(|short| {
            posted.get(&short.path).is_some_and(|given| !given.trim().is_empty())
        }) {
            let before = changes.len();
            item.short
                .iter()
                .for_each(|short| field_changes(short, posted, changes));
            if item.is_new && changes.len() > before {
                let made = changes.split_off(before);
                changes.push(inserted(field, item, assembled(&item.path, made)));
            }
            continue;
        }
        let before = changes.len();
        item.all().for_each(|field| field_changes(field, posted, changes));
        if item.is_new && changes.len() > before {
            let made = changes.split_off(before);
            changes.push(inserted(field, item, assembled(&item.path, made)));
        }
    }
    field
        .fields
        .all()
        .for_each(|field| field_changes(field, posted, changes));
}

/// The change that adds an item to a list. One that is a word alone needs no list.
fn inserted(field: &Field, item: &Item, value: Data) -> Change {
    let list = field.path.clone();
    match value {
        Data::Text(_) if item.at == 0 => Change::Set { path: list, value },
        value => Change::Insert { list, at: item.at, value },
    }
}

/// The change that gives a field what was typed, as a record writes it.
pub(super) fn changed(path: &str, control: Control, given: &str) -> Change {
    let path = path.to_owned();
    if given.trim().is_empty() {
        return Change::Remove { path };
    }
    let texts = |parts: Vec<&str>| match parts.as_slice() {
        [one] => Data::Text((*one).to_owned()),
        several => Data::List(several.iter().map(|one| Data::Text((*one).to_owned())).collect()),
    };
    let value = match control {
        Control::Lines => {
            texts(given.lines().map(str::trim).filter(|line| !line.is_empty()).collect())
        }
        Control::Days | Control::Times | Control::Row => texts(
            given
                .split(',')
                .map(str::trim)
                .filter(|part| !part.is_empty())
                .collect(),
        ),
        Control::Body => Data::Text(given.to_owned()),
        _ => Data::Text(given.trim_end().to_owned()),
    };
    Change::Set { path, value }
}

/// Rows of names and texts: `sic[0].name` and `sic[0].text`.
fn pairs(field: &Field, posted: &Submission<'_>, changes: &mut Vec<Change>) {
    let mut kept = Vec::new();
    for at in 0.. {
        let get = |what: &str| posted.get(&format!("{}[{at}].{what}", field.path));
        let (Some(name), Some(text)) = (get("name"), get("text")) else { break };
        let name = name.trim();
        if !name.is_empty() {
            kept.push(name.to_owned());
            let text = text.replace("\r\n", "\n");
            let known = field.pairs.iter().find(|pair| pair.name == name);
            if known.is_none_or(|pair| pair.text.trim_end() != text.trim_end()) {
                changes.push(Change::Set {
                    path: format!("{}.{name}", field.path),
                    value: Data::Text(text.trim_end().to_owned()),
                });
            }
        }
    }
    // A form without rows did not show them.
    if posted.get(&format!("{}[0].name", field.path)).is_some() {
        let gone = field.pairs.iter().filter(|pair| !kept.contains(&pair.name));
        changes.extend(
            gone.map(|pair| Change::Remove { path: format!("{}.{}", field.path, pair.name) }),
        );
    }
}

/// What is chosen or said for a clause: `turns.object` and `say.object`, whatever clauses there are.
fn clauses(field: &Field, posted: &Submission<'_>, changes: &mut Vec<Change>) {
    let prefix = format!("{}.", field.path);
    for (path, given) in posted.fields.range(prefix.clone()..) {
        let Some(clause) = path.strip_prefix(&prefix) else { break };
        let given = given.replace("\r\n", "\n");
        let known = field.pairs.iter().find(|pair| pair.name == clause);
        let before = known.map_or("", |pair| pair.text.trim_end());
        if given.trim_end() != before {
            changes.push(changed(path, Control::Text, &given));
        }
    }
}

/// A new item of a list, from changes of its fields.
fn assembled(item: &str, changes: Vec<Change>) -> Data {
    let mut root = Data::Map(Vec::new());
    for change in changes {
        if let Change::Set { path, value } = change
            && let Some(rest) = path.strip_prefix(item)
        {
            let rest = rest.trim_start_matches('.');
            if rest.is_empty() {
                return value;
            }
            put(&mut root, rest, value);
        }
    }
    root
}

fn put(data: &mut Data, path: &str, value: Data) {
    let Data::Map(entries) = data else { return };
    let (first, rest) = path.split_once('.').map_or((path, None), |(a, b)| (a, Some(b)));
    let name = first.split('[').next().unwrap_or(first);
    let at = match entries.iter().position(|(known, _)| known == name) {
        Some(at) => at,
        None => {
            entries.push((name.to_owned(), Data::Map(Vec::new())));
            entries.len() - 1
        }
    };
    match rest {
        None => entries[at].1 = value,
        Some(rest) => put(&mut entries[at].1, rest, value),
    }
}
