//! What wording templates can say beyond Tera's own words.

use std::sync::Arc;

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

use super::traced::{self, Phrases};
use crate::document::marks;
use crate::language::{DateOptions, Language, Run, Year};
use crate::letter::{Date, Dates, Day, ListStyle, Style, TimeRange};
use crate::text::{capital, tags};

/// Filters of ours and those of Tera that wordings use, for advice.
pub(super) const FILTERS: &[&str] = &[
    "dates", "with_place", "times", "hours", "sittings_apart", "held", "off", "list", "lines",
    "number", "ordinal", "room", "capital", "line_start", "upper", "lower", "length", "first",
    "last", "slice", "trim", "default",
];

/// Registers the filters of one language and house style, and the function that ends the items of a
/// list; in a wording whose letters are traced, with the phrases that they print.
pub(super) fn register(
    tera: &mut Tera,
    language: &Arc<Language>,
    style: Style,
    traced: Option<Phrases>,
) {
    let own = Arc::clone(language);
    tera.register_filter(
        "dates",
        move |text: &str, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let options = options(style, &kwargs)?;
            let plain = tags::strip(text);
            let runs = match Dates::parse(&plain) {
                Ok(dates) => own.dates(&dates, &style, options),
                // The date of an old letter.
                Err(why) => match Date::parse(&plain) {
                    Ok(date) => own.date(date, &style, options),
                    Err(_) => return Err(Error::message(why)),
                },
            };
            Ok(safe(&match traced {
                Some(phrases) => traced::days(text, runs, None, phrases),
                None => markdown(runs),
            }))
        },
    );
    let own = Arc::clone(language);
    tera.register_filter(
        "with_place",
        move |text: &str, kwargs: Kwargs, _: &State| -> TeraResult<Value> {
            let date = Date::parse(&tags::strip(text)).map_err(Error::message)?;
            let options = DateOptions { weekday: false, ..options(style, &kwargs)? };
            let place = kwargs.get::<&str>("place")?;
            let runs = match place {
                Some(place) => own.place_and_date(&tags::strip(place), date, &style, options),
                None => own.date(date, &style, options),
            };
            Ok(safe(&match traced {
                Some(phrases) => traced::days(text, runs, place, phrases),
                None => markdown(runs),
            }))
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
            let read = |text: &&str| TimeRange::parse(&tags::strip(text));
            let times: Result<Vec<_>, _> = texts.iter().map(read).collect();
            let times = times.map_err(Error::message)?;
            let in_sentence = kwargs.get::<bool>("sentence")?.unwrap_or(false);
            let written = if in_sentence {
                own.times_in_sentence(&times, &style)
            } else {
                own.times(&times, &style)
            };
            Ok(match traced {
                Some(_) => traced::times(&texts, &written, |time| own.times(&[time], &style)),
                None => written,
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
            let list = own.list(&items?);
            Ok(safe(&match traced {
                Some(phrases) => tags::fill(&list, phrases.lists),
                None => list,
            }))
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
    let number = move |text: String| match traced {
        Some(phrases) => tags::value(&text, phrases.numbers),
        None => text,
    };
    tera.register_filter("number", move |n: u32, _: Kwargs, _: &State| number(own.number(n)));
    let own = Arc::clone(language);
    tera.register_filter("ordinal", move |n: u32, _: Kwargs, _: &State| number(own.ordinal(n)));
    let own = Arc::clone(language);
    tera.register_filter("room", move |room: &str, _: Kwargs, _: &State| match traced {
        Some(phrases) => traced::room(room, &own, phrases),
        None => own.room_in_sentence(room),
    });
    tera.register_filter("capital", |text: &str, _: Kwargs, _: &State| capital(text));
    let own = Arc::clone(language);
    tera.register_filter("line_start", move |value: &Value, _: Kwargs, _: &State| {
        let text = value.as_str().unwrap_or_default();
        if !own.begins_with_article(&tags::strip(text)) {
            return value.clone();
        }
        let text = tags::capital(text);
        if value.is_safe() { Value::safe_string(&text) } else { Value::from(text) }
    });
    let (between, end) = list_stops(language, style, traced);
    tera.register_function("list_stop", move |kwargs: Kwargs, _: &State| -> TeraResult<Value> {
        let last = kwargs.must_get::<bool>("last")?;
        Ok(if last { end.clone() } else { between.clone() })
    });
    tera.register_filter("label", |label: &str, _: Kwargs, _: &State| spaced(label));
    tera.register_filter("hours", |meeting: &Value, _: Kwargs, _: &State| hours(meeting));
    tera.register_filter("sittings_apart", |meeting: &Value, _: Kwargs, _: &State| {
        sittings_apart(meeting)
    });
    tera.register_filter("held", |meetings: &[Value], _: Kwargs, _: &State| {
        meetings_that(meetings, false)
    });
    tera.register_filter("off", |meetings: &[Value], _: Kwargs, _: &State| {
        meetings_that(meetings, true)
    });
    // The check before loading says where; this is what stands if it ever misses one.
    tera.register_filter("safe", |_: &Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        Err(Error::message("`safe` would let the text of a record become markup"))
    });
}

fn options(style: Style, kwargs: &Kwargs) -> TeraResult<DateOptions> {
    let mut options = DateOptions::of(&style);
    if let Some(weekday) = kwargs.get::<bool>("weekday")? {
        options.weekday = weekday;
    }
    if kwargs.get::<bool>("year")? == Some(false) {
        options.year = Year::Never;
    }
    // `unless="2018-01-17"`: the year is left out where it is that day's year.
    if let Some(day) = kwargs.get::<&str>("unless")? {
        let day = &*tags::strip(day);
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

/// What stands after an item of a list, and after the last.
fn list_stops(language: &Language, style: Style, traced: Option<Phrases>) -> (Value, Value) {
    let label = |name| language.label(name).unwrap_or_default();
    let (between, end) = match style.list {
        ListStyle::Semicolons => (label("semicolon").trim_end(), label("stop")),
        ListStyle::FullStops => (label("stop"), label("stop")),
        ListStyle::None => ("", ""),
    };
    match traced.map(|phrases| phrases.stops) {
        Some([semicolon, stop]) => {
            (tags::value(between, semicolon).into(), tags::value(end, stop).into())
        }
        None => (between.into(), end.into()),
    }
}

/// A label with the space that stands after it; a full-width colon carries its own, and no label
/// has none.
fn spaced(label: &str) -> String {
    let shown = label.trim_end_matches(tags::is_tag);
    let space = if shown.is_empty() || shown.ends_with('：') { "" } else { " " };
    [label, space].concat()
}

/// The times of a meeting: its own, and those of its sittings where these say nothing else.
fn hours(meeting: &Value) -> Value {
    let own = meeting.get_from_path("times");
    let sittings = sittings(meeting);
    if sittings.is_empty() || sittings.iter().any(is_apart) {
        return own.cloned().unwrap_or_else(Value::none);
    }
    let own = own.and_then(Value::as_array).unwrap_or_default();
    let all = own
        .iter()
        .chain(sittings.iter().filter_map(|sitting| sitting.get_from_path("times")));
    Value::from(all.cloned().collect::<Vec<_>>())
}

/// The sittings of a meeting that are told apart, because one has more than times of its own.
fn sittings_apart(meeting: &Value) -> Vec<Value> {
    let sittings = sittings(meeting);
    if sittings.iter().any(is_apart) { sittings.to_vec() } else { Vec::new() }
}

/// Of meetings, those that are held, or those that are off: cancelled, or postponed without a day.
fn meetings_that(meetings: &[Value], off: bool) -> Vec<Value> {
    let is_off = |meeting: &&Value| {
        let says = |path: &str| meeting.get_from_path(path).is_some_and(Value::is_truthy);
        let status = meeting.get_from_path("status").and_then(Value::as_str);
        match status.map(tags::strip).as_deref() {
            Some("cancelled" | "postponed") => true,
            _ => !says("dates") && says("was.dates"),
        }
    };
    meetings
        .iter()
        .filter(|meeting| is_off(meeting) == off)
        .cloned()
        .collect()
}

fn sittings(meeting: &Value) -> &[Value] {
    let sittings = meeting.get_from_path("sittings");
    sittings.and_then(Value::as_array).unwrap_or_default()
}

/// Whether a sitting has a day, a title or a room of its own.
fn is_apart(sitting: &Value) -> bool {
    let own = ["date", "title", "room"].into_iter();
    own.filter_map(|name| sitting.get_from_path(name))
        .any(Value::is_truthy)
}

/// Adds a value to Markdown: escaped, unless it is Markdown already.
fn escape_into(value: &Value, state: &State, out: &mut String) -> TeraResult<()> {
    match value.as_str() {
        Some(text) if value.is_safe() || !state.autoescaping_enabled() => out.push_str(text),
        Some(text) if tags::has_tags(text) => out.push_str(&traced::printed(text)),
        Some(text) => marks::escape(text, out),
        None => out.push_str(&state.escape_if_needed(value)?),
    }
    Ok(())
}

/// Runs of language as Markdown, each day marked.
pub(super) fn markdown(runs: Vec<Run>) -> String {
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
