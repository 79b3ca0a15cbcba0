//! Wrong turns with `thread`, `join` and `verify`: each is told what to do next.

use std::fs;
use std::process::Command;

/// A line of a transcript that begins with `$ chancery ` is run; what it says follows.
use crate::prelude::*;

const TURNS: &[&str] = &[
    // What a letter follows.
    "thread 2018-01-18-pga-ign --in records",
    "thread records/2018-01-18-pga-ign.md",
    "thread 2018-01-18-pga-ign.pdf --in records",
    "thread 2018-01-18-pga-ig --in records",
    "thread 2018-01-18 --in records",
    "thread pga --in records",
    "thread nothing --in records",
    "thread nothing",
    "thread records",
    "thread nothing --in nowhere",
    "thread nowhere/2018-01-18-pga-ign.md",
    "thread nothing --in empty",
    "thread 2026-01-01-broken --in records",
    // What a site is proved with.
    "verify nowhere",
    "verify records",
    "verify site/2018",
    "verify site/manifest.json",
    "verify part-1",
    "verify damaged",
    "verify site --to html",
    "verify site --font-path fonts",
    "verify site --templates records",
    "verify site --rebuild nowhere",
    "verify site --rebuild empty",
    "verify changed",
    // What is joined.
    "join part-1 -o joined",
    "join part-1 part-1 -o joined",
    "join part-1 nowhere -o joined",
    "join part-1 records -o joined",
    "join part-1 site -o joined",
    "join part-1 part-2 -o part-1",
    "join part-1 part-2 -o site --to html",
    "join part-1 part-2 -o joined --records nowhere",
    "join part-1 part-2 -o joined --records empty",
    // Where a bag is put.
    "build records -o new --bag new/bag",
    "build records -o new --bag records/bag",
    "build records -o new --bag site",
];

#[test]
fn each_is_told_what_to_do_next() {
    let desk = TempSite::with_samples();
    let run = |line: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(line.split(' '))
            .current_dir(desk.folder(""))
            .output()
            .expect("the program runs");
        let told = [output.stdout, output.stderr].concat();
        let told = String::from_utf8(told).expect("text");
        (told, output.status.code().unwrap_or(-1))
    };
    for name in ["empty", "damaged/.chancery", "changed"] {
        fs::create_dir_all(desk.folder(name)).unwrap();
    }
    for line in [
        "build records -o site --quiet",
        "build records -o part-1 --shard 1/2 --quiet",
        "build records -o part-2 --shard 2/2 --quiet",
        "build records -o changed --quiet",
    ] {
        let (told, code) = run(line);
        assert_eq!(code, 0, "{told}");
    }
    fs::write(desk.folder("damaged/manifest.json"), "{ \"chancery\": ").unwrap();
    fs::write(desk.folder("changed/index.html"), "?").unwrap();
    fs::write(desk.folder("changed/notes.txt"), "?").unwrap();
    fs::remove_file(desk.folder("changed/feed.atom")).unwrap();
    let broken = desk.record("2026-01-01-broken.md");
    fs::write(&broken, "---\noffice: [\n---\n").unwrap();
    let mut transcript = String::new();
    for line in TURNS {
        let (told, code) = run(line);
        let told = told.trim_end();
        transcript += &format!("$ chancery {line}\n{told}\n[{code}]\n\n");
        // Nothing is left behind by a wrong turn.
        for name in ["joined/index.html", "new", "records/bag", "records/.chancery"] {
            assert!(!desk.folder(name).exists(), "{line} made {name}");
        }
    }
    golden("tests/golden-site/wrong-turns.txt", &transcript);
}

/// The help on `--format json` says what comes.
#[test]
fn help_on_json_is_true() {
    let desk = TempSite::with_many(2);
    let out = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_chancery"))
            .args(arguments)
            .current_dir(desk.folder(""))
            .output()
            .expect("the program runs");
        String::from_utf8(output.stdout).expect("text")
    };
    let json = |arguments: &[&str]| {
        let text = out(&[arguments, &["--format", "json"]].concat());
        let value: serde_json::Value = serde_json::from_str(&text)
            .unwrap_or_else(|why| panic!("{arguments:?}: {why}: {text}"));
        value.is_object()
    };
    out(&["build", "records", "-o", "part", "--shard", "1/1"]);
    let rows = desk.folder("rows.csv");
    fs::write(rows, "name\nAda Bell\n").unwrap();
    let record = "records/2025-01-01-pga-note-0000.md";
    let merge = ["merge", record, "--rows", "rows.csv", "--dry-run"];
    let of: [(&[&str], bool); 6] = [
        (&["build", "records", "-o", "site"], true),
        (&["join", "part", "-o", "joined"], true),
        (&["verify", "site"], true),
        (&merge, true),
        (&["check", "records"], false),
        (&["render", "records", "--to", "txt", "-o", "out"], false),
    ];
    for (arguments, object) in of {
        assert_eq!(json(arguments), object, "{arguments:?}");
        let help = out(&[arguments[0], "--help"]);
        let words: Vec<_> = help.split_whitespace().collect();
        let says = words.join(" ");
        let one = if object { "one object" } else { "one JSON array" };
        let other = if object { "one JSON array" } else { "one object" };
        let array = says.contains(one) || (!object && says.contains("json is one array"));
        assert!(array && !says.contains(other), "{says}");
    }
}
