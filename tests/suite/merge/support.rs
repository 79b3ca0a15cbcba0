//! A letter, a list, and the program that joins them.

use std::collections::BTreeMap;
use std::fs;
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
