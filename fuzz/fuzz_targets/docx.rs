//! Word template → letter: an office's own letter.docx is refused, or makes a file.
#![no_main]

#[path = "../entries/docx.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
