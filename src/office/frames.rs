//! Frames: what an office does otherwise in letters of one kind, or in those that name the frame.

use schemars::JsonSchema;
use serde::Serialize;

use super::Office;
use super::inheritance::{drop_key, inherited};
use crate::finding::Finding;
use crate::node::{Decode, Decoder, Holds, Layers, Node, Value, lay};

/// The key under which frames stand.
const FRAMES: &str = "frames";

/// The names of an office's own frames. What they say is read when a letter has that frame.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Frames(pub Vec<String>);

impl Decode for Frames {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            return decoder.expected("a group of frames, as `[frames.circular.show]`", node);
        };
        Some(Self(entries.iter().map(|entry| entry.key.clone()).collect()))
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
}

impl JsonSchema for Frames {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Frames".into()
    }
    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "What an office does otherwise in letters of a frame, by its name: keys of an office.",
            "type": "object",
            "additionalProperties": { "$ref": "#" }
        })
    }
}

impl Office {
    /// The office in letters of a frame. The files are those of the office and of the offices it
    /// extends; the last, where `common` says so, is what all offices share of that frame.
    ///
    /// # Errors
    /// Every mistake in them, at its place.
    pub fn in_frame(
        id: &str,
        files: &Layers,
        frame: &str,
        common: bool,
    ) -> Result<Self, Vec<Finding>> {
        let (own, shared) = if common { files.split_last() } else { (files.roots(), None) };
        let (mut root, wrong) = inherited(files, own);
        let within = root.get(FRAMES).and_then(|frames| frames.get(frame)).cloned();
        drop_key(&mut root, FRAMES);
        for frame in [shared.cloned(), within].into_iter().flatten() {
            root = lay(frame, root);
        }
        let mut office: Self = files.decode(&root, |_| wrong)?;
        office.id = id.to_owned();
        Ok(office)
    }
}
