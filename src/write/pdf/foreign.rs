//! Enclosed PDF files: their pages follow the letter that encloses them.

use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_syntax::{LoadPdfError, Pdf, PdfVersion};
use lopdf::{Document as Reader, LoadOptions};
use typst::foundations::Bytes;

use crate::finding::{Finding, Level};
use crate::package::Package;

/// A stream of a foreign file may unpack to so many bytes before it counts as an attack.
const UNPACKED: usize = 256 << 20;

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

fn open_one(name: &str, bytes: &[u8]) -> Result<File, Finding> {
    let broken = |what: &str| {
        Finding::error("broken-enclosure", format!("the enclosed file `{name}` {what}"))
            .help("open it in a viewer, print it to a new PDF, and enclose that one")
    };
    let unreadable = || broken("is not a PDF that can be read");
    let options = LoadOptions { max_decompressed_size: Some(UNPACKED), ..LoadOptions::default() };
    // A reader that panics on a hostile file must not take the batch with it.
    let read = || {
        let reader = Reader::load_mem_with_options(bytes, options);
        let pdf = Pdf::new(bytes.to_vec()).map(|pdf| {
            let pages: Vec<_> = pdf.pages().iter().map(|page| page.render_dimensions()).collect();
            (pages, pdf.version())
        });
        (reader, pdf)
    };
    let (reader, pdf) = catch_unwind(AssertUnwindSafe(read)).map_err(|_| unreadable())?;

    let locked = matches!(pdf, Err(LoadPdfError::Decryption(_)));
    let encrypted = reader
        .as_ref()
        .is_ok_and(|reader| reader.is_encrypted() || reader.was_encrypted());
    if locked || encrypted {
        return Err(broken("is encrypted"));
    }
    let (pages, version) = pdf
        .ok()
        .filter(|(pages, _)| !pages.is_empty())
        .ok_or_else(unreadable)?;
    if pages.iter().any(|(width, height)| {
        !(3.0..=14_400.0).contains(width) || !(3.0..=14_400.0).contains(height)
    }) {
        return Err(broken("has a page without a usable size"));
    }
    Ok(File { name: name.to_owned(), bytes: Bytes::new(bytes.to_vec()), pages, version })
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
