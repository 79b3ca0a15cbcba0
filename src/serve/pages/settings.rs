//! What a visitor chooses for themselves: the language of the desk, and the name beside changes.

use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::visitor::{LANGUAGE, NAME, Visitor};
use crate::text::percent;

use super::{Fields, field};

/// Keeps the choice with the visitor's browser, for a year.
pub(in crate::serve) fn settings(_: &Desk, visitor: &Visitor, posted: &Fields) -> Answer {
    let mut answer = Answer::to(back(field(posted, "back")));
    for (cookie, name) in [(LANGUAGE, "language"), (NAME, "name")] {
        if name == "name" && visitor.is_known {
            continue;
        }
        if let Some(value) = posted.get(name) {
            let value: String = value.trim().chars().take(80).collect();
            let value = percent::encode(&value, percent::SEGMENT);
            answer = answer.with(
                "set-cookie",
                format!("{cookie}={value}; Path=/; Max-Age=31536000; HttpOnly; SameSite=Strict"),
            );
        }
    }
    answer
}

/// The page somebody came from, if it is one of the desk.
pub(super) fn back(path: &str) -> String {
    let is_own = path.starts_with('/')
        && !path.starts_with("//")
        && path.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if is_own { path.to_owned() } else { "/".to_owned() }
}
