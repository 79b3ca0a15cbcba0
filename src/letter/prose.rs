//! Prose as it stands in a record, before anybody reads its Markdown.

use crate::node::{Decode, Decoder, Holds, Node};

/// Markdown from a record, with merge fields. It is read by `document`, never run.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[serde(transparent)]
pub struct Prose(pub String);

impl Decode for Prose {
    const HOLDS: Holds = Holds::Body;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let text = decoder.text("prose", node)?;
        crate::node::characters::check(text, node.range.clone(), decoder)?;
        Some(Self(trimmed(text).to_owned()))
    }
}

/// Prose without the blank lines around it, which each syntax writes in its own way.
/// Spaces at the start of its first line stay: to Markdown they mean something.
pub(crate) fn trimmed(text: &str) -> &str {
    let text = text.trim_end();
    let blank = text.len() - text.trim_start().len();
    &text[text[..blank].rfind('\n').map_or(0, |at| at + 1)..]
}
