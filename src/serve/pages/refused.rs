//! Why something cannot be done, as a page.

use tera::Context;

use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::visitor::Visitor;

/// The page that says so; to somebody who was not let in, without ways to other pages.
pub(in crate::serve) fn refused(
    desk: &Desk,
    visitor: &Visitor,
    status: u16,
    message: &str,
) -> Answer {
    let mut context = Context::new();
    context.insert("title", desk.words(visitor).say("refused"));
    context.insert("lines", &message.lines().collect::<Vec<_>>());
    context.insert("is_entrance", &matches!(status, 401 | 403 | 421));
    desk.page("refused.html", visitor, context).status(status)
}
