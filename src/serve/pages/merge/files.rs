//! The letters of a list, to save: one file, or one for each.

use std::sync::{Mutex, TryLockError};

use tera::Context;

use super::rows::listed;
use super::{Open, open, why};
use crate::merge::handed_back;
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::merge::{Refusal, held, told};
use crate::serve::pages::{Fields, missing};
use crate::serve::visitor::Visitor;
use crate::write::Format;

/// One list is written at a time: it takes every core that there is.
static WRITING: Mutex<()> = Mutex::new(());

/// The letters in a format: `one` file with all of them, or a file for `each`.
pub(in crate::serve) fn file(
    desk: &Desk,
    visitor: &Visitor,
    name: &str,
    format: &str,
    how: &str,
) -> Answer {
    let words = desk.words(visitor);
    let Some(format) = Format::named(format).filter(|format| format.is_built()) else {
        return missing(desk, visitor);
    };
    let open = match open(desk, visitor, name) {
        Ok(open) => open,
        Err(answer) => return answer,
    };
    let _writing = match WRITING.try_lock() {
        Err(TryLockError::WouldBlock) => {
            return refused(desk, visitor, &open, words.say("merge-busy"), &[]);
        }
        free => free,
    };
    let list = held(&open.list);
    let survey = match open.job.survey(&list) {
        Ok(survey) => survey,
        Err(error) => {
            drop(list);
            return refused(desk, visitor, &open, &told(&error), &[]);
        }
    };
    let is_whole =
        !survey.findings.has_errors_of_list() && survey.letters(crate::merge::Rows::Good) > 0;
    let made = match how {
        _ if !is_whole => Err(Refusal::Letters(Vec::new())),
        "one" if format.holds_many() => {
            let bytes = open.job.one_file(desk, &list, &survey, format);
            bytes.map(|bytes| (format.media_type(), format.extension().to_owned(), bytes))
        }
        _ => {
            let bytes = open.job.zip(desk, &list, &survey, format);
            bytes.map(|bytes| ("application/zip", format!("{}.zip", format.extension()), bytes))
        }
    };
    drop(list);
    match made {
        Ok((media_type, ending, bytes)) => {
            let name = format!("{}.{ending}", crate::text::file_stem(&open.text.id));
            Answer::file(media_type, &name, bytes)
        }
        Err(refusal) => match why(&refusal).as_slice() {
            [] => refused(desk, visitor, &open, words.say("merge-none"), &[]),
            all => refused(desk, visitor, &open, words.say("merge-not-written"), all),
        },
    }
}

/// The list with a column that says what is wrong with each row.
pub(in crate::serve) fn back(desk: &Desk, visitor: &Visitor, name: &str) -> Answer {
    let open = match open(desk, visitor, name) {
        Ok(open) => open,
        Err(answer) => return answer,
    };
    let mut list = held(&open.list);
    let bytes = list.checked(&open.job, &open.text).and_then(|survey| {
        let table = list.list.table(&std::collections::BTreeSet::new());
        handed_back(table, &[&survey.findings])
    });
    let stem = list
        .name
        .rsplit_once('.')
        .map_or(list.name.as_str(), |(stem, _)| stem);
    match bytes {
        Ok(bytes) => Answer::file("text/csv; charset=utf-8", &format!("{stem}.csv"), bytes),
        Err(error) => Answer::plain(422, &told(&error)),
    }
}

fn refused(desk: &Desk, visitor: &Visitor, open: &Open, why: &str, each: &[String]) -> Answer {
    let mut context = Context::new();
    context.insert("problem", why);
    context.insert("each", each);
    listed(desk, visitor, open, &Fields::new(), context).status(422)
}
