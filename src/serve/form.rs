//! The form of a record, made from what fields hold.

mod choices;
mod items;
mod layout;
mod paste;
mod paths;
mod submission;
mod view;

pub(super) use choices::Choices;
pub(super) use layout::Layout;
pub(super) use paste::{PasteRefusal, pasted};
pub(super) use paths::{id, told};
pub(super) use submission::{Submission, changes};
pub(super) use view::{Choice, Clause, Control, Form, FormInput, form};

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
