//! What several tests share: a letter from its text to its formats, and the words of each.

use std::collections::BTreeMap;

use chancery::compose::{self, Engine};
use chancery::files::{Folder, records_in};
use chancery::finding::Finding;
use chancery::gather::{Neighbours, Unavailable, gather};
use chancery::package::Package;
use chancery::record::{self, RecordFile, Syntax};
use chancery::report;
use chancery::template::Templates;
use chancery::write::{Format, Writers};

pub mod browser;
pub mod folder;
#[cfg(feature = "pdf")]
pub mod glyphs;
pub mod golden;
pub mod html;
pub mod members;
#[cfg(feature = "pdf")]
pub mod office_suite;
pub mod python;
pub mod site;
pub mod store;
pub mod tools;
#[cfg(feature = "serve")]
pub mod webdriver;
pub mod words;

/// The engine with the built-in templates.
pub fn engine() -> Engine {
    Engine::new(Templates::embedded())
}

/// The engine with German laid over it, which is no language of the program: a language is a folder.
pub fn engine_with_german() -> Engine {
    let mut templates = Templates::embedded();
    templates.overlay(german_files());
    Engine::new(templates)
}

/// The templates of German: each file's name in the set, its path, and what it holds.
pub fn german_files() -> Vec<(String, String, Vec<u8>)> {
    let root = std::path::Path::new("tests/languages/german");
    let file = |path: std::path::PathBuf| {
        let name = path
            .strip_prefix(root)
            .expect("below it")
            .to_string_lossy()
            .replace('\\', "/");
        let bytes = std::fs::read(&path).expect("a file");
        (name, path.to_string_lossy().into_owned(), bytes)
    };
    files_below(root).into_iter().map(file).collect()
}

fn files_below(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { files.extend(files_below(&path)) } else { files.push(path) }
    }
    files.sort();
    files
}

/// Records that lie nowhere but in the test, by id; what they are not is looked for in `letters/`.
#[derive(Default)]
pub struct Records(pub BTreeMap<String, String>);

impl Neighbours for Records {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        let Some(text) = self.0.get(id) else {
            return Folder::new("letters").record(id);
        };
        let bytes = text.clone().into_bytes();
        Ok(RecordFile { name: id.to_owned(), syntax: Syntax::Markdown, bytes })
    }
    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unavailable> {
        Folder::new("letters").file(name, limit)
    }
    fn ids(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }
}

/// A record, with what it encloses, composed.
pub fn compose(
    engine: &Engine,
    id: &str,
    text: &str,
    syntax: Syntax,
    neighbours: &dyn Neighbours,
) -> Result<Package, Vec<Finding>> {
    let record = record::read(id, id, text.as_bytes(), syntax)?;
    let (bundle, findings) = gather(record, neighbours);
    if !findings.is_empty() {
        return Err(findings);
    }
    compose::package(engine, &bundle)
}

/// A record of the test as a package; the findings are the test's failure.
pub fn package(engine: &Engine, text: &str) -> Package {
    compose(engine, "record", text, Syntax::Markdown, &Records::default())
        .unwrap_or_else(|findings| panic!("{}\n{text}", report::text(&findings, false)))
}

/// A package in one format, as text.
pub fn written(engine: &Engine, package: &Package, format: Format) -> String {
    let written = Writers::new(engine.templates(), Vec::new())
        .write(package, format)
        .unwrap_or_else(|findings| panic!("{}", report::text(&findings, false)));
    String::from_utf8(written.bytes).expect("a text format is UTF-8")
}

/// Every record in `letters/`: id, text and syntax.
pub fn letters() -> Vec<(String, String, Syntax)> {
    let paths = records_in(std::path::Path::new("letters")).expect("the letters are there");
    let letters: Vec<_> = paths
        .iter()
        .map(|path| {
            let name = |part: Option<&std::ffi::OsStr>| {
                part.and_then(|part| part.to_str()).unwrap_or_default().to_owned()
            };
            let text = std::fs::read_to_string(path).expect("a record can be read");
            let syntax = Syntax::from_extension(&name(path.extension())).expect("a record");
            (name(path.file_stem()), text, syntax)
        })
        .collect();
    assert!(letters.len() >= 2, "the seeds are missing");
    letters
}
