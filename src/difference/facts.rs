//! The facts of two records, compared field by field and item by item.

use serde_json::{Map, Value};

use super::What;
use crate::letter::Letter;
use crate::letter::items::{self, is_given};

/// A change of a field, or of an item of a list.
#[derive(Debug, Clone)]
pub(super) struct Fact {
    pub(super) what: What,
    /// Where it stands in the new record.
    pub(super) path: Option<String>,
    /// Where it stood in the old one.
    pub(super) old_path: Option<String>,
    /// The names of the fields on the way, without those that lead to the innermost item:
    /// `["was", "dates"]`; the name of the list for an item.
    pub(super) keys: Vec<String>,
    /// The items of lists it belongs to, from the outside.
    pub(super) of: Vec<Item>,
    /// It is an item of a list, and no field of one.
    pub(super) is_item: bool,
    pub(super) old: Option<Value>,
    pub(super) new: Option<Value>,
}

/// An item of a list.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) list: String,
    pub(super) value: Value,
    /// From 1.
    pub(super) number: usize,
    /// The list has others, too.
    pub(super) many: bool,
}

/// Lists that are one value for who reads them: the dates of a meeting, the lines of an address.
const WHOLE: &[&str] = &["dates", "times", "address"];

/// Groups whose fields a person named: by clause, by rule, by column.
pub(super) const NAMED: &[&str] = &["turns", "say", "sic", "row", "style"];

/// What differs, in the order of the record's fields.
pub(super) fn compare(old: &Letter, new: &Letter) -> Vec<Fact> {
    // What a letter holds can always be written as data.
    let data = |letter: &Letter| serde_json::to_value(letter).unwrap_or_default();
    let (old, new) = (data(old), data(new));
    let mut walk = Walk::default();
    for field in Letter::shape().fields.iter().filter(|field| field.name != "body") {
        let (old, new) = (old.get(field.name), new.get(field.name));
        walk.field(field.name, (old, new), ("", ""));
    }
    walk.facts
}

/// The field or item at a path of a letter, as a fact that says nothing of its change yet.
pub(super) fn at(letter: &Letter, path: &str) -> Option<Fact> {
    let mut value = serde_json::to_value(letter).ok()?;
    let (mut keys, mut of, mut is_item) = (Vec::new(), Vec::new(), false);
    for step in path.split('.') {
        let (name, places) = step.split_once('[').map_or((step, ""), |(name, rest)| (name, rest));
        value = value.get_mut(name)?.take();
        keys.push(name.to_owned());
        is_item = false;
        for place in places.split('[').filter(|place| !place.is_empty()) {
            let at: usize = place.trim_end_matches(']').parse().ok()?;
            if WHOLE.contains(&name) {
                break;
            }
            let many = value.as_array()?.len() > 1;
            value = value.get_mut(at)?.take();
            let list = name.to_owned();
            of.push(Item { list, value: value.clone(), number: at + 1, many });
            is_item = true;
            keys.clear();
        }
    }
    if is_item {
        keys.extend(of.last().map(|item| item.list.clone()));
    }
    let (old, new, old_path, path) = (None, None, None, None);
    Some(Fact { what: What::Changed, path, old_path, keys, of, is_item, old, new })
}

#[derive(Debug, Default)]
struct Walk {
    keys: Vec<String>,
    of: Vec<Item>,
    facts: Vec<Fact>,
}

impl Walk {
    fn note(
        &mut self,
        what: What,
        is_item: bool,
        (old, new): (Option<&Value>, Option<&Value>),
        (old_path, path): (&str, &str),
    ) {
        self.facts.push(Fact {
            what,
            path: new.map(|_| path.to_owned()),
            old_path: old.map(|_| old_path.to_owned()),
            keys: self.keys.clone(),
            of: self.of.clone(),
            is_item,
            old: old.cloned(),
            new: new.cloned(),
        });
    }

