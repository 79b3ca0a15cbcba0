//! A template as a traced letter is made of it: each line of words and each expression that prints
//! has a tag before it, and what is compared is compared without tags.

use crate::text::tags;

/// What follows some words of a template.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Next {
    /// An expression that prints; whether it takes the white space before it away.
    Expression {
        trims: bool,
    },
    Other,
}

/// The text of a template with tags; `origin` gives the number of the origin that is a line of it,
/// from 1.
pub(super) fn instrument(text: &str, mut origin: impl FnMut(usize) -> usize) -> String {
    let mut out = String::with_capacity(text.len() * 2);
    let (mut at, mut line) = (0, 1);
    // Whether what is printed goes to a variable: an empty one must stay empty.
    let mut kept = false;
    loop {
        let start = start_of_tag(text, at);
        let began = at;
        let words = &text[at..start];
        let tag_line = line + words.matches('\n').count();
        let rest = &text[start..];
        let next = match rest.starts_with("{{") && !kept {
            true => Next::Expression { trims: rest.starts_with("{{-") },
            false => Next::Other,
        };
        out.push_str(&tagged_words(words, (line, tag_line), next, &mut origin));
        if rest.is_empty() {
            return out;
        }
        let end = start + length_of_tag(rest);
        let tag = &text[start..end];
        match super::super::tags::inner(tag) {
            "raw" => {
                let close = text[end..].find("endraw").map_or(text.len(), |found| end + found);
                at = text[end..close].rfind("{%").map_or(close, |found| end + found);
                out.push_str(&text[start..at]);
            }
            _ if tag.starts_with("{#") => {
                out.push_str(tag);
                at = end;
            }
            inner => {
                let loops = inner.starts_with("for ");
                let sets = inner.starts_with("set ") || inner.starts_with("set_global ");
                let opens = sets && !inner.contains('=');
                kept = (kept || opens) && !inner.starts_with("endset");
                out.push_str(&compared(tag, loops));
                at = end;
            }
        }
        line += text[began..at].matches('\n').count();
    }
}

fn start_of_tag(text: &str, from: usize) -> usize {
    let mut braces = text[from..].match_indices('{').map(|(at, _)| from + at);
    let start = braces.find(|at| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%' | b'#')));
    start.unwrap_or(text.len())
}

fn length_of_tag(tag: &str) -> usize {
    let close = match tag.get(..2) {
        Some("{{") => "}}",
        Some("{%") => "%}",
        _ => "#}",
    };
    let mut at = 2;
    while at < tag.len() {
        let rest = &tag[at..];
        if rest.starts_with(close) {
            // In `{{ <name of={meeting}}} ` the last two close.
            let more = rest.bytes().take_while(|byte| *byte == b'}').count();
            return at + if close == "}}" { more.max(2) } else { 2 };
        }
        at += match rest.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) if close != "#}" => quoted(rest, quote),
            Some(c) => c.len_utf8(),
            None => 1,
        };
    }
    tag.len()
}

/// How long a text between quotes is, with both.
fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}

fn tagged_words(
    words: &str,
    (line, tag_line): (usize, usize),
    next: Next,
    origin: &mut impl FnMut(usize) -> usize,
) -> String {
    let mut out = String::with_capacity(words.len() + 16);
    let mut tagged = None;
    for (at, words) in words.split_inclusive('\n').enumerate() {
        let indent = words.len() - words.trim_start().len();
        if indent == words.len() {
            out.push_str(words);
            continue;
        }
        out.push_str(&words[..indent]);
        out.push_str(&tags::literal(origin(line + at)));
        out.push_str(&words[indent..]);
        tagged = Some(line + at);
    }
    if let Next::Expression { trims } = next
        && tagged != Some(tag_line)
    {
        let end = if trims { out.trim_end().len() } else { out.len() };
        out.insert_str(end, &tags::literal(origin(tag_line)));
    }
    out
}

/// A tag in which both sides of each comparison, and what an item is looked up by, are plain.
fn compared(tag: &str, loops: bool) -> String {
    let mut out = String::with_capacity(tag.len() + 32);
    let mut at = 0;
    while at < tag.len() {
        let rest = &tag[at..];
        let first = rest.chars().next().unwrap_or_default();
        let before = out.chars().next_back().unwrap_or_default();
        let length = match first {
            '"' | '\'' | '`' => quoted(rest, first),
            '[' if is_word(before) || before == ']' => {
                let end = balanced(rest);
                let inner = compared(&rest[1..end - 1], true);
                out.push_str(&look_up(&inner));
                at += end;
                continue;
            }
            c if is_word(c) => word(rest),
            c => c.len_utf8(),
        };
        let token = &rest[..length];
        let operator = match token {
            "=" if rest.starts_with("==") => Some("=="),
            "!" if rest.starts_with("!=") => Some("!="),
            "in" if !loops && !is_word(before) => Some("in"),
            _ => None,
        };
        let Some(operator) = operator else {
            out.push_str(token);
            at += length;
            continue;
        };
        plain_left(&mut out);
        out.push_str(operator);
        at += operator.len();
        let right = operand(&tag[at..]);
        let text = compared(&tag[at..at + right], loops);
        out.push_str(&text);
        let value = text.trim_start();
        if !value.is_empty() && !value.starts_with(['"', '\'', '`']) {
            out.push_str(" | plain");
        }
        at += right;
    }
    out
}

