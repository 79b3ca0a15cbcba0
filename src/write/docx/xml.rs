//! Text in XML: what must be escaped, and what XML 1.0 cannot carry at all.

/// The declaration every part begins with.
pub(super) const DECLARATION: &str =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";

/// Appends `text`, escaped for element content and attribute values alike.
pub(super) fn escape(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let (replacement, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            // An attribute would turn these into spaces; a reference keeps them.
            b'\t' => ("&#9;", 1),
            b'\n' => ("&#10;", 1),
            b'\r' => ("&#13;", 1),
            0..=0x1F => ("", 1),
            0xEF if is_noncharacter(&bytes[at..]) => ("", 3),
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(replacement);
        done = at + length;
    }
    out.push_str(&text[done..]);
}

/// Whether these bytes begin with U+FFFE or U+FFFF.
fn is_noncharacter(bytes: &[u8]) -> bool {
    matches!(bytes, [0xEF, 0xBF, 0xBE | 0xBF, ..])
}

/// Appends ` name="value"`.
pub(super) fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

/// Appends a whole number.
pub(super) fn number(value: impl Into<i64>, out: &mut String) {
    use std::fmt::Write as _;
    // Writing to a String cannot fail.
    let _ = write!(out, "{}", value.into());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(text, &mut out);
        out
    }

    #[test]
    fn markup_is_escaped_and_what_xml_cannot_carry_is_dropped() {
        assert_eq!(
            escaped("<a b=\"c\"> & é"),
            "&lt;a b=&quot;c&quot;&gt; &amp; é"
        );
        assert_eq!(
            escaped("a\u{0}b\u{1F}c\u{FFFF}d\u{FFFE}\u{FFFD}"),
            "abcd\u{FFFD}"
        );
        assert_eq!(escaped("a\tb\nc\r"), "a&#9;b&#10;c&#13;");
    }
}
