//! The form of a record, made from what fields hold.

mod choices;
mod layout;
mod submission;
mod told;
mod view;

pub(super) use choices::Choices;
pub(super) use layout::Layout;
pub(super) use submission::{Submission, changes};
pub(super) use told::told;
pub(super) use view::{Choice, Control, Form, FormInput, form};

use crate::record::edit::Data;

/// How a value is shown in a field of a form, and how it would be typed: a list of texts has one on
/// each line, days and times stand behind one another.
fn typed(data: &Data, lines: bool) -> Option<String> {
    match data {
        Data::Text(text) => Some(text.clone()),
        Data::List(items) => {
            let texts = items.iter().map(|item| match item {
                Data::Text(text) => Some(text.as_str()),
                _ => None,
            });
            let texts: Option<Vec<_>> = texts.collect();
            texts.map(|texts| texts.join(if lines { "\n" } else { ", " }))
        }
        Data::Map(_) => None,
    }
}

/// The name of a type as words of a language have it: `AgendaItem` is `agenda-item`.
fn hyphenated(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 2);
    for c in name.chars() {
        if c.is_uppercase() && !out.is_empty() {
            out.push('-');
        }
        out.extend(c.to_lowercase());
    }
    out
}
