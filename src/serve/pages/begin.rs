//! A new letter: of a kind, or from a letter that is there.

use serde::Serialize;
use tera::Context;

use crate::letter::Day;
use crate::record::Syntax;
use crate::record::edit::{self, Change, Data};
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, RecordText, encoded};
use crate::serve::visitor::Visitor;
use crate::text::capital;

use super::{Fields, field};

/// A kind of letter to begin with.
#[derive(Serialize)]
struct Kind {
    name: String,
    label: String,
    when: String,
}

/// What a letter is begun from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    /// An earlier letter, once more with another date.
    Again,
    /// A reply to a letter, or one that goes on where it ended.
    Reply,
    /// The cover of a letter.
    Cover,
    /// A meeting that is moved.
    Move,
    /// A meeting that is cancelled.
    Cancel,
}

impl Way {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "again" => Self::Again,
            "reply" => Self::Reply,
            "cover" => Self::Cover,
            "move" => Self::Move,
            "cancel" => Self::Cancel,
            _ => return None,
        })
    }

    /// The kind of letter that is usual for it; that of the letter itself where none is.
    fn kind(self) -> Option<&'static str> {
        match self {
            Self::Again => None,
            Self::Reply => Some("letter"),
            Self::Cover => Some("transmittal"),
            Self::Move | Self::Cancel => Some("meetings"),
        }
    }
}

/// The page that asks what to begin.
pub(in crate::serve) fn begin(desk: &Desk, visitor: &Visitor, asked: &Fields) -> Answer {
    shown(desk, visitor, asked, None)
}

fn shown(desk: &Desk, visitor: &Visitor, asked: &Fields, problem: Option<&str>) -> Answer {
    let words = desk.words(visitor);
    let way = Way::of(field(asked, "way"));
    let mut asked = asked.clone();
    let mut context = Context::new();
    if let (Some(way), Some(from)) = (way, desk.record(field(&asked, "from"))) {
        let listed = desk.listing.at(&from.path);
        let title = listed.as_ref().map_or(from.id.as_str(), |listed| &listed.title);
        let said = format!("way-{}", field(&asked, "way"));
        context.insert("source_said", &words.fill(&said, &[("letter", title)]));
        let fields = from.fields();
        let kind = way.kind().or(fields.text("kind")).unwrap_or("letter").to_owned();
        asked.entry("kind".to_owned()).or_insert(kind);
        if let Some(office) = fields.text("office").filter(|_| way != Way::Reply) {
            asked.entry("office".to_owned()).or_insert(office.to_owned());
        }
    }
    let kinds = desk.engine.templates().starters().into_iter().map(|name| {
        let (label, when) = words.kind(&name);
        Kind { label: capital(&label), when: when.to_owned(), name }
    });
    context.insert("title", words.say("new-letter"));
    context.insert("section", "new");
    context.insert("kinds", &kinds.collect::<Vec<_>>());
    context.insert("offices", &desk.offices(visitor));
    context.insert("date", &desk.told_day(visitor, today(visitor)));
    context.insert("asked", &asked);
    context.insert("problem", &problem);
    let page = desk.page("begin.html", visitor, context);
    if problem.is_some() { page.status(422) } else { page }
}

/// Writes the record of a new letter, and goes to it.
pub(in crate::serve) fn create(desk: &Desk, visitor: &Visitor, posted: &Fields) -> Answer {
    let words = desk.words(visitor);
    let refused = |why: &str| shown(desk, visitor, posted, Some(why));
    let date = match field(posted, "date") {
        "" => today(visitor),
        typed => match desk.day(visitor, typed) {
            Some(day) => day,
            None => return refused(&words.fill("no-day", &[("day", typed)])),
        },
    };
    let (kind, office) = (field(posted, "kind"), field(posted, "office"));
    if desk.engine.office(office).is_err() {
        return refused(words.say("no-office"));
    }
    if !desk.engine.templates().starters().iter().any(|known| known == kind) {
        return refused(words.say("no-kind"));
    }
    let from = desk.record(field(posted, "from"));
    let way = Way::of(field(posted, "way")).filter(|_| from.is_some());
    let text = match (way, &from) {
        (Some(way), Some(from)) => from_letter(way, from, (kind, office, date), posted),
        _ => edit::edit("letter", "", Syntax::Markdown, &head(kind, office, date)),
    };
    let text = match text {
        Ok(text) => text,
        Err(findings) => {
            let why: Vec<_> = findings.into_iter().map(|finding| finding.message).collect();
            return refused(&why.join("; "));
        }
    };
    match desk.create(visitor, &format!("{date}-{office}-{kind}"), text.as_bytes()) {
        Ok(path) => {
            desk.listing.again(desk, &path);
            Answer::to(format!("/letter/{}", encoded(&path)))
        }
        Err(error) => refused(&error.to_string()),
    }
}

