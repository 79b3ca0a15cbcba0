//! A letter, a list, and the program that joins them.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

pub const LETTER: &str = "\
---
office: ministry-of-foreign-affairs
date: 2026-09-14
subject: National day
signatories:
  - { name: Elena Marsh, title: Minister for Foreign Affairs }
---
The Minister looks forward to seeing {{ addressee.name }} on {{ row.day }}, in {{ row.room }}.
";

pub const GOOD: &str = "\
name,honorific,title,organisation,address,country,form,day,room
Amina Diallo,H.E. Ms.,Ambassador,Embassy of Chad,\"5 River Road
1010 Port Almeira\",Chad,excellency,2026-10-02,the Great Hall
Jean Dupont,Mr.,Consul,Consulate of France,1 Quay Street,France,by-name,2026-10-02/03,Room 2
";

/// A folder for one test, with a letter and a list in it.
pub fn folder(name: &str, letter: &str, lists: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("merge").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("day.md"), letter).expect("a letter");
    for (name, bytes) in lists {
        fs::write(folder.join(name), bytes).expect("a list");
    }
    folder
}

/// Runs `chancery merge day.md ARGUMENTS`: what it prints, both streams, and its exit code.
pub fn merge(folder: &Path, arguments: &str) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(["merge", "day.md"])
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let printed = [output.stdout, output.stderr].concat();
    let code = output.status.code().unwrap_or(-1);
    (String::from_utf8(printed).expect("text"), code)
}

/// All files below a folder, by name.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let Ok(entries) = fs::read_dir(folder) else {
        return BTreeMap::new();
    };
    // What is being written may get its name between the listing and the reading.
    let read = entries.filter_map(|entry| {
        let path = entry.expect("a file").path();
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, fs::read(&path).ok()?))
    });
    read.collect()
}

pub fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_else(|_| panic!("no {name}"))
}

/// A packed file of texts.
pub fn pack(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut pack = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        let options = zip::write::SimpleFileOptions::default();
        pack.start_file(*name, options).expect("a part");
        pack.write_all(text.as_bytes()).expect("a part");
    }
    pack.finish().expect("a pack").into_inner()
}

/// An ODS of rows as LibreOffice writes them, with styles of cells and of the sheet before them.
pub fn ods(styles: &str, tables: &str) -> Vec<u8> {
    let of = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content xmlns:office=\"{of}:office:1.0\" \
         xmlns:table=\"{of}:table:1.0\" xmlns:text=\"{of}:text:1.0\" xmlns:style=\"{of}:style:1.0\" \
         xmlns:number=\"{of}:datastyle:1.0\" xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    );
    pack(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", &content),
    ])
}

/// A cell of an ODS: what it shows, and its attributes.
pub fn cell(attributes: &str, shown: &str) -> String {
    format!("<table:table-cell {attributes}><text:p>{shown}</text:p></table:table-cell>")
}
