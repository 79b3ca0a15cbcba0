//! Gathers what belongs to a letter: the records it encloses, files, pictures.
//!
//! Pure: a [`Shelf`] gives bytes by name, whoever keeps them.

use std::collections::BTreeMap;

use crate::finding::{Finding, nearest};
use crate::letter::{Enclosed, Signature};
use crate::package::Picture;
use crate::record::{self, Record, Syntax};

/// How deep letters may enclose letters.
const MAX_ENCLOSED: usize = 8;

/// Where records and files lie beside a letter.
pub trait Shelf {
    /// The record with this id: the name to show in messages, its syntax and its bytes.
    ///
    /// # Errors
    /// Why it cannot be had, in a sentence.
    fn record(&self, id: &str) -> Result<(String, Syntax, Vec<u8>), String>;

    /// The file with this name, of at most `limit` bytes.
    ///
    /// # Errors
    /// Why it cannot be had, in a sentence.
    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, String>;

    /// The ids of all records there.
    fn ids(&self) -> Vec<String>;

    /// The id nearest to a mistyped one, for advice.
    fn nearest(&self, id: &str) -> Option<String> {
        let ids = self.ids();
        nearest(id, ids.iter().map(String::as_str)).map(str::to_owned)
    }
}

/// A record with all that belongs to it.
#[derive(Debug, Clone)]
pub struct Bundle {
    /// The record.
    pub record: Record,
    /// The letters it encloses, each with its place among the enclosures.
    pub enclosed: Vec<(usize, Bundle)>,
    /// The files it encloses, by name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// The pictures of its signatures, by name.
    pub pictures: BTreeMap<String, Picture>,
}

/// The largest file that may be enclosed: 64 MiB.
const MAX_FILE: u64 = 64 << 20;

/// Gathers what belongs to `record` from `shelf`: all that can be had, and findings for
/// everything that is missing, broken, or encloses its encloser.
pub fn gather(record: Record, shelf: &dyn Shelf) -> (Bundle, Vec<Finding>) {
    let mut findings = Vec::new();
    let bundle = bundle(record, shelf, &mut Vec::new(), &mut findings);
    (bundle, findings)
}

fn bundle(
    record: Record,
    shelf: &dyn Shelf,
    open: &mut Vec<String>,
    findings: &mut Vec<Finding>,
) -> Bundle {
    open.push(record.id.clone());
    let (mut enclosed, mut files, mut pictures) = (Vec::new(), BTreeMap::new(), BTreeMap::new());
    for (at, enclosure) in record.letter.enclosures.iter().enumerate() {
        match enclosure.kind() {
            Enclosed::Letter(id) => {
                let place = record.place(&format!("enclosures[{at}].letter"));
                match letter(id, shelf, open) {
                    Ok(found) => enclosed.push((at, bundle(found, shelf, open, findings))),
                    Err(Missing::Why(finding)) => findings.push(finding.at(place)),
                    Err(Missing::Broken(mistakes)) => {
                        let finding = Finding::error(
                            "broken-enclosure",
                            format!("the enclosed letter `{id}` has mistakes"),
                        )
                        .help("its own findings are listed with this one");
                        findings.push(finding.at(place));
                        findings.extend(mistakes);
                    }
                }
            }
            Enclosed::File(name) => match enclosed_file(name, shelf) {
                Ok(bytes) => {
                    files.insert(name.to_owned(), bytes);
                }
                Err(finding) => {
                    findings.push(finding.at(record.place(&format!("enclosures[{at}].file"))))
                }
            },
            Enclosed::Document | Enclosed::Programme => {}
        }
    }
    for (at, signatory) in record.letter.signatories.iter().enumerate() {
        if let Some(Signature::Image(name)) = &signatory.signature {
            let read = shelf.file(name, Picture::MAX_BYTES).and_then(Picture::read);
            match read {
                Ok(picture) => {
                    pictures.insert(name.clone(), picture);
                }
                Err(why) => findings.push(
                    Finding::error("signature-image", format!("the signature `{name}` cannot be used: {why}"))
                        .help("put a PNG or JPEG file of that name beside the record, or take `signature` out")
                        .at(record.place(&format!("signatories[{at}].signature.image"))),
                ),
            }
        }
    }
    open.pop();
    Bundle {
        record,
        enclosed,
        files,
        pictures,
    }
}

enum Missing {
    Why(Finding),
    Broken(Vec<Finding>),
}

fn letter(id: &str, shelf: &dyn Shelf, open: &[String]) -> Result<Record, Missing> {
    if open.iter().any(|opened| opened == id) {
        let chain = open
            .iter()
            .map(String::as_str)
            .chain([id])
            .collect::<Vec<_>>()
            .join("` encloses `");
        return Err(Missing::Why(
            Finding::error(
                "enclosure-circle",
                format!("`{chain}`: a letter cannot enclose itself"),
            )
            .help("take one of these enclosures out"),
        ));
    }
    if open.len() >= MAX_ENCLOSED {
        return Err(Missing::Why(Finding::error(
            "enclosure-depth",
            format!(
                "letters may be enclosed in one another {MAX_ENCLOSED} deep, and this one is deeper"
            ),
        )));
    }
    let (name, syntax, bytes) = shelf.record(id).map_err(|why| {
        let mut finding = Finding::error(
            "missing-enclosure",
            format!("the enclosed letter `{id}` cannot be read: {why}"),
        );
        if let Some(near) = shelf.nearest(id) {
            finding = finding.help(format!("did you mean `{near}`?"));
        }
        Missing::Why(finding.help(format!(
            "put its record beside this one, as `{id}.md`, .yaml, .toml or .json"
        )))
    })?;
    record::read(id, &name, &bytes, syntax).map_err(Missing::Broken)
}

fn enclosed_file(name: &str, shelf: &dyn Shelf) -> Result<Vec<u8>, Finding> {
    let finding = |why: String| {
        Finding::error(
            "missing-enclosure",
            format!("the enclosed file `{name}` cannot be used: {why}"),
        )
        .help("put a PDF file of that name beside the record")
    };
    let bytes = shelf.file(name, MAX_FILE).map_err(finding)?;
    if !bytes.starts_with(b"%PDF-") {
        return Err(finding("it is not a PDF file".to_owned()));
    }
    Ok(bytes)
}
