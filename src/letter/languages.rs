//! The languages that a letter is written in.

use super::texts;
use crate::finding::{Finding, Level};
use crate::node::{Decode, Decoder, Holds, Node, Value};

/// The languages of a letter as BCP 47 tags, in the order the record gives them; none where
/// the letter is in one language only.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Languages(pub Vec<String>);

impl Languages {
    /// Whether there is more than one: then the letter has versions.
    pub fn are_several(&self) -> bool {
        self.0.len() > 1
    }
}

/// Whether a text has the shape of a language tag: two or three letters, then parts of up to
/// eight letters and figures with hyphens between them (BCP 47).
pub(crate) fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    let primary = matches!(first.len(), 2 | 3) && first.bytes().all(|b| b.is_ascii_alphabetic());
    primary
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
        })
}

impl Decode for Languages {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let tags: Vec<(&str, std::ops::Range<usize>)> = match &node.value {
            Value::Text(tag) => vec![(tag, node.range.clone())],
            Value::List(items) => {
                let read: Vec<_> = items
                    .iter()
                    .map(|item| {
                        let tag = decoder.text("the tag of a language, as fr", item)?;
                        Some((tag, item.range.clone()))
                    })
                    .collect();
                read.into_iter().collect::<Option<_>>()?
            }
            Value::Map(entries) => entries
                .iter()
                .map(|entry| (entry.key.as_str(), entry.range.clone()))
                .collect(),
            Value::Null => return decoder.expected("a list of languages, as [en, fr]", node),
        };
        let mut read: Vec<String> = Vec::new();
        for (tag, range) in &tags {
            if !is_tag(tag) {
                let finding = Finding::error("bad-language", format!("`{tag}` is no language tag"))
                    .help("write the tag of BCP 47: en, fr, zh, pt-BR");
                decoder.note(finding, range.clone());
                return None;
            }
            if read.iter().any(|other| other.eq_ignore_ascii_case(tag)) {
                let finding = Finding::error("same-language", format!("`{tag}` is listed twice"))
                    .help("take one of the two out: a letter has one version in a language");
                decoder.note(finding, range.clone());
                return None;
            }
            read.push((*tag).to_owned());
        }
        if read.len() < 2 {
            let finding = Finding::new(
                "one-language",
                Level::Warning,
                "`languages` is for a letter in several languages, and lists fewer than two",
            );
            let help = match read.first() {
                Some(tag) => {
                    format!("write `language: {tag}`, or add the other languages: [{tag}, fr]")
                }
                None => "take it out, or list the languages: [en, fr]".to_owned(),
            };
            decoder.note(finding.help(help), node.range.clone());
        }
        Some(Self(read))
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl schemars::JsonSchema for Languages {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Languages".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let texts = texts::schema(generator);
        let tag = "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$";
        schemars::json_schema!({
            "description": "The languages, the main one first: a list of BCP 47 tags, or a group \
                            that gives the texts of each under its tag.",
            "anyOf": [
                { "type": "array", "items": { "type": "string", "pattern": tag } },
                {
                    "type": "object",
                    "propertyNames": { "pattern": tag },
                    "additionalProperties": { "anyOf": [{ "type": "null" }, texts] }
                }
            ]
        })
    }
}
