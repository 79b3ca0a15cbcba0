//! The template's relations: where its parts are, and that none leads out of the file.

use std::collections::BTreeMap;

use quick_xml::events::Event;
use quick_xml::name::QName;

use super::archive::Archive;
use super::markup::{attached, attribute, walk};
use super::{Fault, broken, unsafe_template};
use crate::finding::Finding;

/// Where the names of relations begin that a letter has.
const TYPES: [&str; 2] = [
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/",
    "http://purl.oclc.org/ooxml/officeDocument/relationships/",
];

/// One relation of a part.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    /// Its identifier.
    pub(super) id: String,
    /// The last word of its type; all of it where nobody knows it.
    pub(super) kind: String,
    /// The path of the part it leads to, or the address.
    pub(super) target: String,
    /// Whether it leads out of the file.
    external: bool,
}

/// Holds all relations of a template to what a letter may have.
pub(super) fn check_all(archive: &Archive, findings: &mut Vec<Finding>) {
    for path in archive.xml_paths().filter(|path| path.ends_with(".rels")) {
        match read(archive, path) {
            Ok(relations) => {
                findings.extend(relations.iter().filter_map(|r| check(path, r)).map(|f| *f))
            }
            Err(fault) => findings.push(*fault),
        }
    }
}

fn check(path: &str, relation: &Relation) -> Option<Fault> {
    let Relation { kind, target, external, .. } = relation;
    if kind.ends_with("attachedTemplate") {
        return Some(attached(target));
    }
    if kind.contains("vbaProject") {
        let why = format!("carries macros ({target})");
        let help = "save it in Word as \"Word Document (.docx)\", which leaves macros out";
        return Some(unsafe_template(why, help));
    }
    if !external {
        return None;
    }
    let scheme = target.split(':').next().unwrap_or_default().to_ascii_lowercase();
    if kind == "hyperlink" && matches!(scheme.as_str(), "http" | "https" | "mailto") {
        return None;
    }
    let why = format!("fetches something from elsewhere: {kind} {target} ({path})");
    Some(unsafe_template(why, "put the thing itself into the file instead of a link to it"))
}

/// The part the file begins with.
pub(super) fn main_part(archive: &Archive) -> Result<String, Fault> {
    let relations = read(archive, "_rels/.rels")?;
    let main = target(&relations, "officeDocument").map(str::to_owned);
    main.ok_or_else(|| broken("it does not say where its text is"))
}

/// The relations of a part; none if it has no list of them.
pub(super) fn of(archive: &Archive, part: &str) -> Result<Vec<Relation>, Fault> {
    let path = list_path(part);
    if archive.has(&path) { read(archive, &path) } else { Ok(Vec::new()) }
}

/// The target of the first relation of a kind.
pub(super) fn target<'r>(relations: &'r [Relation], kind: &str) -> Option<&'r str> {
    relations
        .iter()
        .find(|r| r.kind == kind && !r.external)
        .map(|r| r.target.as_str())
}

/// Takes over a part of XML with the pictures that it points at, as it is; `media_type` is its own.
pub(super) fn carry(
    archive: &Archive,
    part: &str,
    media_type: &str,
    parts: &mut BTreeMap<String, (Vec<u8>, String)>,
) -> Result<(), Fault> {
    let bytes = archive.bytes(part)?.to_vec();
    if !archive.is_xml(part) {
        return Err(broken(format!("{part} is no XML")));
    }
    parts.insert(part.to_owned(), (bytes, media_type.to_owned()));
    let list = list_path(part);
    if !archive.has(&list) {
        return Ok(());
    }
    parts.insert(list.clone(), (archive.bytes(&list)?.to_vec(), String::new()));
    for relation in read(archive, &list)?.iter().filter(|relation| !relation.external) {
        let Relation { kind, target, .. } = relation;
        if kind != "image" {
            let why = format!("has a {kind} in {part}");
            return Err(unsafe_template(why, "headers and footers may hold text and pictures"));
        }
        let picture = archive.bytes(target)?.to_vec();
        let Some(media_type) = archive.picture(target) else {
            let why = format!("has a picture of a kind that is not allowed: {target}");
            return Err(unsafe_template(why, "use PNG or JPEG pictures"));
        };
        parts.insert(target.clone(), (picture, media_type.to_owned()));
    }
    Ok(())
}

/// The path of the list of a part's relations.
pub(super) fn list_path(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

fn read(archive: &Archive, path: &str) -> Result<Vec<Relation>, Fault> {
    // Targets are meant from the folder of the part whose relations these are.
    let folder = path.rsplit_once("_rels/").map_or("", |(folder, _)| folder);
    let mut out = Vec::new();
    walk(path, archive.text(path)?, |event| {
        let (Event::Start(start) | Event::Empty(start)) = event else {
            return Ok(());
        };
        if start.local_name().as_ref() != "Relationship" {
            return Ok(());
        }
        // A relation has these attributes and no others, and none of another namespace.
        let mut keys = start.attributes().flatten().map(|attribute| attribute.key);
        let known = |key: QName<'_>| {
            key.as_namespace_binding().is_some()
                || matches!(key.as_ref(), "Id" | "Type" | "Target" | "TargetMode")
        };
        if let Some(other) = keys.find(|key| !known(*key)) {
            let why = format!("has a relation with `{}` in {path}", other.as_ref());
            return Err(unsafe_template(why, "Word writes none: save it anew from Word"));
        }
        let get = |name| attribute(start, name).unwrap_or_default();
        let external = get("TargetMode").eq_ignore_ascii_case("external");
        let target = get("Target");
        let target = if external { target } else { resolve(folder, &target)? };
        let full = get("Type");
        let kind = TYPES
            .iter()
            .find_map(|known| full.strip_prefix(known))
            .unwrap_or(&full);
        let kind = kind.to_owned();
        out.push(Relation { id: get("Id"), kind, target, external });
        Ok(())
    })?;
    Ok(out)
}

/// The path a target means, without leaving the archive.
fn resolve(folder: &str, target: &str) -> Result<String, Fault> {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    let mut parts: Vec<&str> = Vec::new();
    for part in whole.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    let why = format!("points outside itself: {target}");
                    return Err(unsafe_template(why, "save it anew from Word"));
                }
            }
            part => parts.push(part),
        }
    }
    Ok(parts.join("/"))
}
