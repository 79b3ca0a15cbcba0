//! The history of a file, where its folder is a work tree of Git. The program `git` is asked: a
//! library of it would be larger than the rest of Chancery, and people who keep letters in Git have it.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::Error;

/// A version of a file, as a commit holds it.
#[derive(Debug, Clone)]
pub struct Committed {
    /// The commit, by its full name.
    pub commit: String,
    /// The day on which it was written, as 2026-11-29.
    pub day: String,
    /// Who wrote it.
    pub author: String,
    /// What it says it does.
    pub subject: String,
    /// The name of the file in it, without folders.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
}

/// More commits of one record are not read; the newest are.
const MOST: usize = 1000;

/// The versions of a file, the newest first. One that is larger than `limit` bytes is left out.
///
/// # Errors
/// There is no program `git`, the file lies in no work tree, or no commit holds it.
pub fn history(file: &Path, limit: u64) -> Result<Vec<Committed>, Error> {
    let folder = file
        .parent()
        .filter(|parent| *parent != Path::new(""))
        .unwrap_or(Path::new("."));
    let Some(name) = file.file_name() else {
        return Err(Error::input(format!("{} is no file", file.display())));
    };
    let most = format!("--max-count={MOST}");
    let shown = git(
        folder,
        &["log", "--follow", &most, "--name-only", "--format=%x01%H%x02%as%x02%an%x02%s", "--"],
        Some(name.as_ref()),
    )?;
    let shown = String::from_utf8_lossy(&shown).into_owned();
    let mut found = Vec::new();
    for entry in shown.split('\u{1}').skip(1) {
        let (head, files) = entry.split_once('\n').unwrap_or((entry, ""));
        let fields: Vec<_> = head.split('\u{2}').collect();
        let path = files.lines().map(str::trim).find(|line| !line.is_empty());
        let ([commit, day, author, subject], Some(path)) = (fields.as_slice(), path) else {
            continue;
        };
        // What a commit deletes it does not hold.
        let Ok(bytes) = git(folder, &["show", &format!("{commit}:{path}")], None) else {
            continue;
        };
        if bytes.len() as u64 > limit {
            continue;
        }
        found.push(Committed {
            commit: (*commit).to_owned(),
            day: (*day).to_owned(),
            author: (*author).to_owned(),
            subject: (*subject).to_owned(),
            name: path.rsplit('/').next().unwrap_or(path).to_owned(),
            bytes,
        });
    }
    if found.is_empty() {
        return Err(Error::input(format!("no commit holds {}", file.display()))
            .help("commit the record first: git add, git commit"));
    }
    Ok(found)
}

/// What `git` prints. Nothing of the folder's settings is run: no pager, no monitor, no hook.
fn git(folder: &Path, arguments: &[&str], path: Option<&Path>) -> Result<Vec<u8>, Error> {
    let mut command = Command::new("git");
    command
        .arg("-C")
        .arg(folder)
        .args([
            "--no-pager",
            "--literal-pathspecs",
            "-c",
            "core.fsmonitor=false",
            "-c",
            "core.quotepath=off",
            "-c",
            "log.showSignature=false",
        ])
        .args(arguments)
        .args(path)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .stdin(Stdio::null());
    let output = command.output().map_err(|_| {
        Error::input("the history of a record is read with the program `git`, which is not here")
            .help("install Git, or compare two files: chancery diff OLD NEW")
    })?;
    if output.status.success() {
        return Ok(output.stdout);
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("not a git repository") {
        return Err(Error::input(format!(
            "{} is no work tree of Git, so it keeps no history",
            folder.display()
        ))
        .help("compare two files instead: chancery diff OLD NEW"));
    }
    let first = said.lines().next().unwrap_or_default().to_owned();
    Err(Error::input(format!("git: {first}")))
}
