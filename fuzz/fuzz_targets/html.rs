//! Record → HTML: a record that composes makes a page without script, whatever it says.
#![no_main]

#[path = "../entries/html.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
