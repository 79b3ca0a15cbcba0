//! Patterns: wordings with places in braces, as languages write them.

/// A pattern with its places filled in; what is filled in is never read for places again. A
/// place that has no value is left empty.
pub(crate) fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(pattern.len() + 64);
    let mut rest = pattern;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        out.push_str(before);
        let value = values.iter().find(|(known, _)| *known == name);
        out.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    out.push_str(rest);
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
