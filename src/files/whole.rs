//! Files that are whole or absent at every moment.

use std::fs::File;
use std::io::{BufRead as _, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// The name of a file that is being written, until it is whole. The same every time, so that
/// the next build takes the place of what was left of one that was cut short.
pub(super) fn partial(path: &Path) -> PathBuf {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy())
        .unwrap_or_default();
    path.with_file_name(format!(".{name}.partial"))
}

/// Writes a whole file, or none.
pub(super) fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<File> {
    let partial = partial(path);
    let written = File::create(&partial).and_then(|mut file| {
        file.write_all(bytes)?;
        std::fs::rename(&partial, path)?;
        Ok(file)
    });
    if written.is_err() {
        let _ = std::fs::remove_file(&partial);
    }
    written
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
    pub(super) fn finish(self) -> std::io::Result<(File, u64, [u8; 32])> {
        let file = self.file.into_inner()?;
        Ok((file, self.bytes, self.hash.finalize().into()))
    }
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.file.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.file.flush()
    }
}

/// Whether a file has the bytes of a new one, which are so many.
pub(super) fn same(new: &Path, old: &Path, bytes: u64) -> std::io::Result<bool> {
    let alike =
        std::fs::symlink_metadata(old).is_ok_and(|meta| meta.is_file() && meta.len() == bytes);
    if !alike {
        return Ok(false);
    }
    let open = |path| Ok::<_, std::io::Error>(BufReader::with_capacity(BUFFER, File::open(path)?));
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
