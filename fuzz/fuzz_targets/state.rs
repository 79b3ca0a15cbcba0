//! State of a build → parts: what a build remembers is read, or is none, whoever wrote it.
#![no_main]

#[path = "../entries/state.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
