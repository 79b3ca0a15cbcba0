//! What is kept of one letter, locked while somebody writes.

use std::fs::{File, Permissions, TryLockError};
use std::io;
use std::time::Duration;

use super::hidden::key;
use super::journal::{self, Line, Text, What};
use super::place::is_unsupported;
use super::texts::Texts;
use super::{By, Held, Store};
use crate::text::Fingerprint;

/// What is kept of a letter.
pub(super) struct Letter {
    pub(super) folder: Held,
    pub(super) texts: Texts,
    /// The permissions of its record, which are those of its versions.
    pub(super) permissions: Option<Permissions>,
    /// Held for as long as this is; none where the file system has no locks.
    lock: Option<File>,
}

/// How often, and after how long each time, a lock is tried that somebody holds: five seconds.
const TRIES: u32 = 2500;
const PAUSE: Duration = Duration::from_millis(2);

/// A file that was made whole beside the record, or that a save took the place of.
pub(super) const WHOLE: &str = "whole";
/// A file that is being written.
pub(super) const PART: &str = "part";

impl Store {
    /// What is kept of a letter, to write: made if need be, and locked.
    pub(super) fn letter(&self, id: &str) -> io::Result<Letter> {
        self.mend(id)?;
        let folder = self.hidden()?.made("letters")?.made(&key(id))?;
        let lock = folder.keep("lock", false)?;
        let lock = lock_within(&lock)?.then_some(lock);
        let texts = Texts(folder.made("texts")?);
        Ok(Letter { folder, texts, permissions: None, lock })
    }
}

/// Whether a file was locked; false where there are no locks.
fn lock_within(file: &File) -> io::Result<bool> {
    for _ in 0..TRIES {
        match file.try_lock() {
            Ok(()) => return Ok(true),
            Err(TryLockError::WouldBlock) => std::thread::sleep(PAUSE),
            Err(TryLockError::Error(error))
                if is_unsupported(&error) || error.kind() == io::ErrorKind::Unsupported =>
            {
                return Ok(false);
            }
            Err(TryLockError::Error(error)) => return Err(error),
        }
    }
    let why = "another program has been saving this letter for five seconds";
    Err(io::Error::new(io::ErrorKind::TimedOut, why))
}

/// The text that the file had when the desk last knew it.
#[derive(Debug, Clone, Copy)]
struct Head {
    text: Fingerprint,
    /// What a save was to take the place of, where it is not known to have come so far.
    base: Option<Fingerprint>,
}

fn head(lines: &[Line]) -> Option<Head> {
    let mut head = None;
    for line in lines {
        head = match &line.what {
            What::Found { text } | What::Outside { text } | What::Placed { text } => {
                Some(Head { text: text.0, base: None })
            }
            What::Created { text } => Some(Head { text: text.0, base: Some(text.0) }),
            What::Saved { text, base } => Some(Head { text: text.0, base: Some(base.0) }),
            _ => head,
        };
    }
    head
}

impl Letter {
    /// Keeps a text, and writes in the journal what it is.
    pub(super) fn keep(
        &self,
        by: &By,
        bytes: &[u8],
        what: impl FnOnce(Text) -> What,
    ) -> io::Result<Fingerprint> {
        let text = self.texts.add(bytes, self.permissions.as_ref())?;
        self.write(by, what(Text(text)))?;
        Ok(text)
    }

    pub(super) fn write(&self, by: &By, what: What) -> io::Result<()> {
        journal::add(&self.folder, &[Line::new(by, what)], self.permissions.as_ref(), true)
    }

    /// Writes that a text is the file's. Only a guess depends on it, so nobody waits for the disk.
    pub(super) fn placed(&self, by: &By, text: Fingerprint) {
        let line = Line::new(by, What::Placed { text: Text(text) });
        let _ = journal::add(&self.folder, &[line], self.permissions.as_ref(), false);
    }

    /// Keeps the text that the file has, if the desk does not know it: somebody outside wrote it.
    pub(super) fn notice(&self, bytes: &[u8], text: Fingerprint, at: i64) -> io::Result<()> {
        let lines = journal::tail(&self.folder, |lines| head(lines).is_some())?;
        let head = head(&lines);
        let outside = By { at, ..By::default() };
        let Some(head) = head else {
            self.keep(&outside, bytes, |text| What::Found { text })?;
            return Ok(());
        };
        // A save that was cut short left the file as it was.
        if head.text != text && head.base != Some(text) {
            self.keep(&outside, bytes, |text| What::Outside { text })?;
        } else if !self.texts.has(text) {
            self.texts.add(bytes, self.permissions.as_ref())?;
        }
        Ok(())
    }

    /// Looks through what saves left: a file whose place was taken, to which another program may
    /// have written since, and files of saves that were cut short.
    pub(super) fn sweep(&self, at: i64) -> io::Result<()> {
        // Without a lock they may be somebody's at this moment.
        if self.lock.is_none() {
            return Ok(());
        }
        let outside = By { at, ..By::default() };
        for name in self.folder.names()? {
            if name.starts_with(PART) {
                self.folder.remove(&name)?;
            } else if name.starts_with(WHOLE) {
                let bytes = self.folder.read_now(&name)?;
                if !self.texts.has(Fingerprint::of_text(&bytes)) {
                    let why = "another program wrote it while the letter was saved".to_owned();
                    self.keep(&outside, &bytes, |text| What::Kept { text, why })?;
                }
                self.folder.remove(&name)?;
            }
        }
        Ok(())
    }
}
