//! The form as its page is made of it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::choices::Kind;
use super::layout::SECTIONS;
use super::paths::{hyphenated, id};
use super::{Choices, Layout, items, typed};
use crate::letter::Letter;
use crate::node::{self, Holds, Shape};
use crate::record::{self, edit::Data};
use crate::serve::words::{Words, hint};

/// What a form is made from.
pub(in crate::serve) struct FormInput<'a> {
    pub(in crate::serve) words: &'a Words,
    pub(in crate::serve) layout: &'a Layout,
    pub(in crate::serve) choices: &'a Choices,
    /// What the record says.
    pub(in crate::serve) record: &'a record::edit::Fields,
    /// Lists that show a new item at their end, by path.
    pub(in crate::serve) adding: &'a [String],
    /// Words that are offered for a field, and any other may be given: offices, presets, ids.
    pub(in crate::serve) offered: &'a BTreeMap<&'static str, Vec<Choice>>,
    /// People who can be put into a list, by its name.
    pub(in crate::serve) people: &'a BTreeMap<&'static str, Vec<Choice>>,
    /// The clauses of the letter, each with the sentences it can say; none where nobody looks at them.
    pub(in crate::serve) clauses: &'a [Clause],
    /// Findings by the path of their field.
    pub(in crate::serve) findings: &'a BTreeMap<String, Vec<serde_json::Value>>,
    /// How a day or time that was typed reads, by its text.
    pub(in crate::serve) reads: &'a dyn Fn(Control, &str) -> Option<String>,
}

/// The form of a record.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct Form {
    pub(in crate::serve) sections: Vec<Section>,
}

/// A section of the form.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct Section {
    pub(in crate::serve) name: &'static str,
    pub(in crate::serve) title: String,
    /// It stands open.
    pub(in crate::serve) is_open: bool,
    pub(in crate::serve) fields: Fields,
}

/// Fields of a group.
#[derive(Debug, Default, Serialize)]
pub(in crate::serve) struct Fields {
    /// Those that stand open: most letters have them, or this one has.
    pub(in crate::serve) open: Vec<Field>,
    /// The others.
    pub(in crate::serve) more: Vec<Field>,
}

impl Fields {
    /// All of them.
    pub(in crate::serve) fn all(&self) -> impl Iterator<Item = &Field> {
        self.open.iter().chain(&self.more)
    }
}

impl FromIterator<Field> for Fields {
    fn from_iter<I: IntoIterator<Item = Field>>(fields: I) -> Self {
        let (open, more) = fields.into_iter().partition(|field| {
            field.is_first || field.is_set || field.is_new || field.control == Control::Turns
        });
        Self { open, more }
    }
}

/// How a field is filled in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(in crate::serve) enum Control {
    Line,
    Text,
    Lines,
    /// Words with commas between them.
    Row,
    Days,
    Times,
    Choice,
    Body,
    Group,
    List,
    Pairs,
    /// Sentences that can be chosen, clause by clause.
    Turns,
    /// Something that only the source can say.
    Source,
}

/// A field of the form.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct Field {
    pub(in crate::serve) path: String,
    /// The id of its control.
    pub(in crate::serve) id: String,
    pub(in crate::serve) label: String,
    /// What it is, in a sentence.
    pub(in crate::serve) hint: String,
    /// All that is said of it, where that is more.
    pub(in crate::serve) help: String,
    /// What the button is called that shows it.
    pub(in crate::serve) help_of: String,
    pub(in crate::serve) example: Option<String>,
    pub(in crate::serve) control: Control,
    pub(in crate::serve) value: String,
    /// How a day or time reads.
    pub(in crate::serve) reads: Option<String>,
    /// It stands open.
    pub(in crate::serve) is_first: bool,
    /// The record says something here.
    pub(in crate::serve) is_set: bool,
    /// It is a group that the record does not have yet, and that somebody asked for.
    pub(in crate::serve) is_new: bool,
    /// It stands for a whole group: an addressee by the name of a preset.
    pub(in crate::serve) is_short: bool,
    /// What can be chosen, or is offered.
    pub(in crate::serve) choices: Vec<Choice>,
    pub(in crate::serve) fields: Fields,
    pub(in crate::serve) items: Vec<Item>,
    pub(in crate::serve) pairs: Vec<Pair>,
    /// Of a list: the fields of an item that are typed, as the columns of a table.
    pub(in crate::serve) columns: Vec<Column>,
    /// The list is shown as a table.
    pub(in crate::serve) is_table: bool,
    /// People who can be put in.
    pub(in crate::serve) people: Vec<Choice>,
    pub(in crate::serve) clauses: Vec<Clause>,
    /// The button that adds an item.
    pub(in crate::serve) add: String,
    pub(in crate::serve) findings: Vec<serde_json::Value>,
}

