//! Journal → files: it names nothing outside the folder of the site.
#![no_main]

#[path = "../entries/journal.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
