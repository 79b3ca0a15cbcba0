//! The pages of the desk; one page a file.

mod begin;
mod bin;
mod button;
mod enter;
mod files;
mod folder;
mod letter;
mod list;
mod merge;
#[cfg(feature = "pdf")]
mod paper;
mod refused;
mod rename;
mod save;
mod settings;
mod source;
mod versions;

pub(super) use begin::{begin, create};
pub(super) use bin::{bin, brought_back};
pub(super) use enter::{sign_in, signed_in};
pub(super) use files::{file, page, trace};
pub(super) use folder::{programme, thread};
pub(super) use letter::{close, letter, state};
pub(super) use list::list;
pub(super) use merge::{
    Upload, back, bring, change, file as merge_file, merge, page as row_page, row, rows,
};
#[cfg(feature = "pdf")]
pub(super) use paper::{paper, sheet};
pub(super) use refused::refused;
pub(super) use rename::{rename, renamed};
pub(super) use save::save;
pub(super) use settings::settings;
pub(super) use source::{save_source, source};
pub(super) use versions::{version, versions};

use std::collections::BTreeMap;

use super::answer::Answer;
use super::desk::Desk;
use super::visitor::Visitor;
use crate::error::Error;

/// The fields of a form, or what stands behind the question mark of an address.
type Fields = BTreeMap<String, String>;

/// What a field says, without blanks around it; nothing where it is not there.
fn field<'f>(fields: &'f Fields, name: &str) -> &'f str {
    fields.get(name).map_or("", |value| value.trim())
}

/// That no letter lies at a path, as a page with the way back.
fn missing(desk: &Desk, visitor: &Visitor) -> Answer {
    let mut context = tera::Context::new();
    context.insert("title", desk.words(visitor).say("no-letter"));
    desk.page("missing.html", visitor, context).status(404)
}

/// An error with what to do about it, in one line.
fn told(error: &Error) -> String {
    error.to_string().replace("\n  = help: ", ": ")
}
