//! Merge fields of one letter: look-up in its own data, values as tree.

mod offered;
mod value;

use std::cell::RefCell;

use serde_json::Value;

use super::forms::{self, Forms, Kind};
use super::view::View;
use crate::document::{Block, Field, Inline, MergeFields, Refusal};
use crate::finding::suggest;
use crate::house::House;
use crate::letter::{Letter, Person};
use crate::node::{self, Holds};
use crate::record::Record;
use crate::template::Data;
pub use offered::{FieldValue, MergeFieldValues};
pub(super) use value::cell;
use value::{held_by, value_of_text};

/// How a schedule may be shown.
const BLOCK_FORMS: &[&str] = &["list", "table", "sentence"];

/// What fills the merge fields of one record.
pub(super) struct Fields<'a> {
    record: &'a Record,
    house: &'a House,
    view: &'a View<'a>,
    data: &'a Data<'a>,
    values: std::cell::OnceCell<Result<Value, String>>,
    /// What was looked up, as `deadlines[0].date`; ready-made blocks by their names.
    looked_up: RefCell<Vec<String>>,
}

impl<'a> Fields<'a> {
    pub(super) fn new(
        record: &'a Record,
        house: &'a House,
        view: &'a View<'a>,
        data: &'a Data<'a>,
    ) -> Self {
        Self {
            record,
            house,
            view,
            data,
            values: std::cell::OnceCell::new(),
            looked_up: RefCell::default(),
        }
    }

    /// What was looked up since this was asked last, as `deadlines[0].date`; ready-made blocks by
    /// their names.
    pub(super) fn take_looked_up(&self) -> Vec<String> {
        self.looked_up.take()
    }

    /// What was looked up last.
    pub(super) fn last_looked_up(&self) -> String {
        self.looked_up.borrow().last().cloned().unwrap_or_default()
    }

    /// The texts of a field that is a list of them.
    pub(super) fn items(&self, field: &Field) -> Vec<String> {
        let looked_up = self.looked_up.borrow().len();
        let found = self.find(field).ok();
        self.looked_up.borrow_mut().truncate(looked_up);
        let items = found.and_then(|found| found.value.as_array());
        let texts = items.into_iter().flatten().filter_map(Value::as_str);
        texts.map(str::to_owned).collect()
    }

    /// The record's data, with what it does not spell out: sender, process, addressee.
    fn values(&self) -> Result<&Value, Refusal> {
        let values = self
            .values
            .get_or_init(|| self.look_up().map_err(|why| why.to_string()));
        values.as_ref().map_err(|why| Refusal {
            message: format!("the record cannot be looked up: {why}"),
            help: "leave the merge field out".to_owned(),
        })
    }

    fn look_up(&self) -> Result<Value, serde_json::Error> {
        let mut values = serde_json::to_value(&*self.record.letter)?;
        let mut addressee = values["to"].get(0).cloned().unwrap_or(Value::Null);
        if !addressee.is_object() {
            // A line that a preset ends with a comma of its own gets no second one.
            let line = |line: &String| line.trim_end_matches([',', ' ']).to_owned();
            let lines = self.view.addressees.first().map(|lines| lines.iter().map(line));
            let lines = lines.map(|lines| lines.collect::<Vec<_>>().join(", "));
            addressee = serde_json::json!({ "group": lines.unwrap_or_default() });
        }
        if let Value::Object(map) = &mut values {
            map.remove("body");
            map.remove("sic");
            map.insert("sender".to_owned(), serde_json::to_value(self.view.sender)?);
            map.insert("process".to_owned(), serde_json::to_value(&self.view.process)?);
            map.insert("addressee".to_owned(), addressee);
        }
        Ok(values)
    }