/// A column of a list.
#[derive(Debug, Clone, Serialize)]
pub(in crate::serve) struct Column {
    pub(in crate::serve) name: String,
    pub(in crate::serve) label: String,
    pub(in crate::serve) control: Control,
    pub(in crate::serve) choices: Vec<Choice>,
}

/// A clause of the letter with the sentences it can say.
#[derive(Debug, Clone, Serialize)]
pub(in crate::serve) struct Clause {
    pub(in crate::serve) name: String,
    pub(in crate::serve) label: String,
    /// The turn that the record picks; empty for the usual one.
    pub(in crate::serve) value: String,
    /// What the record says in its own words.
    pub(in crate::serve) said: String,
    /// Turns by name, each with its sentence.
    pub(in crate::serve) turns: Vec<Choice>,
    /// The sentence that the letter says unless told otherwise.
    pub(in crate::serve) usual: String,
}

/// A word that can be chosen.
#[derive(Debug, Clone, Serialize)]
pub(in crate::serve) struct Choice {
    pub(in crate::serve) value: String,
    pub(in crate::serve) label: String,
}

/// A name of one's own with its text.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct Pair {
    pub(in crate::serve) name: String,
    pub(in crate::serve) text: String,
}

/// An item of a list of groups.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct Item {
    pub(in crate::serve) path: String,
    pub(in crate::serve) id: String,
    pub(in crate::serve) at: usize,
    /// What it is called: "Meeting 1".
    pub(in crate::serve) title: String,
    pub(in crate::serve) is_new: bool,
    /// The field that names it in short, where it can be.
    pub(in crate::serve) short: Option<Box<Field>>,
    /// The fields that stand in the columns of a table.
    pub(in crate::serve) cells: Vec<Field>,
    /// The others.
    pub(in crate::serve) fields: Fields,
}

impl Item {
    /// All its fields.
    pub(in crate::serve) fn all(&self) -> impl Iterator<Item = &Field> {
        self.cells.iter().chain(self.fields.all())
    }
}

/// Fields whose words the desk knows all of.
const LISTED: &[&str] = &["kind", "office"];

/// How deep groups are shown in one another.
const DEEPEST: usize = 6;

/// The form of a record.
pub(in crate::serve) fn form(asked: &FormInput<'_>) -> Form {
    let shape = Letter::shape();
    let sections = SECTIONS.iter().map(|name| {
        let listed = asked.layout.sections.get(*name);
        let fields = listed.into_iter().flatten().filter_map(|field| shape.field(field));
        let fields: Fields = fields
            .map(|known| field(asked, shape, known, known.name, 0))
            .collect();
        Section {
            name,
            title: asked.words.section(name).to_owned(),
            is_open: !fields.open.is_empty(),
            fields,
        }
    });
    Form { sections: sections.collect() }
}

/// A field that says nothing yet.
pub(super) fn blank() -> Field {
    Field {
        path: String::new(),
        id: String::new(),
        label: String::new(),
        hint: String::new(),
        help: String::new(),
        help_of: String::new(),
        example: None,
        control: Control::Line,
        value: String::new(),
        reads: None,
        is_first: false,
        is_set: false,
        is_new: false,
        is_short: false,
        choices: Vec::new(),
        fields: Fields::default(),
        items: Vec::new(),
        pairs: Vec::new(),
        columns: Vec::new(),
        is_table: false,
        people: Vec::new(),
        clauses: Vec::new(),
        add: String::new(),
        findings: Vec::new(),
    }
}