/// Makes the value that stands last in `out` plain.
fn plain_left(out: &mut String) {
    let negated = out.trim_end().strip_suffix("not").filter(|rest| rest.ends_with(' '));
    let value = negated.unwrap_or(out).trim_end();
    if value.ends_with(['"', '\'', '`']) {
        return;
    }
    let end = value.len();
    out.insert_str(end, " | plain");
}

fn look_up(inner: &str) -> String {
    let is_plain = inner.is_empty()
        || inner.starts_with(|c: char| c == '"' || c == '\'' || c == '-' || c.is_ascii_digit())
        || inner.contains(':');
    if is_plain { format!("[{inner}]") } else { format!("[({inner}) | plain]") }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn word(text: &str) -> usize {
    text.find(|c| !is_word(c)).unwrap_or(text.len())
}

/// How long a text between brackets is, with both.
fn balanced(text: &str) -> usize {
    let (mut at, mut depth) = (0, 0_usize);
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' | '\'' | '`' => {
                at += quoted(&text[at..], c);
                continue;
            }
            '(' | '[' | '{' => depth += 1,
            ')' | ']' | '}' => depth -= 1,
            _ => {}
        }
        at += c.len_utf8();
        if depth == 0 {
            break;
        }
    }
    at
}

/// How far the value reaches that a text begins with, and its filters.
fn operand(text: &str) -> usize {
    let mut at = text.len() - text.trim_start().len();
    loop {
        let rest = &text[at..];
        at += match rest.chars().next() {
            Some(quote @ ('"' | '\'' | '`')) => quoted(rest, quote),
            Some('(' | '[' | '{') => balanced(rest),
            Some('.' | '?') => 1,
            Some(c) if is_word(c) => word(rest),
            _ => {
                let filter = rest.trim_start();
                let Some(name) = filter.strip_prefix('|') else {
                    return at;
                };
                let name = name.trim_start();
                (rest.len() - name.len()) + word(name)
            }
        };
    }
}

#[cfg(test)]
mod tests {
    use super::{compared, instrument};
    use crate::text::tags::{Piece, pieces};

    fn shown(text: &str) -> String {
        let text = instrument(text, |line| line);
        let shown = pieces(&text).map(|piece| match piece {
            Piece::Literal(line) => format!("<{line}>"),
            Piece::Text(text) => text.to_owned(),
            other => format!("{other:?}"),
        });
        shown.collect()
    }

    #[test]
    fn words_and_what_prints_have_a_tag_before_them() {
        let cases = [
            (
                "{% block a %}\nFurther to {{ b }}, I\n  have{% endblock %}",
                "{% block a %}\n<2>Further to {{ b }}<2>, I\n  <3>have{% endblock %}",
            ),
            ("{% if a %} {{- b }}{% endif %}", "{% if a %}<1> {{- b }}{% endif %}"),
            ("{% if a -%} {{ b }}{% endif %}", "{% if a -%} <1>{{ b }}{% endif %}"),
            ("{% set a %}{{ b }}{% endset %}{{ a }}", "{% set a %}{{ b }}{% endset %}<1>{{ a }}"),
            (
                "{# no {{ tag }} #}{% raw %}{{ a }}{% endraw %}",
                "{# no {{ tag }} #}{% raw %}{{ a }}{% endraw %}",
            ),
            (
                "{{ <the of={a}/> }} \"}}\" {{ \"}}\" }}",
                "<1>{{ <the of={a}/> }} <1>\"}}\" {{ \"}}\" }}",
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected);
        }
    }

    #[test]
    fn what_is_compared_is_plain() {
        let cases = [
            (
                "{% if a.b == \"c\" and d != e.f or g %}",
                "{% if a.b | plain == \"c\" and d | plain != e.f | plain or g %}",
            ),
            ("{% if \"a\" not in b %}", "{% if \"a\" not in b | plain %}"),
            ("{% if a not in b %}", "{% if a | plain not in b | plain %}"),
            ("{% if a | length == 1 %}", "{% if a | length | plain == 1 | plain %}"),
            ("{{ names[of.paper or \"x\"] }}", "{{ names[(of.paper or \"x\") | plain] }}"),
            ("{{ a[0][\"b\"].c[1:] }}", "{{ a[0][\"b\"].c[1:] }}"),
            ("{% if a != (b | str) ~ \".\" %}", "{% if a | plain != (b | str) | plain ~ \".\" %}"),
            ("{{ <x name={a.b == c} /> }}", "{{ <x name={a.b | plain == c | plain} /> }}"),
        ];
        for (text, expected) in cases {
            assert_eq!(compared(text, text.starts_with("{% for")), expected);
        }
    }
}