fn set(path: &str, value: impl Into<Data>) -> Change {
    Change::Set { path: path.to_owned(), value: value.into() }
}

fn head(kind: &str, office: &str, date: Day) -> Vec<Change> {
    vec![set("kind", kind), set("office", office), set("date", date.to_string().as_str())]
}

/// The text of a letter that is begun from another.
fn from_letter(
    way: Way,
    from: &RecordText,
    (kind, office, date): (&str, &str, Day),
    posted: &Fields,
) -> Result<String, Vec<crate::finding::Finding>> {
    let fields = from.fields();
    let mut changes = head(kind, office, date);
    if way == Way::Again {
        // What was true of one letter alone does not go into the next.
        for field in ["reference", "received", "issued-as", "sic"] {
            changes.push(Change::Remove { path: field.to_owned() });
        }
        let text = String::from_utf8_lossy(&from.bytes);
        let again = edit::edit(&from.file, &text, from.syntax, &changes)?;
        // A new letter is Markdown, whatever the old one was.
        return if from.syntax == Syntax::Markdown {
            Ok(again)
        } else {
            let all = edit::fields(&from.file, &again, from.syntax);
            let all: Vec<_> = all
                .all()
                .into_iter()
                .filter(|(path, _)| !path.contains(['.', '[']))
                .map(|(path, data)| Change::Set { path, value: data.clone() })
                .collect();
            edit::edit("letter", "", Syntax::Markdown, &all)
        };
    }
    let letter = Data::Map(vec![("letter".to_owned(), from.id.as_str().into())]);
    let copied = |name: &str| {
        fields
            .get(name)
            .map(|data| Change::Set { path: name.to_owned(), value: data.clone() })
    };
    match way {
        Way::Cover => {
            changes.push(set("enclosures", Data::List(vec![letter])));
            changes.extend(copied("to"));
        }
        Way::Reply => {
            let relation =
                if fields.text("office") == Some(office) { "follows" } else { "replies" };
            let reference = Data::Map(vec![
                ("letter".to_owned(), from.id.as_str().into()),
                ("relation".to_owned(), relation.into()),
            ]);
            changes.push(set("follows", Data::List(vec![reference])));
            if relation == "replies" {
                // Who signed is who is answered.
                changes.extend(
                    fields
                        .get("signatories")
                        .map(|data| Change::Set { path: "to".to_owned(), value: data.clone() }),
                );
            } else {
                changes.extend(["to", "signatories"].into_iter().filter_map(copied));
            }
        }
        Way::Move | Way::Cancel => {
            let at: usize = field(posted, "meeting").parse().unwrap_or(0);
            changes.push(set("follows", Data::List(vec![letter])));
            changes.extend(["to", "process", "signatories"].into_iter().filter_map(copied));
            if let Some(Data::Map(meeting)) = fields.get(&format!("meetings[{at}]")) {
                let moved = announced(meeting, &from.id, way);
                changes.push(set("meetings", Data::List(vec![Data::Map(moved)])));
            }
        }
        Way::Again => {}
    }
    edit::edit("letter", "", Syntax::Markdown, &changes)
}

/// A meeting as the letter has it that moves or cancels it: what it was stands in `was`.
fn announced(meeting: &[(String, Data)], letter: &str, way: Way) -> Vec<(String, Data)> {
    let get = |name: &str| meeting.iter().find(|(known, _)| known == name).cloned();
    let mut made: Vec<_> = ["id", "title"].into_iter().filter_map(get).collect();
    if way == Way::Cancel {
        made.extend(["dates", "times", "room"].into_iter().filter_map(get));
        made.push(("status".to_owned(), "cancelled".into()));
    } else {
        made.extend(["times", "room"].into_iter().filter_map(get));
    }
    let mut was: Vec<_> = ["dates", "times", "room"].into_iter().filter_map(get).collect();
    was.push(("letter".to_owned(), letter.into()));
    made.push(("was".to_owned(), Data::Map(was)));
    made
}

/// The day on which somebody asks, in UTC.
fn today(visitor: &Visitor) -> Day {
    Day::from_epoch(i64::try_from(visitor.at / 86_400).unwrap_or(0))
}
