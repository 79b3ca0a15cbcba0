//! The journal of a build: what it is about to write, so that one which is cut short leaves no file
//! that nobody knows.

use crate::text::{hex, is_inner_path};

/// A line of the journal: a file that was about to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Its path within the site.
    pub path: String,
    /// Its SHA-256; none where it is made while it is written.
    pub sha256: Option<[u8; 32]>,
}

/// What stands for a SHA-256 that is not known yet.
const UNKNOWN: &str = "-";

impl JournalLine {
    /// The line as it is written, with its line feed.
    pub fn written(path: &str, sha256: Option<&[u8; 32]>) -> String {
        let hash = sha256.map_or_else(|| UNKNOWN.to_owned(), |hash| hex(hash));
        format!("{hash}  {path}\n")
    }

    /// The lines of a journal that name a place within the site. Somebody else may have written it.
    pub fn read(bytes: &[u8]) -> Vec<Self> {
        let lines = String::from_utf8_lossy(bytes);
        // A line that was cut short names no file that was begun.
        let whole = lines.rfind('\n').map_or("", |end| &lines[..end]);
        let line = |line: &str| {
            let (hash, path) = line.split_once("  ")?;
            is_inner_path(path).then(|| Self { path: path.to_owned(), sha256: unhex(hash) })
        };
        whole.lines().filter_map(line).collect()
    }
}

/// Reads 64 hexadecimal digits.
fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    let digits = text.as_bytes();
    if digits.len() != 64 || !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(hash)
}
