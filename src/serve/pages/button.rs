//! What the buttons of a letter's form do, besides saving it.

use crate::check::mend;
use crate::record::edit::{self, Change, Data};
use crate::serve::desk::{Desk, RecordText};
use crate::serve::form::{self, Submission};
use crate::serve::letter::OpenLetter;
use crate::serve::visitor::Visitor;

use super::letter::made;
use super::{Fields, field};

/// The text once a button was pressed on it; or why it stays as it is.
pub(super) fn pressed(
    desk: &Desk,
    visitor: &Visitor,
    base: &RecordText,
    text: &str,
    posted: &Fields,
) -> Result<String, String> {
    let words = desk.words(visitor);
    let (what, about) = field(posted, "do").split_once(':').unwrap_or_default();
    let office = base.fields().text("office").unwrap_or_default().to_owned();
    let changes = match what {
        "mend" => return Ok(mended(desk, base, text, about)),
        "remove" | "up" | "down" => of_list(what, about).into_iter().collect(),
        "keep" => {
            let reason = field(posted, &format!("reason[{about}]"));
            if reason.is_empty() {
                return Err(words.say("say-why").to_owned());
            }
            let rule = about.split('#').next().unwrap_or(about);
            vec![Change::Set { path: format!("sic.{rule}"), value: reason.into() }]
        }
        "unkeep" => vec![Change::Remove { path: format!("sic.{about}") }],
        "pick" => match desk.person(&office, about, field(posted, &format!("pick[{about}]"))) {
            Some(person) => {
                let at = base.with(text.to_owned()).fields().count(about);
                vec![Change::Insert { list: about.to_owned(), at, value: Data::Map(person) }]
            }
            None => return Err(words.say("pick-first").to_owned()),
        },
        "paste" => {
            // A cell is told by its path, a list with what is pasted for it by its own.
            let pasted = posted.get("paste").or_else(|| posted.get(&format!("paste[{about}]")));
            let understood = |control, typed: &str| desk.understood(visitor, control, typed);
            let form = made(desk, visitor, &base.with(text.to_owned()), &Fields::new(), &[])?;
            let submission = Submission { fields: posted, understood: &understood };
            let pasted = pasted.map_or("", String::as_str);
            form::pasted(&form, about, pasted, &submission).map_err(|wrong| match wrong {
                form::PasteRefusal::Empty => words.say("paste-nothing").to_owned(),
                form::PasteRefusal::NoTable => words.say("paste-no-table").to_owned(),
                form::PasteRefusal::Wide { has, room } => words.fill(
                    "paste-too-wide",
                    &[("count", &has.to_string()), ("room", &room.to_string())],
                ),
                form::PasteRefusal::Long { most } => {
                    words.fill("paste-too-long", &[("rows", &most.to_string())])
                }
            })?
        }
        _ => return Ok(text.to_owned()),
    };
    edit::edit(&base.file, text, base.syntax, &changes).map_err(|findings| {
        let why: Vec<_> = findings.into_iter().map(|finding| finding.message).collect();
        why.join("; ")
    })
}

/// What a button of a list does: `remove:meetings[1]`, `up:to[2]`, `down:to[0]`.
fn of_list(what: &str, path: &str) -> Option<Change> {
    if what == "remove" {
        return Some(Change::Remove { path: path.to_owned() });
    }
    let (list, at) = path.strip_suffix(']')?.rsplit_once('[')?;
    let from: usize = at.parse().ok()?;
    let to = if what == "up" { from.checked_sub(1)? } else { from + 1 };
    Some(Change::Move { list: list.to_owned(), from, to })
}

/// The text with the changes made that the findings of one rule about one field offer: `RULE@PATH`.
fn mended(desk: &Desk, base: &RecordText, text: &str, about: &str) -> String {
    let (rule, path) = about.split_once('@').unwrap_or((about, ""));
    let mut opened = OpenLetter::new(desk, base.with(text.to_owned()));
    opened.retain(|finding, of| finding.rule == rule && of.unwrap_or_default() == path);
    let own = opened.findings.iter().flat_map(|finding| &finding.fix);
    let source = own
        .map(|edit| edit.place.source())
        .find(|source| source.name() == base.file);
    match source {
        Some(source) => mend(source, &opened.findings).0,
        None => text.to_owned(),
    }
}
