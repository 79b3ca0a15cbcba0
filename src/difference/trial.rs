//! Whether a letter reads otherwise without a change: tried out, for a field that prints nothing may
//! still change words elsewhere.

use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Change, What};
use crate::compose::{self, Engine};
use crate::gather::Bundle;
use crate::letter::Letter;
use crate::letter::items::is_given;
use crate::record::{self, Syntax};
use crate::trace::Trace;

/// Fields that no letter is made of.
const KEPT_FOR_THE_RECORD: &[&str] = &["sic", "received"];

/// Two letters in which changes are tried out.
pub(super) struct Trial<'t> {
    pub(super) engine: &'t Engine,
    pub(super) bundles: (&'t Arc<Bundle>, &'t Arc<Bundle>),
    pub(super) traces: (&'t Trace, &'t Trace),
}

impl Trial<'_> {
    /// Whether one of the letters has other words when a change is taken back in it; so it is where a
    /// letter cannot be composed without it.
    pub(super) fn alters(&self, change: &Change) -> bool {
        let ((old, new), (was, is)) = (self.bundles, self.traces);
        let (bundle, trace, path) = match (change.what, &change.path, &change.old_path) {
            (What::Dropped, _, Some(path)) => (old, was, path.as_str()),
            // Of an item that moved, the whole list as it was.
            (What::Moved, Some(path), _) => (new, is, list_of(path)),
            (_, Some(path), _) => (new, is, path.as_str()),
            _ => return false,
        };
        let first = path.split(['.', '[']).next().unwrap_or_default();
        if KEPT_FOR_THE_RECORD.contains(&first) {
            return false;
        }
        if first == "enclosures" {
            // What another letter or file brings with it lies outside the record.
            return true;
        }
        let before = change.old_path.as_deref().unwrap_or_default();
        let value = match change.what {
            What::Changed => value_at(&mut data(&old.record.letter), before).map(Value::take),
            What::Moved => {
                value_at(&mut data(&old.record.letter), list_of(before)).map(Value::take)
            }
            What::Added | What::Dropped => None,
        };
        let Some(letter) = with(&bundle.record.letter, path, value) else { return true };
        let mut other = Bundle::clone(bundle);
        other.record.letter = Arc::new(letter);
        let composed = compose::package(self.engine, &Arc::new(other));
        composed.map_or(true, |package| package.letter().document != trace.document)
    }
}

/// The list that an item stands in: `meetings` of `meetings[1]`.
fn list_of(path: &str) -> &str {
    path.rsplit_once('[').map_or(path, |(list, _)| list)
}

/// The letter with another value at a path, or with none; nothing where it is no letter then.
fn with(letter: &Letter, path: &str, value: Option<Value>) -> Option<Letter> {
    let mut letter = data(letter);
    let (group, key) = path.rsplit_once('.').unwrap_or(("", path));
    match (value, key.strip_suffix(']').and_then(|key| key.rsplit_once('['))) {
        (Some(value), _) => *value_at(&mut letter, path)? = value,
        (None, Some((list, at))) => {
            let dot = if group.is_empty() { "" } else { "." };
            let items = value_at(&mut letter, &format!("{group}{dot}{list}"))?.as_array_mut()?;
            let at: usize = at.parse().ok()?;
            (at < items.len()).then(|| items.remove(at))?;
        }
        (None, None) => {
            value_at(&mut letter, group)?.as_object_mut()?.remove(key)?;
        }
    }
    let text = serde_json::to_vec(&letter).ok()?;
    let record = record::read("letter", "letter", &text, Syntax::Json).ok()?;
    Some(Letter::clone(&record.letter))
}

/// A letter as data, without what it does not say.
fn data(letter: &Letter) -> Value {
    // What a letter holds can always be written as data.
    given(serde_json::to_value(letter).unwrap_or_default())
}

fn given(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.into_iter().filter(|(_, held)| is_given(held));
            Value::Object(fields.map(|(key, held)| (key, given(held))).collect::<Map<_, _>>())
        }
        Value::Array(items) => items.into_iter().map(given).collect(),
        other => other,
    }
}

/// What stands at a path: `meetings[0].room`.
fn value_at<'v>(value: &'v mut Value, path: &str) -> Option<&'v mut Value> {
    let mut value = value;
    for step in path.split('.').filter(|step| !step.is_empty()) {
        let (name, places) = step.split_once('[').map_or((step, ""), |(name, rest)| (name, rest));
        value = value.get_mut(name)?;
        for place in places.split('[').filter(|place| !place.is_empty()) {
            let at: usize = place.trim_end_matches(']').parse().ok()?;
            value = value.get_mut(at)?;
        }
    }
    Some(value)
}
