//! The entrance: a person signs in with the key that was made for them.

use tera::Context;

use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::guard::ENTER;
use crate::serve::visitor::Visitor;

use super::settings::back;
use super::{Fields, field};

/// The page that asks for a key; once more, where the one that was `tried` is none.
pub(in crate::serve) fn sign_in(desk: &Desk, visitor: &Visitor, tried: Option<&Fields>) -> Answer {
    let mut context = Context::new();
    context.insert("title", desk.words(visitor).say("sign-in"));
    context.insert("is_entrance", &true);
    context.insert("is_wrong", &tried.is_some());
    let here = tried.map_or(visitor.here.as_str(), |tried| field(tried, "back"));
    let to = if here.starts_with(ENTER) { "/" } else { here };
    context.insert("back", &back(to));
    desk.page("enter.html", visitor, context)
}

/// To the page that somebody wanted who has signed in.
pub(in crate::serve) fn signed_in(posted: &Fields) -> Answer {
    Answer::to(back(field(posted, "back")))
}
