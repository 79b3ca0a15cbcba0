//! The versions of a letter, each by its fingerprint: whole or absent, on the disk before anybody
//! hears of them.

use std::fs::{File, Permissions};
use std::io::{self, Write as _};

use lz4_flex::block;

use super::Held;
use crate::record::MAX_RECORD;
use crate::text::Fingerprint;

/// More than any record takes when it is compressed.
const MAX_PACKED: u64 = 2 * MAX_RECORD as u64;

fn name(text: Fingerprint) -> String {
    format!("{text}.lz4")
}

/// The texts in a folder.
pub(super) struct Texts(pub(super) Held);

impl Texts {
    /// Keeps a text, unless it is kept already. It may be read by whom the record may be read by.
    pub(super) fn add(
        &self,
        bytes: &[u8],
        permissions: Option<&Permissions>,
    ) -> io::Result<Fingerprint> {
        let text = Fingerprint::of_text(bytes);
        let name = name(text);
        if self.get(text).is_ok_and(|kept| kept == bytes) {
            return Ok(text);
        }
        let (partial, mut file) = new_file(&self.0, "part")?;
        let written = (|| {
            permit(&file, permissions);
            file.write_all(&block::compress_prepend_size(bytes))?;
            file.sync_all()?;
            self.0.rename(&partial, &name)?;
            self.0.sync()
        })();
        if written.is_err() {
            let _ = self.0.remove(&partial);
        }
        written.map(|()| text)
    }

    /// Whether a text is kept.
    pub(super) fn has(&self, text: Fingerprint) -> bool {
        self.0.meta(&name(text)).is_ok_and(|meta| meta.is_file())
    }

    /// A text that is kept.
    pub(super) fn get(&self, text: Fingerprint) -> io::Result<Vec<u8>> {
        let packed = self.0.read(&name(text), MAX_PACKED)?;
        let damaged = || io::Error::other("what is kept of it is damaged");
        // The size is asked before anything of that size is made.
        let size = packed.first_chunk::<4>().map(|size| u32::from_le_bytes(*size));
        if size.is_none_or(|size| size as usize > MAX_RECORD) {
            return Err(damaged());
        }
        let bytes = block::decompress_size_prepended(&packed).map_err(|_| damaged())?;
        if Fingerprint::of_text(&bytes) == text { Ok(bytes) } else { Err(damaged()) }
    }
}

/// A new file with a name that no other has, whoever else writes.
pub(super) fn new_file(folder: &Held, begin: &str) -> io::Result<(String, File)> {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    loop {
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("{begin}-{}-{count}", std::process::id());
        match folder.create_new(&name) {
            // Another machine that shares the folder has processes of the same numbers.
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            made => return Ok((name, made?)),
        }
    }
}

/// Gives a file the permissions of another. Where they cannot be set there are none.
pub(super) fn permit(file: &File, permissions: Option<&Permissions>) {
    if let Some(permissions) = permissions {
        let _ = file.set_permissions(permissions.clone());
    }
}
