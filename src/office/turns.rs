//! The turns by which an office usually says its clauses.

use std::collections::BTreeMap;

use crate::node::{Decode, Decoder, Holds, Node, Value};

/// By clause, in all kinds of letter and in each.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct UsualTurns {
    /// In all kinds that have the clause.
    pub all: BTreeMap<String, String>,
    /// By kind.
    pub kinds: BTreeMap<String, BTreeMap<String, String>>,
}

impl UsualTurns {
    /// Lays others over these, clause by clause.
    pub fn overlay(&mut self, over: Self) {
        self.all.extend(over.all);
        for (kind, turns) in over.kinds {
            self.kinds.entry(kind).or_default().extend(turns);
        }
    }
}

impl Decode for UsualTurns {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return decoder
                .expected("clauses with their turns, as `act = \"find-attached\"`", node);
        };
        let mut turns = Self::default();
        for entry in entries {
            let key = entry.key.clone();
            if let Value::Map(_) = entry.node.value {
                turns.kinds.insert(key, BTreeMap::decode(&entry.node, decoder)?);
            } else {
                turns.all.insert(key, String::decode(&entry.node, decoder)?);
            }
        }
        Some(turns)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl schemars::JsonSchema for UsualTurns {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "UsualTurns".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "By clause, the turn that says it, or `none`; those of a kind under its name.",
            "type": "object",
            "additionalProperties": {
                "anyOf": [
                    { "type": "string" },
                    { "type": "object", "additionalProperties": { "type": "string" } }
                ]
            }
        })
    }
}
