//! What the benchmarks share: the seed letters as text, a store of neighbours that holds them, and a
//! generator of as many letters as an archive may hold.

pub mod generator;

use chancery::gather::Neighbours;
use chancery::record::Syntax;

/// The letter of the President of the General Assembly.
pub const COVER: &str = include_str!("../../letters/2018-01-18-pga-ign.md");

/// The letter of the Co-Chairs that it encloses.
pub const ENCLOSED: &str = include_str!("../../letters/2018-01-17-ign-co-chairs.md");

/// Neighbours with the enclosed letter on it.
#[derive(Debug, Clone, Copy)]
pub struct Seeds;

impl Neighbours for Seeds {
    fn record(&self, id: &str) -> Result<(String, Syntax, Vec<u8>), String> {
        match id {
            "2018-01-17-ign-co-chairs" => {
                Ok((format!("{id}.md"), Syntax::Markdown, ENCLOSED.as_bytes().to_vec()))
            }
            _ => Err("there is no such record".to_owned()),
        }
    }

    fn file(&self, _: &str, _: u64) -> Result<Vec<u8>, String> {
        Err("there is no such file".to_owned())
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}
