//! White space within a text.

/// Whether white space is folded: no line breaks, no tabs, and no two spaces beside each other.
pub(crate) fn is_folded(text: &str) -> bool {
    let bytes = text.as_bytes();
    let next = bytes.get(1..).unwrap_or_default();
    // Without a way out of the loops, many bytes are looked at at once.
    let breaks = bytes
        .iter()
        .fold(false, |found, byte| found | matches!(byte, b'\n' | b'\t'));
    let twice = bytes
        .iter()
        .zip(next)
        .fold(false, |found, (one, two)| found | ((*one == b' ') & (*two == b' ')));
    !breaks && !twice
}
