//! The template's XML, as a word processor would read it: well formed in its namespaces, in UTF-8,
//! without entities, and without anything that fetches from elsewhere.

use quick_xml::events::{BytesStart, Event};
use quick_xml::name::ResolveResult;
use quick_xml::{NsReader, XmlVersion};

use super::archive::Archive;
use super::fields::Fields;
use super::{Fault, broken, unsafe_template};
use crate::finding::Finding;

/// The prefixes that other parts of this program go by, and what they must stand for.
const PREFIXES: [(&str, [&str; 2]); 2] = [
    (
        "w",
        [
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        ],
    ),
    (
        "r",
        [
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        ],
    ),
];
/// Where the words of addresses that are only names begin.
const NAMES: [&str; 5] = [
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/",
    "http://purl.oclc.org/ooxml/",
    "http://www.w3.org/",
    "urn:schemas-microsoft-com:",
];
/// Elements that hold or call what is not of the letter.
const FOREIGN: [&str; 9] = [
    "altChunk", "control", "OLEObject", "OLELink", "subDoc", "movie", "mailMerge", "contentPart",
    "frameset",
];

/// Looks at every XML file of a template.
pub(super) fn check_all(archive: &Archive, findings: &mut Vec<Finding>) {
    for path in archive.xml_paths() {
        match archive.text(path) {
            Ok(text) => findings.extend(check(path, text).err().map(|fault| *fault)),
            Err(fault) => findings.push(*fault),
        }
    }
}

fn check(path: &str, text: &str) -> Result<(), Fault> {
    let word_writes_none = "Word writes none: save it anew from Word";
    let mut fields = Fields::default();
    walk(path, text, |event| {
        match event {
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().transpose().map_err(broken)?;
                if encoding.is_some_and(|name| !name.eq_ignore_ascii_case("utf-8")) {
                    return Err(broken(format!("{path} is not written in UTF-8")));
                }
            }
            Event::DocType(_) => {
                let why = format!("declares a document type in {path}");
                return Err(unsafe_template(why, word_writes_none));
            }
            Event::CData(_) | Event::PI(_) => {
                let why = format!("has a section or instruction that Word does not know in {path}");
                return Err(unsafe_template(why, word_writes_none));
            }
            Event::GeneralRef(reference) => {
                let name: &str = reference;
                let c = match reference.resolve_char_ref() {
                    Ok(Some(c)) => Some(c),
                    _ => match name {
                        "amp" => Some('&'),
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => None,
                    },
                };
                let Some(c) = c else {
                    let why = format!("uses the entity &{name}; in {path}");
                    return Err(unsafe_template(why, word_writes_none));
                };
                fields.text(c.encode_utf8(&mut [0; 4]));
            }
            Event::Start(start) | Event::Empty(start) => {
                let name = start.local_name();
                element(path, start)?;
                fields.element(path, name.as_ref(), matches!(event, Event::Start(_)), &|name| {
                    attribute(start, name)
                })?;
            }
            Event::End(end) => fields.end(end.local_name().as_ref()),
            Event::Text(text) => fields.text(text),
            _ => {}
        }
        Ok(())
    })?;
    fields.finish(path)
}

/// Refuses an element that calls on something from elsewhere, by its name or by an attribute.
fn element(path: &str, start: &BytesStart<'_>) -> Result<(), Fault> {
    let local = start.local_name();
    let name: &str = local.as_ref();
    if name == "attachedTemplate" {
        return Err(attached(path));
    }
    if FOREIGN.contains(&name) {
        let why = format!("embeds a foreign object in {path}");
        return Err(unsafe_template(why, "delete the object in Word"));
    }
    // What relations lead to is judged with the relations.
    if name == "Relationship" {
        return Ok(());
    }
    for attribute in start.attributes().flatten() {
        let local = attribute.key.local_name();
        let key: &str = local.as_ref();
        let declares = attribute.key.as_namespace_binding().is_some();
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .unwrap_or_default();
        let folded = value.trim().to_ascii_lowercase();
        let link = ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| folded.starts_with(scheme));
        let allowed = declares
            || NAMES.iter().any(|known| value.starts_with(known))
            || matches!(key, "href" | "history" | "tooltip" | "descr" | "title" | "name" | "val")
                && link;
        let leads = folded.contains("://")
            || folded.starts_with("\\\\")
            || folded.starts_with("//")
            || ["file:", "javascript:", "data:", "mhtml:", "res:"]
                .iter()
                .any(|s| folded.starts_with(s))
            || folded.contains("url(");
        // VML names a picture beside all relations (`v:imagedata src`).
        if matches!(key, "src" | "althref") || leads && !allowed {
            let why = format!("fetches something from elsewhere: {value} ({path})");
            return Err(unsafe_template(
                why,
                "put the thing itself into the file instead of a link to it",
            ));
        }
    }
    Ok(())
}

