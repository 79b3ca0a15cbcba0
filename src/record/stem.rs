//! The names of files that are made of a record.

/// A file's stem made of an id: letters, digits, `-`, `_` and `.` stay, all else becomes `-`.
///
/// Never empty, never hidden, never a device name of an old system, at most 120 characters.
pub fn file_stem(id: &str) -> String {
    let safe = |c: char| {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
            c
        } else {
            '-'
        }
    };
    let mut stem: String = id.chars().take(120).map(safe).collect();
    if stem.starts_with('.') {
        stem.replace_range(..1, "-");
    }
    const DEVICES: &[&str] = &[
        "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "lpt1", "lpt2", "lpt3",
    ];
    let base = stem.split('.').next().unwrap_or_default().to_lowercase();
    if stem.is_empty() || DEVICES.contains(&base.as_str()) {
        stem.insert_str(0, "letter-");
    }
    stem
}
