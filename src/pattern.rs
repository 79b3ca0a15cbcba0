//! Patterns: wordings with places in braces, as languages write them.

/// A piece of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'p> {
    /// Text that stands as it is.
    Text(&'p str),
    /// A place, by its name.
    Place(&'p str),
}

/// The pieces of a pattern in their order.
pub(crate) fn pieces(pattern: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = pattern;
    let mut place = None;
    std::iter::from_fn(move || {
        if let Some(name) = place.take() {
            return Some(Piece::Place(name));
        }
        let opened = rest.split_once('{');
        let found = opened.and_then(|(text, after)| Some((text, after.split_once('}')?)));
        let text = match found {
            Some((text, (name, after))) => {
                (place, rest) = (Some(name), after);
                text
            }
            None => std::mem::take(&mut rest),
        };
        (place.is_some() || !text.is_empty()).then_some(Piece::Text(text))
    })
}

/// A pattern with its places filled in; what is filled in is never read for places again. A
/// place that has no value is left empty.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 64);
    for piece in pieces(pattern) {
        out.push_str(match piece {
            Piece::Text(text) => text,
            Piece::Place(name) => {
                let value = values.iter().find(|(known, _)| *known == name);
                value.map_or("", |(_, value)| value)
            }
        });
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_is_filled_in_is_never_read_for_places() {
        let told = super::fill("from {from} to {to}", &[("from", "{to}"), ("to", "May")]);
        assert_eq!(told, "from {to} to May");
    }
}
