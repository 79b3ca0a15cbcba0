//! A PDF of somebody else, read within bounds and written anew.
//!
//! The typesetter's reader of PDF files knows no bounds: it follows nested objects on the stack,
//! a tree of pages as often as it shares its kids, and unpacks whatever it finds. `lopdf` bounds
//! the depth of objects (100), the filters of a stream (16) and what it unpacks; what it has read
//! is counted here and written again, so that what was looked at is what is used.

use std::collections::HashMap;

use lopdf::xref::XrefType;
use lopdf::{DecompressError, Dictionary, Document, Error, LoadOptions, Object, ObjectId};

/// The pages of an enclosed file at most.
const PAGES: usize = 2_000;

/// How deep the tree of its pages may be.
const DEEPEST: usize = 50;

/// The nodes of the tree of pages at most: pages and what holds them, counted as often as they stand.
const NODES: usize = 2 * PAGES;

/// What the pages of a file may unpack to, together: 128 MiB.
const UNPACKED: usize = 128 << 20;

/// What one list of objects may unpack to: 32 MiB.
const OBJECTS: usize = 32 << 20;

/// Why a PDF cannot be enclosed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsound {
    Unreadable,
    Encrypted,
    /// It asks for more than a limit; which, in words.
    TooMuch(String),
}

/// Reads a PDF and writes it anew.
pub(super) fn sound(bytes: &[u8]) -> Result<Vec<u8>, Unsound> {
    let options = LoadOptions { max_decompressed_size: Some(OBJECTS), ..LoadOptions::default() };
    let mut document =
        Document::load_mem_with_options(bytes, options).map_err(|_| Unsound::Unreadable)?;
    if document.is_encrypted() || document.was_encrypted() {
        return Err(Unsound::Encrypted);
    }
    let pages = pages(&document)?;
    if unpacked(&document, &pages)? > UNPACKED {
        let limit = UNPACKED >> 20;
        return Err(Unsound::TooMuch(format!("unpacks to more than {limit} MiB")));
    }
    settle(&mut document);
    let mut out = Vec::with_capacity(bytes.len());
    document.save_to(&mut out).map_err(|_| Unsound::Unreadable)?;
    Ok(out)
}

/// The pages, each as often as it stands in the tree.
fn pages(document: &Document) -> Result<Vec<&Dictionary>, Unsound> {
    let root = document.catalog().map_err(|_| Unsound::Unreadable)?;
    let root = root.get(b"Pages").map_err(|_| Unsound::Unreadable)?;
    let (mut pages, mut nodes) = (Vec::new(), 0);
    let mut open = vec![(root, 0)];
    while let Some((node, depth)) = open.pop() {
        nodes += 1;
        if pages.len() > PAGES || nodes > NODES {
            let limit = format!("has more than {PAGES} pages, or a tree of pages without end");
            return Err(Unsound::TooMuch(limit));
        }
        if depth > DEEPEST {
            let limit = format!("has a tree of pages more than {DEEPEST} deep");
            return Err(Unsound::TooMuch(limit));
        }
        let Ok((_, Object::Dictionary(node))) = document.dereference(node) else {
            continue;
        };
        let kids = node.get(b"Kids").and_then(|kids| document.dereference(kids));
        match kids {
            Ok((_, Object::Array(kids))) => {
                if kids.len() > NODES {
                    let limit = format!("has more than {PAGES} pages");
                    return Err(Unsound::TooMuch(limit));
                }
                open.extend(kids.iter().rev().map(|kid| (kid, depth + 1)));
            }
            _ => pages.push(node),
        }
    }
    Ok(pages)
}

/// What the contents of all pages unpack to, in bytes; more than the limit where they are more.
fn unpacked(document: &Document, pages: &[&Dictionary]) -> Result<usize, Unsound> {
    let mut known: HashMap<ObjectId, usize> = HashMap::new();
    let mut sum = 0usize;
    for page in pages {
        let Ok((id, contents)) = page
            .get(b"Contents")
            .and_then(|contents| document.dereference(contents))
        else {
            continue;
        };
        let streams = match contents {
            Object::Array(streams) => streams.iter().map(|one| document.dereference(one)).collect(),
            stream => vec![Ok((id, stream))],
        };
        for (id, stream) in streams.into_iter().flatten() {
            let Object::Stream(stream) = stream else { continue };
            let size = match id.and_then(|id| known.get(&id)) {
                Some(size) => *size,
                None => match stream.get_plain_content_with_limit(UNPACKED) {
                    Ok(bytes) => bytes.len(),
                    Err(Error::Decompress(DecompressError::MemoryLimitExceeded { .. })) => {
                        return Ok(usize::MAX);
                    }
                    Err(Error::Decompress(DecompressError::TooManyFilters { limit, .. })) => {
                        let limit = format!("packs a page more than {limit} times");
                        return Err(Unsound::TooMuch(limit));
                    }
                    Err(_) => return Err(Unsound::Unreadable),
                },
            };
            if let Some(id) = id {
                known.insert(id, size);
            }
            sum = sum.saturating_add(size);
            if sum > UNPACKED {
                return Ok(sum);
            }
        }
    }
    Ok(sum)
}

/// Leaves nothing to the reader but plain objects: no lists of objects, and none that only
/// stands for another.
fn settle(document: &mut Document) {
    let of_file = |object: &Object| {
        let stream = object.as_stream().ok();
        stream
            .is_some_and(|stream| stream.dict.has_type(b"ObjStm") || stream.dict.has_type(b"XRef"))
    };
    document.objects.retain(|_, object| !of_file(object));
    let stands_for = document.objects.iter().filter_map(|(id, object)| {
        let reference = matches!(object, Object::Reference(_));
        let meant = document.dereference(object).ok().map(|(_, meant)| meant.clone());
        reference.then(|| (*id, meant.unwrap_or(Object::Null)))
    });
    let meant: Vec<_> = stands_for.collect();
    for (id, object) in meant {
        // A stream stands once.
        let object = if matches!(object, Object::Stream(_)) { Object::Null } else { object };
        document.objects.insert(id, object);
    }
    document.reference_table.cross_reference_type = XrefType::CrossReferenceTable;
    for key in
        [b"Prev".as_slice(), b"XRefStm", b"W", b"Index", b"Filter", b"DecodeParms", b"Length"]
    {
        document.trailer.remove(key);
    }
}
