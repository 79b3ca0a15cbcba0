//! The README is true: its commands are run, its records are the files it names, and what
//! it shows of their output is what they print.

use crate::common::golden;
use crate::prelude::*;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fenced block: its language, and its lines.
struct Fence<'a> {
    language: &'a str,
    lines: Vec<&'a str>,
}

fn fences(text: &str) -> Vec<Fence<'_>> {
    let mut fences = Vec::new();
    let mut open: Option<Fence<'_>> = None;
    for line in text.lines() {
        match (line.strip_prefix("```"), &mut open) {
            (Some(language), None) => open = Some(Fence { language, lines: Vec::new() }),
            (Some(_), Some(_)) => fences.extend(open.take()),
            (None, Some(fence)) => fence.lines.push(line),
            (None, None) => {}
        }
    }
    fences
}

/// A folder like a fresh clone, with what the README's reader would have made.
fn clone() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme");
    let _ = fs::remove_dir_all(&folder);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for from in ["letters", "tests/readme"] {
        let to = folder.join(from);
        fs::create_dir_all(&to).expect("a folder");
        for entry in fs::read_dir(root.join(from)).expect("the folder") {
            let path = entry.expect("a file").path();
            if path.is_file() {
                fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
            }
        }
    }
    let office = folder.join("our-templates/offices/our-mission");
    fs::create_dir_all(&office).expect("a folder");
    fs::write(office.join("office.toml"), "[sender]\nname = \"our mission\"\n").expect("an office");
    folder
}

/// Runs `chancery ARGUMENTS` in `folder`: what it prints, both streams, and its exit code.
fn run(folder: &Path, arguments: &str) -> (String, i32) {
    let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
        .args(arguments.split_whitespace())
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .output()
        .expect("the program runs");
    let printed = [output.stdout, output.stderr].concat();
    (String::from_utf8(printed).expect("text"), output.status.code().unwrap_or(-1))
}

#[test]
fn the_commands_of_the_readme_do_what_it_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let text = fs::read_to_string(&path).expect("the README");
    let folder = clone();
    let mut renewed = text.clone();
    let mut count = 0;
    for fence in fences(&text) {
        match fence.language {
            "sh" => {
                for line in fence.lines {
                    // A test cannot run itself, nor install what it tests.
                    if line == "cargo test" || line.starts_with("cargo install ") {
                        continue;
                    }
                    let arguments = line
                        .strip_prefix("cargo run -- ")
                        .or_else(|| line.strip_prefix("chancery "))
                        .unwrap_or_else(|| panic!("no test runs `{line}`"));
                    if arguments.contains("pdf") && !cfg!(feature = "pdf") {
                        skip(&format!("this build leaves PDF out: {line}"));
                        continue;
                    }
                    let (printed, code) = run(&folder, arguments);
                    assert_eq!(code, 0, "`{line}` failed:\n{printed}");
                    count += 1;
                }
            }
            "console" => {
                let command = fence.lines.first().and_then(|line| line.strip_prefix("$ chancery "));
                let arguments = command.expect("a console block begins with `$ chancery`");
                let (printed, _) = run(&folder, arguments);
                let shown = fence.lines[1..].join("\n");
                if golden::update() {
                    let old = format!("$ chancery {arguments}\n{shown}\n```");
                    let new = format!("$ chancery {arguments}\n{}\n```", printed.trim_end());
                    renewed = renewed.replace(&old, &new);
                } else {
                    assert_eq!(shown.trim_end(), printed.trim_end(), "`chancery {arguments}`");
                }
                count += 1;
            }
            _ => {}
        }
    }
    assert!(count >= 6, "only {count} commands were found");
    if renewed != text {
        fs::write(path, renewed).expect("the README is written");
    }
}

#[test]
fn the_record_of_the_readme_is_the_file_it_names() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let text = fs::read_to_string(root.join("README.md")).expect("the README");
    let shown = fences(&text).into_iter().find(|fence| fence.language == "markdown");
    let shown = shown.expect("the README shows a record").lines.join("\n");
    let record = fs::read_to_string(root.join("letters/2026-09-14-pga-briefing.md"));
    assert_eq!(shown.trim_end(), record.expect("the record").trim_end());
}
