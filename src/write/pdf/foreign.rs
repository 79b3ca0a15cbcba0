//! Enclosed PDF files: their pages follow the letter that encloses them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf, PdfVersion};
use typst::foundations::Bytes;

use super::sound::{Unsound, sound};
use crate::finding::{Finding, Level};
use crate::package::Package;

/// An enclosed file that can be read.
pub(super) struct File {
    pub(super) name: String,
    pub(super) bytes: Bytes,
    /// Width and height of each page, in points.
    pub(super) pages: Vec<(f32, f32)>,
    version: PdfVersion,
}

/// All enclosed files of a package.
pub(super) struct Files(Vec<File>);

impl Files {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them uses PDF 2.0.
    pub(super) fn are_new(&self) -> bool {
        self.0.iter().any(|file| file.version > PdfVersion::Pdf17)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &File> {
        self.0.iter()
    }

    /// The number of the file with this name.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|file| file.name == name)
    }
}

/// Opens every file that a member encloses.
pub(super) fn open(package: &Package) -> Result<Files, Vec<Finding>> {
    let mut files: Vec<File> = Vec::new();
    let mut findings = Vec::new();
    for member in &package.members {
        for name in member.files() {
            if files.iter().any(|file| file.name == name) {
                continue;
            }
            let opened = match package.files.get(name) {
                Some(bytes) => open_one(name, bytes),
                None => Err(missing(name)),
            };
            match opened {
                Ok(file) => files.push(file),
                Err(finding) => findings.push(super::at_name(finding, package, name)),
            }
        }
    }
    if findings.is_empty() { Ok(Files(files)) } else { Err(findings) }
}

fn missing(name: &str) -> Finding {
    Finding::error("broken-enclosure", format!("the enclosed file `{name}` is missing"))
        .help("put it beside the record, under this name")
}

/// Whether the pages of a PDF can follow a letter.
pub fn can_be_enclosed(bytes: &[u8]) -> bool {
    open_one("", bytes).is_ok()
}

fn open_one(name: &str, bytes: &[u8]) -> Result<File, Finding> {
    let broken = |what: &str| {
        Finding::error("broken-enclosure", format!("the enclosed file `{name}` {what}"))
            .help("open it in a viewer, print it to a new PDF, and enclose that one")
    };
    let unreadable = || {
        broken(
            "is not a PDF that can be read, or its objects lie more than 100 deep in one another",
        )
    };
    // A reader that panics on a hostile file must not take the batch with it.
    let read = || {
        let bytes = sound(bytes)?;
        let pdf = Pdf::new(bytes.clone()).map_err(|error| match error {
            LoadPdfError::Decryption(_) => Unsound::Encrypted,
            _ => Unsound::Unreadable,
        })?;
        let pages = pdf.pages().iter().map(|page| page.render_dimensions());
        Ok((pages.collect::<Vec<_>>(), pdf.version(), bytes))
    };
    let read = catch_unwind(AssertUnwindSafe(read)).map_err(|_| unreadable())?;
    let (pages, version, bytes) = read.map_err(|why| match why {
        Unsound::Unreadable => unreadable(),
        Unsound::Encrypted => broken("is encrypted"),
        Unsound::TooMuch(limit) => broken(&limit),
    })?;
    if pages.is_empty() {
        return Err(unreadable());
    }
    if pages.iter().any(|(width, height)| {
        !(3.0..=14_400.0).contains(width) || !(3.0..=14_400.0).contains(height)
    }) {
        return Err(broken("has a page without a usable size"));
    }
    Ok(File { name: name.to_owned(), bytes: Bytes::new(bytes), pages, version })
}

/// What a package with foreign pages can no longer claim.
pub(super) fn note(files: &Files) -> Option<Finding> {
    let names: Vec<_> = files.iter().map(|file| format!("`{}`", file.name)).collect();
    if names.is_empty() {
        return None;
    }
    let message = format!(
        "this PDF does not claim PDF/A-3a and PDF/UA-1, because it holds pages of {}",
        names.join(", ")
    );
    Some(
        Finding::new("foreign-pages", Level::Note, message)
            .help("where an archive asks for PDF/A, hand the file out beside the letter"),
    )
}