fn field(
    asked: &FormInput<'_>,
    group: &Shape,
    field: &node::Field,
    path: &str,
    depth: usize,
) -> Field {
    let data = asked.record.get(path);
    let kind = asked.choices.of(group.name, field.name);
    let control = control(group, field, kind);
    let group_name = hyphenated(group.name);
    let said = asked.words.field(&group_name, field.name);
    let lines = control == Control::Lines;
    let label = said.map_or_else(|| field.name.replace('-', " "), |said| said.label.clone());
    let (hint, help) = said.map_or(("", ""), |said| hint(&said.help));
    let value = data.and_then(|data| typed(data, lines));
    let mut made = Field {
        path: path.to_owned(),
        id: id(path),
        hint: hint.to_owned(),
        help: help.to_owned(),
        help_of: asked.words.fill("more-help", &[("field", &label)]),
        label,
        example: said.and_then(|said| said.example.clone()),
        control,
        reads: value.as_deref().and_then(|value| (asked.reads)(control, value)),
        is_first: asked.layout.is_first(&group_name, field.name),
        is_set: data.is_some(),
        choices: choices(asked, &group_name, field.name, kind),
        findings: asked.findings.get(path).cloned().unwrap_or_default(),
        value: value.unwrap_or_default(),
        ..blank()
    };
    match (field.group(), control) {
        // A group within a group is shown where the record has it, or somebody asked for it.
        (Some(inner), Control::Group) if depth < DEEPEST => {
            made.is_new = asked.adding.iter().any(|group| group == path);
            if depth == 0 || made.is_set || made.is_first || made.is_new {
                made.fields = fields(asked, inner, path, depth + 1);
            } else {
                let words = asked.words.group(&hyphenated(inner.name));
                made.add = words.map_or_else(|| made.label.clone(), |words| words.add.clone());
            }
        }
        (Some(_), Control::List) if depth < DEEPEST => {
            items::fill(&mut made, asked, (group, field), data, depth);
        }
        (_, Control::Pairs) if path == "turns" && !asked.clauses.is_empty() => {
            made.control = Control::Turns;
            made.clauses = asked.clauses.to_vec();
        }
        (_, Control::Pairs) => {
            if let Some(Data::Map(entries)) = data {
                let pairs = entries.iter().filter_map(|(name, value)| {
                    Some(Pair { name: name.clone(), text: typed(value, true)? })
                });
                made.pairs = pairs.collect();
            }
        }
        _ => {}
    }
    let is_typed =
        !matches!(control, Control::Group | Control::List | Control::Pairs | Control::Turns);
    if is_typed && data.is_some_and(|data| typed(data, lines).is_none()) {
        made.control = Control::Source;
    }
    made
}

pub(super) fn fields(
    asked: &FormInput<'_>,
    group: &'static Shape,
    path: &str,
    depth: usize,
) -> Fields {
    let inner = group.fields.iter();
    inner
        .map(|inner| field(asked, group, inner, &format!("{path}.{}", inner.name), depth))
        .collect()
}

pub(super) fn control(group: &Shape, field: &node::Field, kind: Option<&Kind>) -> Control {
    match (field.holds, kind) {
        _ if group.name == "Letter" && field.name == "languages" => Control::Row,
        _ if group.name == "Letter" && LISTED.contains(&field.name) => Control::Choice,
        (_, Some(Kind::Words(..) | Kind::Flag)) => Control::Choice,
        (Holds::Body, _) => Control::Body,
        (Holds::Day, _) => Control::Days,
        (Holds::Time, _) => Control::Times,
        (Holds::Group(_), _) if field.many => Control::List,
        (Holds::Preset, _) => Control::List,
        (Holds::Group(_), _) => Control::Group,
        (_, Some(Kind::Pairs)) => Control::Pairs,
        _ if field.many => Control::Lines,
        (Holds::Prose, _) => Control::Text,
        _ => Control::Line,
    }
}

pub(super) fn choices(
    asked: &FormInput<'_>,
    group: &str,
    field: &str,
    kind: Option<&Kind>,
) -> Vec<Choice> {
    let words = asked.words;
    let choice = |value: &str, label: &str| Choice { value: value.into(), label: label.into() };
    match kind {
        Some(Kind::Words(name, all)) => all
            .iter()
            .map(|word| choice(word, words.choice(name, word)))
            .collect(),
        Some(Kind::Flag) => {
            vec![choice("true", words.say("yes")), choice("false", words.say("no"))]
        }
        _ => {
            let offered = asked
                .offered
                .get(field)
                .filter(|_| group == "letter" || field == "letter");
            offered.cloned().unwrap_or_default()
        }
    }
}
