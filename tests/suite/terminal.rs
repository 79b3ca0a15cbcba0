//! Text of strangers on a terminal, and an output that takes no more.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::prelude::*;

/// What a command says on both outputs, and its exit code.
fn run(folder: &Path, arguments: &[&str]) -> (String, i32) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_chancery"));
    let output = command
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("the program runs");
    let told = [output.stdout, output.stderr].concat();
    (String::from_utf8(told).expect("UTF-8"), output.status.code().unwrap_or(-1))
}

const LETTER: &str = "---\noffice: pga\ndate: 2026-09-14\nto: all-permanent-representatives\n\
    signatories:\n  - { name: Amara Lindqvist, title: President }\n---\nThe text \u{202E}goes on.\n";

#[test]
fn what_a_terminal_would_obey_is_shown() {
    let room = tempfile::tempdir().unwrap();
    let folder = room.path();
    let odd = "2026-09-14-\u{1B}]0;x\u{7}\u{202E}.md";
    fs::write(folder.join(odd), LETTER).unwrap();
    fs::write(folder.join("list.csv"), "name,\u{1B}[2J\u{9B}0m,\u{202E}x\nA,b,c\n").unwrap();
    fs::write(folder.join("letter.md"), LETTER).unwrap();
    fs::write(folder.join("key.md"), LETTER.replace("date:", "\"da\u{1B}te\":")).unwrap();
    fs::create_dir(folder.join("re\u{1B}cords")).unwrap();
    let commands: &[&[&str]] = &[
        &["check", odd],
        &["check", odd, "--format", "json"],
        &["check", odd, "--format", "sarif"],
        &["check", odd, "--format", "github"],
        &["check", "key.md"],
        &["check", "--fix", "--dry-run", odd],
        &["render", odd, "--to", "txt"],
        &["merge", "letter.md", "--rows", "list.csv", "--dry-run"],
        &["merge", "letter.md", "--rows", "list.csv", "--dry-run", "--format", "json"],
        &["build", ".", "-o", "site"],
        &["build", ".", "-o", "site", "--format", "json"],
        &["thread", "\u{1B}x"],
        &["explain", "\u{1B}x"],
        &["read", odd],
        &["verify", "re\u{1B}cords"],
        &["--\u{1B}x"],
        &["render", "letter.md", "--to", "\u{1B}x"],
    ];
    for command in commands {
        let (told, _) = run(folder, command);
        let obeyed = |c: char| {
            c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{202A}'..='\u{202E}')
        };
        assert!(!told.is_empty(), "{command:?}");
        assert!(!told.contains(obeyed), "{command:?} {told:?}");
    }
    let (told, _) = run(folder, &["check", odd]);
    assert!(told.contains("2026-09-14-␛]0;x␇<U+202E>.md"), "{told}");
}

#[cfg(feature = "pdf")]
#[test]
fn a_record_in_a_pdf_is_no_command_to_a_terminal() {
    let pdf = "tests/strangers/carries-escapes.pdf";
    let (told, code) = run(Path::new("."), &["read", pdf]);
    assert_eq!(code, 3, "{told}");
    assert!(told.contains("holds control characters, which no record does"), "{told}");
    assert!(!told.contains('\u{1B}'));
}

#[test]
fn an_output_that_takes_no_more_is_an_error() {
    let Ok(full) = fs::File::options().write(true).open("/dev/full") else {
        skip("there is no /dev/full");
        return;
    };
    let commands: &[&[&str]] = &[
        &["render", "letters/2018-01-18-pga-ign.md", "--to", "txt"],
        &["check", "letters", "--format", "json"],
        &["schema"],
        &["explain", "no-such-day"],
        &["--help"],
        &["--version"],
        &["new", "letter"],
    ];
    for command in commands {
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(*command)
            .stdout(full.try_clone().unwrap())
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        let told = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(4), "{command:?}: {told}");
        assert!(told.contains("cannot write standard output: the disk is full"), "{told}");
    }
}