    fn field(
        &mut self,
        name: &str,
        (old, new): (Option<&Value>, Option<&Value>),
        (old_at, new_at): (&str, &str),
    ) {
        let (old, new) = (old.filter(|it| is_given(it)), new.filter(|it| is_given(it)));
        if old == new {
            return;
        }
        let (old_path, path) = (join(old_at, name), join(new_at, name));
        self.keys.push(name.to_owned());
        match (old, new) {
            (Some(Value::Object(old)), Some(Value::Object(new))) => {
                self.group((old, new), (&old_path, &path));
            }
            (Some(Value::Array(old)), Some(Value::Array(new))) if !WHOLE.contains(&name) => {
                self.list(name, (old, new), (&old_path, &path));
            }
            (Some(Value::Array(old)), None) if !WHOLE.contains(&name) => {
                self.list(name, (old, &[]), (&old_path, &path));
            }
            (None, Some(Value::Array(new))) if !WHOLE.contains(&name) => {
                self.list(name, (&[], new), (&old_path, &path));
            }
            (Some(Value::Object(old)), None) if NAMED.contains(&name) => {
                self.group((old, &Map::new()), (&old_path, &path));
            }
            (None, Some(Value::Object(new))) if NAMED.contains(&name) => {
                self.group((&Map::new(), new), (&old_path, &path));
            }
            (Some(_), Some(_)) => self.note(What::Changed, false, (old, new), (&old_path, &path)),
            (None, Some(_)) => self.note(What::Added, false, (old, new), (&old_path, &path)),
            (Some(_), None) => self.note(What::Dropped, false, (old, new), (&old_path, &path)),
            (None, None) => {}
        }
        self.keys.pop();
    }

    fn group(&mut self, (old, new): (&Map<String, Value>, &Map<String, Value>), at: (&str, &str)) {
        let made = is_made_name(old) && is_made_name(new);
        let more = new.keys().filter(|key| !old.contains_key(*key));
        for key in old.keys().chain(more).filter(|key| !(made && *key == "name")) {
            self.field(key, (old.get(key), new.get(key)), at);
        }
    }

    fn list(
        &mut self,
        name: &str,
        (old, new): (&[Value], &[Value]),
        (old_path, path): (&str, &str),
    ) {
        let pairs = items::pair(name, old, new);
        let keys = std::mem::replace(&mut self.keys, vec![name.to_owned()]);
        for at in &pairs.dropped {
            let place = format!("{old_path}[{at}]");
            self.item(name, old, *at);
            self.note(What::Dropped, true, (Some(&old[*at]), None), (&place, ""));
            self.of.pop();
        }
        for at in &pairs.added {
            let place = format!("{path}[{at}]");
            self.item(name, new, *at);
            self.note(What::Added, true, (None, Some(&new[*at])), ("", &place));
            self.of.pop();
        }
        for at in &pairs.moved {
            let from = pairs
                .both
                .iter()
                .find(|(_, new)| new == at)
                .map_or(0, |(old, _)| *old);
            let places = (format!("{old_path}[{from}]"), format!("{path}[{at}]"));
            self.item(name, new, *at);
            self.note(
                What::Moved,
                true,
                (Some(&old[from]), Some(&new[*at])),
                (&places.0, &places.1),
            );
            self.of.pop();
        }
        for (from, to) in &pairs.both {
            let places = (format!("{old_path}[{from}]"), format!("{path}[{to}]"));
            let (was, is) = (&old[*from], &new[*to]);
            // The reader knows it by the name that it had.
            self.item(name, old, *from);
            match (was, is) {
                (Value::Object(was), Value::Object(is)) => {
                    let keys = std::mem::take(&mut self.keys);
                    self.group((was, is), (&places.0, &places.1));
                    self.keys = keys;
                }
                _ if was != is => {
                    self.note(What::Changed, true, (Some(was), Some(is)), (&places.0, &places.1));
                }
                _ => {}
            }
            self.of.pop();
        }
        self.keys = keys;
    }

    fn item(&mut self, list: &str, items: &[Value], at: usize) {
        let value = items[at].clone();
        self.of
            .push(Item { list: list.to_owned(), value, number: at + 1, many: items.len() > 1 });
    }
}

/// Whether a person's name was made of the given and the family name.
fn is_made_name(person: &Map<String, Value>) -> bool {
    let text = |key: &str| {
        person
            .get(key)
            .and_then(Value::as_str)
            .filter(|text| !text.is_empty())
    };
    let parts: Vec<_> = [text("given"), text("family")].into_iter().flatten().collect();
    !parts.is_empty() && text("name") == Some(parts.join(" ").as_str())
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}
