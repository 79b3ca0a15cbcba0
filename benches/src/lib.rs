//! What the benchmarks share: the seed letters as text, a store of neighbours that holds them, and a
//! generator of as many letters as an archive may hold.

pub mod generator;

use chancery::gather::InMemory;

/// The letter of the President of the General Assembly.
pub const COVER: &str = include_str!("../../letters/2018-01-18-pga-ign.md");

/// The letter of the Co-Chairs that it encloses.
pub const ENCLOSED: &str = include_str!("../../letters/2018-01-17-ign-co-chairs.md");

/// The letter that the cover encloses, beside it.
pub fn neighbours() -> InMemory {
    InMemory::new().with("2018-01-17-ign-co-chairs.md", ENCLOSED)
}
