//! The rows of a list: what its columns fill, and how far the letter of each row is.

use serde_json::{Value, json};
use tera::Context;

use super::{Open, of_letter, open, shown, state};
use crate::finding::Finding;
use crate::merge::{ColumnUse, FIELDS, Row, Survey};
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::merge::{MergeList, differing, held, told};
use crate::serve::pages::{Fields, field};
use crate::serve::visitor::Visitor;
use crate::serve::words::Words;
use crate::text::thousands;
use crate::write::Format;

/// How many rows a page lists.
const PAGE: usize = 50;

/// The fields of a row that say who is addressed.
const WHO: &[&str] =
    &["group", "honorific", "name", "given", "family", "title", "organisation", "country"];

/// The page of a list.
pub(in crate::serve) fn rows(desk: &Desk, visitor: &Visitor, name: &str, asked: &Fields) -> Answer {
    match open(desk, visitor, name) {
        Ok(open) => listed(desk, visitor, &open, asked, Context::new()),
        Err(answer) => answer,
    }
}

/// The page of a list that is open; the context may hold what came of a change.
pub(super) fn listed(
    desk: &Desk,
    visitor: &Visitor,
    open: &Open,
    asked: &Fields,
    mut context: Context,
) -> Answer {
    let words = desk.words(visitor);
    let mut list = held(&open.list);
    let survey = match list.checked(&open.job, &open.text) {
        Ok(survey) => survey,
        Err(error) => return super::no_list(desk, visitor, &told(&error)),
    };
    let found = survey.findings.all();
    let of_row = |row: &Row| -> Vec<&Finding> {
        let has = |runs: &[(u64, u64)]| {
            runs.iter()
                .any(|(first, last)| (*first..=*last).contains(&row.number))
        };
        found
            .iter()
            .filter(|(_, runs)| has(runs))
            .map(|(finding, _)| *finding)
            .collect()
    };
    let about = found
        .iter()
        .filter(|(_, runs)| runs.first().is_some_and(|run| run.0 == 1));
    let about: Vec<_> = about.map(|(finding, _)| shown(words, finding)).collect();
    let only_wrong = field(asked, "show") == "wrong";
    let all: Vec<_> = (list.list.rows().iter())
        .filter(|row| !only_wrong || !of_row(row).is_empty())
        .collect();
    let pages = all.len().div_ceil(PAGE).max(1);
    let page = field(asked, "page").parse().unwrap_or(1).clamp(1, pages);
    let here = all.iter().skip((page - 1) * PAGE).take(PAGE);
    let is_sound = !survey.findings.has_errors_of_list();
    let models = models(desk, open, &list, &survey);
    let rows: Vec<_> = here
        .map(|row| {
            let findings = of_row(row);
            let is_left_out = list.left_out.contains(&row.number);
            // Where the list as such is wrong, no row is ready.
            let state = match state(&findings) {
                _ if is_left_out => "left-out",
                "ready" | "look" if !is_sound => "",
                state => state,
            };
            let differs = if state == "ready" || state == "look" {
                letter_text(desk, open, row).map(|text| {
                    let model = models.iter().find(|(number, _)| *number != row.number);
                    model.map_or_else(String::new, |(_, model)| differing(&text, model))
                })
            } else {
                None
            };
            json!({
                "number": row.number,
                "title": words.fill("merge-row", &[("row", &row.number.to_string())]),
                "who": who(open, row),
                "state": state,
                "state_said": if is_left_out { words.say("merge-left-out") } else { words.say(state) },
                "is_left_out": is_left_out,
                "findings": findings.iter().map(|finding| shown(words, finding)).collect::<Vec<_>>(),
                "differs": differs,
            })
        })
        .collect();
    let wrong = survey.bad.len();
    let good =
        if !is_sound { 0 } else { usize::try_from(survey.rows).unwrap_or(0).saturating_sub(wrong) };
    let count = [
        ("good", thousands(good)),
        ("bad", thousands(wrong)),
        ("out", thousands(list.left_out.len())),
    ];
    let count: Vec<_> = count.iter().map(|(name, number)| (*name, number.as_str())).collect();
    context.insert("title", words.say("mail-merge"));
    context.insert("letter", &of_letter(desk, &open.text));
    context.insert("list", &json!({ "name": open.name, "file": list.name, "good": good }));
    context.insert("count", &words.fill("merge-count", &count));
    context.insert("columns", &columns(words, open, &list));
    context.insert("uses", &uses(words));
    context.insert("about", &about);
    context.insert("rows", &rows);
    context.insert("only_wrong", &only_wrong);
    context.insert("page", &page);
    context.insert("pages", &pages);
    let (at, of) = (page.to_string(), thousands(pages));
    context.insert("at", &words.fill("page-of", &[("page", &at), ("pages", &of)]));
    let formats = Format::ALL.iter().filter(|format| format.is_built()).map(|format| {
        let (label, when) = words.format(format.extension());
        json!({
            "extension": format.extension(),
            "label": label,
            "when": when,
            "holds_many": format.holds_many(),
        })
    });
    context.insert("formats", &formats.collect::<Vec<_>>());
    desk.page("rows.html", visitor, context)
}

