//! What a field of text says: words, days or times.

use serde_json::Value;

use crate::compose::forms::{self, Forms, Kind};
use crate::document::{Field, Inline, Refusal};
use crate::house::House;
use crate::language::Run;
use crate::letter::{Date, Dates, Day, Letter, TimeRange};
use crate::node::Holds;

/// What a cell holds in a column of a name.
pub(super) fn held_by(name: &str, cell: &str) -> Option<Holds> {
    if is_iso_day(cell) || day_and_time(cell).is_some() {
        Some(Holds::Day)
    } else if TimeRange::parse(cell).is_ok() {
        Some(Holds::Time)
    } else {
        Letter::shape().anywhere(name)
    }
}

/// The value of a cell in a column of a name, as a merge field asks for it.
///
/// # Errors
/// That it is empty, or cannot be shown so.
pub(in crate::compose) fn cell(
    house: &House,
    name: &str,
    text: &str,
    field: &Field,
) -> Result<Vec<Inline>, Refusal> {
    let kind = Kind::of(held_by(name, text));
    forms::judge(&field.path, kind, &field.forms)?;
    let forms = Forms { forms: &field.forms, language: &house.language, style: house.office.style };
    value_of_text(name, text, (kind, field), &forms, &Value::Null)
}

/// The value of a field that holds text.
pub(super) fn value_of_text(
    name: &str,
    text: &str,
    (kind, field): (Kind, &Field),
    forms: &Forms<'_>,
    owner: &Value,
) -> Result<Vec<Inline>, Refusal> {
    if text.is_empty() && field.path.starts_with("row.") {
        return Err(Refusal {
            message: format!("the row says nothing for `{name}`"),
            help: "fill the column in for everybody, or take the merge field out".to_owned(),
        });
    }
    if kind == Kind::Times {
        return Ok(vec![Inline::text(forms.times(&Value::from(text), owner))]);
    }
    if kind != Kind::Days {
        return Ok(vec![Inline::text(text)]);
    }
    if let Some((dates, time)) = day_and_time(text) {
        let mut asked = field.forms.clone();
        asked.push("with-time".to_owned());
        let forms = Forms { forms: &asked, ..*forms };
        let owner = serde_json::json!({ "time": time });
        return forms.days(&field.path, &dates, &owner).map(runs);
    }
    match (Dates::parse(text), Date::parse(text)) {
        (Ok(dates), _) => forms.days(&field.path, &dates, owner).map(runs),
        (_, Ok(date)) => forms.date(&field.path, date).map(runs),
        _ => Ok(vec![Inline::text(text)]),
    }
}

/// Whether a cell holds a day in full, or a range of days: `2026-10-02`, `2026-10-02/04`.
fn is_iso_day(text: &str) -> bool {
    text.get(..10).is_some_and(|day| Day::parse(day).is_ok()) && Dates::parse(text).is_ok()
}

/// The day and the time of a cell that says both: `2026-10-02T15:30`.
fn day_and_time(text: &str) -> Option<(Dates, &str)> {
    let (day, time) = text.split_once(['T', ' ']).filter(|(day, _)| day.len() == 10)?;
    TimeRange::parse(time).ok()?;
    Some((Day::parse(day).ok()?.into(), time))
}

/// Runs of language as running text.
fn runs(runs: Vec<Run>) -> Vec<Inline> {
    let inline = |run| match run {
        Run::Text(text) => Inline::Text { text },
        Run::Day { iso, text } => Inline::Date { iso, text },
    };
    runs.into_iter().map(inline).collect()
}
