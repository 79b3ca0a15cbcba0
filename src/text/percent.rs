//! Percent-encoding (RFC 3986, section 2.1).

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What is written in percent signs in one step of a path: all but the unreserved (section 2.3).
pub(crate) const SEGMENT: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// In a path: as in its steps, with the slashes between them.
pub(crate) const PATH: &AsciiSet = &SEGMENT.remove(b'/');

/// In a query, as in a host: what stands between its parts is kept.
pub(crate) const HOST: &AsciiSet = &SEGMENT
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=');

/// Behind the host: a path, a query, a fragment.
pub(crate) const QUERY: &AsciiSet = &HOST.remove(b'/').remove(b'?').remove(b':');

/// In a whole address: what has no place in one (sections 2.2 and 2.3). Percent signs stay.
pub(crate) const ADDRESS: &AsciiSet = &QUERY.remove(b'#').remove(b'[').remove(b']').remove(b'%');

/// In a name that travels in markup: all but letters, digits, `-`, `.` and `_`.
pub(crate) const NAME: &AsciiSet = &SEGMENT.add(b'~');

/// A text with the characters of a set, and all that is not ASCII, written by its bytes.
pub(crate) fn encode(text: &str, set: &'static AsciiSet) -> String {
    utf8_percent_encode(text, set).to_string()
}

/// As [`encode`], but what is written so already stays.
pub(crate) fn encode_rest(text: &str, set: &'static AsciiSet) -> String {
    let mut out = String::with_capacity(text.len());
    let mut pieces = text.split('%');
    out.extend(utf8_percent_encode(pieces.next().unwrap_or_default(), set));
    for piece in pieces {
        let figures = piece.as_bytes().get(..2);
        let written = figures.is_some_and(|two| two.iter().all(u8::is_ascii_hexdigit));
        out.push_str(if written { "%" } else { "%25" });
        out.extend(utf8_percent_encode(piece, set));
    }
    out
}

/// The text that was encoded.
pub(crate) fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_set_keeps_what_it_says() {
        let text = "a-._~/?#[]@!$&'()*+,;=:% é\"";
        assert_eq!(
            encode(text, SEGMENT),
            "a-._~%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A%2B%2C%3B%3D%3A%25%20%C3%A9%22"
        );
        assert_eq!(encode("a~/b", PATH), "a~/b");
        assert_eq!(encode(text, ADDRESS), "a-._~/?#[]@!$&'()*+,;=:%%20%C3%A9%22");
        assert_eq!(encode("a~.b", NAME), "a%7E.b");
        assert_eq!(decode(&encode(text, NAME)), text);
    }

    #[test]
    fn what_is_encoded_already_stays() {
        assert_eq!(encode_rest("%20 %2 %zz %", QUERY), "%20%20%252%20%25zz%20%25");
    }
}
