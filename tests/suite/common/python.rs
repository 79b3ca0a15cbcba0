//! Readers written by others, in Python.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::tools::python_has;

/// What a script says of files; nothing where Python lacks one of the modules it needs.
pub fn says(
    test: &str,
    script: &str,
    modules: &str,
    files: &[(String, Vec<u8>)],
) -> Option<String> {
    if !python_has(modules) {
        return None;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
    std::fs::create_dir_all(&folder).expect("a folder");
    let paths: Vec<PathBuf> = (files.iter())
        .map(|(name, bytes)| {
            let path = folder.join(name);
            std::fs::write(&path, bytes).expect("written");
            path
        })
        .collect();
    let output = Command::new("python3")
        .arg(script)
        .args(paths)
        .output()
        .expect("python3");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{said}{errors}");
    Some(said)
}
