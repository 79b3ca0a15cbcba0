//! Numbers that a text names.

use std::ops::Range;

/// A number: "1,000", "5 million", "twenty-one", "72nd".
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberMention {
    /// Its value in figures, with a full stop before decimals.
    pub value: String,
    /// The other value that its figures may have: 1,000 where the comma stands before decimals.
    pub other: Option<String>,
    /// It is an ordinal.
    pub ordinal: bool,
    /// It is written in words.
    pub words: bool,
    /// The bytes of its figures, or of its words.
    pub figures: Range<usize>,
    /// It is the number of something: "paragraph 3".
    pub label: bool,
}

impl NumberMention {
    /// Its value as a whole number.
    pub fn whole(&self) -> Option<u64> {
        self.value.parse().ok()
    }

    /// Whether both can be the same number.
    pub fn agrees(&self, other: &Self) -> bool {
        let values = |number: &Self| [Some(number.value.clone()), number.other.clone()];
        let theirs = values(other);
        values(self)
            .iter()
            .flatten()
            .any(|value| theirs.iter().flatten().any(|one| one == value))
    }
}
