//! Mail merge: one record and a list of addressees give one letter each.
//!
//! The way of a list, one module a step:
//!
//! ```text
//! file ─▶ table (rows of text, whatever the syntax) ─▶ columns (what each column is for)
//!      ─▶ addressee (who the row names; what is wrong with it) ─▶ maker (the letter, composed
//!      and checked) ─▶ survey (all rows checked, nothing kept but what is wrong) ─▶ letters
//! ```
//!
//! A list is read twice: once to check every row, once to write. Of neither reading anything
//! stays in memory but what is wrong, whom a row names (16 bytes), and which names files have.
//! Every cell is text: it reaches a letter after its prose is parsed, and can never be markup.

mod addressee;
mod cell;
mod columns;
mod directory;
mod findings;
mod maker;
mod moment;
mod names;
mod report;
mod sample;
mod survey;
mod table;
mod tags;

pub use columns::{ColumnUse, Columns, FIELDS};
pub use directory::{directories, directory, open_directory};
pub use findings::ListFindings;
pub use maker::{Letter, LetterMaker};
pub use names::{Names, Pattern};
pub use report::{RowFinding, handed_back, row_findings, table};
pub use survey::{Rows, Survey, WriteFailure, survey, write};
pub use table::{Doubt, List, Row, Syntax, Table};
