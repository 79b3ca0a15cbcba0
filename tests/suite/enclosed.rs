//! Letters enclosed in letters: each is read and composed once, and a package has a bound.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::prelude::*;
use chancery::gather::{InMemory, Neighbours, Unavailable, gather};
use chancery::record::{self, RecordFile, Syntax};

/// Records that count how often one is asked for.
struct Counted {
    records: InMemory,
    asked: AtomicUsize,
}

impl Neighbours for Counted {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        self.asked.fetch_add(1, Ordering::Relaxed);
        self.records.record(id)
    }

    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unavailable> {
        self.records.file(name, limit)
    }

    fn ids(&self) -> Vec<String> {
        self.records.ids()
    }
}

/// So many letters, each of which encloses the next so many times; what is said of the first, how
/// many letters its package has, and how many records were read.
fn chain(length: usize, times: usize) -> (String, usize, usize) {
    let text = |at: usize| {
        let enclosed = format!("  - {{ letter: l{} }}\n", at + 1).repeat(times);
        let (kind, enclosures) = match at + 1 < length {
            true => ("transmittal", format!("enclosures:\n{enclosed}")),
            false => ("letter", String::new()),
        };
        format!(
            "---\nkind: {kind}\noffice: pga\ndate: 2026-09-14\n\
             to: all-permanent-representatives-and-observers\n\
             signatories: [{{ name: A B }}]\n{enclosures}---\nI enclose the letters.\n"
        )
    };
    let records = (0..length).map(|at| (format!("l{at}.md"), text(at))).collect();
    let folder = Counted { records, asked: AtomicUsize::new(0) };
    let record = record::read("l0", "l0.md", text(0).as_bytes(), Syntax::Markdown).unwrap();
    let (bundle, findings) = gather(record, &folder);
    let package = compose::package(&engine(), &bundle).unwrap();
    let said = findings.iter().map(|finding| finding.message.as_str());
    (said.collect::<Vec<_>>().join("\n"), package.members.len(), folder.asked.into_inner())
}

#[test]
fn a_letter_that_is_enclosed_often_is_read_once() {
    assert_eq!(chain(4, 5), (String::new(), 1 + 5 + 25 + 125, 3));
}

#[test]
fn a_package_has_a_bound() {
    let (said, letters, read) = chain(8, 6);
    assert_eq!(
        said,
        "with all letters enclosed in one another there are 335,923 letters here, and a package holds 200 at most"
    );
    assert_eq!((letters, read), (1, 7));
}

#[test]
fn letters_are_as_deep_as_before() {
    let (said, ..) = chain(9, 1);
    assert_eq!(said, "letters may be enclosed in one another 8 deep, and this one is deeper");
    assert_eq!(chain(8, 1).0, "");
}
