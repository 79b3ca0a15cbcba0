//! The four syntaxes of records, written as a person would.

use super::draft::Draft;
use super::value::Value;

/// How a record is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Syntax {
    /// Markdown below YAML front matter.
    Markdown,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

/// The longest line that still stands on one line.
const WIDTH: usize = 110;

impl Syntax {
    /// The extension of its files.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Yaml => "yaml",
            Self::Toml => "toml",
            Self::Json => "json",
        }
    }

    /// A draft as the text of a record.
    pub(super) fn write(self, draft: &Draft) -> String {
        let mut text = String::with_capacity(draft.body.len() + 1024);
        match self {
            Self::Markdown => {
                text.push_str("---\n");
                block(&draft.fields, 0, &mut text);
                text.push_str("---\n");
                text.push_str(&draft.body);
            }
            Self::Yaml => {
                block(&draft.fields, 0, &mut text);
                if !draft.body.is_empty() {
                    text.push_str("body: |\n");
                    for line in draft.body.lines() {
                        text.push_str(if line.is_empty() { "" } else { "  " });
                        text.push_str(line);
                        text.push('\n');
                    }
                }
            }
            Self::Toml => {
                for (name, value) in &draft.fields {
                    text.push_str(name);
                    text.push_str(" = ");
                    inline(self, value, &mut text);
                    text.push('\n');
                }
                if !draft.body.is_empty() {
                    text.push_str("body = \"\"\"\n");
                    text.push_str(&draft.body.replace('\\', "\\\\"));
                    text.push_str("\"\"\"\n");
                }
            }
            Self::Json => {
                text.push_str("{\n");
                for (at, (name, value)) in draft.fields.iter().enumerate() {
                    text.push_str(if at == 0 { "  " } else { ",\n  " });
                    quoted(name, &mut text);
                    text.push_str(": ");
                    inline(self, value, &mut text);
                }
                if !draft.body.is_empty() {
                    text.push_str(",\n  \"body\": ");
                    quoted(&draft.body, &mut text);
                }
                text.push_str("\n}\n");
            }
        }
        text
    }
}

/// Fields as YAML, a line each where they are short enough.
fn block(fields: &[(&'static str, Value)], indent: usize, text: &mut String) {
    for (at, (name, value)) in fields.iter().enumerate() {
        // The first field of an item stands behind its dash.
        if at > 0 || indent == 0 {
            text.extend(std::iter::repeat_n(' ', indent));
        }
        text.push_str(name);
        text.push(':');
        spread(value, indent, text);
    }
}

/// A value after its name: on the same line, or on lines of its own below.
fn spread(value: &Value, indent: usize, text: &mut String) {
    let mut line = String::new();
    inline(Syntax::Yaml, value, &mut line);
    let groups = matches!(value, Value::List(items) if items.iter().any(|item| matches!(item, Value::Map(_))));
    match value {
        Value::List(items) if groups => {
            text.push('\n');
            for item in items {
                text.extend(std::iter::repeat_n(' ', indent + 2));
                text.push_str("- ");
                let mut line = String::new();
                inline(Syntax::Yaml, item, &mut line);
                match item {
                    Value::Map(fields) if line.len() + indent > WIDTH => {
                        block(fields, indent + 4, text);
                    }
                    _ => {
                        text.push_str(&line);
                        text.push('\n');
                    }
                }
            }
        }
        Value::Map(fields) if line.len() + indent > WIDTH => {
            text.push('\n');
            text.extend(std::iter::repeat_n(' ', indent + 2));
            block(fields, indent + 2, text);
        }
        _ => {
            text.push(' ');
            text.push_str(&line);
            text.push('\n');
        }
    }
}

/// A value on one line.
fn inline(syntax: Syntax, value: &Value, text: &mut String) {
    match value {
        Value::Text(value) if syntax == Syntax::Yaml && is_plain(value) => text.push_str(value),
        Value::Text(value) => quoted(value, text),
        Value::Flag(flag) => text.push_str(if *flag { "true" } else { "false" }),
        Value::List(items) => {
            text.push('[');
            for (at, item) in items.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { ", " });
                inline(syntax, item, text);
            }
            text.push(']');
        }
        Value::Map(fields) => {
            text.push_str("{ ");
            for (at, (name, value)) in fields.iter().enumerate() {
                text.push_str(if at == 0 { "" } else { ", " });
                match syntax {
                    Syntax::Json => quoted(name, text),
                    _ => text.push_str(name),
                }
                text.push_str(if syntax == Syntax::Toml { " = " } else { ": " });
                inline(syntax, value, text);
            }
            text.push_str(" }");
        }
    }
}

/// Whether YAML reads a text as it stands, also within brackets. Times (10:00/13:00) are
/// plain; a time alone is quoted, because older YAML counts it in sixties.
fn is_plain(text: &str) -> bool {
    let first = text.chars().next().is_some_and(char::is_alphanumeric);
    let figures = text.chars().all(|c| c.is_ascii_digit() || c == ':' || c == '.');
    first
        && !figures
        && !text.ends_with([' ', ':'])
        && !text.contains(": ")
        && !text.contains(" #")
        && !text.contains([',', '[', ']', '{', '}', '"', '\'', '`', '\n'])
        && !matches!(text, "true" | "false" | "yes" | "no" | "null" | "on" | "off")
}

/// A text in the quotes that JSON, YAML and TOML share.
fn quoted(value: &str, text: &mut String) {
    text.push('"');
    for c in value.chars() {
        match c {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            _ => text.push(c),
        }
    }
    text.push('"');
}
