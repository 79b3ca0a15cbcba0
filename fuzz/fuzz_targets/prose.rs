//! Prose → blocks: what is read is in normal form, so that writing and reading it changes nothing.
#![no_main]

#[path = "../entries/prose.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|prose: &str| entry::run(prose));
