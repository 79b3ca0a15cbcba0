//! What a PDF says to a machine that reads it aloud: its tags with their text.

use std::collections::BTreeMap;
use std::fmt::Write;

use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object, ObjectId, decode_text_string};

/// The text of the marked sequences of one page, by number, and of its artifacts.
#[derive(Default)]
struct Page {
    number: usize,
    marked: BTreeMap<i64, String>,
    artifacts: Vec<String>,
}

/// Title, language, claims and tag tree of a PDF, one line a tag; page breaks show as they come.
pub fn dump(bytes: &[u8]) -> String {
    let pdf = Document::load_mem(bytes).expect("a PDF");
    let mut out = String::new();
    let catalog = pdf.catalog().unwrap();
    let info = pdf
        .dereference(pdf.trailer.get(b"Info").unwrap())
        .unwrap()
        .1
        .as_dict()
        .unwrap();
    for (name, dict, key) in [
        ("title", info, &b"Title"[..]),
        ("author", info, b"Author"),
        ("language", catalog, b"Lang"),
        ("made", info, b"CreationDate"),
    ] {
        if let Ok(text) = get(&pdf, dict, key).and_then(decode_text_string) {
            writeln!(out, "{name}: {text}").unwrap();
        }
    }
    let xmp = get(&pdf, catalog, b"Metadata")
        .unwrap()
        .as_stream()
        .unwrap()
        .get_plain_content()
        .unwrap();
    let xmp = String::from_utf8_lossy(&xmp).into_owned();
    for key in ["pdfaid:part", "pdfaid:conformance", "pdfuaid:part"] {
        let value = xmp
            .split(&format!("<{key}>"))
            .nth(1)
            .and_then(|rest| rest.split('<').next());
        writeln!(out, "{key}: {}", value.unwrap_or("none")).unwrap();
    }
    let mut pages = BTreeMap::new();
    for (number, id) in pdf.get_pages() {
        let dict = pdf.get_dictionary(id).unwrap();
        let media = get(&pdf, dict, b"MediaBox").unwrap().as_array().unwrap();
        let size: Vec<_> = media.iter().map(|n| n.as_float().unwrap()).collect();
        let page = read(&pdf, id, number as usize);
        write!(out, "page {number}: {:.0} × {:.0} pt", size[2], size[3]).unwrap();
        let aside: String = page.artifacts.concat();
        writeln!(out, "{}", if aside.is_empty() { aside } else { format!(", aside “{aside}”") })
            .unwrap();
        pages.insert(id, page);
    }
    out.push('\n');
    let mut at = 0;
    if let Ok(root) = get(&pdf, catalog, b"StructTreeRoot").and_then(Object::as_dict) {
        kids(&pdf, root, None, 0, &pages, &mut at, &mut out);
    }
    // A line that ends in a space runs on; one that does not was broken on purpose.
    out.replace(" ” “", " ").replace("” “", " | ").trim_end().to_owned() + "\n"
}

/// The lines of each page as they are read; what stands aside is left out.
pub fn lines(bytes: &[u8]) -> Vec<Vec<String>> {
    let pdf = Document::load_mem(bytes).expect("a PDF");
    pdf.get_pages()
        .into_iter()
        .map(|(number, id)| read(&pdf, id, number as usize).marked.into_values().collect())
        .collect()
}

fn get<'a>(pdf: &'a Document, dict: &'a Dictionary, key: &[u8]) -> lopdf::Result<&'a Object> {
    pdf.dereference(dict.get(key)?).map(|(_, object)| object)
}

fn kids(
    pdf: &Document,
    dict: &Dictionary,
    page: Option<ObjectId>,
    depth: usize,
    pages: &BTreeMap<ObjectId, Page>,
    at: &mut usize,
    out: &mut String,
) {
    let page = dict.get(b"Pg").and_then(Object::as_reference).ok().or(page);
    let Ok(kids) = get(pdf, dict, b"K") else {
        return;
    };
    let one = [kids.clone()];
    for kid in kids.as_array().map_or(&one[..], |list| list) {
        let kid = pdf.dereference(kid).unwrap().1;
        match kid {
            Object::Integer(mark) => text(pages, page, *mark, at, out),
            Object::Dictionary(kid) if kid.has(b"MCID") => {
                let page = kid.get(b"Pg").and_then(Object::as_reference).ok().or(page);
                text(pages, page, kid.get(b"MCID").unwrap().as_i64().unwrap(), at, out);
            }
            Object::Dictionary(kid) if kid.has(b"Obj") => {
                let note = get(pdf, kid, b"Obj").unwrap().as_dict().unwrap();
                let target = get(pdf, note, b"A")
                    .and_then(Object::as_dict)
                    .and_then(|action| get(pdf, action, b"URI"));
                if let Ok(target) = target.and_then(decode_text_string) {
                    write!(out, " → {target}").unwrap();
                }
            }
            Object::Dictionary(kid) => {
                let name =
                    String::from_utf8_lossy(kid.get(b"S").unwrap().as_name().unwrap()).into_owned();
                write!(out, "\n{}{name}", "  ".repeat(depth)).unwrap();
                for (key, label) in
                    [(&b"Lang"[..], "lang"), (b"Alt", "alt"), (b"ActualText", "says")]
                {
                    if let Ok(value) = get(pdf, kid, key).and_then(decode_text_string) {
                        write!(out, " {label}={value:?}").unwrap();
                    }
                }
                if let Some(scope) = scope(pdf, kid) {
                    write!(out, " scope={scope}").unwrap();
                }
                kids_of(pdf, kid, page, depth, pages, at, out);
            }
            _ => {}
        }
    }
}

