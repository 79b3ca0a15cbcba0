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

/// A file's stem made of an id: letters, digits, `-`, `_` and `.` stay, all else becomes `-`.
///
/// Never empty, never hidden, never a device name of an old system, at most 120 characters.
pub fn file_stem(id: &str) -> String {
    let safe = |c: char| {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') { c } else { '-' }
    };
    let mut stem: String = id.chars().take(120).map(safe).collect();
    if stem.starts_with('.') {
        stem.replace_range(..1, "-");
    }
    const DEVICES: &[&str] =
        &["con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3"];
    let base = stem.split('.').next().unwrap_or_default().to_lowercase();
    if stem.is_empty() || DEVICES.contains(&base.as_str()) {
        stem.insert_str(0, "letter-");
    }
    stem
}
