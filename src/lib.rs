//! Chancery turns structured records of official letters into finished letters.
//!
//! The way of a letter, one module a step:
//! [`record`] (text → [`letter`]) → [`gather`] (what belongs to it) → [`compose`]
//! ([`office`], [`language`], [`template`] → [`document`]) → [`check`] and [`mod@write`].
//! What is wrong on the way is a [`finding`] at a place in a [`source`].

#[cfg(feature = "archive")]
pub mod archive;
pub mod calendar;
pub mod check;
#[cfg(feature = "cli")]
pub mod cli;
pub mod compose;
pub mod document;
pub mod error;
pub mod files;
pub mod finding;
pub mod gather;
pub mod house;
pub mod language;
pub mod letter;
mod memo;
#[cfg(feature = "merge")]
pub mod merge;
pub mod node;
pub mod office;
pub mod package;
pub mod pattern;
pub mod picture;
pub mod pipeline;
pub mod record;
pub mod register;
#[cfg(feature = "report")]
pub mod report;
pub mod settings;
pub mod source;
#[cfg(any(feature = "archive", feature = "merge"))]
mod spreadsheet;
pub mod template;
pub mod template_check;
pub mod text;
pub mod write;
pub mod zone;
