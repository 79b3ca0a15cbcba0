//! Manifest → files: it is read, or is none.
use chancery::archive::{Manifest, causes, compare};

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    let Ok(manifest) = Manifest::read(bytes) else { return };
    assert!(compare(&manifest.files, &manifest.files).is_empty());
    assert!(causes(&manifest, &manifest).is_empty());
}
