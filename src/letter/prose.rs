//! Prose as it stands in a record, before anybody reads its Markdown.

use crate::node::{Decode, Decoder, Node};

/// Markdown from a record, with merge fields. It is read by `document`, never run.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Prose(pub String);

impl Decode for Prose {
    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let text = decoder.text("prose", node)?;
        crate::node::characters::check(text, node.range.clone(), decoder)?;
        Some(Self(text.to_owned()))
    }
}
