//! A field that the letter never prints.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "unread-field",
    family: Family::Hygiene,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a field is given, and the letter never prints it",
    checks: "`meetings`, `deadlines`, `contacts`, `action`, `appointment` and `signatories` against the wording of the \
             letter's kind, as the office has it, and against the merge fields of the prose: {{ schedule }}, \
             {{ meetings.1.dates }}. A programme among the enclosures prints the meetings. What registers need \
             (`subject`) and what other fields rest on (`cites`, `follows`) says nothing.",
    why: "Whoever wrote the record believes that the addressee is told.",
    example: "kind: letter\nmeetings: [{ dates: 2018-02-01/02 }]   (and prose without {{ schedule }})",
    instead: "{{ schedule }} in a paragraph of its own, or the kind `meetings`",
    source: "the format of records",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let data = letter.letter;
    let kind = data.kind.as_deref().unwrap_or("letter");
    let wording = &letter.house.wording;
    let body = data.body.as_ref().map_or("", |body| body.0.as_str());
    let given = [
        ("meetings", !data.meetings.is_empty(), "{{ schedule }}"),
        ("deadlines", !data.deadlines.is_empty(), "{{ deadlines }}"),
        ("contacts", !data.contacts.is_empty(), "{{ contacts }}"),
        ("action", data.action.is_some(), "{{ action.what }}"),
        ("appointment", data.appointment.is_some(), "{{ appointment.role }}"),
        ("signatories", !data.signatories.is_empty(), ""),
    ];
    for (field, _, block) in given.into_iter().filter(|(_, given, _)| *given) {
        let programme =
            field == "meetings" && data.enclosures.iter().any(|enclosure| enclosure.programme);
        if programme || wording.prints(kind, field) || asked_for(body, field, letter) {
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
