//! Reading the records out of a PDF again.

use std::panic::{AssertUnwindSafe, catch_unwind};

use lopdf::{
    DecompressError, Dictionary, Document, Error, LoadOptions, Object, decode_text_string,
};

use super::embed::{checksum, described};
use crate::finding::Finding;

/// No record is larger than this; more is an attack or an accident.
const LARGEST: usize = 16 << 20;
/// All records of a PDF together are not larger than this.
const LARGEST_TOGETHER: usize = 64 << 20;
/// A tree of names is never deeper, nor wider, in a PDF that was made in good faith.
const DEEPEST: usize = 8;
const MOST: usize = 1000;

/// A record that a PDF carries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EmbeddedRecord {
    /// The name of its file.
    pub name: String,
    /// Its SHA-256, in hexadecimal; it was checked against the bytes.
    pub sha256: String,
    /// The record.
    pub bytes: Vec<u8>,
}

/// The records that a PDF carries: the letter's own first, then those of its enclosed letters.
///
/// # Errors
///
/// Bytes that are no PDF, a PDF that carries no record, and a record that is not what its
/// checksum says.
pub fn read_records(pdf: &[u8]) -> Result<Vec<EmbeddedRecord>, Finding> {
    // The reader bounds depth and memory; a panic it still has is one finding, not a crash.
    catch_unwind(AssertUnwindSafe(|| read(pdf))).unwrap_or_else(|_| Err(unreadable()))
}

fn read(pdf: &[u8]) -> Result<Vec<EmbeddedRecord>, Finding> {
    let options = LoadOptions { max_decompressed_size: Some(LARGEST), ..LoadOptions::default() };
    let document = Document::load_mem_with_options(pdf, options).map_err(|_| unreadable())?;
    let mut files = Vec::new();
    if let Ok(list) = document
        .catalog()
        .and_then(|catalog| deref(&document, catalog, b"AF")?.as_array())
    {
        files.extend(list.iter().take(MOST));
    }
    // Where the claim to PDF/A was dropped, only the tree of names knows the files.
    if files.is_empty()
        && let Ok(tree) = document
            .catalog()
            .and_then(|catalog| deref(&document, catalog, b"Names")?.as_dict())
            .and_then(|names| deref(&document, names, b"EmbeddedFiles")?.as_dict())
    {
        leaves(&document, tree, DEEPEST, &mut files, &mut 0);
    }
    let (mut records, mut room) = (Vec::new(), LARGEST_TOGETHER);
    for file in files {
        if let Some((number, found)) = record(&document, file, room.min(LARGEST))? {
            room -= found.bytes.len();
            records.push((number, found));
        }
    }
    // PDF keeps them by name; their numbers know the order.
    records.sort_by_key(|(number, _)| *number);
    let records: Vec<_> = records.into_iter().map(|(_, record)| record).collect();
    if records.is_empty() {
        return Err(Finding::error("no-record", "this PDF carries no record")
            .help("only PDFs that Chancery wrote carry the record of their letter"));
    }
    Ok(records)
}

/// The value of a key, through a reference if there is one.
fn deref<'a>(
    document: &'a Document,
    dict: &'a Dictionary,
    key: &[u8],
) -> lopdf::Result<&'a Object> {
    document.dereference(dict.get(key)?).map(|(_, object)| object)
}

fn leaves<'a>(
    document: &'a Document,
    tree: &'a Dictionary,
    depth: usize,
    files: &mut Vec<&'a Object>,
    nodes: &mut usize,
) {
    *nodes += 1;
    if let Ok(names) = deref(document, tree, b"Names").and_then(Object::as_array) {
        let room = MOST.saturating_sub(files.len());
        files.extend(names.iter().skip(1).step_by(2).take(room));
    }
    if depth == 0 || files.len() >= MOST || *nodes >= MOST {
        return;
    }
    if let Ok(kids) = deref(document, tree, b"Kids").and_then(Object::as_array) {
        for kid in kids.iter().take(MOST) {
            if let Ok((_, Object::Dictionary(kid))) = document.dereference(kid) {
                leaves(document, kid, depth - 1, files, nodes);
            }
        }
    }
}

/// The file, if its description says that it is a record.
fn record(
    document: &Document,
    file: &Object,
    limit: usize,
) -> Result<Option<(usize, EmbeddedRecord)>, Finding> {
    let Ok((_, Object::Dictionary(file))) = document.dereference(file) else {
        return Ok(None);
    };
    let text = |key: &[u8]| deref(document, file, key).and_then(decode_text_string).ok();
    let description = text(b"Desc").unwrap_or_default();
    let Some((number, sha256)) = described(&description) else {
        return Ok(None);
    };
    let name = text(b"UF").or_else(|| text(b"F")).unwrap_or_default();
    let bytes = deref(document, file, b"EF")
        .and_then(Object::as_dict)
        .and_then(|streams| deref(document, streams, b"F"))
        .and_then(Object::as_stream)
        .and_then(|stream| stream.get_plain_content_with_limit(limit))
        .map_err(|error| {
            if let Error::Decompress(DecompressError::MemoryLimitExceeded { .. }) = error {
                let (one, all) = (LARGEST >> 20, LARGEST_TOGETHER >> 20);
                let message = format!(
                    "the record `{name}` in this PDF is larger than {one} MiB, or all are larger than {all} MiB"
                );
                return Finding::error("broken-record", message)
                    .help("no PDF that Chancery wrote is like that: ask for the PDF again");
            }
            Finding::error(
                "broken-record",
                format!("the record `{name}` in this PDF cannot be read"),
            )
            .help("ask for the PDF again; it was damaged on its way")
        })?;
    if checksum(&bytes) != sha256 {
        let message =
            format!("the record `{name}` in this PDF is not the one the letter was made from");
        return Err(Finding::error("changed-record", message)
            .help("somebody changed it after the letter was written: ask for the PDF again"));
    }
    Ok(Some((number, EmbeddedRecord { name, sha256: sha256.to_owned(), bytes })))
}

fn unreadable() -> Finding {
    Finding::error("unreadable-pdf", "this is not a PDF that can be read")
}
