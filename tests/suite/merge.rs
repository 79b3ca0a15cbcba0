//! Mail merge: rows in, findings out, letters out.

mod books;
mod cells;
mod findings;
mod hostile;
mod huge;
mod letters;
mod numbers;
mod output;
#[cfg(feature = "pdf")]
mod paper;
mod rows;
mod support;
mod syntaxes;
