//! PDF → records, and pages to enclose: a PDF of somebody else is read within bounds, or refused.
use chancery::write::pdf::{can_be_enclosed, read_records};

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    if let Ok(records) = read_records(bytes) {
        assert!(!records.is_empty());
    }
    let _ = can_be_enclosed(bytes);
}
