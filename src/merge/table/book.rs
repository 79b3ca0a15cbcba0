//! Workbooks: the first sheet of an XLSX or ODS file.

use std::io::Cursor;

use calamine::{Data, Ods, Range, Reader, Xlsx};

use super::{Row, Syntax, Table};
use crate::error::Error;

/// The most that a packed workbook may unpack to: 1 GiB.
const MAX_UNPACKED: u64 = 1 << 30;

pub(super) fn open(name: &str, syntax: Syntax, bytes: Vec<u8>) -> Result<Table, Error> {
    let wrong = |why: String| {
        Error::input(format!("cannot read {name}: {why}"))
            .help("open it in a spreadsheet program and save it again, or save it as CSV")
    };
    small(&bytes).map_err(wrong)?;
    let bytes = Cursor::new(bytes);
    let range = match syntax {
        Syntax::Ods => Ods::new(bytes)
            .map_err(|error| wrong(error.to_string()))?
            .worksheet_range_at(0)
            .transpose()
            .map_err(|error| wrong(error.to_string()))?,
        _ => Xlsx::new(bytes)
            .map_err(|error| wrong(error.to_string()))?
            .worksheet_range_at(0)
            .transpose()
            .map_err(|error| wrong(error.to_string()))?,
    };
    let range = range.ok_or_else(|| wrong("it has no sheet".to_owned()))?;
    Ok(table(range))
}

/// A workbook is a packed file, and a small one can unpack to more than there is memory.
fn small(bytes: &[u8]) -> Result<(), String> {
    let mut pack =
        zip::ZipArchive::new(Cursor::new(bytes)).map_err(|_| "it is no workbook".to_owned())?;
    let mut size = 0_u64;
    for at in 0..pack.len() {
        let part = pack.by_index_raw(at).map_err(|error| error.to_string())?;
        size = size.saturating_add(part.size());
    }
    if size > MAX_UNPACKED {
        Err(format!("it unpacks to more than {} GiB", MAX_UNPACKED >> 30))
    } else {
        Ok(())
    }
}

fn table(range: Range<Data>) -> Table {
    let above = range.start().map_or(0, |(row, _)| u64::from(row));
    let mut header: Vec<_> = range
        .rows()
        .next()
        .map(|row| row.iter().map(text).collect())
        .unwrap_or_default();
    // A sheet is a rectangle: formatted columns beside the list have neither name nor text.
    while header.last().is_some_and(String::is_empty) {
        header.pop();
    }
    let (width, mut at) = (header.len(), 1);
    let rows = std::iter::from_fn(move || {
        loop {
            if at >= range.height() {
                return None;
            }
            let cells: Vec<_> = (0..range.width())
                .map(|column| range.get((at, column)).map(text).unwrap_or_default())
                .collect();
            at += 1;
            // Row numbers stay those of the sheet.
            if cells.iter().all(String::is_empty) {
                continue;
            }
            let used = cells.iter().rposition(|cell| !cell.is_empty());
            let keep = used.map_or(width, |last| width.max(last + 1));
            let cells = cells.into_iter().take(keep).collect();
            return Some(Ok(Row { number: above + at as u64, cells }));
        }
    });
    Table { header, rows: Box::new(rows) }
}

/// What a cell shows, as text: whole numbers without a point, dates in ISO 8601.
fn text(cell: &Data) -> String {
    match cell {
        Data::Empty => String::new(),
        Data::String(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::Bool(yes) => yes.to_string(),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, hour, minute, _, _) = date.to_ymd_hms_milli();
            match (hour, minute) {
                (0, 0) => format!("{year:04}-{month:02}-{day:02}"),
                _ => format!("{year:04}-{month:02}-{day:02} {hour:02}:{minute:02}"),
            }
        }
        Data::DateTime(time) => time.to_string(),
        Data::DateTimeIso(text) => text.strip_suffix("T00:00:00").unwrap_or(text).to_owned(),
        Data::DurationIso(text) => text.clone(),
        Data::Error(error) => error.to_string(),
    }
}
