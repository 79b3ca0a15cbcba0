//! What travels inside a PDF: the records, and whatever else goes with them.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use typst::foundations::Bytes;

use crate::package::Package;
use crate::source::Source;
use crate::text::hex;

/// The description of an embedded record: its number in the package, and its checksum.
pub(super) fn describe(number: usize, sha256: &str) -> String {
    format!("Record {number}, SHA-256 {sha256}")
}

/// Number and checksum, if a description is that of a record.
pub(super) fn described(description: &str) -> Option<(usize, &str)> {
    let (number, sha256) = description.strip_prefix("Record ")?.split_once(", SHA-256 ")?;
    Some((number.parse().ok()?, sha256))
}

/// A further file for a PDF to carry.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name, without folders: `letter.ics`.
    pub name: String,
    /// Its media type (RFC 2046): `text/calendar`.
    pub media_type: String,
    /// What it is, for the list of files that readers show.
    pub description: String,
    /// What it is to the letter.
    pub relationship: Relationship,
    /// The file.
    pub bytes: Vec<u8>,
}

/// What an attached file is to the letter (ISO 19005-3, annex E).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relationship {
    /// The letter was made from it.
    Source,
    /// The letter shows what it holds.
    Data,
    /// It says the same in another way.
    Alternative,
    /// It adds to the letter.
    Supplement,
}

impl Relationship {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Data => "data",
            Self::Alternative => "alternative",
            Self::Supplement => "supplement",
        }
    }
}

/// A file ready to be carried, under a name that nothing else in the PDF has.
pub(super) struct EmbeddedFile {
    pub(super) name: String,
    pub(super) media_type: String,
    pub(super) description: String,
    pub(super) relationship: Relationship,
    pub(super) bytes: Bytes,
}

/// The bytes of a record, without a copy.
struct Record(Arc<Source>);

impl AsRef<[u8]> for Record {
    fn as_ref(&self) -> &[u8] {
        self.0.text().as_bytes()
    }
}

/// The records of a package, each once, then the further files.
pub(super) fn carried(package: &Package, attachments: &[Attachment]) -> Vec<EmbeddedFile> {
    let mut files: Vec<EmbeddedFile> = Vec::new();
    let mut taken: Vec<&Arc<Source>> = Vec::new();
    let records = package.members.iter().flat_map(|member| {
        let texts = std::iter::once(member.record()).chain(member.beside());
        texts.map(move |text| (text, &member.id))
    });
    for (record, id) in records {
        if taken.contains(&record) {
            continue;
        }
        taken.push(record);
        let name = file_name(record.name(), id);
        let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
        files.push(EmbeddedFile {
            media_type: record_type(extension).to_owned(),
            description: describe(files.len() + 1, &checksum(record.text().as_bytes())),
            relationship: Relationship::Source,
            bytes: Bytes::new(Record(Arc::clone(record))),
            name: unused(name, &files),
        });
    }
    for file in attachments {
        files.push(EmbeddedFile {
            name: unused(file_name(&file.name, "attachment"), &files),
            media_type: file.media_type.clone(),
            description: file.description.clone(),
            relationship: file.relationship,
            bytes: Bytes::new(file.bytes.clone()),
        });
    }
    files
}

/// The last segment of a path, made safe to save under; `other` where nothing is left of it.
fn file_name(path: &str, other: &str) -> String {
    let clean = |text: &str| -> String {
        let last = text.rsplit(['/', '\\']).next().unwrap_or_default();
        last.chars()
            .map(|c| if c.is_control() || r#"<>:"|?*"#.contains(c) { '_' } else { c })
            .take(200)
            .collect()
    };
    let name = clean(path);
    if name.trim_matches(['.', ' ']).is_empty() || name == "-" {
        return format!("{}.md", clean(other));
    }
    if name.contains('.') { name } else { format!("{name}.md") }
}

/// The name, with a number before its extension if another file has it.
fn unused(name: String, files: &[EmbeddedFile]) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
    let numbered = (2..).map(|n| format!("{stem}-{n}.{extension}"));
    std::iter::once(name.clone())
        .chain(numbered)
        .find(|candidate| files.iter().all(|file| file.name != *candidate))
        .unwrap_or(name)
}

fn record_type(extension: &str) -> &'static str {
    match extension {
        "yaml" | "yml" => "application/yaml",
        "toml" => "application/toml",
        "json" => "application/json",
        _ => "text/markdown",
    }
}

/// The SHA-256 of some bytes, in hexadecimal.
pub(super) fn checksum(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// What sets this package apart from every other: the names and texts of its records, which a
/// letter made again from the record inside has, too.
pub(super) fn identity(package: &Package) -> String {
    let mut sum = Sha256::new();
    for member in &package.members {
        let name = file_name(member.record().name(), &member.id);
        for piece in [name.as_str(), member.record().text()] {
            sum.update(piece.len().to_le_bytes());
            sum.update(piece);
        }
        // Two versions of a letter are two documents of one record.
        if !member.languages().is_empty() {
            sum.update(&member.document.language);
            for file in member.beside() {
                sum.update(file.text());
            }
        }
    }
    hex(&sum.finalize())
}
