//! The page design of one office: the files that lay its letters out, whatever the format.

use std::sync::Arc;

use super::Templates;
use crate::source::Source;

/// What a writer is made of: those files of an office that its format is laid out with.
#[derive(Debug, Clone, Copy)]
pub struct PageDesign<'t> {
    templates: &'t Templates,
    office: &'t str,
    files: &'t [&'t str],
    fonts: &'t [Vec<u8>],
}

impl<'t> PageDesign<'t> {
    /// The page design of `office`, of which only `files` can be asked for, with further fonts.
    pub fn new(
        templates: &'t Templates,
        office: &'t str,
        files: &'t [&'t str],
        fonts: &'t [Vec<u8>],
    ) -> Self {
        Self { templates, office, files, fonts }
    }

    /// A text: the office's own, or the common one.
    pub fn text(&self, path: &str) -> Option<&'t Arc<Source>> {
        self.files
            .contains(&path)
            .then(|| self.templates.text(self.office, path))?
    }

    /// A file that is not text, from the office's own folder.
    pub fn binary(&self, path: &str) -> Option<&'t Arc<[u8]>> {
        self.files
            .contains(&path)
            .then(|| self.templates.binary(self.office, path))?
    }

    /// Font files, the office's own first.
    pub fn fonts(&self) -> Vec<Vec<u8>> {
        let mut fonts = self.templates.fonts(self.office);
        fonts.extend(self.fonts.iter().cloned());
        fonts
    }
}
