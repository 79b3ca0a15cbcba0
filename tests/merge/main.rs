//! Mail merge: rows in, findings out, letters out.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it expects"
)]

mod findings;
mod hostile;
mod letters;
mod output;
#[cfg(feature = "pdf")]
mod paper;
mod support;
mod syntaxes;
