//! Mail merge: rows in, findings out, letters out.

mod findings;
mod hostile;
mod letters;
mod output;
#[cfg(feature = "pdf")]
mod paper;
mod support;
mod syntaxes;
