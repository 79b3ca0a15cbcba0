//! Plain data: made of nodes, compared.

use super::Data;
use super::path::{self, Step};
use crate::letter::trimmed;
use crate::node::{Node, Value};

impl Data {
    pub(super) fn of(node: &Node) -> Self {
        match &node.value {
            Value::Null => Self::Text(String::new()),
            Value::Text(text) => Self::Text(text.clone()),
            Value::List(items) => Self::List(items.iter().map(Self::of).collect()),
            Value::Map(entries) => {
                let name = |(at, key): (usize, &str)| match key.strip_prefix("? ") {
                    // A list as a name: it is called by where it stands, which may move.
                    Some(place) if place.parse::<usize>().is_ok() => format!("? {at}"),
                    _ => key.to_owned(),
                };
                let entries = entries.iter().enumerate();
                Self::Map(
                    entries
                        .map(|(at, it)| (name((at, &it.key)), Self::of(&it.node)))
                        .collect(),
                )
            }
        }
    }

    /// A field of a group.
    pub fn get(&self, name: &str) -> Option<&Self> {
        match self {
            Self::Map(entries) => entries.iter().find(|(key, _)| key == name).map(|(_, data)| data),
            _ => None,
        }
    }

    pub(super) fn get_mut(&mut self, name: &str) -> Option<&mut Self> {
        match self {
            Self::Map(entries) => {
                entries.iter_mut().find(|(key, _)| key == name).map(|(_, data)| data)
            }
            _ => None,
        }
    }

    /// Its text, if it is one.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// Whether it says nothing.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Text(text) => text.is_empty(),
            Self::List(items) => items.is_empty(),
            Self::Map(entries) => entries.is_empty(),
        }
    }

    /// Whether two say the same: the fields of a group have no order.
    pub(super) fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Text(one), Self::Text(two)) => one == two,
            (Self::List(one), Self::List(two)) => {
                one.len() == two.len() && one.iter().zip(two).all(|(one, two)| one.says(two))
            }
            (Self::Map(one), Self::Map(two)) => {
                one.len() == two.len()
                    && one
                        .iter()
                        .all(|(key, data)| other.get(key).is_some_and(|it| it.says(data)))
            }
            _ => false,
        }
    }

    /// The same with one sort of line break, and prose without the blank lines around it.
    pub(super) fn settled(&self, at: &mut Vec<Step>) -> Self {
        match self {
            Self::Text(text) => {
                let text = text.replace("\r\n", "\n");
                let prose = path::is_prose(at);
                Self::Text(if prose { trimmed(&text).to_owned() } else { text })
            }
            Self::List(items) => {
                let settle = |(index, item): (usize, &Self)| {
                    at.push(Step::Item(index));
                    let settled = item.settled(at);
                    at.pop();
                    settled
                };
                Self::List(items.iter().enumerate().map(settle).collect())
            }
            Self::Map(entries) => {
                let settle = |(key, data): &(String, Self)| {
                    at.push(Step::Field(key.clone()));
                    let settled = data.settled(at);
                    at.pop();
                    (key.clone(), settled)
                };
                Self::Map(entries.iter().map(settle).collect())
            }
        }
    }

    /// Calls `visit` with each text in it.
    pub(super) fn each(&self, visit: &mut dyn FnMut(&str)) {
        match self {
            Self::Text(text) => visit(text),
            Self::List(items) => items.iter().for_each(|item| item.each(visit)),
            Self::Map(entries) => {
                for (key, data) in entries {
                    visit(key);
                    data.each(visit);
                }
            }
        }
    }
}

/// Data for who tells items of lists by what they are.
pub(super) fn values(items: &[Data]) -> Vec<serde_json::Value> {
    items.iter().map(value).collect()
}

fn value(data: &Data) -> serde_json::Value {
    match data {
        Data::Text(text) => serde_json::Value::String(text.clone()),
        Data::List(items) => serde_json::Value::Array(values(items)),
        Data::Map(entries) => serde_json::Value::Object(
            entries.iter().map(|(key, data)| (key.clone(), value(data))).collect(),
        ),
    }
}
