//! Programs of others accept and reject what Chancery tracked: word for word they get the new letter
//! and the old one.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::redline::{pairs, settled, written};
use super::{Arc, Bundle, difference};
use crate::common::python;
use crate::common::tools::runs;
use crate::docx::reading;
use crate::prelude::*;
use chancery::write::docx::redline::Revision;

/// A pair of letters: its name, and both as Word files with the tracked changes between them.
struct Judged {
    name: String,
    old: Vec<u8>,
    new: Vec<u8>,
    marked: Vec<u8>,
}

fn judged() -> Vec<Judged> {
    let engine = engine();
    let one = |(name, old, new): (String, Arc<Bundle>, Arc<Bundle>)| {
        let by = Revision { author: "Second reader".to_owned(), date: None };
        let marked = difference::redline(&engine, (&old, &new), &by).expect("tracked changes");
        Judged { name, old: written(&engine, &old), new: written(&engine, &new), marked }
    };
    pairs(&engine).into_iter().map(one).collect()
}

/// The words of the letter, of its headers, and of its footers; those of a kind in any order, for
/// programs name their parts as they like.
fn words(bytes: &[u8]) -> BTreeMap<&'static str, Vec<String>> {
    let mut words: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, content) in reading::parts(bytes) {
        let Some(file) = path.strip_prefix("word/").filter(|file| file.ends_with(".xml")) else {
            continue;
        };
        let kinds = ["document", "header", "footer"];
        let Some(kind) = kinds.into_iter().find(|kind| file.starts_with(kind)) else { continue };
        let xml = String::from_utf8(content).expect("UTF-8");
        assert!(!xml.contains("<w:ins ") && !xml.contains("<w:del "), "{path} is still tracked");
        words.entry(kind).or_default().append(&mut settled(&xml, true));
    }
    for kind in ["header", "footer"] {
        // Fields that count pages hold what a program last counted.
        let mut all = words.remove(kind).unwrap_or_default();
        all.retain(|word| word.contains(char::is_alphabetic));
        all.sort();
        all.dedup();
        words.insert(kind, all);
    }
    words
}

/// Compares what a program made with both letters, word for word; where one program joins the
/// paragraphs around list items that came or went, without the white space between words.
fn compare(folder: &Path, judged: &[Judged], program: &str, joins: bool) {
    let mut wrong = Vec::new();
    for (at, Judged { name, old, new, marked }) in judged.iter().enumerate() {
        let form = |words: &[String]| match joins && lists_change(marked) {
            true => vec![words.concat()],
            false => words.to_vec(),
        };
        for (ending, expected) in [("accepted", new), ("rejected", old)] {
            let file = folder.join(format!("{at:03}.{ending}.docx"));
            let bytes = std::fs::read(&file).unwrap_or_else(|error| panic!("{file:?}: {error}"));
            let (said, expected) = (words(&bytes), words(expected));
            if form(&said["document"]) != form(&expected["document"]) {
                let difference = said["document"].iter().zip(&expected["document"]);
                let at = difference.take_while(|(said, expected)| said == expected).count();
                let part = |all: &[String]| {
                    all[at..].iter().take(8).cloned().collect::<Vec<_>>().join(" ")
                };
                wrong.push(format!(
                    "{name}, {ending}: …{:?} instead of …{:?}",
                    part(&said["document"]),
                    part(&expected["document"])
                ));
            }
            // A header that the old letter alone has is not in the new file.
            for kind in ["header", "footer"].into_iter().filter(|_| ending == "accepted") {
                if said[kind] != expected[kind] {
                    wrong.push(format!(
                        "{name}, {ending}, {kind}: {:?} instead of {:?}",
                        said[kind], expected[kind]
                    ));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{program}, {} of {}:\n{}",
        wrong.len(),
        judged.len(),
        wrong.join("\n")
    );
}

fn files(judged: &[Judged]) -> Vec<(String, Vec<u8>)> {
    let marked = judged.iter().enumerate();
    marked
        .map(|(at, it)| (format!("{at:03}.docx"), it.marked.clone()))
        .collect()
}

#[test]
fn jubarte_accepts_and_rejects() {
    let judged = judged();
    let script = "tests/diff/accept_and_reject.py";
    let files = files(&judged);
    if python::says("redline-jubarte", script, "jubarte_redlines", &files).is_some() {
        compare(&folder("redline-jubarte"), &judged, "jubarte-redlines", false);
    }
}

/// Whether items of a list came or went as whole paragraphs.
fn lists_change(marked: &[u8]) -> bool {
    let document = reading::parts(marked)
        .remove("word/document.xml")
        .expect("the letter");
    let document = String::from_utf8(document).expect("UTF-8");
    let mut looks = document.split("</w:pPr>");
    looks.any(|text| {
        let look = text.rsplit_once("<w:pPr>").map_or("", |(_, look)| look);
        look.contains("<w:numPr>") && (look.contains("<w:ins ") || look.contains("<w:del "))
    })
}

/// LibreOffice is asked by the Python of the system, which alone has its library. Version 7.4 joins
/// the paragraphs around some items of lists that come or go.
#[test]
fn libreoffice_accepts_and_rejects() {
    const PYTHON: &str = "/usr/bin/python3";
    if !runs("LibreOffice", "soffice", &["--version"])
        || !runs("LibreOffice for Python", PYTHON, &["-c", "import uno"])
    {
        return;
    }
    let judged = judged();
    let folder = folder("redline-libreoffice");
    std::fs::create_dir_all(&folder).expect("a folder");
    let mut python = Command::new(PYTHON);
    python
        .arg("tests/diff/accept_and_reject_uno.py")
        .arg(folder.join("profile"));
    for (name, bytes) in files(&judged) {
        let path = folder.join(name);
        std::fs::write(&path, bytes).expect("written");
        python.arg(path);
    }
    let output = python.output().expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    compare(&folder, &judged, "LibreOffice", true);
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}
