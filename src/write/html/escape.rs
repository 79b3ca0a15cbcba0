//! Escaping for HTML: the only place where text becomes markup.

/// Text between tags.
pub(crate) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text_into(text, &mut out);
    out
}

/// [`text`], appended.
pub(super) fn text_into(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = memchr::memchr3(b'&', b'<', b'>', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Text between double quotes.
pub(crate) fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;")
}
