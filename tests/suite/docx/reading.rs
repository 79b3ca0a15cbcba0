//! Reading a Word file back, as a program that extracts text would.

use std::collections::BTreeMap;
use std::io::{Cursor, Read as _};

use chancery::document::{Block, Document, Mark, Part, Role, plain};
use quick_xml::Reader;
use quick_xml::events::Event;

/// The parts of a file by their paths.
pub fn parts(bytes: &[u8]) -> BTreeMap<String, Vec<u8>> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).expect("a zip archive");
    (0..zip.len())
        .map(|at| {
            let mut entry = zip.by_index(at).expect("an entry");
            let mut content = Vec::new();
            entry.read_to_end(&mut content).expect("its content");
            (entry.name().expect("its name").into_owned(), content)
        })
        .collect()
}

/// One part as text.
pub fn part(bytes: &[u8], path: &str) -> String {
    let content = parts(bytes).remove(path).unwrap_or_else(|| panic!("no {path}"));
    String::from_utf8(content).expect("UTF-8")
}

/// The marks of direction around what runs against a letter; nobody reads them.
pub const MARKS: [char; 2] = ['\u{200E}', '\u{200F}'];

/// The text of a part: a line for each paragraph, as it is read, fields and marks left out.
pub fn text(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut out = String::new();
    let mut inside = false;
    let mut field = 0;
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) if start.name().as_ref() == "w:t" => inside = field == 0,
            Event::End(end) if end.name().as_ref() == "w:t" => inside = false,
            Event::End(end) if end.name().as_ref() == "w:p" => out.push('\n'),
            Event::Empty(empty) => match empty.name().as_ref() {
                "w:br" => out.push('\n'),
                "w:tab" => out.push('\t'),
                "w:fldChar" => {
                    let kind = empty.try_get_attribute("w:fldCharType").ok().flatten();
                    field += match kind.expect("its type").value.as_ref() {
                        "begin" => 1,
                        "end" => -1,
                        _ => 0,
                    };
                }
                _ => {}
            },
            Event::Text(text) if inside => out.push_str(&text),
            Event::GeneralRef(reference) if inside => match reference.resolve_char_ref() {
                Ok(Some(c)) => out.push(c),
                _ => out.push(match &*reference {
                    "amp" => '&',
                    "lt" => '<',
                    "gt" => '>',
                    "quot" => '"',
                    other => panic!("the entity {other}"),
                }),
            },
            Event::Eof => return out.replace(MARKS, ""),
            _ => {}
        }
    }
}

/// The text of a whole file: for each section its first header, its text, its first footer.
pub fn whole_text(bytes: &[u8]) -> String {
    let document = part(bytes, "word/document.xml");
    let relations = part(bytes, "word/_rels/document.xml.rels");
    let story = |section: &str, element: &str| {
        let reference = format!("<w:{element}Reference w:type=\"first\" r:id=\"");
        let at = section.find(&reference).expect("a reference") + reference.len();
        let id = &section[at..at + section[at..].find('"').expect("its end")];
        let relation = &relations[relations.find(&format!("Id=\"{id}\"")).expect("its relation")..];
        let target = &relation[relation.find("Target=\"").expect("its target") + 8..];
        text(&part(bytes, &format!("word/{}", &target[..target.find('"').expect("its end")])))
    };
    let mut out = String::new();
    let body = &document[document.find("<w:body>").expect("a body")..];
    let mut rest = body;
    while let Some(at) = rest.find("</w:sectPr>") {
        let mut end = at;
        if let Some(close) = rest[at..].find("</w:p>").filter(|_| rest[at..].contains("<w:t")) {
            end = at + close + "</w:p>".len();
        }
        let section = &rest[..end.max(at + "</w:sectPr>".len())];
        out.push_str(&story(section, "header"));
        out.push_str(&text(&format!("<x>{}</x>", inner(section))));
        out.push_str(&story(section, "footer"));
        rest = &rest[section.len()..];
    }
    out
}

/// A stretch of the body as well-formed XML.
fn inner(section: &str) -> String {
    let section = section.trim_start_matches("<w:body>");
    section.trim_end_matches("</w:body></w:document>").to_owned()
}

/// The words of a letter in the order they stand in Word: letterhead, text, foot.
pub fn words(document: &Document, addressee_at_foot: bool) -> Vec<String> {
    let place = |part: &Part| match part.role {
        Role::Letterhead => 0,
        Role::Addressee if addressee_at_foot => 2,
        Role::Footer => 3,
        _ => 1,
    };
    let mut parts: Vec<&Part> = document.parts.iter().collect();
    parts.sort_by_key(|part| place(part));
    let mut text = String::new();
    for part in parts {
        blocks(&part.blocks, &mut text);
    }
    split(&text)
}

/// Words between white space.
pub fn split(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn blocks(all: &[Block], out: &mut String) {
    for block in all {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                out.push_str(&plain(content));
                out.push('\n');
            }
            Block::List { items, .. } => items.iter().for_each(|item| blocks(item, out)),
            Block::Table { head, rows, .. } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    out.push_str(&plain(cell));
                    out.push('\n');
                }
            }
            Block::Quote { blocks: inner } | Block::Schedule { blocks: inner, .. } => {
                blocks(inner, out);
            }
            Block::Signature { mark, lines } => {
                if let Some(Mark::Transcription { text }) = mark {
                    out.push_str(text);
                    out.push('\n');
                }
                for line in lines {
                    out.push_str(&plain(line));
                    out.push('\n');
                }
            }
            Block::PageBreak => {}
        }
    }
}

/// XML with a line for each element, so that a person can read a difference.
pub fn pretty(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut out = String::new();
    let mut depth = 0usize;
    let mut line = |depth: usize, text: &str| {
        out.push_str(&"  ".repeat(depth));
        out.push_str(text);
        out.push('\n');
    };
    let mut content = String::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => {
                line(depth, &format!("<{}>", &*start));
                depth += 1;
            }
            Event::Empty(empty) => line(depth, &format!("<{}/>", &*empty)),
            Event::End(end) => {
                if !content.is_empty() {
                    line(depth, &std::mem::take(&mut content));
                }
                depth -= 1;
                line(depth, &format!("</{}>", end.name().as_ref()));
            }
            Event::Text(text) => content.push_str(&text),
            Event::GeneralRef(reference) => content.push_str(&format!("&{};", &*reference)),
            Event::Eof => return out.replace(MARKS, ""),
            _ => {}
        }
    }
}
