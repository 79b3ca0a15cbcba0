//! PDF → records, and pages to enclose: a PDF of somebody else is read within bounds, or refused.
#![no_main]

#[path = "../entries/pdf.rs"]
mod entry;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| entry::run(bytes));
