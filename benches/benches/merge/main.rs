//! A list of addressees, read, checked and written: rows a second, and whether memory stays
//! flat. `cargo bench --bench merge -- 100000` takes that many rows. Lists stand in the
//! temporary folder (`TMPDIR`) while they are read.
//!
//! Every figure is of a process of its own, so that its peak memory is of nothing else.

#![allow(clippy::expect_used, reason = "a benchmark says what it expects")]
#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![allow(
    clippy::disallowed_methods,
    reason = "a benchmark reads the clock, writes lists, and starts itself"
)]

mod list;

use std::fs::File;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;

use chancery::check::Rules;
use chancery::compose::Engine;
use chancery::files::Folder;
use chancery::gather::gather;
use chancery::merge::{
    Columns, LetterMaker, Pattern, Rows, Survey, Syntax, Table, WriteFailure, survey, write,
};
use chancery::record;
use chancery::template::Templates;
use chancery::write::{Format, Writers};

const LETTER: &str = "\
---
office: ministry-of-foreign-affairs
date: 2026-09-14
subject: National day
signatories: [{ name: Elena Marsh, title: Minister for Foreign Affairs }]
---
The Minister looks forward to seeing you on {{ row.day }}, at table {{ row.table }}.

Kindly answer by 20 September 2026, to the Office of Protocol.
";

/// What is measured: lists read, rows checked, letters written.
const READ: [(&str, Syntax); 4] = [
    ("read csv", Syntax::Delimited),
    ("read xlsx", Syntax::Xlsx),
    ("read ods", Syntax::Ods),
    ("read json", Syntax::Json),
];
const CHECK: [(&str, Option<Format>); 2] = [("check", None), ("check for pdf", Some(Format::PDF))];
const WRITE: [(&str, Format); 3] =
    [("write html", Format::HTML), ("write docx", Format::DOCX), ("write pdf", Format::PDF)];

/// The word by which the benchmark calls itself.
const ALONE: &str = "measure-alone";

fn main() {
    let words: Vec<_> = std::env::args().skip(1).collect();
    if let [word, what, rows, list] = words.as_slice()
        && word == ALONE
    {
        return alone(what, rows.parse().expect("a number of rows"), Path::new(list));
    }
    let asked = words.iter().find_map(|word| word.parse().ok());
    let rows: usize = asked.unwrap_or(5_000);
    println!("{:<16}{:>10}{:>16}{:>12}", "", "rows", "rows a second", "peak MiB");
    let list = std::env::temp_dir().join(format!("chancery-merge-{}", std::process::id()));
    // A tenth first: if the peak grows with the rows, something is kept.
    for (what, syntax) in READ {
        for rows in [rows / 10, rows] {
            list::write(&list, syntax, rows).expect("a list");
            measure(what, rows, &list);
            std::fs::remove_file(&list).expect("the list was there");
        }
    }
    let checks = CHECK.iter().map(|(what, format)| (*what, *format));
    let writes = WRITE.iter().map(|(what, format)| (*what, Some(*format)));
    for (what, format) in checks.chain(writes) {
        if format.is_none_or(Format::is_built) {
            for rows in [rows / 10, rows] {
                measure(what, rows, &PathBuf::new());
            }
        }
    }
}

/// Runs one measurement by itself; it prints its line.
fn measure(what: &str, rows: usize, list: &Path) {
    let own = std::env::current_exe().expect("a program has a name");
    let done = Command::new(own)
        .args([ALONE, what, &rows.to_string()])
        .arg(list)
        .status();
    assert!(done.expect("the program runs").success(), "{what} failed");
}

fn alone(what: &str, rows: usize, list: &Path) {
    let began = match READ.iter().find(|(name, _)| *name == what) {
        Some((_, syntax)) => read(*syntax, rows, list),
        None => merge(what, rows),
    };
    let rate = rows as f64 / began.elapsed().as_secs_f64();
    println!("{what:<16}{rows:>10}{rate:>16.0}{:>12}", peak());
}

/// Reads a list to its end, and keeps nothing of it.
fn read(syntax: Syntax, rows: usize, list: &Path) -> Instant {
    let began = Instant::now();
    let file = File::open(list).expect("the list is there");
    let table = Table::open("list", syntax, None, file).expect("a list");
    assert_eq!(table.header, list::HEADER);
    let read = table.fold(0, |count, row| row.map(|_| count + 1).expect("a row"));
    assert_eq!(read, rows);
    began
}

/// Checks the rows of a list, or writes their letters, in memory.
fn merge(what: &str, rows: usize) -> Instant {
    let engine = Engine::new(Templates::embedded());
    let syntax = record::Syntax::Markdown;
    let read = record::read("day", "day.md", LETTER.as_bytes(), syntax).expect("a record");
    let (bundle, _) = gather(read, &Folder::new("."));
    let open = |rows| {
        let list = list::Endless::new(rows);
        Table::open("list.csv", Syntax::Delimited, None, list).expect("a list")
    };
    let letter = &bundle.record.letter;
    let (columns, about) = Columns::new(&open(1).header, &[], letter, None).expect("columns");
    let pattern = Pattern::new(None, &columns).expect("a pattern");
    let maker = LetterMaker::new(&engine, bundle, columns, pattern, Rules::default(), false);
    let maker = maker.expect("a maker");
    let writers = Writers::new(engine.templates(), Vec::new());
    let began = Instant::now();
    if let Some((_, format)) = CHECK.iter().find(|(name, _)| *name == what) {
        let proof =
            |package: &_| format.map_or(Vec::new(), |format| writers.preflight(package, format));
        let checked = survey(&maker, open(rows), about, None, &proof, &|| {}).expect("a survey");
        assert!(checked.bad.is_empty(), "{:?}", checked.findings);
        return began;
    }
    let named = WRITE.iter().find(|(name, _)| *name == what);
    let (_, format) = named.expect("something that is measured");
    let checked = Survey { rows: rows as u64, ..Survey::default() };
    let make = |_: &str, package| {
        let written = writers.write(&package, *format).map_err(WriteFailure::Letter)?;
        Ok(written.bytes.len())
    };
    let some = |length| {
        assert!(length > 0, "a letter is something");
        Ok(())
    };
    let done = write(&maker, open(rows), &checked, Rows::Good, make, some);
    assert!(done.expect("letters").is_empty());
    began
}

/// The most memory this process has had, in MiB.
#[cfg(unix)]
fn peak() -> i64 {
    use nix::sys::resource::{UsageWho, getrusage};
    getrusage(UsageWho::RUSAGE_SELF).map_or(0, |usage| usage.max_rss() >> 10)
}

#[cfg(not(unix))]
fn peak() -> i64 {
    0
}
