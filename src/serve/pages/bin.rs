//! Letters that were taken away, with all their versions.

use serde_json::{Value, json};
use tera::Context;

use crate::letter::Day;
use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, encoded};
use crate::serve::visitor::Visitor;

use super::{Fields, field};

/// The page that lists them.
pub(in crate::serve) fn bin(desk: &Desk, visitor: &Visitor) -> Answer {
    shown(desk, visitor, None)
}

fn shown(desk: &Desk, visitor: &Visitor, problem: Option<&str>) -> Answer {
    let words = desk.words(visitor);
    let binned = match desk.bin() {
        Ok(binned) => binned,
        Err(error) => return Answer::plain(500, &super::told(&error)),
    };
    let letters = binned.into_iter().map(|one| {
        let who = if one.who.is_empty() { words.say("somebody") } else { &one.who };
        let day = desk.told_day(visitor, Day::from_epoch(one.at.div_euclid(86_400)));
        json!({
            "place": one.place,
            "id": one.id,
            "taken": words.fill("sitting", &[("day", &day), ("name", who)]),
        })
    });
    let mut context = Context::new();
    context.insert("title", words.say("bin"));
    context.insert("section", "bin");
    context.insert("letters", &letters.collect::<Vec<Value>>());
    context.insert("problem", &problem);
    let page = desk.page("bin.html", visitor, context);
    if problem.is_some() { page.status(422) } else { page }
}

/// Brings one back, and goes to it.
pub(in crate::serve) fn brought_back(desk: &Desk, visitor: &Visitor, posted: &Fields) -> Answer {
    match desk.bring_back(visitor, field(posted, "place")) {
        Ok(path) => {
            desk.listing.again(desk, &path);
            Answer::to(format!("/letter/{}", encoded(&path)))
        }
        Err(error) => shown(desk, visitor, Some(&super::told(&error))),
    }
}
