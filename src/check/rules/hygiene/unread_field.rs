//! A field that the letter never prints.

use crate::check::prose::words_of;
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::facts::Fact;
use crate::letter::Day;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    name: "unread-field",
    family: Family::Hygiene,
    level: Level::Error,
    most: Level::Error,
    summary: "a field is given for the page, and a letter of this kind never prints it",
    checks: "`appointment`, `action`, `initials`, `signatories`, `salutation`, `marking` and `by-hand` against the \
             wording of the letter's kind, as the office has it, and against the merge fields of the prose: \
             {{ action.what }}. What the finished page says all the same, in typed words or by the office's own \
             anatomy, is told. `register-only` names fields that are not meant for the page. What registers and \
             calendars take (`meetings`, `deadlines`, `contacts`, `subject`) and what other fields rest on (`cites`, \
             `follows`) says nothing.",
    why: "Whoever wrote the record believes that the addressee is told.",
    example: "kind: letter\naction: { what: reply, by: 2018-02-01 }   (and prose that does not say so)",
    instead: "{{ action.what }} by {{ action.by }} in the prose, or the kind `notification`",
    source: "the format of records",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let data = letter.letter;
    let kind = data.kind.as_deref().unwrap_or("letter");
    let wording = &letter.house.wording;
    let body = data.body.as_ref().map_or("", |body| body.0.as_str());
    let given = [
        ("action", data.action.is_some(), "{{ action.what }}"),
        ("appointment", data.appointment.is_some(), "{{ appointment.role }}"),
        ("signatories", !data.signatories.is_empty(), ""),
        ("initials", data.initials.is_some(), ""),
        ("salutation", data.salutation.is_some(), ""),
        ("marking", data.marking.is_some(), ""),
        ("by-hand", !data.by_hand.is_empty(), ""),
    ];
    for (field, _, block) in given.into_iter().filter(|(_, given, _)| *given) {
        let only = data.register_only.iter().any(|name| name == field);
        if only
            || wording.prints(kind, field)
            || asked_for(body, field, letter)
            || is_told(letter, field)
        {
            continue;
        }
        let finding = RULE
            .finding(format!(
                "`{field}` is given, and a letter of the kind `{kind}` never prints it"
            ))
            .at(letter.record.place_of_key(field));
        found.push(if block.is_empty() {
            finding.help("leave it out, or choose another kind")
        } else {
            finding.help(format!("put `{block}` into the prose, or choose another kind"))
        });
    }
}

/// Whether the finished page says something of a field, whoever wrote it there.
fn is_told(letter: &Piece<'_>, field: &str) -> bool {
    let data = letter.letter;
    let blocks = letter.document.into_iter().flat_map(|document| &document.parts);
    let page: Vec<_> = blocks.flat_map(|part| &part.blocks).map(words_of).collect();
    let folded = fold(&page.join("\n"));
    let says = |text: &Option<String>| {
        let text = text.as_deref().map(fold);
        text.is_some_and(|text| !text.trim().is_empty() && folded.contains(text.trim()))
    };
    let names_day = |wanted: Day| page.iter().any(|text| names_day(letter, text, wanted));
    match field {
        "action" => data
            .action
            .iter()
            .any(|action| says(&Some(action.what.clone())) || action.by.is_some_and(names_day)),
        "appointment" => {
            let mut persons = data.appointment.iter().flat_map(|it| &it.persons);
            persons.any(|person| says(&person.name))
        }
        "initials" => says(&data.initials),
        "salutation" => says(&data.salutation),
        "marking" => says(&data.marking),
        "by-hand" => data.by_hand.iter().any(|line| says(&Some(line.clone()))),
        "signatories" => data.signatories.iter().any(|it| says(&it.name) || says(&it.title)),
        _ => false,
    }
}

/// Whether a text names a day, by itself or as part of a range.
fn names_day(letter: &Piece<'_>, text: &str, wanted: Day) -> bool {
    let facts = letter.house.reader().facts(text);
    let mut dates = facts.iter().filter_map(Fact::dates).filter(|dates| dates.has_days());
    dates.any(|dates| {
        let days: Vec<_> = dates.days.iter().filter_map(|day| day.near(wanted)).collect();
        let within =
            |days: &[Day]| matches!(days, [first, last] if (*first..=*last).contains(&wanted));
        days.contains(&wanted) || dates.is_range() && within(&days)
    })
}

/// Whether a merge field of the prose looks the field up, or prints it as a block.
fn asked_for(body: &str, field: &str, letter: &Piece<'_>) -> bool {
    body.match_indices("{{").any(|(at, _)| {
        let path = body[at + 2..].trim_start();
        let end = path
            .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
            .unwrap_or(path.len());
        let name = &path[..end];
        name == field || letter.house.wording.block_prints(name, field)
    })
}
