//! Chance, from a seed.

use oorandom::Rand64;

/// Numbers that look like chance and are the same on every machine.
pub(super) struct Chance(Rand64);

impl Chance {
    /// Chance for one purpose: two purposes of one seed share nothing.
    pub(super) fn new(seed: u64, purpose: u64) -> Self {
        let mixed = mix(mix(seed) ^ purpose);
        Self(Rand64::new(u128::from(mixed) << 64 | u128::from(mix(mixed))))
    }

    /// A number below `end`, which is not nought.
    pub(super) fn below(&mut self, end: usize) -> usize {
        // The upper half of the product falls evenly enough, and without a loop.
        ((u128::from(self.0.rand_u64()) * end as u128) >> 64) as usize
    }

    /// A number from `first` to `last`.
    pub(super) fn between(&mut self, first: usize, last: usize) -> usize {
        first + self.below(last - first + 1)
    }

    /// Whether something happens that happens so often in a hundred times.
    pub(super) fn percent(&mut self, often: usize) -> bool {
        self.below(100) < often
    }

    /// One of several.
    pub(super) fn of<T: Copy>(&mut self, these: &[T]) -> T {
        these[self.below(these.len())]
    }
}

/// Spreads a number over all bits (the finaliser of SplitMix64).
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9E37_79B9_7F4A_7C15);
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}
