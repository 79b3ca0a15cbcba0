//! Scalars as a person writes them: quotes only where they are needed.

use std::fmt::Write as _;

use crate::node::forbidden;
use crate::record::Syntax;

/// How carefully values are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Care {
    /// As what they replace is written, where that can hold them.
    Kept,
    /// In the plainest way.
    Plain,
    /// Every text in quotes, on one line.
    Quoted,
}

/// How carefully a value is tried to be written, one after the other.
pub(super) const CARES: [Care; 3] = [Care::Kept, Care::Plain, Care::Quoted];

/// A text on one line. `old` is what it replaces, as written; `flow` says that it stands in brackets.
pub(super) fn inline(
    syntax: Syntax,
    text: &str,
    old: Option<&str>,
    flow: bool,
    care: Care,
) -> String {
    let old = old.filter(|_| care == Care::Kept);
    match syntax {
        Syntax::Json => json(text, old),
        Syntax::Toml => toml(text, old, care),
        Syntax::Markdown | Syntax::Yaml => yaml(text, old, flow, care),
    }
}

/// The name of a field.
pub(super) fn key(syntax: Syntax, name: &str, flow: bool) -> String {
    match syntax {
        Syntax::Json => json(name, None),
        Syntax::Toml if is_bare(name) => name.to_owned(),
        Syntax::Toml => basic(name),
        _ if plain(name, flow) => name.to_owned(),
        _ => double(name),
    }
}

fn is_bare(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn yaml(text: &str, old: Option<&str>, flow: bool, care: Care) -> String {
    let quote = old.and_then(|old| old.chars().next());
    let single_holds = text.chars().all(|c| shown(c) && c != '\n' && c != '\t');
    match quote {
        _ if care == Care::Quoted => double(text),
        Some('"') => double(text),
        Some('\'') if single_holds => single(text),
        // Where a word such as `no` stood without quotes, another may.
        Some(_) if plain(text, flow) && old.is_some_and(typed) => text.to_owned(),
        _ if plain(text, flow) && !typed(text) => text.to_owned(),
        _ if single_holds && text.contains(['"', '\\']) => single(text),
        _ => double(text),
    }
}

/// Whether a text may stand in YAML without quotes and is read as itself.
fn plain(text: &str, flow: bool) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    let second = text[first.len_utf8()..].chars().next();
    let begins = match first {
        '-' => second.is_some_and(char::is_alphanumeric),
        '?' | ':' | ',' | '[' | ']' | '{' | '}' | '#' | '&' | '*' | '!' | '|' | '>' | '\''
        | '"' | '%' | '@' | '`' | '=' | '<' => false,
        _ => !text.starts_with("..."),
    };
    begins
        && text.trim() == text
        && !matches!(text, "~" | "null" | "Null" | "NULL")
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.ends_with(':')
        && !(flow && text.contains([',', '[', ']', '{', '}']))
        && text.chars().all(|c| shown(c) && c != '\n' && c != '\t')
}

/// Whether other programs would take it for something else than text: yes or no, or a number that
/// is not written as they would write it back.
fn typed(text: &str) -> bool {
    const WORDS: [&str; 10] = ["y", "n", "yes", "no", "true", "false", "on", "off", "null", ".nan"];
    if WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) {
        return true;
    }
    let digits = text.trim_start_matches(['+', '-']);
    if !digits.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return false;
    }
    let number = digits
        .bytes()
        .all(|b| b.is_ascii_hexdigit() || matches!(b, b'.' | b'_' | b'x' | b'o' | b'+' | b'-'));
    let whole = digits.bytes().all(|b| b.is_ascii_digit());
    let as_written = digits.len() == text.len() && (digits == "0" || !digits.starts_with('0'));
    let decimal = digits.split_once('.').is_some_and(|(whole, part)| {
        !whole.is_empty()
            && !part.is_empty()
            && !part.ends_with('0')
            && (whole == "0" || !whole.starts_with('0'))
            && [whole, part]
                .iter()
                .all(|side| side.bytes().all(|b| b.is_ascii_digit()))
    });
    match digits.find('-').filter(|at| *at > 0) {
        // Days and months with hyphens are no numbers.
        Some(_) => false,
        None => number && !(as_written && (whole || decimal)) && may_be_number(digits),
    }
}

/// Whether digits with letters among them are a number to anybody: 1e3, 0x1F, 0o17, 1_000, 010, 1.50.
fn may_be_number(digits: &str) -> bool {
    let plain = digits.replace('_', "");
    let based = |prefix: &str| plain.strip_prefix(prefix).is_some_and(|rest| !rest.is_empty());
    based("0x") || based("0o") || plain.parse::<f64>().is_ok()
}

