//! How a letter is worded: the turns that its record picks, and what it says in its own words.

use std::collections::BTreeMap;

use super::Prose;
use crate::node::{Decode, Decoder, Holds, Node, Value};

/// By clause, the turn that says it; `none` leaves the clause out.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Turns(pub BTreeMap<String, String>);

/// By clause, the words that stand in its place, as Markdown of one paragraph with merge fields.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Say(pub BTreeMap<String, Prose>);

impl Decode for Turns {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        by_clause(node, decoder, "clauses with their turns, as `act: find-attached`").map(Self)
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl Decode for Say {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        by_clause(node, decoder, "clauses with their words, as `hope: We count on your support`")
            .map(Self)
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

fn by_clause<T: Decode>(
    node: &Node,
    decoder: &mut Decoder,
    what: &str,
) -> Option<BTreeMap<String, T>> {
    let Value::Map(entries) = &node.value else {
        return decoder.expected(what, node);
    };
    let read: Vec<_> = entries
        .iter()
        .map(|entry| Some((entry.key.clone(), T::decode(&entry.node, decoder)?)))
        .collect();
    read.into_iter().collect()
}
