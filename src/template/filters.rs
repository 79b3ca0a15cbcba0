//! What wording templates can say beyond Tera's own words.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use crate::document::Role;
use crate::document::marks::{self, BlockMark};
use crate::language::{DateOptions, Language, Run, Style, Year};
use crate::letter::{Dates, Day, TimeRange};
use crate::text::capital;

/// Filters of ours and those of Tera that wordings use, for advice.
pub(super) const FILTERS: &[&str] = &[
    "dates", "times", "list", "lines", "number", "ordinal", "room", "capital", "upper", "lower",
    "length", "first", "last", "slice", "trim", "default",
];

/// Functions of ours, for advice.
pub(super) const FUNCTIONS: &[&str] =
    &["part", "prose", "schedule", "signature", "end", "page_break", "picture", "transcription"];

/// Registers filters and functions for one language and house style.
pub(super) fn register(tera: &mut Tera, language: &Arc<Language>, style: Style) {
    marks_functions(tera);
    let own = Arc::clone(language);
    tera.register_filter(
        "dates",
        move |text: &str, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let dates = Dates::parse(text).map_err(Error::message)?;
            Ok(safe(&markdown(own.dates(&dates, &style, options(style, &kwargs)?))))
        },
    );
    let own = Arc::clone(language);
    tera.register_filter(
        "times",
        move |value: &Value, kwargs: Kwargs, _: &State| -> TeraResult<String> {
            let texts: Vec<&str> = match value.as_array() {
                Some(items) => items.iter().filter_map(Value::as_str).collect(),
                None => value.as_str().into_iter().collect(),
            };
            let times: Result<Vec<_>, _> = texts.into_iter().map(TimeRange::parse).collect();
            let times = times.map_err(Error::message)?;
            Ok(match kwargs.get::<bool>("sentence")?.unwrap_or(false) {
                true => own.times_in_sentence(&times, &style),
                false => own.times(&times, &style),
            })
        },
    );
    let own = Arc::clone(language);
    tera.register_filter(
        "list",
        move |items: &[Value], _: Kwargs, state: &State| -> TeraResult<Value> {
            let items: TeraResult<Vec<_>> = items
                .iter()
                .map(|item| {
                    let mut out = String::new();
                    escape_into(item, state, &mut out)?;
                    Ok(out)
                })
                .collect();
            Ok(safe(&own.list(&items?)))
        },
    );
    tera.register_filter(
        "lines",
        |lines: &[Value], _: Kwargs, state: &State| -> TeraResult<Value> {
            let mut out = String::with_capacity(lines.len() * 64);
            for (at, line) in lines.iter().enumerate() {
                if at > 0 {
                    out.push_str("\\\n");
                }
                escape_into(line, state, &mut out)?;
            }
            Ok(safe(&out))
        },
    );
    let own = Arc::clone(language);
    tera.register_filter("number", move |number: u32, _: Kwargs, _: &State| own.number(number));
    let own = Arc::clone(language);
    tera.register_filter("ordinal", move |number: u32, _: Kwargs, _: &State| own.ordinal(number));
    let own = Arc::clone(language);
    tera.register_filter("room", move |room: &str, _: Kwargs, _: &State| {
        own.room_in_sentence(room)
    });
    tera.register_filter("capital", |text: &str, _: Kwargs, _: &State| capital(text));
    // The check before loading says where; this is what stands if it ever misses one.
    tera.register_filter("safe", |_: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        Err(Error::message("`safe` would let the text of a record become markup"))
    });
}

fn options(style: Style, kwargs: &Kwargs) -> TeraResult<DateOptions> {
    let mut options = style.dates();
    if let Some(weekday) = kwargs.get::<bool>("weekday")? {
        options.weekday = weekday;
    }
    if kwargs.get::<bool>("year")? == Some(false) {
        options.year = Year::Never;
    }
    // `unless="2018-01-17"`: the year is left out where it is that day's year.
    if let Some(day) = kwargs.get::<&str>("unless")? {
        let last = day.rsplit(['/', ' ']).next().unwrap_or(day);
        let year = Dates::parse(day).map(|dates| dates.last().unwrap_or(dates.first()).year());
        options.year = Year::UnlessSame(
            year.or_else(|_| Day::parse(last).map(Day::year))
                .map_err(Error::message)?,
        );
    }
    options.sentence = kwargs.get::<bool>("sentence")?.unwrap_or(false);
    Ok(options)
}

fn marks_functions(tera: &mut Tera) {
    let parts = Role::ALL.map(|role| (role.name(), safe(&BlockMark::Part(role).print())));
    tera.register_function("part", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let name = kwargs.must_get::<&str>("role")?;
        let part = parts.iter().find(|(role, _)| *role == name);
        part.map(|(_, mark)| mark.clone()).ok_or_else(|| {
            let known = Role::ALL.map(Role::name);
            let advice = crate::finding::suggest(name, known);
            Error::message(format!("a letter has no part `{name}`; {advice}"))
        })
    });
    tera.register_function("schedule", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let meetings = kwargs.must_get::<&[Value]>("meetings")?;
        let id = |meeting: &Value| {
            meeting.get_from_path("id").and_then(Value::as_str).map(str::to_owned)
        };
        let ids = meetings
            .iter()
            .map(|meeting| id(meeting).unwrap_or_default())
            .collect();
        Ok(safe(&BlockMark::Schedule(ids).print()))
    });
    for (name, mark) in [
        ("prose", BlockMark::Prose),
        ("signature", BlockMark::Signature),
        ("end", BlockMark::End),
        ("page_break", BlockMark::PageBreak),
    ] {
        let mark = safe(&mark.print());
        tera.register_function(name, move |_: Kwargs, _: &State| mark.clone());
    }
    tera.register_function("transcription", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(safe(&marks::transcription(&marks::escaped(kwargs.must_get("text")?))))
    });
    tera.register_function("picture", |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        Ok(safe(&marks::picture(
            kwargs.must_get("name")?,
            &marks::escaped(kwargs.must_get("alt")?),
        )))
    });
}

/// Adds a value to Markdown: escaped, unless it is Markdown already.
fn escape_into(value: &Value, state: &State, out: &mut String) -> TeraResult<()> {
    match value.as_str() {
        Some(text) if value.is_safe() || !state.autoescaping_enabled() => out.push_str(text),
        Some(text) => marks::escape(text, out),
        None => out.push_str(&state.escape_if_needed(value)?),
    }
    Ok(())
}

/// Runs of language as Markdown, each day marked.
fn markdown(runs: Vec<Run>) -> String {
    let mut out = String::with_capacity(runs.len() * 64);
    for run in runs {
        match run {
            Run::Text(text) => marks::escape(&text, &mut out),
            Run::Day { iso, text } => marks::day(&iso, &text, &mut out),
        }
    }
    out
}

fn safe(markdown: &str) -> Value {
    Value::safe_string(markdown)
}
