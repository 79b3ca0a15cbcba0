//! How the items of lists end.

use std::ops::Range;

use crate::check::Piece;
use crate::language::List;

/// What stands at the end of an item: a semicolon, a full stop or nothing. None where the item
/// only introduces an inner list.
pub(super) fn ending(letter: &Piece<'_>, item: &Range<usize>) -> Option<char> {
    let body = letter.letter.body.as_ref().map_or("", |body| body.0.as_str());
    let text = body[item.clone()].trim_end();
    let joints = letter.list(List::LastItems).unwrap_or_default();
    let text = joints
        .iter()
        .find_map(|word| {
            text.strip_suffix(word.as_str())
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
