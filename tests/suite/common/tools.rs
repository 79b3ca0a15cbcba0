//! What tests ask of the machine beyond Rust. What is missing is said past the capture of
//! `cargo test`; where `CHANCERY_REQUIRE_TOOLS` is 1, as in CI, it fails the test.

use std::io::Write as _;
use std::process::{Command, Stdio};

/// Says that a test, or the rest of it, is skipped, and why.
#[track_caller]
pub fn skip(why: &str) {
    let required = std::env::var("CHANCERY_REQUIRE_TOOLS").is_ok_and(|value| value == "1");
    assert!(!required, "{why}, and CHANCERY_REQUIRE_TOOLS is set");
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let _ = writeln!(std::io::stderr(), "skipped {test}: {why}");
}

/// Whether a program runs with these arguments; the test is skipped when it does not.
#[track_caller]
pub fn runs(what: &str, program: &str, arguments: &[&str]) -> bool {
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    let found = status.is_ok_and(|status| status.success());
    if !found {
        skip(&format!("{what} is not installed"));
    }
    found
}

/// Whether Python has these modules, named as in `import`.
#[track_caller]
pub fn python_has(modules: &str) -> bool {
    runs(&format!("Python with {modules}"), "python3", &["-c", &format!("import {modules}")])
}