    fn find<'s>(&'s self, field: &'s Field) -> Result<Found<'s>, Refusal> {
        let mut value = self.values()?;
        let mut owner = value;
        let (mut last, mut holds, mut shape) = ("", None, Some(Letter::shape()));
        let (mut walked, mut place) = (String::new(), String::new());
        let mut rest = field.path.as_str();
        while !rest.is_empty() {
            // An id may hold dots of its own, so the longest known name wins.
            let (step, next) = step(value, rest);
            let found = match value {
                Value::Object(map) => map.get(step),
                Value::Array(items) => item(items, step).map(|(at, item)| {
                    place.push_str(&format!("[{at}]"));
                    item
                }),
                _ => None,
            };
            let Some(found) = found else {
                let known = names(value);
                let owner =
                    if walked.is_empty() { "the record".to_owned() } else { format!("`{walked}`") };
                let help = if is_empty(value) {
                    format!("the record gives no {owner}: add it, or write the words themselves")
                } else if known.is_empty() {
                    format!("{owner} has no parts; write {{{{ {walked} }}}}")
                } else {
                    suggest(step, known.iter().map(String::as_str))
                };
                return Err(Refusal {
                    message: format!("{owner} has nothing called `{step}`"),
                    help,
                });
            };
            if !matches!(value, Value::Array(_)) {
                if !place.is_empty() {
                    place.push('.');
                }
                place.push_str(step);
                last = step;
                let known = shape.and_then(|shape| shape.field(step));
                // In a group without a shape of its own (a reference to a letter) the name tells.
                let named = || shape.is_none().then(|| Letter::shape().anywhere(step)).flatten();
                holds = known.map(|field| field.holds).or_else(named);
                shape = match step {
                    "addressee" if walked.is_empty() => Some(Person::shape()),
                    _ => known.and_then(node::Field::group),
                };
            }
            if !walked.is_empty() {
                walked.push('.');
            }
            walked.push_str(step);
            owner = value;
            value = found;
            rest = next;
        }
        if field.path.starts_with("row.") {
            // A column of a list may have any name; that of a field, or a day or time in it, says
            // what it holds.
            holds = held_by(last, value.as_str().unwrap_or_default());
        }
        self.looked_up.borrow_mut().push(place);
        Ok(Found { value, owner, name: last, holds })
    }

    fn forms<'f>(&'f self, field: &'f Field) -> Forms<'f> {
        Forms {
            forms: &field.forms,
            language: &self.house.language,
            style: self.house.office.style,
        }
    }
}

/// What a merge field leads to.
struct Found<'v> {
    value: &'v Value,
    /// The group that it is a field of.
    owner: &'v Value,
    name: &'v str,
    holds: Option<Holds>,
}

/// The next step of a path, and the rest.
fn step<'p>(value: &Value, path: &'p str) -> (&'p str, &'p str) {
    let ends = path.match_indices('.').map(|(at, _)| at).chain([path.len()]);
    let known = |name: &str| match value {
        Value::Array(items) => item(items, name).is_some(),
        _ => value.get(name).is_some(),
    };
    let end = ends
        .rev()
        .find(|end| known(&path[..*end]))
        .or_else(|| path.find('.'))
        .unwrap_or(path.len());
    (&path[..end], path.get(end + 1..).unwrap_or_default())
}

/// An item of a list by its id, or by its number from 1; with its place from 0.
fn item<'v>(items: &'v [Value], name: &str) -> Option<(usize, &'v Value)> {
    let by_id = items.iter().position(|item| item["id"] == name);
    let at = by_id.or_else(|| name.parse::<usize>().ok()?.checked_sub(1))?;
    Some((at, items.get(at)?))
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Object(map) => map.keys().cloned().collect(),
        Value::Array(items) => items
            .iter()
            .enumerate()
            .map(|(at, item)| {
                item["id"]
                    .as_str()
                    .map_or_else(|| (at + 1).to_string(), str::to_owned)
            })
            .collect(),
        _ => Vec::new(),
    }
}

