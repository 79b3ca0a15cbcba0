//! The passages of files of Word and of OpenDocument; tracked changes are taken as accepted.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::Event;
use zip::ZipArchive;

use super::reading::Passages;

/// A part is not larger than this, unpacked.
const LARGEST: u64 = 64 << 20;

/// The passages of a Word file: its headers, the letter, its footers.
pub(super) fn docx(bytes: &[u8]) -> Result<(Vec<String>, bool), String> {
    let mut archive = open(bytes, "no Word file")?;
    let mut names: Vec<_> = names(&mut archive);
    let rank = |name: &str| {
        let file = name.strip_prefix("word/")?;
        let file = file.strip_suffix(".xml").filter(|file| !file.contains('/'))?;
        ["header", "document", "footnotes", "footer"]
            .iter()
            .position(|kind| file.starts_with(kind))
    };
    names.retain(|name| rank(name).is_some());
    names.sort_by_key(|name| (rank(name), name.clone()));
    if !names.iter().any(|name| name == "word/document.xml") {
        return Err("it is no Word file".to_owned());
    }
    let (mut passages, mut tracked) = (Vec::new(), false);
    for name in names {
        let (mut found, marked) = story(&part(&mut archive, &name)?, &WORD)?;
        passages.append(&mut found);
        tracked |= marked;
    }
    Ok((passages, tracked))
}

/// The passages of an OpenDocument text: its headers and footers, the letter.
pub(super) fn odt(bytes: &[u8]) -> Result<(Vec<String>, bool), String> {
    let mut archive = open(bytes, "no OpenDocument text")?;
    let (mut passages, mut tracked) = (Vec::new(), false);
    for name in ["styles.xml", "content.xml"] {
        let (mut found, marked) = story(&part(&mut archive, name)?, &ODF)?;
        passages.append(&mut found);
        tracked |= marked;
    }
    Ok((passages, tracked))
}

fn open<'b>(bytes: &'b [u8], what: &str) -> Result<ZipArchive<Cursor<&'b [u8]>>, String> {
    ZipArchive::new(Cursor::new(bytes)).map_err(|_| format!("it is {what}"))
}

fn names(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Vec<String> {
    let mut names = Vec::new();
    for at in 0..archive.len() {
        if let Ok(file) = archive.by_index_raw(at)
            && let Ok(name) = file.name()
        {
            names.push(name.into_owned());
        }
    }
    names
}

fn part(archive: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Result<String, String> {
    let file = archive.by_name(name).map_err(|_| format!("it lacks {name}"))?;
    let mut text = String::new();
    let read = file.take(LARGEST).read_to_string(&mut text);
    read.map_err(|_| format!("{name} in it cannot be read"))?;
    Ok(text)
}

/// The elements of a format.
struct Names {
    /// They end a passage.
    passages: &'static [&'static str],
    breaks: &'static [&'static str],
    /// Their text is read; all text of a passage where there are none.
    text: &'static [&'static str],
    /// What is in them was deleted, or is no text of the letter.
    unread: &'static [&'static str],
    /// They say that something is tracked.
    tracked: &'static [&'static str],
}

const WORD: Names = Names {
    passages: &["w:p"],
    breaks: &["w:br", "w:cr", "w:tab"],
    text: &["w:t"],
    // Word writes a text box twice: the second time for programs of long ago.
    unread: &["w:del", "w:moveFrom", "mc:Fallback"],
    tracked: &["w:ins", "w:del", "w:moveFrom", "w:moveTo"],
};

const ODF: Names = Names {
    passages: &["text:p", "text:h"],
    breaks: &["text:line-break", "text:tab", "text:s"],
    text: &[],
    unread: &["text:tracked-changes", "office:annotation", "svg:title", "svg:desc"],
    tracked: &["text:tracked-changes"],
};

fn story(xml: &str, names: &Names) -> Result<(Vec<String>, bool), String> {
    let mut reader = Reader::from_str(xml);
    let (mut passages, mut tracked) = (Passages::default(), false);
    let (mut unread, mut text, mut inside) = (0_usize, 0_usize, 0_usize);
    let broken = |_| "what is in it cannot be read".to_owned();
    loop {
        let event = reader.read_event().map_err(broken)?;
        let reads = unread == 0 && if names.text.is_empty() { inside > 0 } else { text > 0 };
        match event {
            Event::Start(start) => {
                let name = start.name().as_ref().to_owned();
                let name = name.as_str();
                unread += usize::from(names.unread.contains(&name));
                text += usize::from(names.text.contains(&name));
                inside += usize::from(names.passages.contains(&name));
                tracked |= names.tracked.contains(&name);
            }
            Event::Empty(empty) => {
                let name = empty.name().as_ref().to_owned();
                tracked |= names.tracked.contains(&name.as_str());
                if unread == 0 && names.breaks.contains(&name.as_str()) {
                    passages.push("\n");
                }
            }
            Event::End(end) => {
                let name = end.name().as_ref().to_owned();
                let name = name.as_str();
                unread = unread.saturating_sub(usize::from(names.unread.contains(&name)));
                text = text.saturating_sub(usize::from(names.text.contains(&name)));
                if names.passages.contains(&name) {
                    inside = inside.saturating_sub(1);
                    passages.end();
                }
            }
            Event::Text(part) if reads => passages.push(&part),
            Event::GeneralRef(reference) if reads => {
                let c = reference.resolve_char_ref().ok().flatten();
                let known = quick_xml::escape::resolve_predefined_entity(&reference);
                match c {
                    Some(c) => passages.push(c.encode_utf8(&mut [0; 4])),
                    None => passages.push(known.unwrap_or_default()),
                }
            }
            Event::Eof => return Ok((passages.finish(), tracked)),
            _ => {}
        }
    }
}
