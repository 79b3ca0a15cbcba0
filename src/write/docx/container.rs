//! The container: parts put into a zip archive (ECMA-376 part 2), the same bytes every day.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::cache::PartCache;
use super::xml::{self, DECLARATION};

/// The media type of a part of WordprocessingML, by the last word of it.
const WORD: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Parts of a file in the order they are written.
#[derive(Debug, Default)]
pub(super) struct Container<'a> {
    parts: Vec<(String, Content<'a>)>,
    types: BTreeMap<String, String>,
}

/// What stands in a part.
#[derive(Debug)]
enum Content<'a> {
    /// The letter's own text.
    Text(Cow<'a, str>),
    /// Text that other letters have too.
    Shared(Cow<'a, str>),
    /// A picture, or whatever a template brings.
    Bytes(&'a [u8]),
}

/// How entries are packed.
pub(super) fn packed() -> SimpleFileOptions {
    SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        // The first moment a zip archive can name: a clock would make every file another one.
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
}

impl<'a> Container<'a> {
    /// Adds a part of WordprocessingML: the letter's own, or one that other letters have too.
    pub(super) fn word(
        &mut self,
        file: &str,
        kind: &str,
        text: impl Into<Cow<'a, str>>,
        own: bool,
    ) {
        let path = format!("word/{file}");
        self.types.insert(path.clone(), format!("{WORD}{kind}+xml"));
        let text = text.into();
        self.parts
            .push((path, if own { Content::Text(text) } else { Content::Shared(text) }));
    }

    /// Adds the properties of the letter.
    pub(super) fn properties(&mut self, text: String) {
        let path = "docProps/core.xml";
        let kind = "application/vnd.openxmlformats-package.core-properties+xml";
        self.types.insert(path.to_owned(), kind.to_owned());
        self.parts.push((path.to_owned(), Content::Text(text.into())));
    }

    /// Adds a list of relations.
    pub(super) fn relations(&mut self, path: String, text: impl Into<Cow<'a, str>>) {
        self.parts.push((path, Content::Shared(text.into())));
    }

    /// Adds a part as it is; `kind` is empty where the ending tells what it is.
    pub(super) fn bytes(&mut self, path: String, kind: &str, bytes: &'a [u8]) {
        if !kind.is_empty() {
            self.types.insert(path.clone(), kind.to_owned());
        }
        self.parts.push((path, Content::Bytes(bytes)));
    }

    /// The archive.
    pub(super) fn finish(self, cache: &PartCache) -> ZipResult<Vec<u8>> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(16_000)));
        let shared = |zip: &mut ZipWriter<_>, path: &str, text: &str| {
            zip.raw_copy_file_rename(cache.part(text)?.by_index_raw(0)?, path)
        };
        // First, because programs that look only at the beginning know the file by it.
        shared(&mut zip, "[Content_Types].xml", &self.content_types())?;
        for (path, content) in &self.parts {
            let own = match content {
                Content::Shared(text) => {
                    shared(&mut zip, path, text)?;
                    continue;
                }
                Content::Text(text) => text.as_bytes(),
                Content::Bytes(bytes) => bytes,
            };
            zip.start_file(path.as_str(), packed())?;
            zip.write_all(own)?;
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
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("svg", "image/svg+xml"),
    ("xml", "application/xml"),
];
