//! The template as an archive: opened within limits, whatever it claims about itself.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use zip::ZipArchive;

use super::{Fault, broken, unsafe_template};
use crate::finding::Finding;

/// The most entries a template may have; Word's own have some twenty.
const ENTRIES: usize = 512;
/// The largest file, and the largest sum of what is packed in it, in bytes.
const PACKED: usize = 32 << 20;
const UNPACKED: u64 = 64 << 20;

/// The files of a template by their paths.
#[derive(Debug)]
pub(super) struct Archive {
    files: BTreeMap<String, Vec<u8>>,
}

impl Archive {
    /// Unpacks a template.
    pub(super) fn open(bytes: &[u8]) -> Result<Self, Fault> {
        if bytes.len() > PACKED {
            return Err(too_large(format!("is larger than {} MiB", PACKED >> 20)));
        }
        if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
            return Err(broken("it is an old or encrypted Office file, not a .docx"));
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(broken)?;
        if zip.len() > ENTRIES {
            return Err(too_large(format!("packs {} files, more than {ENTRIES}", zip.len())));
        }
        if zip.has_duplicate_names() {
            return Err(broken("two of its files have the same name"));
        }
        let mut files = BTreeMap::new();
        let mut folded = std::collections::BTreeSet::new();
        let mut left = UNPACKED;
        for at in 0..zip.len() {
            let entry = zip.by_index(at).map_err(broken)?;
            let name = entry.name().map_err(broken)?.into_owned();
            if !is_plain(&name) {
                let why = format!("packs a file with a path that leads elsewhere: {name:?}");
                return Err(unsafe_template(why, "save it anew from Word"));
            }
            if entry.is_dir() {
                continue;
            }
            if !folded.insert(name.to_ascii_lowercase()) {
                return Err(broken(format!("two of its files are called {name}")));
            }
            // What an archive says about sizes is not believed: reading stops at the limit.
            let mut content = Vec::new();
            entry.take(left + 1).read_to_end(&mut content).map_err(broken)?;
            left = left
                .checked_sub(content.len() as u64)
                .ok_or_else(|| too_large(format!("unpacks to more than {} MiB", UNPACKED >> 20)))?;
            files.insert(name, content);
        }
        Ok(Self { files })
    }

    /// Whether it has a file.
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }

    /// A file.
    pub(super) fn bytes(&self, path: &str) -> Result<&[u8], Fault> {
        let file = self.files.get(path).map(Vec::as_slice);
        file.ok_or_else(|| broken(format!("{path} is missing in it")))
    }

    /// A file that holds text.
    pub(super) fn text(&self, path: &str) -> Result<&str, Fault> {
        let text = std::str::from_utf8(self.bytes(path)?);
        let text = text.map_err(|_| broken(format!("{path} is not written in UTF-8")))?;
        Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
    }

    /// The paths of its XML files: those that are called so, and those that hold it whatever they
    /// are called, which is what a word processor goes by.
    pub(super) fn xml_paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str).filter(|path| self.is_xml(path))
    }

    /// Whether a file is looked at as XML.
    pub(super) fn is_xml(&self, path: &str) -> bool {
        let folded = path.to_ascii_lowercase();
        let called = [".xml", ".rels", ".vml", ".svg"]
            .iter()
            .any(|end| folded.ends_with(end));
        let begins = |bytes: &Vec<u8>| {
            let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
            bytes.trim_ascii_start().starts_with(b"<")
        };
        called || self.files.get(path).is_some_and(begins)
    }

    /// The media type of a picture that a letter may hold, by what it holds.
    pub(super) fn picture(&self, path: &str) -> Option<&'static str> {
        match self.files.get(path)?.as_slice() {
            [0x89, b'P', b'N', b'G', b'\r', b'\n', ..] => Some("image/png"),
            [0xFF, 0xD8, 0xFF, ..] => Some("image/jpeg"),
            [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
            _ => None,
        }
    }

    /// Programs in it.
    pub(super) fn programs(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        let types = self
            .files
            .get("[Content_Types].xml")
            .map(|bytes| String::from_utf8_lossy(bytes));
        let typed = types.is_some_and(|types| {
            let types = types.to_ascii_lowercase();
            types.contains("macroenabled") || types.contains("vbaproject")
        });
        let file = self
            .files
            .keys()
            .find(|path| path.to_ascii_lowercase().contains("vbaproject"));
        if typed || file.is_some() {
            let why = match file {
                Some(file) => format!("carries macros ({file})"),
                None => "is a Word document with macros".to_owned(),
            };
            let help = "save it in Word as \"Word Document (.docx)\", which leaves macros out";
            findings.push(*unsafe_template(why, help));
        }
        if let Some(path) = self
            .files
            .keys()
            .find(|path| path.to_ascii_lowercase().contains("activex/"))
        {
            let why = format!("carries an ActiveX control ({path})");
            findings
                .push(*unsafe_template(why, "delete the control in Word and save the file again"));
        }
        findings
    }
}

fn too_large(why: String) -> Fault {
    unsafe_template(why, "a template needs styles, a header and a footer, and no letters in it")
}

/// Whether a path within the archive stays within it, on every system.
fn is_plain(path: &str) -> bool {
    !path.is_empty()
        && !path.starts_with('/')
        && !path.contains(['\\', ':', '\0'])
        && path
            .trim_end_matches('/')
            .split('/')
            .all(|part| !matches!(part, "" | "." | ".."))
}
