//! A date typed by hand that the record knows.

use std::collections::BTreeMap;

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::{DateOptions, Run};
use crate::letter::Dates;

pub(super) static RULE: Rule = Rule {
    name: "date-could-be-field",
    family: Family::Prose,
    level: Level::Note,
    most: Level::Note,
    summary: "a date is typed by hand, and the record knows it",
    checks: "Dates with their year in the prose, spelt exactly as a merge field would write them, that are those \
             of a meeting, deadline, citation or action of the record. Dates that two fields share are passed \
             over, for it is not certain which is meant. `--fix` puts the merge field in; the page stays the same.",
    why: "A date that is typed once cannot be changed in one place and forgotten in the other.",
    example: "meetings: [{ id: ign-1, dates: 2018-02-01 }]\n… on 1 February 2018 …",
    instead: "… on {{ meetings.ign-1.dates }} …",
    source: "the format of records: a date is typed once",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    // The field of each day as it is written; none where two fields share it.
    let mut known: Option<BTreeMap<String, Option<String>>> = None;
    for (passage, mentions) in letter.dated().filter(|(passage, _)| !passage.quoted) {
        for mention in mentions
            .iter()
            .filter(|mention| mention.year.is_some() && mention.weekdays.is_empty())
        {
            let text = &passage.text()[mention.range.clone()];
            let known = known.get_or_insert_with(|| fields(letter));
            let Some(Some(field)) = known.get(text) else {
                continue;
            };
            let place = passage.place(mention.range.clone());
            // Only what stands in the record on one line, as it is read, can be changed safely.
            if place.text() != text || passage.is_quotation(mention.range.start) {
                continue;
            }
            found.push(
                RULE.finding(format!("the record knows {text} as `{field}`"))
                    .at(place.clone())
                    .help(format!("write `{{{{ {field} }}}}`"))
                    .fix(place, format!("{{{{ {field} }}}}")),
            );
        }
    }
}

/// The merge field of each day, as the field writes it.
fn fields(letter: &Piece<'_>) -> BTreeMap<String, Option<String>> {
    let mut fields = BTreeMap::new();
    for (dates, field) in known(letter) {
        fields
            .entry(written(letter, &dates))
            .and_modify(|field| *field = None)
            .or_insert(Some(field));
    }
    fields
}

/// Days that the record knows, with the merge field for each.
fn known(letter: &Piece<'_>) -> Vec<(Dates, String)> {
    let data = letter.letter;
    let mut known = Vec::new();
    for (at, meeting) in data.meetings.iter().enumerate() {
        // An id with a dot, or one that is a number, could be read as another path.
        let id = meeting.id.clone().filter(|id| {
            id.parse::<usize>().is_err()
                && id.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_')
        });
        let name = id.unwrap_or_else(|| (at + 1).to_string());
        known.extend(
            meeting
                .dates
                .clone()
                .map(|dates| (dates, format!("meetings.{name}.dates"))),
        );
        let was = meeting.was.as_ref().and_then(|was| was.dates.clone());
        known.extend(was.map(|dates| (dates, format!("meetings.{name}.was.dates"))));
    }
    for (at, deadline) in data.deadlines.iter().enumerate() {
        known.push((deadline.date.into(), format!("deadlines.{}.date", at + 1)));
    }
    for (at, cite) in data.cites.iter().enumerate() {
        known.extend(
            cite.adopted
                .map(|day| (day.into(), format!("cites.{}.adopted", at + 1))),
        );
    }
    let by = data.action.as_ref().and_then(|action| action.by);
    known.extend(by.map(|day| (day.into(), "action.by".to_owned())));
    known
}

/// Days as a merge field writes them.
fn written(letter: &Piece<'_>, dates: &Dates) -> String {
    let style = &letter.house.office.style;
    let options = DateOptions::of(style);
    Run::join(&letter.house.language.dates(dates, style, options))
}
