//! Values with tags.

use tera::{Map, Value};

use crate::text::tags;

/// A value in which every text is tagged as `tag` says of its path and words; what it says nothing
/// of stays as it is.
pub(in crate::template) fn tag_value(
    value: &Value,
    path: &str,
    tag: &mut dyn FnMut(&str, &str) -> Option<String>,
) -> Value {
    if let Some(text) = value.as_str() {
        let tagged = (!value.is_safe() && !text.is_empty())
            .then(|| tag(path, text))
            .flatten();
        return tagged.map_or_else(|| value.clone(), Value::from);
    }
    if let Some(items) = value.as_array() {
        let items = items.iter().enumerate();
        let items = items.map(|(at, item)| tag_value(item, &format!("{path}[{at}]"), tag));
        return Value::from(items.collect::<Vec<_>>());
    }
    let Some(map) = value.as_map() else {
        return value.clone();
    };
    let fields = map.iter().map(|(key, value)| {
        let name = key.as_str().unwrap_or_default();
        (key.clone(), tag_value(value, &format!("{path}.{name}"), tag))
    });
    Value::from(fields.collect::<Map>())
}

/// A value without any tags.
pub(super) fn plain(value: &Value) -> Value {
    if let Some(text) = value.as_str() {
        return match tags::has_tags(text) {
            true if value.is_safe() => Value::safe_string(&tags::strip(text)),
            true => Value::from(tags::strip(text).into_owned()),
            false => value.clone(),
        };
    }
    match value.as_array() {
        Some(items) => Value::from(items.iter().map(plain).collect::<Vec<_>>()),
        None => value.clone(),
    }
}
