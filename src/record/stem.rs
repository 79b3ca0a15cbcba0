//! The names of files that are made of a record.

use crate::letter::is_tag;

/// The id of a record and the tag of a language, if a stem reads as that of a version:
/// `2018-01-18-pga-ign.fr`.
pub fn version_of(stem: &str) -> Option<(&str, &str)> {
    let (id, tag) = stem.rsplit_once('.')?;
    let primary = tag.split('-').next().unwrap_or_default();
    let lower = primary.bytes().all(|b| b.is_ascii_lowercase());
    (!id.is_empty() && is_tag(tag) && lower).then_some((id, tag))
}

/// Whether the tag in a stem is surely that of a language: `fr`, `pt-BR`. One of three letters may
/// be none, as `add`, `rev` and `bis`.
pub fn is_version_tag(tag: &str) -> bool {
    tag.split('-').next().is_some_and(|primary| primary.len() == 2)
}
