//! The ten figures of a language.

use schemars::JsonSchema;
use serde::Serialize;

use crate::node::{Decode, Decoder, Holds, Node};

/// The ten figures of a language.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[serde(transparent)]
pub(super) struct Digits([char; 10]);

impl Decode for Digits {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        Decode::decode(node, decoder).map(Self)
    }
}

impl Default for Digits {
    fn default() -> Self {
        Self(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'])
    }
}

impl Digits {
    /// Writes a number with at least `width` figures.
    pub(super) fn push(&self, out: &mut String, number: u32, width: usize) {
        let mut figures = [0_u8; 10];
        let (mut rest, mut count) = (number, 0);
        while rest > 0 || count < width.max(1) {
            figures[count] = (rest % 10) as u8;
            rest /= 10;
            count += 1;
        }
        out.extend(
            figures[..count]
                .iter()
                .rev()
                .map(|figure| self.0[usize::from(*figure)]),
        );
    }

    pub(super) fn text(&self, number: u32) -> String {
        let mut out = String::new();
        self.push(&mut out, number, 1);
        out
    }
}
