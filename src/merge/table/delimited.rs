//! CSV with commas, semicolons or tabs, read row by row.

use std::io::{self, BufRead, BufReader, Cursor, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use csv::{ByteRecord, ReaderBuilder};

use super::{Row, Table};
use crate::error::Error;
use crate::spreadsheet::is_formula;

/// The longest row: 16 MiB. A quotation mark that is not closed makes all that follows one cell.
const MAX_ROW: usize = 16 << 20;

/// The longest first line that is looked at for its separator.
const MAX_HEADER: u64 = 1 << 20;

pub(super) fn open(name: &str, text: Box<dyn Read + Send>) -> Result<Table, Error> {
    let wrong = |error: io::Error| Error::input(format!("cannot read {name}: {error}"));
    let mut text = BufReader::with_capacity(1 << 16, text);
    let mut first = Vec::new();
    let mut before = 0;
    // Lines above the names of the columns that begin with `# ` are notes.
    loop {
        let more = (&mut text).take(MAX_HEADER).read_until(b'\n', &mut first);
        let note = more.map_err(wrong)? > 0 && first.starts_with(b"# ");
        let blank = !first.is_empty() && first.trim_ascii().is_empty();
        if !note && !blank {
            break;
        }
        before += 1;
        first.clear();
    }
    // `sep=;` is how Excel is told of a separator.
    let mut separator = None;
    if let [b's', b'e', b'p', b'=', said] = first.trim_ascii_end() {
        separator = Some(*said);
        before += 1;
        first.clear();
    }
    let separator = match separator.or_else(|| guess(&first)) {
        Some(separator) => separator,
        // One cell alone may be a title: the next line tells.
        None => {
            let next = text.fill_buf().map_err(wrong)?;
            let mut lines = next.split(|byte| *byte == b'\n');
            lines.find_map(guess).unwrap_or(b',')
        }
    };
    let read = Arc::new(AtomicUsize::new(0));
    let mut reader = ReaderBuilder::new()
        .delimiter(separator)
        .flexible(true)
        .has_headers(false)
        // The last row ends as the others do, so that blank lines before it can be counted.
        .from_reader(Bounded {
            inner: Cursor::new(first).chain(text).chain(&b"\n"[..]),
            read: Arc::clone(&read),
        });
    let mut record = ByteRecord::new();
    reader
        .read_byte_record(&mut record)
        .map_err(|error| unreadable(name, &error))?;
    let header = cells(&record).map_err(|()| not_utf8(name, before + 1))?;
    let (name, mut ended) = (name.to_owned(), false);
    // Rows count as a spreadsheet shows them, notes above the columns too.
    let mut number = 1 + before;
    let rows = std::iter::from_fn(move || {
        if ended {
            return None;
        }
        let row = loop {
            let line = reader.position().line();
            read.store(0, Ordering::Relaxed);
            let read = reader.read_byte_record(&mut record);
            // Blank lines are rows too, as a spreadsheet shows them.
            let within = record.iter().flatten().filter(|byte| **byte == b'\n').count() as u64;
            let lines = reader.position().line().saturating_sub(line);
            number += lines.saturating_sub(within).max(1);
            let blank = |cell: &[u8]| cell.trim_ascii().is_empty();
            if matches!(read, Ok(true)) && record.iter().all(blank) {
                continue;
            }
            break read;
        };
        let row = match row {
            Ok(false) => return None,
            Ok(true) => cells(&record)
                .map(|cells| Row { number, cells, doubts: Vec::new() })
                .map_err(|()| {
                    let line = record.position().map_or(number, csv::Position::line);
                    not_utf8(&name, before + line)
                }),
            Err(error) => Err(unreadable(&name, &error)),
        };
        ended = row.is_err();
        Some(row)
    });
    Ok(Table { header, number: 1 + before, notes: Vec::new(), rows: Box::new(rows) })
}

/// The separator that stands most often in a line, outside quotation marks; none where none does.
fn guess(line: &[u8]) -> Option<u8> {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in line {
        quoted ^= *byte == b'"';
        let count = counts.iter_mut().find(|(is, _)| is == byte && !quoted);
        if let Some((_, count)) = count {
            *count += 1;
        }
    }
    // Of equals the first wins: a comma.
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    (counts[0].1 > 0).then_some(counts[0].0)
}

fn cells(record: &ByteRecord) -> Result<Vec<String>, ()> {
    let cell = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => Ok(unguarded(text).to_owned()),
        Err(_) => Err(()),
    };
    record.iter().map(cell).collect()
}

/// The text of a cell that a spreadsheet was told not to take for a formula: `'=1` is `=1`.
fn unguarded(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_formula(rest) => rest,
        _ => text,
    }
}

fn not_utf8(name: &str, line: u64) -> Error {
    Error::input(format!("line {line} of {name} is not UTF-8 text"))
        .help("save the list as “CSV UTF-8”, or say how it is written: --encoding windows-1252")
}

/// A reader that fails where one row goes on and on.
struct Bounded<R> {
    inner: R,
    /// How many bytes were read since the last row.
    read: Arc<AtomicUsize>,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(into)?;
        match self.read.fetch_add(count, Ordering::Relaxed) {
            ..MAX_ROW => Ok(count),
            _ => Err(io::ErrorKind::FileTooLarge.into()),
        }
    }
}

fn unreadable(name: &str, error: &csv::Error) -> Error {
    if let csv::ErrorKind::Io(error) = error.kind()
        && error.kind() == io::ErrorKind::FileTooLarge
    {
        let message = format!("cannot read {name}: a row is longer than {} MiB", MAX_ROW >> 20);
        return Error::input(message).help("close the quotation mark that opens its last cell");
    }
    Error::input(format!("cannot read {name}: {error}"))
}
