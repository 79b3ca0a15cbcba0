//! Chancery turns structured records of official letters into finished letters.
#![forbid(unsafe_code)]
#![deny(missing_docs)]
#![warn(unreachable_pub)]

pub mod document;
pub mod finding;
pub mod letter;
pub mod node;
pub mod office;
pub mod package;
pub mod source;
pub mod write;
