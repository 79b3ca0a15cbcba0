//! LibreOffice, which shows what a word processor makes of our files.

use std::path::Path;
use std::process::Command;

use super::tools::runs;

/// The files as PDF, in their order; none without LibreOffice. All go at once: it is slow to begin.
#[track_caller]
pub fn to_pdf(files: &[(String, Vec<u8>)]) -> Option<Vec<Vec<u8>>> {
    if !runs("LibreOffice", "soffice", &["--version"]) {
        return None;
    }
    let room = tempfile::tempdir().expect("room");
    let paths: Vec<_> = files
        .iter()
        .map(|(name, bytes)| {
            let path = room.path().join(name);
            std::fs::write(&path, bytes).expect("written");
            path
        })
        .collect();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", room.path().display()))
        .args(["--headless", "--convert-to", "pdf", "--outdir"])
        .arg(room.path())
        .args(&paths)
        .output()
        .expect("LibreOffice");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let read = |path: &std::path::PathBuf| {
        let made: &Path = &path.with_extension("pdf");
        std::fs::read(made).expect("what LibreOffice made")
    };
    Some(paths.iter().map(read).collect())
}
