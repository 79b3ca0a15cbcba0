//! The container: parts put into a zip archive (OpenDocument 1.3, part 2), the same bytes every day.

use std::io::{Cursor, Write as _};

use zip::result::ZipResult;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::write::xml::Xml;

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.text";

/// Parts of a file in the order they are written.
#[derive(Debug, Default)]
pub(super) struct Container<'a> {
    parts: Vec<(String, &'a str, Content<'a>)>,
}

#[derive(Debug)]
enum Content<'a> {
    Text(String),
    Bytes(&'a [u8]),
}

impl<'a> Container<'a> {
    /// Adds a part of XML.
    pub(super) fn text(&mut self, path: &str, text: String) {
        self.parts.push((path.to_owned(), "text/xml", Content::Text(text)));
    }

    /// Adds a picture.
    pub(super) fn picture(&mut self, path: String, media_type: &'a str, bytes: &'a [u8]) {
        self.parts.push((path, media_type, Content::Bytes(bytes)));
    }

    /// The archive.
    pub(super) fn finish(self) -> ZipResult<Vec<u8>> {
        // The first moment a zip archive can name: a clock would make every file another one.
        let stored = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Stored)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        let packed = stored.compression_method(CompressionMethod::Deflated);
        let mut zip = ZipWriter::new(Cursor::new(Vec::with_capacity(16_000)));
        // First and as it is, because programs know the file by its beginning (section 3.3).
        zip.start_file("mimetype", stored)?;
        zip.write_all(MEDIA_TYPE.as_bytes())?;
        for (path, _, content) in &self.parts {
            let (options, bytes) = match content {
                Content::Text(text) => (packed, text.as_bytes()),
                Content::Bytes(bytes) => (stored, *bytes),
            };
            zip.start_file(path.as_str(), options)?;
            zip.write_all(bytes)?;
        }
        zip.start_file("META-INF/manifest.xml", packed)?;
        zip.write_all(self.manifest().as_bytes())?;
        Ok(zip.finish()?.into_inner())
    }

    fn manifest(&self) -> String {
        let mut xml = Xml::new();
        let namespace = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0";
        xml.open(
            "manifest:manifest",
            &[("xmlns:manifest", namespace), ("manifest:version", "1.3")],
        );
        let mut entry = |path: &str, media_type: &str| {
            let entry = [("manifest:full-path", path), ("manifest:media-type", media_type)];
            xml.empty("manifest:file-entry", &entry);
        };
        entry("/", MEDIA_TYPE);
        for (path, media_type, _) in &self.parts {
            entry(path, media_type);
        }
        xml.close("manifest:manifest");
        xml.into_string()
    }
}
