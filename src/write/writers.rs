//! Writers of all formats; what an office's letters share is prepared once.

use super::LetterFile;
use super::format::{Format, PreparedWriter};
use crate::finding::{Finding, Level};
use crate::memo::Memo;
use crate::package::Package;
use crate::template::{PageDesign, Templates};
use std::sync::Arc;

/// Writes the letters of one office in one format.
pub(super) trait Writer: Send + Sync {
    /// Writes a composed package.
    ///
    /// `writers` is for a format that holds others, as a message does.
    fn write(&self, package: &Package, writers: &Writers<'_>) -> Result<LetterFile, Vec<Finding>>;

    /// Why there is nothing to write of the package in this format, if there is nothing.
    fn nothing(&self, _: &Package) -> Option<Finding> {
        None
    }

    /// What will keep the package from being written, as far as it can be told without writing it.
    fn preflight(&self, _: &Package, _: &Writers<'_>) -> Vec<Finding> {
        Vec::new()
    }
}

/// The writer of a format that needs nothing but the letter.
pub(super) fn plain(write: fn(&Package) -> String) -> PreparedWriter {
    Ok(Box::new(Plain(write)))
}

struct Plain(fn(&Package) -> String);

impl Writer for Plain {
    fn write(&self, package: &Package, _: &Writers<'_>) -> Result<LetterFile, Vec<Finding>> {
        Ok(self.0(package).into())
    }
}

/// Writes packages in any format; what an office's letters share is prepared once.
///
/// It may be shared between threads.
pub struct Writers<'t> {
    templates: &'t Templates,
    fonts: Vec<Vec<u8>>,
    /// By office, then by format.
    ready: Memo<String, Memo<String, Box<dyn Writer>>>,
}

impl<'t> Writers<'t> {
    /// Writers with the page designs of `templates`, and with further font files for PDF.
    pub fn new(templates: &'t Templates, fonts: Vec<Vec<u8>>) -> Self {
        Self { templates, fonts, ready: Memo::default() }
    }

    /// Writes a composed package in one format.
    ///
    /// # Errors
    /// What keeps the letter from being written in this format.
    pub fn write(&self, package: &Package, format: Format) -> Result<LetterFile, Vec<Finding>> {
        self.of(&package.letter().office().id, format)?.write(package, self)
    }

    /// Why there is nothing to write of a package in one format: a calendar of a letter that
    /// speaks of no meeting. Such a format is left out for this letter, and for no other.
    pub fn nothing(&self, package: &Package, format: Format) -> Option<Finding> {
        let writer = self.of(&package.letter().office().id, format).ok()?;
        writer.nothing(package)
    }

    /// The same as a remark on a letter that is written in other formats.
    pub fn left_out(&self, package: &Package, format: Format) -> Option<Finding> {
        let mut why = self.nothing(package, format)?.level(Level::Note);
        why.help = vec![format!("no `{}` is written of it", format.extension())];
        Some(why)
    }

    /// What will keep the package from being written in one format, as far as it can be told
    /// without writing it: page design, fonts, and every character of the letter. So a whole
    /// list can be looked through before its first file.
    pub fn preflight(&self, package: &Package, format: Format) -> Vec<Finding> {
        match self.of(&package.letter().office().id, format) {
            Ok(writer) => writer.preflight(package, self),
            Err(findings) => findings,
        }
    }

    /// Makes what the letters of `office` share in one format.
    ///
    /// # Errors
    /// Every mistake of the office's files for it.
    pub fn prepare(&self, office: &str, format: Format) -> Result<(), Vec<Finding>> {
        self.of(office, format).map(drop)
    }

    fn of(&self, office: &str, format: Format) -> Result<Arc<Box<dyn Writer>>, Vec<Finding>> {
        let ready = self.ready.get_or(office, || Ok::<_, Vec<Finding>>(Memo::default()))?;
        ready.get_or(format.extension(), || {
            let files = format.office_files();
            (format.0.prepare)(&PageDesign::new(self.templates, office, files, &self.fonts))
        })
    }
}

impl std::fmt::Debug for Writers<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Writers")
            .field("ready", &self.ready)
            .finish_non_exhaustive()
    }
}
