//! What keeps a letter from being written, whatever the word processor.

use super::pictures;
use crate::document::{Inline, MAX_DEPTH, plain};
use crate::finding::Finding;
use crate::package::{Member, Package};
use crate::picture::Picture;
use crate::source::Place;

/// The picture of that name, or why it cannot be shown.
pub(in crate::write) fn picture<'p>(
    package: &'p Package,
    member: &Member,
    name: &str,
) -> Result<(&'p str, &'p Picture), Finding> {
    let Some((name, picture)) = package.pictures.get_key_value(name) else {
        let message = format!("the picture `{name}` is not among those of the letter");
        return Err(at_name(Finding::error("missing-picture", message), member, name));
    };
    if let Some(fault) = pictures::fault(picture) {
        let finding = Finding::error("broken-picture", format!("the picture `{name}` {fault}"))
            .help("save it again as PNG or JPEG");
        return Err(at_name(finding, member, name));
    }
    Ok((name, picture))
}

/// What is wrong with a link that leads neither to the web nor to a mailbox.
pub(in crate::write) fn unsafe_link(member: &Member, href: &str) -> Option<Finding> {
    let scheme = href.split_once(':').map(|(scheme, _)| scheme.to_ascii_lowercase());
    if matches!(scheme.as_deref(), Some("http" | "https" | "mailto")) {
        return None;
    }
    let message = format!("the link `{href}` leads neither to the web nor to a mailbox");
    let finding = Finding::error("unsafe-link", message)
        .help("links begin with `https:`, `http:` or `mailto:`");
    Some(at_name(finding, member, href))
}

/// The name of the rule that a letter nests too deep.
pub(in crate::write) const TOO_DEEP: &str = "nested-too-deep";

/// The letter nests deeper than a letter may.
pub(in crate::write) fn too_deep(member: &Member) -> Finding {
    let message = format!("the letter `{}` nests deeper than {MAX_DEPTH} levels", member.id);
    Finding::error(TOO_DEEP, message).help("take lists or quotes out of one another")
}

/// A table has more columns than a page has room for.
pub(in crate::write) fn too_many_columns(
    member: &Member,
    head: &[Vec<Inline>],
    count: usize,
) -> Finding {
    let message = format!("a table of {count} columns does not fit on the page");
    let finding = Finding::error("table-too-wide", message)
        .help("make two tables of it, or turn its rows into columns")
        .help("or enclose it as a file");
    let first = head
        .iter()
        .map(|cell| plain(cell))
        .find(|cell| !cell.trim().is_empty());
    at_name(finding, member, &first.unwrap_or_default())
}

/// The finding, at the place where the member's record has `name`, if it has.
fn at_name(finding: Finding, member: &Member, name: &str) -> Finding {
    match member.record().text().find(name) {
        Some(start) if !name.is_empty() => {
            finding.at(Place::new(member.record(), start..start + name.len()))
        }
        _ => finding,
    }
}
