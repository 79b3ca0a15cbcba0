//! Files that are whole or absent at every moment.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write};

use sha2::{Digest as _, Sha256};

/// The name of a file that is being written, until it is whole. The same every time, so that
/// the next build takes the place of what was left of one that was cut short.
pub(super) fn partial(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/.{name}.partial"),
        None => format!(".{path}.partial"),
    }
}

/// How much is written at once.
pub(super) const BUFFER: usize = 1 << 18;

/// A file that is hashed while it is written.
pub(super) struct Hashing {
    file: BufWriter<File>,
    hash: Sha256,
    bytes: u64,
}

impl Hashing {
    pub(super) fn new(file: File) -> Self {
        Self { file: BufWriter::with_capacity(BUFFER, file), hash: Sha256::new(), bytes: 0 }
    }

    /// The file, its size and its SHA-256.
    pub(super) fn finish(self) -> io::Result<(File, u64, [u8; 32])> {
        let file = self.file.into_inner()?;
        Ok((file, self.bytes, self.hash.finalize().into()))
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// Whether two files of the same size have the same bytes.
pub(super) fn same(new: &File, old: &File) -> io::Result<bool> {
    let open = |mut file| {
        io::Seek::rewind(&mut file)?;
        Ok::<_, io::Error>(BufReader::with_capacity(BUFFER, file))
    };
    let (mut new, mut old) = (open(new)?, open(old)?);
    loop {
        let (one, other) = (new.fill_buf()?, old.fill_buf()?);
        let length = one.len().min(other.len());
        if one[..length] != other[..length] {
            return Ok(false);
        }
        if length == 0 {
            return Ok(one.len() == other.len());
        }
        new.consume(length);
        old.consume(length);
    }
}