/// Whether a character is seen and may stand in YAML without an escape.
pub(super) fn shown(c: char) -> bool {
    !forbidden(c) && c != '\u{85}'
}

/// Whether YAML can hold it without an escape, seen or not.
pub(super) fn printable(c: char) -> bool {
    match c {
        '\n' | '\t' | ' '..='~' => true,
        '\u{FEFF}' | '\u{2028}' | '\u{2029}' => false,
        '\u{A0}'..='\u{FFFD}' | '\u{10000}'.. => true,
        _ => false,
    }
}

fn single(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// In double quotes, with the escapes that YAML has.
pub(super) fn double(text: &str) -> String {
    quoted(text, |written, c| escape(written, c, 'x'))
}

/// In double quotes; `other` writes what may not stand there as it is.
fn quoted(text: &str, other: impl Fn(&mut String, char)) -> String {
    let mut written = String::with_capacity(text.len() + 2);
    written.push('"');
    for c in text.chars() {
        match c {
            '\n' => written.push_str("\\n"),
            c => quoted_char(&mut written, c, &other),
        }
    }
    written.push('"');
    written
}

/// A character other than the end of a line, as it stands between double quotes.
fn quoted_char(written: &mut String, c: char, other: impl Fn(&mut String, char)) {
    match c {
        '"' => written.push_str("\\\""),
        '\\' => written.push_str("\\\\"),
        '\t' => written.push_str("\\t"),
        '\r' => written.push_str("\\r"),
        c if shown(c) && printable(c) => written.push(c),
        c => other(written, c),
    }
}

fn escape(written: &mut String, c: char, short: char) {
    let code = u32::from(c);
    let _ = match code {
        0..=0xFF if short == 'x' => write!(written, "\\x{code:02X}"),
        0..=0xFFFF => write!(written, "\\u{code:04X}"),
        _ => write!(written, "\\U{code:08X}"),
    };
}

fn json(text: &str, old: Option<&str>) -> String {
    let bare = |text: &str| {
        matches!(text, "true" | "false")
            || serde_json::from_str::<serde_json::Number>(text)
                .is_ok_and(|number| number.to_string() == text)
    };
    if old.is_some_and(bare) && bare(text) {
        return text.to_owned();
    }
    quoted(text, |written, c| {
        for unit in c.encode_utf16(&mut [0; 2]) {
            let _ = write!(written, "\\u{unit:04X}");
        }
    })
}

fn toml(text: &str, old: Option<&str>, care: Care) -> String {
    let literal = text.chars().all(|c| shown(c) && !matches!(c, '\n' | '\''));
    match old.and_then(|old| old.chars().next()) {
        Some('"') => basic(text),
        Some('\'') if literal => format!("'{text}'"),
        // A day, a number or yes and no without quotes.
        Some(c) if c != '\'' && is_value(text) => text.to_owned(),
        _ if care != Care::Quoted && literal && text.contains(['\\', '"']) => format!("'{text}'"),
        _ => basic(text),
    }
}

/// Whether TOML reads a text without quotes, as one value.
fn is_value(text: &str) -> bool {
    let plain = text
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+' | b':'));
    plain && format!("x = {text}").parse::<toml::Table>().is_ok()
}

/// In double quotes, with the escapes that TOML has.
fn basic(text: &str) -> String {
    quoted(text, |written, c| escape(written, c, 'u'))
}

/// A character as it stands between double quotes of TOML.
pub(super) fn basic_char(written: &mut String, c: char) {
    quoted_char(written, c, |written, c| escape(written, c, 'u'));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn yaml_is_quoted_where_it_must_be() {
        let written = |text| inline(Syntax::Yaml, text, None, false, Care::Kept);
        for same in [
            "2018-01-18", "1926-03", "1926", "10:00/13:00", "H.E. Ms. Ana", "+1 212 555 0171",
            "A/72/1", "it's", "a \"b\"", "10.5", "1-2", "..a",
        ] {
            assert_eq!(written(same), same);
        }
        for (text, quoted) in [
            ("no", "\"no\""),
            ("Yes", "\"Yes\""),
            ("010", "\"010\""),
            ("1e3", "\"1e3\""),
            ("1.50", "\"1.50\""),
            ("a: b", "\"a: b\""),
            ("a #b", "\"a #b\""),
            ("@x", "\"@x\""),
            ("%x", "\"%x\""),
            ("- x", "\"- x\""),
            ("---", "\"---\""),
            ("...", "\"...\""),
            ("{{ x }}", "\"{{ x }}\""),
            ("", "\"\""),
            ("null", "\"null\""),
            ("\"a\": b", "'\"a\": b'"),
            ("a\u{202E}", "\"a\\u202E\""),
            (" a", "\" a\""),
            ("+49123", "\"+49123\""),
        ] {
            assert_eq!(written(text), quoted);
        }
    }
}
