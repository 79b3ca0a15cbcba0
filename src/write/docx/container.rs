//! The container: parts put into a zip archive (ECMA-376 part 2), the same bytes every day.

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::xml::{self, DECLARATION};

/// The media type of a part of WordprocessingML, by the last word of it.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Parts of a file in the order they are written.
#[derive(Debug, Default)]
pub(super) struct Container<'a> {
    parts: Vec<(String, std::borrow::Cow<'a, [u8]>)>,
    types: BTreeMap<String, String>,
}

impl<'a> Container<'a> {
    /// Adds a part of WordprocessingML: `document.main` is the type of the main part.
    pub(super) fn word(&mut self, file: &str, kind: &str, text: String) {
        let path = format!("word/{file}");
        self.types.insert(path.clone(), format!("{WORD}{kind}+xml"));
        self.parts.push((path, text.into_bytes().into()));
    }

    /// Adds a part whose type its ending tells.
    pub(super) fn plain(&mut self, path: String, bytes: impl Into<std::borrow::Cow<'a, [u8]>>) {
        self.parts.push((path, bytes.into()));
    }

    /// Adds a part of another type.
    pub(super) fn typed(
        &mut self,
        path: String,
        media_type: &str,
        bytes: impl Into<std::borrow::Cow<'a, [u8]>>,
    ) {
        self.types.insert(path.clone(), media_type.to_owned());
        self.parts.push((path, bytes.into()));
    }

    /// The archive.
    pub(super) fn finish(self) -> ZipResult<Vec<u8>> {
        let types = self.content_types();
        let size: usize = self.parts.iter().map(|(_, bytes)| bytes.len()).sum();
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(4096 + size / 4)));
        let packed = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            // The first moment a zip archive can name: a clock would make every file another one.
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        // First, because programs that look only at the beginning know the file by it.
        zip.start_file("[Content_Types].xml", packed)?;
        zip.write_all(types.as_bytes())?;
        for (path, bytes) in &self.parts {
            zip.start_file(path.as_str(), packed)?;
            zip.write_all(bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn content_types(&self) -> String {
        let mut out = String::with_capacity(2000);
        out.push_str(DECLARATION);
        out.push_str(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">",
        );
        for (extension, media_type) in DEFAULTS {
            let ends = |path: &str| {
                path.rsplit('.')
                    .next()
                    .is_some_and(|e| e.eq_ignore_ascii_case(extension))
            };
            if self.parts.iter().any(|(path, _)| ends(path)) {
                out.push_str("<Default");
                xml::attribute("Extension", extension, &mut out);
                xml::attribute("ContentType", media_type, &mut out);
                out.push_str("/>");
            }
        }
        for (path, media_type) in &self.types {
            out.push_str("<Override");
            xml::attribute("PartName", &format!("/{path}"), &mut out);
            xml::attribute("ContentType", media_type, &mut out);
            out.push_str("/>");
        }
        out.push_str("</Types>");
        out
    }
}

/// What endings mean in our files.
pub(super) const DEFAULTS: [(&str, &str); 8] = [
    ("emf", "image/x-emf"),
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    (
        "rels",
        "application/vnd.openxmlformats-package.relationships+xml",
    ),
    ("svg", "image/svg+xml"),
    ("xml", "application/xml"),
];
