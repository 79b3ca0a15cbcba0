//! List → rows: a list of addressees in any syntax ends, with rows or with what is wrong.
#![no_main]

#[path = "../entries/list.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
