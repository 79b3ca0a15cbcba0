//! What the letters of the folder say of each other: the thread of a letter, and the programme.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tera::Context;

use crate::archive::{Catalogue, Programme};
use crate::letter::Relation;
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, encoded};
use crate::serve::visitor::Visitor;
use crate::serve::words::Words;
use crate::text::thousands;

use super::missing;

/// The most letters that are followed while somebody waits; of more, an archive is built.
const MOST: usize = 3_000;

/// The letters of the folder, joined, and the path of each by its id.
struct Joined {
    catalogue: Catalogue<'static>,
    paths: BTreeMap<String, String>,
}

/// Joins the letters of the folder; why that is not done.
fn joined(desk: &Desk, visitor: &Visitor) -> Result<Joined, String> {
    let words = desk.words(visitor);
    if desk.listing.progress().is_some_and(|(_, all)| all > MOST) {
        return Err(words.fill("too-many-letters", &[("count", &thousands(MOST))]));
    }
    let cards = desk.cards(visitor).map_err(|error| error.to_string())?;
    let paths = cards
        .iter()
        .map(|(path, card)| (card.id.to_string(), path.clone()))
        .collect();
    let cards = cards.into_iter().map(|(_, card)| card).collect();
    Ok(Joined { catalogue: Catalogue::new(cards), paths })
}

impl Joined {
    /// A letter as pages link to it.
    fn letter(&self, at: usize) -> Value {
        let card = &self.catalogue.cards[at];
        let id = card.id.to_string();
        json!({
            "href": self.paths.get(&id).map(|path| encoded(path)),
            "title": title(card),
            "date": card.filing.date.map(|date| date.to_string()),
            "language": card.language.to_string(),
            "direction": if card.rtl { "rtl" } else { "ltr" },
        })
    }
}

/// What a letter is called: its subject, or the sentence of the register.
fn title(card: &crate::archive::Card<'_>) -> String {
    card.subject
        .as_ref()
        .map_or(&*card.sentence, |subject| &**subject)
        .to_owned()
}

/// What a letter follows, and what follows it.
pub(in crate::serve) fn thread(desk: &Desk, visitor: &Visitor, path: &str) -> Answer {
    let words = desk.words(visitor);
    let Some(text) = desk.record(path) else { return missing(desk, visitor) };
    let mut context = Context::new();
    context.insert("title", words.say("thread"));
    context.insert("letter", &json!({ "href": encoded(&text.path), "id": text.id }));
    match joined(desk, visitor) {
        Ok(joined) => {
            let at = joined.catalogue.find(&text.id);
            context.insert("letters", &at.map_or_else(Vec::new, |at| letters(words, &joined, at)));
        }
        Err(why) => context.insert("problem", &why),
    }
    desk.page("thread.html", visitor, context)
}

/// The letters of a thread in their order, with what each says of others.
fn letters(words: &Words, joined: &Joined, own: usize) -> Vec<Value> {
    let catalogue = &joined.catalogue;
    let alone = [own];
    let thread = catalogue.links[own]
        .thread
        .and_then(|thread| catalogue.threads.get(thread));
    let all = thread.map_or(alone.as_slice(), |thread| thread.letters.as_slice());
    let letters = all.iter().map(|at| {
        let links = &catalogue.links[*at];
        let said = |name: &str, other: usize| {
            let title = title(&catalogue.cards[other]);
            let mut letter = joined.letter(other);
            letter["said"] = words.fill(name, &[("letter", &title)]).into();
            letter
        };
        let refers = links.to.iter().map(|link| {
            let name = match link.relation {
                Some(Relation::Follows) => "thread-follows",
                Some(Relation::Replies) => "thread-replies",
                Some(Relation::Supersedes) => "thread-supersedes",
                Some(Relation::Cancels) => "thread-cancels",
                None => "thread-announced",
            };
            said(name, link.letter)
        });
        let encloses = links.encloses.iter().map(|other| said("thread-encloses", *other));
        let lost = catalogue.problems.iter().filter(|problem| problem.letter == *at);
        let lost = lost.map(|problem| {
            let of = &problem.reference;
            let date = of.date.map(|date| date.to_string());
            let named = [of.id.clone(), of.office.clone(), date];
            let named: Vec<_> = named.into_iter().flatten().collect();
            words.fill("thread-lost", &[("letter", &named.join(", "))])
        });
        let mut letter = joined.letter(*at);
        letter["relations"] = refers.chain(encloses).collect();
        letter["lost"] = lost.collect();
        letter["is_own"] = (*at == own).into();
        letter
    });
    letters.collect()
}

/// The meetings of all letters, as they stand now.
pub(in crate::serve) fn programme(desk: &Desk, visitor: &Visitor) -> Answer {
    let words = desk.words(visitor);
    let mut context = Context::new();
    context.insert("title", words.say("programme"));
    context.insert("section", "programme");
    match joined(desk, visitor) {
        Ok(joined) => {
            let programme = Programme::new(&joined.catalogue);
            let meetings = desk.with_wording(visitor, |wording| {
                let entries = programme.entries(&joined.catalogue, wording).into_iter();
                let shown = entries.map(|entry| {
                    let history = entry.history.iter().map(|line| {
                        json!({ "text": line.text, "letter": line.letter.map(|at| joined.letter(at)) })
                    });
                    json!({
                        "title": entry.title,
                        "dates": entry.dates,
                        "times": entry.times,
                        "room": entry.room,
                        "status": entry.status,
                        "is_off": entry.cancelled,
                        "was": entry.was,
                        "language": entry.language,
                        "history": history.collect::<Vec<_>>(),
                    })
                });
                shown.collect::<Vec<_>>()
            });
            context.insert("meetings", &meetings);
        }
        Err(why) => context.insert("problem", &why),
    }
    desk.page("programme.html", visitor, context)
}
