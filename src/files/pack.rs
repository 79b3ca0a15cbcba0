//! A pack: one file to which pieces are appended, and from which they are read by their places.

use std::fs::File;
use std::os::unix::fs::FileExt as _;
use std::sync::atomic::{AtomicU64, Ordering};

/// An open pack. Any number of threads may append and read.
#[derive(Debug)]
pub(super) struct Pack {
    file: File,
    end: AtomicU64,
}

impl Pack {
    /// The pack in a file.
    pub(super) fn new(file: File) -> std::io::Result<Self> {
        let end = file.metadata()?.len();
        Ok(Self { file, end: AtomicU64::new(end) })
    }

    /// Appends a piece; gives where it begins.
    pub(super) fn append(&self, bytes: &[u8]) -> std::io::Result<u64> {
        let start = self.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        self.file.write_all_at(bytes, start)?;
        Ok(start)
    }

    pub(super) fn read(&self, start: u64, length: usize) -> std::io::Result<Vec<u8>> {
        let mut bytes = vec![0; length];
        self.file.read_exact_at(&mut bytes, start)?;
        Ok(bytes)
    }

    /// How many bytes it has.
    pub(super) fn size(&self) -> u64 {
        self.end.load(Ordering::Relaxed)
    }

    /// Waits until all of it is on the disk.
    pub(super) fn sync(&self) -> std::io::Result<()> {
        self.file.sync_data()
    }
}
