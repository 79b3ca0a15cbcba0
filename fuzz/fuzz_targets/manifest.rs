//! Manifest → files: it is read, or is none.
#![no_main]

#[path = "../entries/manifest.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
