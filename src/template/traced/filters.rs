//! Filters and tests of Tera that look at the ends or the length of a text, for texts with tags.

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::values::plain;
use crate::text::tags;

/// Puts them in the place of Tera's own; `plain` is the value that templates compare.
pub(in crate::template) fn register(tera: &mut Tera) {
    tera.register_filter("plain", |value: &Value, _: Kwargs, _: &State| plain(value));
    tera.register_filter("length", |value: &Value, _: Kwargs, _: &State| -> TeraResult<usize> {
        plain(value).len().ok_or_else(|| Error::message("this has no length"))
    });
    tera.register_filter("split", |text: &str, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let pattern = tags::strip(kwargs.must_get::<&str>("pat")?);
        Ok(tags::split(text, &pattern)
            .into_iter()
            .map(Value::from)
            .collect::<Vec<_>>()
            .into())
    });
    for (name, start, end) in
        [("trim", true, true), ("trim_start", true, false), ("trim_end", false, true)]
    {
        tera.register_filter(
            name,
            move |value: &Value, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
                let text = value.as_str().unwrap_or_default();
                let text = trimmed(text, kwargs.get::<&str>("pat")?, start, end);
                Ok(if value.is_safe() { Value::safe_string(&text) } else { Value::from(text) })
            },
        );
    }
    tera.register_filter("capital", |value: &Value, _: Kwargs, _: &State| {
        let text = tags::capital(value.as_str().unwrap_or_default());
        if value.is_safe() { Value::safe_string(&text) } else { Value::from(text) }
    });
    tera.register_test(
        "ending_with",
        |text: &str, kwargs: Kwargs, _: &State| -> TeraResult<bool> {
            Ok(tags::strip(text).ends_with(&*tags::strip(kwargs.must_get::<&str>("pat")?)))
        },
    );
}

fn trimmed(text: &str, pattern: Option<&str>, start: bool, end: bool) -> String {
    let Some(pattern) = pattern.filter(|pattern| !pattern.is_empty()) else {
        let text = if start { tags::trim_start(text, char::is_whitespace) } else { text.into() };
        return match end {
            true => tags::trim_end(&text, char::is_whitespace).into_owned(),
            false => text.into_owned(),
        };
    };
    let before = |text: &str| {
        let (tags, rest) = tags::head(text);
        Some([tags, rest.strip_prefix(pattern)?].concat())
    };
    let after = |text: &str| {
        let left = text.trim_end_matches(tags::is_tag);
        Some([left.strip_suffix(pattern)?, &text[left.len()..]].concat())
    };
    let mut text = text.to_owned();
    while let Some(rest) = start.then(|| before(&text)).flatten() {
        text = rest;
    }
    while let Some(rest) = end.then(|| after(&text)).flatten() {
        text = rest;
    }
    text
}
