//! Giving a letter another name, or taking it away.

use serde_json::json;
use tera::Context;

use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, encoded};
use crate::serve::visitor::Visitor;

use super::{Fields, field, missing};

/// The page that asks for the new name.
pub(in crate::serve) fn rename(desk: &Desk, visitor: &Visitor, path: &str) -> Answer {
    shown(desk, visitor, path, path, None)
}

fn shown(desk: &Desk, visitor: &Visitor, path: &str, name: &str, problem: Option<&str>) -> Answer {
    let Some(current) = desk.record(path) else { return missing(desk, visitor) };
    let listed = desk.listing.at(&current.path);
    let title = listed.as_ref().map_or(current.id.as_str(), |listed| &listed.title);
    let mut context = Context::new();
    context.insert("title", desk.words(visitor).say("rename-or-take-away"));
    context.insert("letter", &json!({ "href": encoded(&current.path), "title": title }));
    context.insert("name", name);
    context.insert("problem", &problem);
    let page = desk.page("rename.html", visitor, context);
    if problem.is_some() { page.status(422) } else { page }
}

/// Gives a letter its new name, or takes it away.
pub(in crate::serve) fn renamed(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    posted: &Fields,
) -> Answer {
    let name = field(posted, "name");
    let done = match field(posted, "do") {
        "take-away" => desk.remove(visitor, path).map(|_| "/bin".to_owned()),
        _ if name == path => Ok(format!("/letter/{}", encoded(path))),
        _ => desk.rename(visitor, path, name).map(|to| {
            desk.listing.again(desk, &to);
            format!("/letter/{}", encoded(&to))
        }),
    };
    match done {
        Ok(place) => {
            desk.listing.again(desk, path);
            Answer::to(place)
        }
        Err(error) => shown(desk, visitor, path, name, Some(&super::told(&error))),
    }
}
