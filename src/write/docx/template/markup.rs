//! The template's XML: well formed, without entities, without fields that fetch or run anything.

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::archive::Archive;
use super::{Fault, broken, unsafe_template};
use crate::finding::Finding;

/// Fields that fetch from elsewhere or run something when a file is opened or printed.
const FETCHING: [&str; 10] = [
    "DDE", "DDEAUTO", "DATABASE", "IMPORT", "INCLUDE", "INCLUDEPICTURE", "INCLUDETEXT", "LINK",
    "MACROBUTTON", "RD",
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
    let mut instructions = String::new();
    let mut inside = false;
    walk(path, text, |event| {
        match event {
            Event::DocType(_) => {
                let why = format!("declares a document type in {path}");
                return Err(unsafe_template(why, "Word writes none: save it anew from Word"));
            }
            Event::GeneralRef(reference) => {
                let name: &str = reference;
                if inside && let Ok(Some(c)) = reference.resolve_char_ref() {
                    instructions.push(c);
                }
                let known = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos");
                if !known && !reference.is_char_ref() {
                    let why = format!("uses the entity &{name}; in {path}");
                    return Err(unsafe_template(why, "Word writes none: save it anew from Word"));
                }
            }
            Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                "instrText" => inside = matches!(event, Event::Start(_)),
                "fldSimple" => {
                    instructions.push('\u{1}');
                    instructions.push_str(&attribute(start, "instr").unwrap_or_default());
                }
                "fldChar" => instructions.push('\u{1}'),
                "attachedTemplate" => return Err(attached(path)),
                "altChunk" | "control" | "OLEObject" => {
                    let why = format!("embeds a foreign object in {path}");
                    return Err(unsafe_template(why, "delete the object in Word"));
                }
                _ => {}
            },
            Event::End(end) if end.local_name().as_ref() == "instrText" => inside = false,
            Event::Text(text) if inside => instructions.push_str(text),
            _ => {}
        }
        Ok(())
    })?;
    // One instruction may be spread over many runs, so it is judged whole.
    for instruction in instructions.split('\u{1}') {
        let word = instruction
            .split_whitespace()
            .next()
            .unwrap_or_default()
            .to_ascii_uppercase();
        if FETCHING.contains(&word.as_str()) {
            let why = format!("has the field {word} in {path}, which fetches or runs something");
            return Err(unsafe_template(why, "put the thing itself in its place"));
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
    let mut reader = Reader::from_str(text);
    let mut open = 0usize;
    let mut roots = 0usize;
    loop {
        let event = reader.read_event().map_err(|e| broken(format!("{path}: {e}")))?;
        match &event {
            Event::Start(start) => {
                roots += usize::from(open == 0);
                open += 1;
                attributes(path, start)?;
            }
            Event::Empty(start) => {
                roots += usize::from(open == 0);
                attributes(path, start)?;
            }
            Event::End(_) => open = open.saturating_sub(1),
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

/// Holds attributes to well-formedness; their values may name no entities either.
fn attributes(path: &str, start: &BytesStart<'_>) -> Result<(), Fault> {
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| broken(format!("{path}: {e}")))?;
        attribute
            .normalized_value(XmlVersion::Implicit1_0)
            .map_err(|e| broken(format!("{path}: {e}")))?;
    }
    Ok(())
}

/// The value of an attribute by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, local: &str) -> Option<String> {
    start.attributes().flatten().find_map(|attribute| {
        let name = attribute.key.local_name();
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        (name.as_ref() == local).then(|| value.into_owned())
    })
}
