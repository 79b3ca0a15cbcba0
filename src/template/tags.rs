//! The tags of a template, as far as they can be told without Tera.

/// The tags of a template that print or decide, each with the byte it begins at; no comments.
pub(super) fn tags(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            at += text[at..].find('{')?;
            let close = match text[at..].get(..2) {
                Some("{{") => "}}",
                Some("{%") => "%}",
                Some("{#") => "#}",
                _ => {
                    at += 1;
                    continue;
                }
            };
            let start = at;
            at = text[start..].find(close).map_or(text.len(), |end| start + end + 2);
            if close != "#}" {
                return Some((start, &text[start..at]));
            }
        }
    })
}

/// What stands in a tag such as `{%- block body -%}`.
pub(super) fn inner(tag: &str) -> &str {
    tag.trim_start_matches(['{', '%'])
        .trim_end_matches(['}', '%'])
        .trim_matches(['-', ' ', '\n'])
}
