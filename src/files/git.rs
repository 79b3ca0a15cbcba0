//! The history of a file, where its folder is a work tree of Git. The program `git` is asked: a
//! library of it would be larger than the rest of Chancery, and people who keep letters in Git have it.

use std::collections::HashMap;
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

use crate::error::Error;

/// What a commit did with a file.
#[derive(Debug, Clone)]
pub struct Commit {
    /// Its full name.
    pub name: String,
    /// The day on which it was written, as 2026-11-29.
    pub day: String,
    /// Who wrote it.
    pub author: String,
    /// What it says it does.
    pub subject: String,
    /// The file before: as the first parent holds it.
    pub before: Version,
    /// The file as the commit holds it.
    pub after: Version,
}

/// A file as a commit holds it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Version {
    /// It is not there.
    Missing,
    /// It is larger than what is read.
    TooLarge,
    /// It is there.
    File {
        /// Its name, without folders.
        name: String,
        /// What it holds.
        bytes: Vec<u8>,
    },
}

/// More commits of one record are not read; the newest are.
const MOST: usize = 1000;

/// What commits did with a file, the newest first; one of more than `limit` bytes is not read.
///
/// # Errors
/// There is no program `git`, the file lies in no work tree, or no commit holds it.
pub fn history(file: &Path, limit: u64) -> Result<Vec<Commit>, Error> {
    let folder = file
        .parent()
        .filter(|parent| *parent != Path::new(""))
        .unwrap_or(Path::new("."));
    let Some(name) = file.file_name() else {
        return Err(Error::input(format!("{} is no file", file.display())));
    };
    let most = format!("--max-count={MOST}");
    // Of merges, those whose file is that of no parent.
    let format = "--format=%x01%H%x02%as%x02%an%x02%s";
    let arguments = ["log", "--follow", &most, "-c", "--raw", "--no-abbrev", format, "--"];
    let shown = git(folder, &arguments, Some(name.as_ref()))?;
    let shown = String::from_utf8_lossy(&shown).into_owned();
    let entries: Vec<_> = shown.split('\u{1}').skip(1).filter_map(entry).collect();
    if entries.is_empty() {
        return Err(Error::input(format!("no commit holds {}", file.display()))
            .help("commit the record first: git add, git commit"));
    }
    let blobs = blobs(folder, &entries, limit)?;
    let version = |(blob, path): (&str, &str)| match blobs.get(blob) {
        None => Version::Missing,
        Some(None) => Version::TooLarge,
        Some(Some(bytes)) => {
            let name = path.trim_matches('"').rsplit('/').next().unwrap_or(path);
            Version::File { name: name.to_owned(), bytes: bytes.clone() }
        }
    };
    let commit = |entry: &Entry<'_>| Commit {
        name: entry.fields[0].to_owned(),
        day: entry.fields[1].to_owned(),
        author: entry.fields[2].to_owned(),
        subject: entry.fields[3].to_owned(),
        before: version(entry.before),
        after: version(entry.after),
    };
    Ok(entries.iter().map(commit).collect())
}

/// A commit as `git log --raw` shows it: the blob and the path before and after.
struct Entry<'g> {
    fields: [&'g str; 4],
    before: (&'g str, &'g str),
    after: (&'g str, &'g str),
}

/// Reads `:MODE MODE BLOB BLOB STATUS\tPATH[\tPATH]`, of a merge with a colon, a mode and a blob more
/// for each further parent.
fn entry(shown: &str) -> Option<Entry<'_>> {
    let (head, files) = shown.split_once('\n')?;
    let fields = head.split('\u{2}').collect::<Vec<_>>().try_into().ok()?;
    let line = files.lines().find(|line| line.starts_with(':'))?;
    let parents = line.bytes().take_while(|byte| *byte == b':').count();
    let mut columns = line.split('\t');
    let blobs: Vec<_> = columns.next()?.split(' ').skip(parents + 1).collect();
    let (first, last) = (columns.next()?, columns.next_back());
    let before = (*blobs.first()?, first);
    Some(Entry { fields, before, after: (*blobs.get(parents)?, last.unwrap_or(first)) })
}

/// The blobs of all versions by their names, asked of one `git`; those that are not read hold none.
fn blobs(
    folder: &Path,
    entries: &[Entry<'_>],
    limit: u64,
) -> Result<HashMap<String, Option<Vec<u8>>>, Error> {
    let lost = |error: io::Error| Error::input(format!("git: {error}"));
    let mut names: Vec<_> = entries.iter().flat_map(|it| [it.before.0, it.after.0]).collect();
    names.retain(|name| name.bytes().any(|byte| byte != b'0'));
    names.sort_unstable();
    names.dedup();
    let mut child = command(folder, &["cat-file", "--batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(lost)?;
    let (Some(mut asked), Some(said)) = (child.stdin.take(), child.stdout.take()) else {
        return Ok(HashMap::new());
    };
    let asked_for = names.join("\n") + "\n";
    // Written beside the reading: a full pipe would hold both.
    let writer = std::thread::spawn(move || asked.write_all(asked_for.as_bytes()));
    let mut said = BufReader::new(said);
    let mut found = HashMap::new();
    for name in names {
        let mut head = String::new();
        said.read_line(&mut head).map_err(lost)?;
        let size = head
            .split_whitespace()
            .nth(2)
            .and_then(|size| size.parse::<u64>().ok());
        // A blob that a shallow copy lacks.
        let Some(size) = size else { continue };
        let mut bytes = Vec::new();
        let mut blob = said.by_ref().take(size + 1);
        if size > limit {
            io::copy(&mut blob, &mut io::sink()).map_err(lost)?;
            found.insert(name.to_owned(), None);
            continue;
        }
        blob.read_to_end(&mut bytes).map_err(lost)?;
        bytes.pop();
        found.insert(name.to_owned(), Some(bytes));
    }
    let _ = writer.join();
    child.wait().map_err(lost)?;
    Ok(found)
}

/// What `git` prints. Nothing of the folder's settings is run: no pager, no monitor, no hook.
fn git(folder: &Path, arguments: &[&str], path: Option<&Path>) -> Result<Vec<u8>, Error> {
    let mut command = command(folder, arguments);
    command.args(path).stdin(Stdio::null());
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
    if said.contains("does not have any commits") {
        return Ok(Vec::new());
    }
    let first = said.lines().next().unwrap_or_default().to_owned();
    Err(Error::input(format!("git: {first}")))
}

fn command(folder: &Path, arguments: &[&str]) -> Command {
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
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("LC_ALL", "C");
    command
}
