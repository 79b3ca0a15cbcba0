//! The cache: parts that many letters of an office share, packed once.
//!
//! Styles, settings and letterheads are most of a Word file and the same in letter after letter.
//! What stands on the cache only saves time: a file has the same bytes with it and without.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::sync::{Arc, PoisonError, RwLock};

use zip::result::ZipResult;
use zip::{ZipArchive, ZipWriter};

use super::container::packed;

/// The most parts kept.
const ROOM: usize = 128;

/// One part, packed.
pub(super) type PackedPart = ZipArchive<Cursor<Arc<[u8]>>>;

/// PackedPart parts by their text.
#[derive(Debug, Default)]
pub(super) struct PartCache(RwLock<BTreeMap<String, PackedPart>>);

impl PartCache {
    /// The part with this text, packed now unless it stood here.
    pub(super) fn part(&self, text: &str) -> ZipResult<PackedPart> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(part) = kept.get(text) {
            return Ok(part.clone());
        }
        drop(kept);
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("part", packed())?;
        zip.write_all(text.as_bytes())?;
        let part = ZipArchive::new(Cursor::new(Arc::from(zip.finish()?.into_inner())))?;
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        // Cleared and not merely closed: what letters share is back with the next one.
        if kept.len() >= ROOM {
            kept.clear();
        }
        kept.insert(text.to_owned(), part.clone());
        Ok(part)
    }
}
