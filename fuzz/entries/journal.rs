//! Journal → files: it names nothing outside the folder of the site.
use std::path::{Component, Path};

use chancery::archive::JournalLine;

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    for JournalLine { path, .. } in JournalLine::read(bytes) {
        let inner = |part: Component<'_>| matches!(part, Component::Normal(_));
        assert!(Path::new(&path).components().all(inner), "{path:?}");
        assert!(!path.is_empty() && !path.starts_with('/') && !path.contains('\0'), "{path:?}");
    }
}
