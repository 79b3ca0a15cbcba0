//! The office: letterhead, house style, presets, paper.

mod sheet;

pub use sheet::{AddresseeAt, Align, Letterhead, Margins, Paper, Sheet, Side};
