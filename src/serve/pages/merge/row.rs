//! One row of a list: its letter, and its cells to be mended.

use serde_json::json;
use tera::Context;

use super::rows::who;
use super::{of_letter, open, shown, state};
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::merge::{held, told};
use crate::serve::visitor::Visitor;
use crate::write::Format;

/// The page of a row.
pub(in crate::serve) fn row(desk: &Desk, visitor: &Visitor, name: &str, number: u64) -> Answer {
    let open = match open(desk, visitor, name) {
        Ok(open) => open,
        Err(answer) => return answer,
    };
    let words = desk.words(visitor);
    let mut list = held(&open.list);
    let survey = match list.checked(&open.job, &open.text) {
        Ok(survey) => survey,
        Err(error) => return super::no_list(desk, visitor, &told(&error)),
    };
    let Some(row) = list.list.row(number) else {
        return super::no_list(desk, visitor, words.say("merge-no-row"));
    };
    let is_left_out = list.left_out.contains(&number);
    let letter = open.job.letter(row);
    // What is wrong with it among others comes from the check of the whole list.
    let found = survey.findings.all();
    let among = found
        .iter()
        .filter(|(_, runs)| runs.iter().any(|(first, last)| (*first..=*last).contains(&number)));
    let mut findings: Vec<_> = among.map(|(finding, _)| *finding).collect();
    if is_left_out {
        findings.extend(&letter.findings);
    }
    let of_column = |column: &str| {
        let own = findings
            .iter()
            .filter(|finding| finding.column.as_deref() == Some(column));
        own.map(|finding| shown(words, finding)).collect::<Vec<_>>()
    };
    let header = list.list.header();
    let cells = header.iter().enumerate().map(|(at, column)| {
        let text = row.cells.get(at).map_or("", String::as_str);
        json!({
            "at": at,
            "name": column,
            "text": text,
            "has_lines": text.contains('\n'),
            "findings": of_column(column.trim()),
        })
    });
    let others = findings.iter().filter(|finding| {
        let column = finding.column.as_deref();
        column.is_none_or(|column| !header.iter().any(|known| known.trim() == column))
    });
    let state = state(&findings);
    let beside = |back: bool| {
        let numbers = list.list.rows().iter().map(|row| row.number);
        if back {
            numbers.rev().find(|at| *at < number)
        } else {
            numbers.clone().find(|at| *at > number)
        }
    };
    let mut context = Context::new();
    context.insert("title", &words.fill("merge-row", &[("row", &number.to_string())]));
    context.insert("letter", &of_letter(desk, &open.text));
    context.insert("list", &json!({ "name": open.name, "file": list.name }));
    context.insert(
        "row",
        &json!({
            "number": number,
            "who": who(&open, row),
            "state": if is_left_out { "left-out" } else { state },
            "state_said": if is_left_out { words.say("merge-left-out") } else { words.say(state) },
            "is_left_out": is_left_out,
            "has_page": letter.package.is_some(),
        }),
    );
    context.insert("cells", &cells.collect::<Vec<_>>());
    context.insert("others", &others.map(|finding| shown(words, finding)).collect::<Vec<_>>());
    context.insert("before", &beside(true));
    context.insert("after", &beside(false));
    desk.page("row.html", visitor, context)
}

/// The letter of a row as its page, for a frame.
pub(in crate::serve) fn page(desk: &Desk, visitor: &Visitor, name: &str, number: u64) -> Answer {
    let open = match open(desk, visitor, name) {
        Ok(open) => open,
        Err(answer) => return answer,
    };
    let row = held(&open.list).list.row(number).cloned();
    let package = row.and_then(|row| open.job.letter(&row).package);
    let Some(package) = package else {
        return Answer::plain(422, desk.words(visitor).say("no-page"));
    };
    match desk.writers.write(&package, Format::HTML) {
        Ok(file) => Answer::letter(String::from_utf8_lossy(&file.bytes).into_owned()),
        Err(findings) => {
            let told: Vec<_> = findings.into_iter().map(|finding| finding.message).collect();
            Answer::plain(422, &told.join("\n"))
        }
    }
}
