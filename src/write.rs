//! Writers: one file a format. Each takes a finished package and gives bytes.

#[cfg(feature = "pdf")]
pub mod pdf;
