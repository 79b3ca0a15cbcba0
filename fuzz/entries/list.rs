//! List → rows: a list of addressees in any syntax ends, with rows or with what is wrong.
use std::io::Cursor;

use chancery::merge::{Syntax, Table};

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    let packed = bytes.starts_with(b"PK");
    let syntaxes = match packed {
        true => [Syntax::Xlsx, Syntax::Ods],
        false => [Syntax::Delimited, Syntax::Json],
    };
    for syntax in syntaxes {
        let Ok(table) = Table::open("fuzz", syntax, None, Cursor::new(bytes.to_vec())) else {
            continue;
        };
        for row in table.take(100_000) {
            assert!(row.is_err() || row.is_ok_and(|row| row.cells.len() <= 20_000));
        }
    }
}
