//! Record → check: no rule panics, and its findings lie in the record they are about.
#![no_main]

#[path = "../entries/check.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
