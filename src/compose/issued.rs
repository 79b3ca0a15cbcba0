//! The frame of a letter that is issued as a document: the same body in another anatomy.

use super::letter::read;
use super::trace::Values;
use super::view::View;
use crate::document::{Part, Role};
use crate::finding::Finding;
use crate::house::House;
use crate::record::Record;
use crate::template::Tag;

/// The name of the frame, and of the template that is its anatomy.
pub(super) const FRAME: &str = "issued";

/// What keeps a record from being issued as a document.
pub(super) fn mistake(record: &Record) -> Option<Finding> {
    let Some(issued) = &record.letter.issued_as else {
        let message = "the record does not say as what document the letter is issued";
        return Some(
            Finding::error("missing-field", message)
                .at(record.place("issued-as"))
                .help("add `issued-as: { organs: [{ organ: General Assembly, symbol: A/80/512 }], to: the Secretary-General }`"),
        );
    };
    (issued.to.is_none() && issued.heading.is_none()).then(|| {
        let message = "the heading of the document does not say to whom the letter is addressed";
        Finding::error("missing-field", message)
            .at(record.place("issued-as"))
            .help("add `to:` in it, as it stands after \"addressed to\": the Secretary-General")
    })
}

/// The body of a letter in the frame of a document.
///
/// # Errors
/// A mistake of the template, at its place.
pub(super) fn frame(
    house: &House,
    view: &View<'_>,
    traced: Option<&Values<'_>>,
    parts: Vec<Part>,
) -> Result<Vec<Part>, Vec<Finding>> {
    let (body, others): (Vec<_>, Vec<_>) =
        parts.into_iter().partition(|part| part.role == Role::Body);
    let body = body.into_iter().flat_map(|part| part.blocks).collect();
    let mut tag = traced.map(|values| |path: &str, text: &str| values.tag(path, text));
    let tag = tag.as_mut().map(|tag| tag as Tag<'_>);
    let composed = house.wording.document(FRAME, view, tag)?;
    let mut framed = read(house, FRAME, &composed, body, Vec::new())?;
    framed.extend(others.into_iter().filter(|part| part.role == Role::Annex));
    Ok(framed)
}
