//! Items of a list in the form: as groups of fields, or as rows of a table.

use super::paths::{hyphenated, id};
use super::view::{
    Choice, Column, Control, Field, Fields, FormInput, Item, blank, choices, control, fields,
};
use crate::node::{self, Shape};
use crate::record::edit::Data;

/// Lists whose items are people that the desk may know, with the fields that name one.
const PEOPLE: &[&str] = &["to", "copies", "signatories", "contacts"];

/// What one of a list is called: of this list, or of its type.
pub(super) fn one<'a>(
    input: &'a FormInput<'_>,
    group: &Shape,
    list: &str,
    inner: &'a Shape,
) -> &'a str {
    let words = input.words;
    let own = words.group(&format!("{}.{list}", hyphenated(group.name)));
    let one = own.or_else(|| words.group(&hyphenated(inner.name)));
    one.map_or(inner.what, |words| words.one.as_str())
}

/// Fills in what a list has: its items, its columns, and who can be put in.
pub(super) fn fill(
    made: &mut Field,
    input: &FormInput<'_>,
    (outer, field): (&Shape, &node::Field),
    data: Option<&Data>,
    depth: usize,
) {
    let Some(inner) = field.group() else { return };
    let name = hyphenated(inner.name);
    let own = input
        .words
        .group(&format!("{}.{}", hyphenated(outer.name), field.name));
    let words = own.or_else(|| input.words.group(&name));
    made.add = words.map_or_else(|| made.label.clone(), |words| words.add.clone());
    let table = input.layout.tables.get(&name);
    made.is_table = table.is_some();
    let listed = table.or_else(|| input.layout.first.get(&name));
    let known = listed.into_iter().flatten().filter_map(|name| inner.field(name));
    made.columns = known.filter_map(|field| column(input, inner, field)).collect();
    if depth == 0
        && let Some(list) = PEOPLE.iter().find(|list| **list == made.path)
    {
        made.people = input.people.get(list).cloned().unwrap_or_default();
    }
    let there = match data {
        Some(Data::List(items)) => items.len(),
        Some(_) => 1,
        None => 0,
    };
    let adding = input.adding.contains(&made.path);
    let one = one(input, outer, field.name, inner).to_owned();
    let shown = there + usize::from(adding);
    let columns: &[Column] = if made.is_table { &made.columns } else { &[] };
    let items = (0..shown).map(|at| {
        let path = format!("{}[{at}]", made.path);
        let short = matches!(inner.name, "Person").then(|| short(input, field.name, &path));
        let mut all = fields(input, inner, &path, depth + 1);
        let mut cells = Vec::new();
        for column in columns {
            cells.extend(all.take(&format!("{path}.{}", column.name)));
        }
        Item {
            id: id(&path),
            at,
            title: if shown > 1 { format!("{one} {}", at + 1) } else { one.clone() },
            is_new: at >= there,
            short: short.map(Box::new),
            cells,
            fields: all,
            path,
        }
    });
    made.items = items.collect();
}

/// A field of an item as a column, where it is typed in one control.
fn column(input: &FormInput<'_>, group: &Shape, field: &node::Field) -> Option<Column> {
    let kind = input.choices.of(group.name, field.name);
    let control = control(group, field, kind);
    let is_typed = matches!(
        control,
        Control::Line
            | Control::Text
            | Control::Lines
            | Control::Row
            | Control::Days
            | Control::Times
            | Control::Choice
    );
    let name = hyphenated(group.name);
    let said = input.words.field(&name, field.name);
    is_typed.then(|| Column {
        name: field.name.to_owned(),
        label: said.map_or_else(|| field.name.replace('-', " "), |said| said.label.clone()),
        control,
        choices: choices(input, &name, field.name, kind),
    })
}

/// The field that names an addressee by a preset.
fn short(input: &FormInput<'_>, list: &str, path: &str) -> Field {
    let value = input.record.text(path).map(str::to_owned);
    let offered: Vec<Choice> = input.offered.get(list).into_iter().flatten().cloned().collect();
    Field {
        path: path.to_owned(),
        id: id(&format!("{path}.short")),
        label: input.words.say("preset").to_owned(),
        hint: input.words.say("preset-help").to_owned(),
        // Where the office has presets, they are chosen by what they say.
        control: if offered.is_empty() { Control::Line } else { Control::Choice },
        is_first: true,
        is_set: value.is_some(),
        is_short: true,
        choices: offered,
        value: value.unwrap_or_default(),
        ..blank()
    }
}

impl Fields {
    /// Takes out the field at a path.
    fn take(&mut self, path: &str) -> Option<Field> {
        for fields in [&mut self.open, &mut self.more] {
            if let Some(at) = fields.iter().position(|field| field.path == path) {
                return Some(fields.remove(at));
            }
        }
        None
    }
}
