//! How the words of a list begin, so that most words of a text need not be looked up.

/// The first two bytes of words in small letters, one bit for each two.
#[derive(Debug, Clone, Default)]
pub(super) struct Beginnings(Vec<u64>);

impl Beginnings {
    /// The beginnings of words that are folded, and not empty.
    pub(super) fn of<'w>(words: impl IntoIterator<Item = &'w str>) -> Self {
        let mut bits = vec![0; (1 << 16) / 64];
        for word in words {
            let bytes = word.as_bytes();
            let seconds = bytes.get(1).map_or(0..=u8::MAX, |second| *second..=*second);
            for at in seconds.filter_map(|second| Some(pair(*bytes.first()?, second))) {
                bits[at / 64] |= 1 << (at % 64);
            }
        }
        Self(bits)
    }

    /// Whether a text can begin with one of the words, whatever its case.
    pub(super) fn may_begin(&self, text: &[u8]) -> bool {
        let byte = |at: usize| text.get(at).copied().unwrap_or(0);
        let (first, second) = (byte(0), byte(1));
        // What is not ASCII may be another letter when it is folded.
        if !first.is_ascii() || !second.is_ascii() {
            return true;
        }
        let at = pair(first.to_ascii_lowercase(), second.to_ascii_lowercase());
        self.0.get(at / 64).is_none_or(|bits| bits & 1 << (at % 64) != 0)
    }
}

fn pair(first: u8, second: u8) -> usize {
    usize::from(first) << 8 | usize::from(second)
}
