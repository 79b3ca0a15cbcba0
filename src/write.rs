//! Writing: a composed package in each of the formats.

pub mod docx;