fn kids_of(
    pdf: &Document,
    kid: &Dictionary,
    page: Option<ObjectId>,
    depth: usize,
    pages: &BTreeMap<ObjectId, Page>,
    at: &mut usize,
    out: &mut String,
) {
    kids(pdf, kid, page, depth + 1, pages, at, out);
}

fn scope(pdf: &Document, tag: &Dictionary) -> Option<String> {
    let attributes = get(pdf, tag, b"A").ok()?;
    let one = [attributes.clone()];
    attributes
        .as_array()
        .map_or(&one[..], |list| list)
        .iter()
        .find_map(|attribute| {
            let attribute = pdf.dereference(attribute).ok()?.1.as_dict().ok()?;
            let scope = attribute.get(b"Scope").and_then(Object::as_name).ok()?;
            Some(String::from_utf8_lossy(scope).into_owned())
        })
}

fn text(
    pages: &BTreeMap<ObjectId, Page>,
    page: Option<ObjectId>,
    mark: i64,
    at: &mut usize,
    out: &mut String,
) {
    let Some(page) = page.and_then(|page| pages.get(&page)) else {
        return;
    };
    if page.number != *at {
        *at = page.number;
        write!(out, " ⟨page {at}⟩").unwrap();
    }
    if let Some(text) = page.marked.get(&mark).filter(|text| !text.is_empty()) {
        write!(out, " “{text}”").unwrap();
    }
}

fn read(pdf: &Document, id: ObjectId, number: usize) -> Page {
    let mut page = Page { number, ..Page::default() };
    let fonts = pdf.get_page_fonts(id).unwrap_or_default();
    let content = Content::decode(&pdf.get_page_content(id)).unwrap();
    let mut open: Vec<Option<i64>> = Vec::new();
    let mut said: Vec<bool> = Vec::new();
    let mut artifact = 0;
    let mut font = None;
    for operation in &content.operations {
        let operands = &operation.operands;
        match operation.operator.as_str() {
            "BMC" | "BDC" => {
                let is_artifact = operands[0].as_name().is_ok_and(|name| name == b"Artifact");
                let dict = operands.get(1).and_then(|object| object.as_dict().ok());
                let mark = dict.and_then(|dict| dict.get(b"MCID").ok()?.as_i64().ok());
                let actual =
                    dict.and_then(|dict| dict.get(b"ActualText").and_then(decode_text_string).ok());
                if is_artifact || artifact > 0 {
                    artifact += 1;
                }
                let quiet = said.last().copied().unwrap_or(false);
                if let Some(actual) = &actual
                    && !quiet
                {
                    let mark = mark.or_else(|| open.iter().rev().find_map(|mark| *mark));
                    say(&mut page, mark, artifact > 0, actual);
                }
                said.push(quiet || actual.is_some());
                open.push(mark);
                if let Some(mark) = mark {
                    page.marked.entry(mark).or_default();
                }
            }
            "EMC" => {
                open.pop();
                said.pop();
                artifact -= i32::from(artifact > 0);
            }
            "Tf" => font = operands[0].as_name().ok().and_then(|name| fonts.get(name)),
            "Tj" | "TJ" if !said.last().copied().unwrap_or(false) => {
                let Some(encoding) = font.and_then(|font| font.get_font_encoding(pdf).ok()) else {
                    continue;
                };
                let one = [operands[0].clone()];
                let strings = operands[0].as_array().map_or(&one[..], |list| list);
                let text: String = strings
                    .iter()
                    .filter_map(|string| {
                        Document::decode_text(&encoding, string.as_str().ok()?).ok()
                    })
                    .collect();
                let mark = open.iter().rev().find_map(|mark| *mark);
                say(&mut page, mark, artifact > 0, &text);
            }
            _ => {}
        }
    }
    for text in page.marked.values_mut() {
        // Arabic is drawn from its end; a person reads it from its beginning.
        if text.chars().any(|c| ('\u{0590}'..'\u{0900}').contains(&c)) {
            *text = text.chars().rev().collect();
        }
    }
    page
}

fn say(page: &mut Page, mark: Option<i64>, artifact: bool, text: &str) {
    if artifact {
        page.artifacts.push(text.to_owned());
    } else if let Some(mark) = mark {
        page.marked.entry(mark).or_default().push_str(text);
    }
}
