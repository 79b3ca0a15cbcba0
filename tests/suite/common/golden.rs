//! Expectations, and the one switch that accepts new ones: `UPDATE=1 cargo test`.

use std::path::Path;

use similar::TextDiff;
use snapbox::assert::Action;

/// Whether new expectations are written instead of the old ones held to.
pub fn update() -> bool {
    std::env::var_os("UPDATE").is_some()
}

/// A text against the file that expects it: where they differ, how, or the file written anew.
///
/// The path is one in the repository.
pub fn differs(path: impl AsRef<Path>, text: &str) -> Option<String> {
    let path = path.as_ref();
    let expected = std::fs::read_to_string(path).unwrap_or_default();
    if expected == text && path.exists() {
        return None;
    }
    if update() {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, text).expect("the expectation is written");
        return None;
    }
    let diff = TextDiff::from_lines(expected.as_str(), text);
    let (name, mut diff) = (path.display().to_string(), diff.unified_diff());
    Some(diff.header(&name, "what comes now").to_string())
}

/// Holds a text to the file that expects it.
#[track_caller]
pub fn golden(path: impl AsRef<Path>, text: &str) {
    goldens([differs(path, text)]);
}

/// Fails with all differences at once.
#[track_caller]
pub fn goldens(differences: impl IntoIterator<Item = Option<String>>) {
    let differences: Vec<_> = differences.into_iter().flatten().collect();
    let (count, all) = (differences.len(), differences.concat());
    assert!(count == 0, "{all}{count} not as expected; UPDATE=1 accepts what comes now");
}

/// Holds a text to the one in the test, `str![[…]]`, where `[..]` stands for anything.
#[track_caller]
pub fn assert_text(actual: impl snapbox::IntoData, expected: impl snapbox::IntoData) {
    let action = if update() { Action::Overwrite } else { Action::Verify };
    snapbox::Assert::new().action(action).eq(actual, expected);
}
