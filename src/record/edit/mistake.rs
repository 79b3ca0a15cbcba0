//! Why a record cannot be changed, in words of who writes letters.

use std::sync::Arc;

use super::doc::Doc;
use super::model::Refusal;
use crate::finding::Finding;
use crate::node::Node;
use crate::source::{Place, Source};

/// The record is no group of fields.
pub(super) fn no_record(source: &Arc<Source>, root: &Node) -> Finding {
    let message = format!("a record is a group of fields, and this is {}", root.describe());
    Finding::error("wrong-type", message)
        .at(Place::new(source, source.first_line(&root.range)))
        .help("open the source and begin it with fields: `office: …`, `date: …`")
}

/// A change that means nothing here.
pub(super) fn refused(refusal: &Refusal) -> Finding {
    match refusal {
        Refusal::NoGroup(path) => {
            Finding::error("no-such-field", format!("`{path}` is no group of fields"))
                .help("give the whole of it a new value, or take it out first")
        }
        Refusal::NoItem(path) => {
            Finding::error("no-such-item", format!("the list has no place `{path}`"))
                .help("look at the record as it is now: somebody may have changed the list")
        }
    }
}

/// The path is none.
pub(super) fn no_path(path: &str) -> Finding {
    Finding::error("no-such-field", format!("`{path}` names no field"))
        .help("write it as `meetings[0].was.dates`")
}

/// A character that no text may hold.
pub(super) fn nul(path: &str) -> Finding {
    Finding::error(
        "invisible-character",
        format!("the text for `{path}` holds the character U+0000"),
    )
    .help("delete it and type the text around it again")
}

/// Nobody knows whether the field is there.
pub(super) fn unreadable(doc: &Doc, path: &str) -> Vec<Finding> {
    let message = format!(
        "`{path}` cannot be changed: a part of the record cannot be read, and it may stand there"
    );
    let finding = Finding::error("unreadable-record", message)
        .help("mend the source first, where it cannot be read");
    doc.findings.iter().cloned().chain([finding]).collect()
}

/// Another place of the record shares the value.
pub(super) fn shared(doc: &Doc, path: &str) -> Vec<Finding> {
    let message =
        format!("`{path}` shares its value with another place of the record (`&` and `*`)");
    let source = Source::new(doc.name.as_str(), doc.text.as_str());
    let mut finding = Finding::error("yaml-alias", message)
        .help("open the source and write the value out at each place; then it can be changed");
    for (number, range) in doc.shared.iter().take(5).enumerate() {
        let place = Place::new(&source, range.clone());
        finding = if number == 0 { finding.at(place) } else { finding.related(place, "also here") };
    }
    vec![finding]
}

/// The text did not say what it should when it was read again.
pub(super) fn unwritable(path: &str) -> Vec<Finding> {
    let message = format!("`{path}` cannot be changed here without changing more than that");
    vec![
        Finding::error("unwritable-change", message)
            .help("open the source of the record and change it there"),
    ]
}

/// A line of prose would open that of another language.
pub(super) fn opening(path: &str, line: &str) -> Vec<Finding> {
    let message = format!("the line `{line}` in `{path}` would begin the prose of a language");
    vec![
        Finding::error("unwritable-change", message)
            .help("put other words before it, or take the dashes out"),
    ]
}

/// The texts of a language stand elsewhere.
pub(super) fn beside(tag: &str) -> Vec<Finding> {
    let message = format!("the record holds no prose of `{tag}`");
    let help = format!(
        "list `{tag}` in `languages` after the main language; in records that are not Markdown, write its prose in the file \
         beside the record, whose name ends in `.{tag}.md`"
    );
    vec![Finding::error("unlisted-language", message).help(help)]
}

/// Prose is one text.
pub(super) fn no_prose(path: &str) -> Vec<Finding> {
    let message = format!("`{path}` is prose: one text, not a list or a group");
    vec![Finding::error("wrong-type", message).help("give it as one text")]
}