impl MergeFields for Fields<'_> {
    fn inline(&self, field: &Field) -> Result<Vec<Inline>, Refusal> {
        if field.path.is_empty() {
            let help = "write what to look up: {{ meetings.1.dates }}; to show the braces themselves, write \\{{";
            return Err(Refusal {
                message: "an empty merge field".to_owned(),
                help: help.to_owned(),
            });
        }
        if self.house.wording.has_block(&field.path) && self.values()?.get(&field.path).is_none() {
            let message = format!(
                "`{{{{ {} }}}}` is a block, and stands in the middle of a paragraph",
                field.path
            );
            return Err(Refusal {
                message,
                help: "put it into a paragraph of its own, with an empty line around it".to_owned(),
            });
        }
        if field.path.starts_with("row.") && self.record.letter.row.0.is_empty() {
            return Err(Refusal {
                message: format!(
                    "`{}` is a column of a list, and this letter has none",
                    field.path
                ),
                help: "`chancery merge LETTER --rows FILE` writes it to everybody in a list"
                    .to_owned(),
            });
        }
        let Found { value, owner, name, holds } = self.find(field)?;
        let kind = Kind::of(holds);
        forms::judge(&field.path, kind, &field.forms)?;
        if field.forms.iter().any(|form| form == "with-time") {
            let mut looked_up = self.looked_up.borrow_mut();
            let beside = looked_up
                .last()
                .and_then(|day| Some(day.rsplit_once('.')?.0.to_owned()));
            looked_up.extend(
                beside
                    .into_iter()
                    .flat_map(|owner| ["times", "time"].map(|name| format!("{owner}.{name}"))),
            );
        }
        let language = &self.house.language;
        match value {
            Value::String(text) => {
                value_of_text(name, text, (kind, field), &self.forms(field), owner)
            }
            Value::Array(_) if kind == Kind::Times && *value != Value::Array(Vec::new()) => {
                Ok(vec![Inline::text(self.forms(field).times(value, owner))])
            }
            Value::Number(number) => Ok(vec![Inline::text(number.to_string())]),
            Value::Array(items) if !items.is_empty() && items.iter().all(Value::is_string) => {
                let texts: Vec<_> =
                    items.iter().filter_map(Value::as_str).map(str::to_owned).collect();
                Ok(vec![Inline::text(language.list(&texts))])
            }
            Value::Null | Value::Array(_) if names(value).is_empty() => Err(Refusal {
                message: format!("the record says nothing for `{}`", field.path),
                help: format!("fill `{}` in, or take the merge field out", field.path),
            }),
            _ => Err(Refusal {
                message: format!("`{}` is a group of fields", field.path),
                help: suggest("", names(value).iter().map(String::as_str))
                    .replace("known here", "name one of them"),
            }),
        }
    }

    fn block(&self, field: &Field) -> Option<Result<Vec<Block>, Refusal>> {
        let name = field.path.as_str();
        if !self.house.wording.has_block(name) {
            return None;
        }
        let form = field.forms.first().map_or("list", String::as_str);
        let unknown = field.forms.iter().find(|form| !BLOCK_FORMS.contains(&form.as_str()));
        if let Some(form) = unknown.or(field.forms.get(1)) {
            let help = match unknown {
                Some(form) => suggest(form, BLOCK_FORMS.iter().copied()),
                None => "a block has one form; leave the others out".to_owned(),
            };
            return Some(Err(Refusal {
                message: format!("`{name}` cannot be shown as `{form}`"),
                help,
            }));
        }
        self.looked_up.borrow_mut().push(name.to_owned());
        let blocks = self
            .house
            .wording
            .block(name, form, self.data)
            .and_then(|text| super::letter::read_block(self.house, name, &text));
        Some(match blocks {
            Ok(blocks) if blocks.is_empty() => Err(Refusal {
                message: format!("the record has nothing to show for `{name}`"),
                help: "fill it in, or take the merge field out".to_owned(),
            }),
            Ok(blocks) => Ok(blocks),
            Err(findings) => {
                let message = findings
                    .first()
                    .map_or_else(String::new, |finding| finding.message.clone());
                Err(Refusal {
                    message: format!("the template of `{name}` has a mistake: {message}"),
                    help: "mend the template".to_owned(),
                })
            }
        })
    }
}

/// Merge fields of a record with mistakes: none is judged.
pub(super) struct Unjudged;

impl MergeFields for Unjudged {
    fn inline(&self, _: &Field) -> Result<Vec<Inline>, Refusal> {
        Ok(Vec::new())
    }

    fn block(&self, _: &Field) -> Option<Result<Vec<Block>, Refusal>> {
        None
    }
}

/// Whether a field holds nothing: the record does not give it.
fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