/// What is said of a file that hangs on another template.
pub(super) fn attached(path: &str) -> Fault {
    let why = format!("hangs on another template ({path})");
    unsafe_template(why, "in Word, attach Normal under Developer, Document Template, and save")
}

/// Goes through a part, event by event; a part that is not well formed is a finding.
pub(super) fn walk(
    path: &str,
    text: &str,
    mut each: impl FnMut(&Event<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    walk_at(path, text, |event, _| each(event))
}

/// As [`walk`], with the offset in bytes behind each event.
pub(super) fn walk_at(
    path: &str,
    text: &str,
    mut each: impl FnMut(&Event<'_>, usize) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut reader = NsReader::from_str(text);
    let mut open = 0usize;
    let mut roots = 0usize;
    loop {
        let event = reader.read_event().map_err(|e| broken(format!("{path}: {e}")))?;
        match &event {
            Event::Start(start) | Event::Empty(start) => {
                roots += usize::from(open == 0);
                open += usize::from(matches!(event, Event::Start(_)));
                names(path, &reader, start)?;
            }
            Event::End(_) => open = open.saturating_sub(1),
            Event::Text(text) if open == 0 && !text.trim().is_empty() => {
                return Err(broken(format!("{path} has text outside its elements")));
            }
            Event::GeneralRef(_) | Event::CData(_) if open == 0 => {
                return Err(broken(format!("{path} has text outside its elements")));
            }
            Event::Eof if open > 0 || roots != 1 => {
                return Err(broken(format!("{path} ends before its end")));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
        let at = usize::try_from(reader.buffer_position()).unwrap_or(text.len());
        each(&event, at)?;
    }
}

/// Holds names to their namespaces, and the values of attributes to well-formedness.
fn names(path: &str, reader: &NsReader<&[u8]>, start: &BytesStart<'_>) -> Result<(), Fault> {
    let unknown =
        |name: &str| Err(broken(format!("{path}: the prefix of `{name}` is not declared")));
    let resolver = reader.resolver();
    if let (ResolveResult::Unknown(_), _) = resolver.resolve_element(start.name()) {
        return unknown(start.name().as_ref());
    }
    let mut seen: Vec<(String, String)> = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| broken(format!("{path}: {e}")))?;
        let value = attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|e| broken(format!("{path}: {e}")))?;
        let key = attribute.key;
        let (prefix, local) = (key.prefix(), key.local_name());
        if prefix.is_some_and(|prefix| prefix.as_ref() == "xmlns") {
            let other = PREFIXES
                .iter()
                .any(|(known, meant)| *known == local.as_ref() && !meant.contains(&value.as_ref()));
            if other {
                let why = format!("gives the prefix {} another meaning in {path}", local.as_ref());
                return Err(unsafe_template(why, "Word does not: save it anew from Word"));
            }
            continue;
        }
        let namespace = match resolver.resolve_attribute(key) {
            (ResolveResult::Unknown(_), _) => return unknown(key.as_ref()),
            (ResolveResult::Bound(namespace), _) => namespace.as_ref().to_owned(),
            (ResolveResult::Unbound, _) => String::new(),
        };
        let full = (namespace, local.as_ref().to_owned());
        if seen.contains(&full) {
            return Err(broken(format!("{path}: `{}` stands twice", key.as_ref())));
        }
        seen.push(full);
    }
    Ok(())
}

/// The value of an attribute of WordprocessingML, of a relation or without a namespace, by its
/// local name.
pub(super) fn attribute(start: &BytesStart<'_>, local: &str) -> Option<String> {
    start.attributes().flatten().find_map(|attribute| {
        let prefix = attribute.key.prefix();
        let known = prefix.is_none_or(|prefix| matches!(prefix.as_ref(), "w" | "r"));
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        (known && attribute.key.local_name().as_ref() == local).then(|| value.into_owned())
    })
}
