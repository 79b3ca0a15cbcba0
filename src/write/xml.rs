//! Text in XML: the one place where it is escaped, whatever the format.

/// What stands for a character that XML cannot hold.
const LOST: &str = "\u{FFFD}";

/// Appends `text`, escaped for content and attribute values alike (XML 1.0, section 2.4). What
/// XML cannot hold at all (section 2.2) becomes U+FFFD, so that nothing disappears without a trace.
pub(crate) fn escape(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut done = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let (replacement, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            // An attribute would turn these into spaces, and a reader one line break into another
            // (sections 2.11 and 3.3.3); a reference keeps them.
            b'\t' => ("&#9;", 1),
            b'\n' => ("&#10;", 1),
            b'\r' => ("&#13;", 1),
            0..=0x1F => (LOST, 1),
            0xEF if is_noncharacter(&bytes[at..]) => (LOST, 3),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(text: &str) -> String {
        let mut out = String::new();
        escape(text, &mut out);
        out
    }

    #[test]
    fn markup_is_escaped_and_what_xml_cannot_hold_is_marked() {
        assert_eq!(escaped("<a b=\"c\"> & é"), "&lt;a b=&quot;c&quot;&gt; &amp; é");
        assert_eq!(
            escaped("a\u{0}b\u{1F}c\u{FFFF}d\u{FFFE}\u{FFFD}"),
            "a\u{FFFD}b\u{FFFD}c\u{FFFD}d\u{FFFD}\u{FFFD}"
        );
        assert_eq!(escaped("a\tb\nc\r"), "a&#9;b&#10;c&#13;");
    }
}
