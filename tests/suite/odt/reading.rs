//! Reading a text document back, as a program that extracts text would.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::docx::reading::part;

/// The text of elements: a line for each paragraph, as it is read, fields left out, and isolates,
/// which nobody reads.
fn text(xml: &str) -> String {
    let mut reader = Reader::from_str(xml);
    let mut out = String::new();
    let mut unread = 0;
    let is_unread = |name: &str| {
        matches!(name, "text:page-number" | "text:page-count" | "text:bookmark-ref" | "svg:desc")
    };
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) if is_unread(start.name().as_ref()) => unread += 1,
            Event::End(end) if is_unread(end.name().as_ref()) => unread -= 1,
            Event::End(end) if matches!(end.name().as_ref(), "text:p" | "text:h") => out.push('\n'),
            Event::Empty(empty) => match empty.name().as_ref() {
                "text:line-break" => out.push('\n'),
                "text:tab" => out.push('\t'),
                "text:s" => out.push(' '),
                _ => {}
            },
            Event::Text(text) if unread == 0 => out.push_str(&text),
            Event::GeneralRef(reference) if unread == 0 => {
                let escaped = format!("&{};", &*reference);
                out.push_str(&quick_xml::escape::unescape(&escaped).expect("known"));
            }
            Event::Eof => return out.replace(['\u{2066}', '\u{2067}', '\u{2069}'], ""),
            _ => {}
        }
    }
}

/// The text of a whole file: for each letter the head of its first page, its text, the foot.
pub fn whole_text(bytes: &[u8]) -> String {
    let (content, styles) = (part(bytes, "content.xml"), part(bytes, "styles.xml"));
    let automatic = within(&content, "office:automatic-styles");
    let mut out = String::new();
    let mut rest = within(&content, "office:text");
    while !rest.is_empty() {
        let end = rest.find("<text:section ").or_else(|| rest.find("</text:section>"));
        let (letter, after) = rest.split_at(end.unwrap_or(rest.len()));
        if let Some(first) = values(letter, &["text:style-name"]).first() {
            // The page is that of the automatic style of the first paragraph.
            let style = element(automatic, "style:style", "style:name", first);
            let master = values(style, &["style:master-page-name"]).remove(0);
            let page = element(&styles, "style:master-page", "style:name", &master);
            for (inner, around) in [(0, "style:header"), (1, "style:footer")] {
                if inner == 1 {
                    out.push_str(&text(&format!("<x>{letter}</x>")));
                }
                out.push_str(&text(&format!("<x>{}</x>", within(page, around))));
            }
        }
        let tag = after.find('>').map_or(after.len(), |at| at + 1);
        rest = &after[tag..];
    }
    out
}

/// What stands within the first element of a name.
fn within<'x>(xml: &'x str, name: &str) -> &'x str {
    let Some(at) = xml.find(&format!("<{name}>")) else {
        return "";
    };
    let start = at + name.len() + 2;
    let end = xml[start..].find(&format!("</{name}>")).expect("its end");
    &xml[start..start + end]
}

/// The element of a name whose attribute has a value.
fn element<'x>(xml: &'x str, name: &str, key: &str, value: &str) -> &'x str {
    let at = xml.find(&format!("<{name} {key}=\"{value}\"")).expect("the element");
    let end = xml[at..].find(&format!("</{name}>")).expect("its end");
    &xml[at..at + end]
}

fn starts(xml: &str, mut each: impl FnMut(&BytesStart<'_>)) {
    let wrapped = format!("<x>{xml}</x>");
    let xml = if xml.starts_with("<?xml") { xml } else { &wrapped };
    let mut reader = Reader::from_str(xml);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event() {
            Ok(Event::Start(start) | Event::Empty(start)) => each(&start),
            Ok(Event::Eof) | Err(_) => return,
            Ok(_) => {}
        }
    }
}

/// The values of attributes, in their order.
pub fn values(xml: &str, keys: &[&str]) -> Vec<String> {
    let mut found = Vec::new();
    starts(xml, |start| {
        for attribute in start.attributes().flatten() {
            if keys.contains(&attribute.key.as_ref()) {
                found.push(attribute.value.into_owned());
            }
        }
    });
    found
}

/// The names of the styles that stand within an element.
pub fn named(xml: &str, element: &str) -> Vec<String> {
    values(within(xml, element), &["style:name"])
}

/// What automatic styles say of paragraphs: the attributes of each, in one line.
pub fn automatic_text(content: &str) -> Vec<String> {
    let mut found = Vec::new();
    starts(within(content, "office:automatic-styles"), |start| {
        if start.name().as_ref() == "style:paragraph-properties" {
            let attributes = start.attributes().flatten();
            let written = attributes.map(|a| format!("{}={}", a.key.as_ref(), a.value));
            found.push(written.collect::<Vec<_>>().join(" "));
        }
    });
    found
}
