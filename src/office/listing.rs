//! The value of every key of an office, with the file that says it.

use serde_json::Value;

use super::{Office, inherited};
use crate::node::{Layers, Node};
use crate::source::Place;

/// A key of an office.
#[derive(Debug)]
pub struct Key {
    /// Its path, as `sheet.margins.top`.
    pub path: String,
    /// Its value, as TOML writes it; none where nothing is said and nothing stands for it.
    pub value: Option<String>,
    /// Where it is said; none for what stands for a key that is left out.
    pub place: Option<Place>,
}

impl Office {
    /// Every key of an office with its value, in the order of their documentation.
    pub fn keys(&self, files: &Layers) -> Vec<Key> {
        let (root, _) = inherited(files, files.roots());
        let mut keys = Vec::new();
        if let Ok(value) = serde_json::to_value(self) {
            walk("", &value, Some(&root), files, &mut keys);
        }
        keys
    }

    /// Keys that still speak of the office which this one extends, though it has a name of its own.
    pub fn borrowed_names(files: &Layers) -> Vec<(&'static str, Place)> {
        let Some(own) = files.roots().first() else {
            return Vec::new();
        };
        let has = |node: &Node, path: &str| node.follow(path).whole;
        if files.roots().len() < 2 || !has(own, "sender.name") {
            return Vec::new();
        }
        let (root, _) = inherited(files, files.roots());
        let borrowed = NAMES.iter().filter(|path| has(&root, path) && !has(own, path));
        borrowed.map(|path| (*path, files.place(root.at(path)))).collect()
    }
}

/// Keys by which an office is known.
pub const NAMES: &[&str] = &[
    "letterhead", "footer", "email", "sender.short", "sender.role", "sender.genitive",
    "sender.institution", "sender.called",
];

fn walk(path: &str, value: &Value, node: Option<&Node>, files: &Layers, keys: &mut Vec<Key>) {
    if let Value::Object(fields) = value
        && !fields.is_empty()
    {
        for (name, value) in fields {
            let inner = if path.is_empty() { name.clone() } else { format!("{path}.{name}") };
            walk(&inner, value, node.and_then(|node| node.get(name)), files, keys);
        }
        return;
    }
    // Lists of words of the checker that nobody gives tell nothing.
    if node.is_none() && path.starts_with("words.") {
        return;
    }
    let value = match value {
        Value::Null => None,
        Value::Object(_) => Some("{}".to_owned()),
        other => Some(other.to_string()),
    };
    keys.push(Key { path: path.to_owned(), value, place: node.map(|node| files.place(node)) });
}
