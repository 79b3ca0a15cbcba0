//! The redline: a new letter in its office's design, with what changed since an old one as tracked
//! changes (ECMA-376 part 1, 17.13.5). Accepting all gives the new letter, rejecting all the words
//! of the old one.
//!
//! Both letters are written first; the parts of the two files are then compared paragraph by
//! paragraph and run by run, so that headers, tables and signature blocks are compared as prose is.

mod blocks;
mod markup;
mod runs;

use std::io::{Cursor, Read as _, Write as _};

use zip::{ZipArchive, ZipWriter};

use self::blocks::container;
use self::markup::{Element, Node};
use super::container::packed;
use crate::finding::Finding;

/// Who changed a letter, and when, as its tracked changes say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The author.
    pub author: String,
    /// When, as 2026-11-29T00:00:00Z; nothing is said of it where there is none.
    pub date: Option<String>,
}

/// Marks what changed from one Word file to another that Chancery wrote.
///
/// # Errors
/// A file that cannot be read, or not written again.
pub fn redline(old: &[u8], new: &[u8], revision: &Revision) -> Result<Vec<u8>, Finding> {
    let unreadable = |error: &dyn std::fmt::Display| {
        Finding::error(
            "unwritable-document",
            format!("the tracked changes cannot be written: {error}"),
        )
    };
    merge(old, new, revision).map_err(|error| unreadable(&error))
}

fn merge(
    old: &[u8],
    new: &[u8],
    revision: &Revision,
) -> Result<Vec<u8>, Box<dyn std::error::Error>> {
    let mut old = ZipArchive::new(Cursor::new(old))?;
    let mut new = ZipArchive::new(Cursor::new(new))?;
    let mut out = ZipWriter::new(Cursor::new(Vec::with_capacity(32_000)));
    let mut marks = Marks { revision, next: 0, numbering: String::new() };
    if let Ok(mut part) = new.by_name("word/numbering.xml") {
        part.read_to_string(&mut marks.numbering)?;
    }
    for at in 0..new.len() {
        let name = new.by_index_raw(at)?.name()?.into_owned();
        let before = match is_story(&name) {
            true => read(&mut old, &name)?,
            false => None,
        };
        let Some(before) = before else {
            out.raw_copy_file(new.by_index_raw(at)?)?;
            continue;
        };
        let mut after = String::new();
        new.by_index(at)?.read_to_string(&mut after)?;
        out.start_file(name.as_str(), packed())?;
        out.write_all(story(&before, &after, &mut marks)?.as_bytes())?;
    }
    Ok(out.finish()?.into_inner())
}

fn read(
    archive: &mut ZipArchive<Cursor<&[u8]>>,
    name: &str,
) -> Result<Option<String>, Box<dyn std::error::Error>> {
    let Ok(mut part) = archive.by_name(name) else {
        return Ok(None);
    };
    let mut text = String::new();
    part.read_to_string(&mut text)?;
    Ok(Some(text))
}

/// Whether people read a part: the letter itself, its headers and footers.
fn is_story(name: &str) -> bool {
    let file = name.strip_prefix("word/").and_then(|name| name.strip_suffix(".xml"));
    file.is_some_and(|file| {
        file == "document" || file.starts_with("header") || file.starts_with("footer")
    })
}

/// A part with what changed in it.
fn story(
    old: &str,
    new: &str,
    marks: &mut Marks<'_>,
) -> Result<String, Box<dyn std::error::Error>> {
    let (old, mut new) = (markup::read(old)?, markup::read(new)?);
    let before = body(&old).map_or(&[][..], |body| &body.children);
    if let Some(body) = body_mut(&mut new) {
        body.children = container(before, &body.children, marks);
    }
    Ok(markup::write(&new))
}

/// What holds the paragraphs of a part: the body of the document, or a whole header.
fn body(root: &Element) -> Option<&Element> {
    let mut inner = root.children.iter().filter_map(Node::element);
    Some(inner.find(|element| element.name == "w:body").unwrap_or(root))
}

fn body_mut(root: &mut Element) -> Option<&mut Element> {
    let is_document = root.name == "w:document";
    if !is_document {
        return Some(root);
    }
    let mut inner = root.children.iter_mut().filter_map(Node::element_mut);
    inner.find(|element| element.name == "w:body")
}

/// What gives changes their numbers.
#[derive(Debug)]
struct Marks<'r> {
    revision: &'r Revision,
    next: u32,
    /// The lists that the new letter has.
    numbering: String,
}

impl Marks<'_> {
    /// An element that says what is in it was inserted or deleted: `w:ins`, `w:del`.
    fn mark(&mut self, name: &str) -> Element {
        self.next += 1;
        let mut element = Element::new(name);
        element.set("w:id", &self.next.to_string());
        element.set("w:author", &self.revision.author);
        if let Some(date) = &self.revision.date {
            element.set("w:date", date);
        }
        element
    }
}