/// The columns as the page shows them: what each fills, and what it could.
fn columns(words: &Words, open: &Open, list: &MergeList) -> Vec<Value> {
    let first = list.list.rows().first();
    let columns = list
        .list
        .header()
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.trim().is_empty());
    let shown = columns.map(|(at, name)| {
        let (value, place) = match open.job.columns.use_of(at) {
            ColumnUse::Field(field) => (field, None),
            ColumnUse::MergeField(name) => ("", Some(format!("{{{{ row.{name} }}}}"))),
            ColumnUse::Nothing => ("-", None),
        };
        let nearest = open
            .job
            .columns
            .nearest(at)
            .map(|field| words.fill("merge-nearest", &[("field", label(words, field))]));
        json!({
            "at": at,
            "name": name,
            "first": first.and_then(|row| row.cells.get(at)),
            "value": value,
            "place": place.map(|place| words.fill("merge-place", &[("field", &place)])),
            "nearest": nearest,
        })
    });
    shown.collect()
}

/// What a column can fill.
fn uses(words: &Words) -> Vec<Value> {
    let fields = FIELDS.iter();
    fields
        .map(|field| json!({ "value": field, "label": label(words, field) }))
        .collect()
}

/// What a field that a column fills is called in the form.
fn label<'a>(words: &'a Words, field: &'a str) -> &'a str {
    let said = words.field("person", field).or_else(|| words.field("letter", field));
    said.map_or(field, |said| said.label.as_str())
}

/// Whom a row names.
pub(super) fn who(open: &Open, row: &Row) -> String {
    let cells = WHO.iter().flat_map(|wanted| {
        let columns = 0..row.cells.len();
        columns.filter(move |at| {
            matches!(open.job.columns.use_of(*at), ColumnUse::Field(field) if field == *wanted)
        })
    });
    let cells = cells.map(|at| row.cells[at].trim()).filter(|cell| !cell.is_empty());
    cells.take(4).collect::<Vec<_>>().join(", ")
}

/// The texts of the first letters, with which others are compared.
fn models(desk: &Desk, open: &Open, list: &MergeList, survey: &Survey) -> Vec<(u64, String)> {
    if survey.findings.has_errors_of_list() {
        return Vec::new();
    }
    let rows = list.list.rows().iter();
    let good = rows
        .filter(|row| !survey.bad.contains(&row.number) && !list.left_out.contains(&row.number));
    good.take(2)
        .filter_map(|row| Some((row.number, letter_text(desk, open, row)?)))
        .collect()
}

fn letter_text(desk: &Desk, open: &Open, row: &Row) -> Option<String> {
    let package = open.job.letter(row).package?;
    let file = desk.writers.write(&package, Format::TEXT).ok()?;
    String::from_utf8(file.bytes).ok()
}
