//! The journal of a letter: what happened to it, a line each, in order. Lines are only ever added.
//!
//! A line is a check of eight digits, a space and JSON. One that was cut short, or was damaged,
//! fails its check and is passed over; what follows it is read.

use std::fs::Permissions;
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};

use serde::{Deserialize, Serialize};

use super::texts::permit;
use super::{By, Held};
use crate::text::{Fingerprint, hex};

const JOURNAL: &str = "journal";

/// How much of the end is read where the last lines are enough.
const TAIL: u64 = 16 << 10;

/// What happened to a letter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Line {
    /// In seconds since 1970.
    pub(super) at: i64,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) who: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) tab: String,
    #[serde(flatten)]
    pub(super) what: What,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub(super) enum What {
    /// The text that the desk first met.
    Found {
        text: Text,
    },
    Created {
        text: Text,
    },
    /// A text is about to be the file's, over `base`.
    Saved {
        text: Text,
        base: Text,
    },
    /// A text that was saved is the file's.
    Placed {
        text: Text,
    },
    /// Another program wrote it.
    Outside {
        text: Text,
    },
    /// A text that is not the file's and shall not be lost.
    Kept {
        text: Text,
        why: String,
    },
    Named {
        text: Text,
        name: String,
    },
    Renamed {
        from: String,
    },
    Removed,
    Returned,
}

/// The fingerprint of a text, written as digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(super) struct Text(pub(super) Fingerprint);

impl TryFrom<String> for Text {
    type Error = <Fingerprint as std::str::FromStr>::Err;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse().map(Self)
    }
}

impl From<Text> for String {
    fn from(text: Text) -> Self {
        text.0.to_string()
    }
}

impl Line {
    pub(super) fn new(by: &By, what: What) -> Self {
        Self { at: by.at, who: short(&by.who), tab: short(&by.tab), what }
    }
}

/// A name as it is kept: on one line, and no longer than a name is.
pub(super) fn short(name: &str) -> String {
    const LONGEST: usize = 200;
    let words = name.split(|c: char| c.is_control() || c.is_whitespace());
    let line = words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    line.chars().take(LONGEST).collect()
}

/// Eight digits that fit a line and hardly any other.
fn check(json: &[u8]) -> String {
    hex(&Fingerprint::of_text(json).as_ref()[..4])
}

/// The lines of a journal, without those that are damaged.
fn lines(bytes: &[u8]) -> Vec<Line> {
    bytes
        .split(|byte| *byte == b'\n')
        .filter_map(|line| {
            let (digits, rest) = line.split_at_checked(8)?;
            let json = rest.strip_prefix(b" ")?;
            (check(json).as_bytes() == digits).then_some(())?;
            serde_json::from_slice(json).ok()
        })
        .collect()
}

/// All lines of the journal in a folder, the oldest first; none where there is no journal.
pub(super) fn read(folder: &Held) -> io::Result<Vec<Line>> {
    match folder.read_now(JOURNAL) {
        Ok(bytes) => Ok(lines(&bytes)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

/// The last lines of the journal, if `enough` says so, or else all.
pub(super) fn tail(folder: &Held, enough: impl Fn(&[Line]) -> bool) -> io::Result<Vec<Line>> {
    let mut file = match folder.file(JOURNAL) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let size = file.metadata()?.len();
    if size > TAIL {
        file.seek(SeekFrom::Start(size - TAIL))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        let last = lines(&bytes);
        if enough(&last) {
            return Ok(last);
        }
    }
    read(folder)
}

/// Adds lines. With `surely`, they are on the disk when it returns.
pub(super) fn add(
    folder: &Held,
    new: &[Line],
    permissions: Option<&Permissions>,
    surely: bool,
) -> io::Result<()> {
    let mut file = folder.keep(JOURNAL, true)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::new();
    if size == 0 {
        permit(&file, permissions);
    } else {
        file.seek(SeekFrom::Start(size - 1))?;
        let mut last = [0];
        file.read_exact(&mut last)?;
        // The line before was cut short: what is added stands on a line of its own.
        if last != *b"\n" {
            bytes.push(b'\n');
        }
    }
    for line in new {
        let json = serde_json::to_vec(line)?;
        bytes.extend_from_slice(check(&json).as_bytes());
        bytes.push(b' ');
        bytes.extend_from_slice(&json);
        bytes.push(b'\n');
    }
    file.write_all(&bytes)?;
    if surely {
        file.sync_data()?;
        if size == 0 {
            folder.sync()?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(at: i64) -> (Line, Vec<u8>) {
        let text = Text(Fingerprint::of_text(&at.to_le_bytes()));
        let by = By { who: "Anna\n  Öberg".to_owned(), tab: "1".to_owned(), at };
        let line = Line::new(&by, What::Saved { text, base: text });
        let json = serde_json::to_vec(&line).unwrap();
        let bytes = format!("{} {}\n", check(&json), String::from_utf8(json).unwrap());
        (line, bytes.into_bytes())
    }

    #[test]
    fn a_line_is_read_whole_or_not_at_all() {
        let ((one, first), (two, second), (three, third)) = (line(1), line(2), line(3));
        assert_eq!(one.who, "Anna Öberg");
        for cut in 0..second.len() {
            let torn = &second[..cut];
            let bytes = [&first[..], torn].concat();
            let whole = cut == second.len() - 1;
            let expected = if whole { vec![one.clone(), two.clone()] } else { vec![one.clone()] };
            assert_eq!(lines(&bytes), expected);
            // What is added after it stands on its own line.
            let bytes = [&first[..], torn, b"\n", &third[..]].concat();
            assert_eq!(lines(&bytes).last(), Some(&three));
            assert_eq!(lines(&bytes).first(), Some(&one));
        }
        for at in 0..first.len() - 1 {
            let mut damaged = first.clone();
            damaged[at] ^= 1;
            assert_eq!(lines(&damaged), [], "{at}");
        }
    }
}
