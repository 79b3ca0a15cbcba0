//! What a list says of one addressee, beyond the fields of an addressee.

use std::collections::BTreeMap;

use crate::node::{Decode, Decoder, Holds, Node, Value};

/// The columns of one row of a list by their names: text, whatever a cell holds.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Row(pub BTreeMap<String, String>);

impl Decode for Row {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return decoder.expected("the columns of a row, as `deadline: 2018-02-01`", node);
        };
        let mut row = BTreeMap::new();
        for entry in entries {
            // An empty cell is a column all the same.
            let text = match &entry.node.value {
                Value::Null => Some(String::new()),
                _ => String::decode(&entry.node, decoder),
            };
            row.insert(entry.key.clone(), text?);
        }
        Some(Self(row))
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}
