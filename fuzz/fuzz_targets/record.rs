//! Record → letter: any bytes, in every syntax, give a letter or findings with places in them.
#![no_main]

#[path = "../entries/record.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
