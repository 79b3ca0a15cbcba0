//! XML, element by element, and the one place where text in it is escaped, whatever the format.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use quick_xml::name::QName;

/// A document that is being written.
pub(crate) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// A document, with its declaration.
    pub(crate) fn new() -> Self {
        Self::after(DECLARATION.to_owned())
    }

    /// Goes on after what is written already.
    pub(crate) fn after(text: String) -> Self {
        Self(Writer::new(text.into_bytes()))
    }

    /// A piece of a document, without a declaration.
    #[cfg(feature = "archive")]
    pub(crate) fn fragment() -> Self {
        Self(Writer::new(Vec::with_capacity(1024)))
    }

    /// Begins an element; attributes in their order, each value as it is meant.
    pub(crate) fn open(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Start(start(name, attributes)));
    }

    /// An element without content.
    pub(crate) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.put(Event::Empty(start(name, attributes)));
    }

    /// Ends an element.
    pub(crate) fn close(&mut self, name: &str) {
        self.put(Event::End(BytesEnd::new(name)));
    }

    /// An element that holds a text and nothing else.
    pub(crate) fn element(&mut self, name: &str, text: &str) {
        self.open(name, &[]);
        self.text(text);
        self.close(name);
    }

    /// Text, in which every character stands for itself.
    pub(crate) fn text(&mut self, text: &str) {
        self.put(Event::Text(BytesText::from_escaped(escaped(text))));
    }

    /// A new line between elements, where white space says nothing.
    pub(crate) fn line(&mut self) {
        self.put(Event::Text(BytesText::from_escaped("\n")));
    }

    /// What has been written.
    pub(crate) fn into_string(self) -> String {
        // Only text was written.
        String::from_utf8(self.0.into_inner()).unwrap_or_default()
    }

    fn put(&mut self, event: Event<'_>) {
        // Writing to a vector cannot fail.
        let _ = self.0.write_event(event);
    }
}

/// What every document begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

fn start<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    // Not by the library's own escaping: it lets pass what XML cannot hold.
    let attributes = attributes.iter();
    BytesStart::new(name).with_attributes(
        attributes.map(|(key, value)| Attribute { key: QName(key), value: escaped(value) }),
    )
}

fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |byte| !matches!(byte, b'&' | b'<' | b'>' | b'"' | 0..=0x1F | 0xEF);
    if text.bytes().all(is_plain) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    escape(text, &mut out);
    out.into()
}

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
