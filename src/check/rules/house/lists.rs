//! How the items of lists end.

use std::ops::Range;

/// What stands at the end of an item: a semicolon, a full stop or nothing. None where the item
/// only introduces an inner list.
pub(super) fn ending(body: &str, item: &Range<usize>) -> Option<char> {
    let text = body[item.clone()].trim_end();
    let text = ["and", "or"]
        .into_iter()
        .find_map(|word| {
            text.strip_suffix(word)
                .map(str::trim_end)
                .filter(|rest| rest.ends_with([';', ',']))
        })
        .unwrap_or(text);
    match text.chars().next_back()? {
        ':' => None,
        c @ (';' | '.' | ',') => Some(c),
        '?' | '!' => Some('.'),
        _ => Some(' '),
    }
}
