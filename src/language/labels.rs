//! Labels: those of a language, and those that an office words in its own way.

use std::collections::BTreeMap;

use crate::finding::suggest;
use crate::node::{Decode, Decoder, Holds, Node, Value, Verbatim, is_meant};

/// The labels of a language, by their names.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub(super) struct Labels(pub(super) BTreeMap<String, String>);

impl Decode for Labels {
    const HOLDS: Holds = Holds::Words;
    const MANY: bool = true;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let labels = Self::given(node, decoder)?;
        let Value::Map(entries) = &node.value else {
            return None;
        };
        let known = || LABELS.iter().copied();
        for name in known().filter(|name| node.entry(name).is_none()) {
            if !entries.iter().any(|entry| is_meant(name, &entry.key, known())) {
                let range = decoder.first_line(&node.range);
                decoder.missing(name, "`[labels]`", &format!("{name} = …"), range);
            }
        }
        Some(Self(labels))
    }
}

impl Labels {
    /// Those that are given; others than the known ones are noted.
    fn given(node: &Node, decoder: &mut Decoder) -> Option<BTreeMap<String, String>> {
        let Value::Map(entries) = &node.value else {
            return decoder.expected("`[labels]`", node);
        };
        let mut labels = BTreeMap::new();
        for entry in entries {
            if !LABELS.contains(&entry.key.as_str()) {
                let help = suggest(&entry.key, LABELS.iter().copied());
                decoder.unknown(entry, "`[labels]`", help);
            } else if let Some(label) = Verbatim::decode(&entry.node, decoder) {
                labels.insert(entry.key.clone(), label.0);
            }
        }
        Some(labels)
    }
}

impl schemars::JsonSchema for Labels {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Labels".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The labels of a letter, by name.",
            "type": "object",
            "propertyNames": { "enum": LABELS },
            "additionalProperties": { "type": "string" },
            "required": LABELS
        })
    }
}

/// Labels that an office words in its own way, by their names.
#[derive(Debug, Clone, Default, PartialEq, serde::Serialize)]
#[serde(transparent)]
pub struct OwnLabels(pub BTreeMap<String, String>);

impl OwnLabels {
    /// Whether a label is among them.
    pub fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

impl Decode for OwnLabels {
    const HOLDS: Holds = Holds::Words;
    const MANY: bool = true;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        Labels::given(node, decoder).map(Self)
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl schemars::JsonSchema for OwnLabels {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "OwnLabels".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "Labels that an office words in its own way, by name; an empty one prints nothing.",
            "type": "object",
            "propertyNames": { "enum": LABELS },
            "additionalProperties": { "type": "string" }
        })
    }
}

/// The labels every language has, by name.
pub const LABELS: &[&str] = &[
    "action",
    "addendum",
    "after-place",
    "agenda",
    "agenda-item",
    "agenda-items",
    "annex",
    "appointment",
    "before-place",
    "broken",
    "by",
    "calendar-again",
    "calendar-announced",
    "calendar-announced-in",
    "calendar-before",
    "calendar-cancelled",
    "calendar-changes",
    "calendar-confirmed",
    "calendar-dated",
    "calendar-dropped",
    "calendar-held-hybrid",
    "calendar-held-in-person",
    "calendar-held-virtually",
    "calendar-hybrid",
    "calendar-instead",
    "calendar-meeting",
    "calendar-month",
    "calendar-moved",
    "calendar-moved-from",
    "calendar-moved-to",
    "calendar-named",
    "calendar-numbered",
    "calendar-online",
    "calendar-open",
    "calendar-renamed",
    "calendar-restored",
    "calendar-retimed",
    "calendar-room",
    "calendar-status-cancelled",
    "calendar-status-moved",
    "calendar-status-postponed",
    "calendar-status-tentative",
    "calendar-tentative",
    "calendar-then",
    "calendar-times",
    "calendar-undated",
    "calendar-unknown",
    "calendar-virtual",
    "cancelled",
    "chair",
    "chaired-by",
    "close",
    "colon",
    "comma",
    "concluded",
    "confidential",
    "confirmed",
    "contact",
    "contacts",
    "copies",
    "copy",
    "corrigendum",
    "date",
    "dates",
    "deadline",
    "deadlines",
    "distribution",
    "distribution-general",
    "document",
    "documents",
    "draft",
    "email",
    "enclosed-document",
    "enclosed-file",
    "enclosed-letter",
    "enclosed-programme",
    "enclosure",
    "enclosures",
    "entry-addressed",
    "entry-enclosing",
    "extended",
    "hybrid",
    "in-person",
    "issued-letter",
    "issued-letters",
    "issued-note",
    "item",
    "items",
    "language-ar",
    "language-en",
    "language-es",
    "language-fr",
    "language-ru",
    "language-zh",
    "letter-dated",
    "letter-of",
    "letter-undated",
    "meeting",
    "meetings",
    "note-dated",
    "note-of",
    "note-undated",
    "numbered-dated",
    "open",
    "original",
    "page",
    "personal",
    "placed",
    "postponed",
    "previously",
    "programme",
    "provisional-item",
    "provisional-items",
    "received",
    "reference",
    "refers-to",
    "registered",
    "reissued",
    "rescheduled",
    "room",
    "rooms",
    "schedule",
    "semicolon",
    "signed",
    "signed-for",
    "speaker",
    "speakers",
    "status",
    "stop",
    "subject",
    "telephone",
    "tentative",
    "time",
    "times",
    "title",
    "to",
    "to-be-announced",
    "translated-from",
    "united-nations",
    "unknown-date",
    "virtual",
];
