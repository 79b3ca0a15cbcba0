//! A list of addressees, checked and written: rows a second for each format, and whether
//! memory stays flat. `cargo bench --bench merge -- 100000` takes that many rows.

#![allow(clippy::expect_used, reason = "a benchmark says what it expects")]
#![allow(clippy::print_stdout, reason = "a benchmark prints what it measured")]
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]

use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use chancery::check::Rules;
use chancery::compose::Chancery;
use chancery::files::Folder;
use chancery::gather::gather;
use chancery::merge::{Columns, Pattern, Press, Rows, Syntax, Table, Trouble, survey, write};
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

/// A list of any length that is nowhere whole.
struct Endless {
    rows: usize,
    next: usize,
    ready: Vec<u8>,
    at: usize,
}

impl Endless {
    fn new(rows: usize) -> Self {
        let header = "name,honorific,title,organisation,address,country,form,day,table\n";
        Self {
            rows,
            next: 0,
            ready: header.into(),
            at: 0,
        }
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> std::io::Result<usize> {
        if self.at == self.ready.len() && self.next < self.rows {
            let n = self.next;
            self.ready = format!(
                "Guest Number{n},H.E. Ms.,Ambassador,Embassy {},{n} River Road,Country {},excellency,2026-10-02,{}\n",
                n % 190,
                n % 190,
                n % 40
            )
            .into_bytes();
            self.at = 0;
            self.next += 1;
        }
        let count = into.len().min(self.ready.len() - self.at);
        into[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
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

fn main() {
    let asked = std::env::args().skip(1).find_map(|word| word.parse().ok());
    let rows: usize = asked.unwrap_or(5_000);
    let chancery = Chancery::new(Templates::embedded());
    let syntax = record::Syntax::Markdown;
    let read = record::read("day", "day.md", LETTER.as_bytes(), syntax).expect("a record");
    let (bundle, _) = gather(read, &Folder::new("."));
    let open = |rows| {
        Table::open("list.csv", Syntax::Delimited, None, Endless::new(rows)).expect("a list")
    };
    let (columns, about) =
        Columns::new(&open(1).header, &[], &bundle.record.letter, None).expect("columns");
    let pattern = Pattern::new(None, &columns).expect("a pattern");
    let press = Press::new(&chancery, bundle, columns, pattern, Rules::default(), false);
    let press = press.expect("a press");
    let writers = Writers::new(&chancery, Vec::new());
    println!(
        "{:<8}{:>10}{:>16}{:>12}",
        "", "rows", "rows a second", "peak MiB"
    );
    let say = |what: &str, rows: usize, began: Instant| {
        let rate = rows as f64 / began.elapsed().as_secs_f64();
        println!("{what:<8}{rows:>10}{rate:>16.0}{:>12}", peak());
    };
    // A tenth first: if the peak grows with the rows, something is kept.
    for rows in [rows / 10, rows] {
        let began = Instant::now();
        let checked = survey(
            &press,
            open(rows),
            about.clone(),
            None,
            &|_| Vec::new(),
            &|| {},
        )
        .expect("a survey");
        assert!(checked.bad.is_empty(), "{:?}", checked.remarks);
        say("check", rows, began);
        for format in [Format::Html, Format::Docx, Format::Pdf] {
            if !format.is_built() {
                continue;
            }
            let (began, bytes) = (Instant::now(), AtomicUsize::new(0));
            let make = |_: &str, package| {
                let written = writers.write(&package, format).map_err(Trouble::Letter)?;
                bytes.fetch_add(written.bytes.len(), Ordering::Relaxed);
                Ok(())
            };
            let done = write(&press, open(rows), &checked, Rows::Good, make, |()| Ok(()));
            assert!(done.expect("letters").is_empty());
            say(format.extension(), rows, began);
        }
    }
}
