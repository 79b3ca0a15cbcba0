//! Office → letter: an office.toml has mistakes, each at its place, or the office writes letters.
#![no_main]

#[path = "../entries/office.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
