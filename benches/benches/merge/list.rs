//! The same list of guests in every syntax, of any length.

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

use chancery::merge::Syntax;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The columns.
pub(crate) const HEADER: [&str; 9] =
    ["name", "honorific", "title", "organisation", "address", "country", "form", "day", "table"];

/// The cells of one row; no two rows name the same guest.
fn cells(n: usize) -> [String; 9] {
    [
        format!("Guest Number{n}"),
        "H.E. Ms.".to_owned(),
        "Ambassador".to_owned(),
        format!("Embassy {}", n % 190),
        format!("{n} River Road"),
        format!("Country {}", n % 190),
        "excellency".to_owned(),
        "2026-10-02".to_owned(),
        (n % 40).to_string(),
    ]
}

/// A list as CSV that is nowhere whole.
pub(crate) struct Endless {
    rows: usize,
    next: usize,
    ready: Vec<u8>,
    at: usize,
}

impl Endless {
    pub(crate) fn new(rows: usize) -> Self {
        let ready = (HEADER.join(",") + "\n").into_bytes();
        Self { rows, next: 0, ready, at: 0 }
    }
}

impl Read for Endless {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        if self.at == self.ready.len() && self.next < self.rows {
            self.ready = (cells(self.next).join(",") + "\n").into_bytes();
            (self.at, self.next) = (0, self.next + 1);
        }
        let count = into.len().min(self.ready.len() - self.at);
        into[..count].copy_from_slice(&self.ready[self.at..self.at + count]);
        self.at += count;
        Ok(count)
    }
}

/// Writes a list of so many rows.
pub(crate) fn write(path: &Path, syntax: Syntax, rows: usize) -> io::Result<()> {
    let mut file = BufWriter::new(File::create(path)?);
    match syntax {
        Syntax::Delimited => {
            io::copy(&mut Endless::new(rows), &mut file)?;
        }
        Syntax::Json => {
            for n in 0..rows {
                let fields = HEADER.iter().zip(cells(n));
                let fields: Vec<_> =
                    fields.map(|(name, cell)| format!("\"{name}\":\"{cell}\"")).collect();
                let open = if n == 0 { '[' } else { ',' };
                writeln!(file, "{open}{{{}}}", fields.join(","))?;
            }
            writeln!(file, "]")?;
        }
        Syntax::Xlsx => book(file, rows, &XLSX)?,
        Syntax::Ods => book(file, rows, &ODS)?,
    }
    Ok(())
}

/// The least that is a workbook: its small parts, and the sheet around its rows and cells.
struct Book {
    parts: &'static [(&'static str, &'static str)],
    sheet: &'static str,
    around: (&'static str, &'static str),
    row: (&'static str, &'static str),
    cell: (&'static str, &'static str),
}

const XLSX: Book = Book {
    parts: &[
        (
            "[Content_Types].xml",
            r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>"#,
        ),
        (
            "_rels/.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Guests" sheetId="1" r:id="rId1"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#,
        ),
    ],
    sheet: "xl/worksheets/sheet1.xml",
    around: (
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>"#,
        "</sheetData></worksheet>",
    ),
    row: ("<row>", "</row>"),
    cell: (r#"<c t="inlineStr"><is><t>"#, "</t></is></c>"),
};

const ODS: Book = Book {
    parts: &[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            r#"<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>"#,
        ),
    ],
    sheet: "content.xml",
    around: (
        r#"<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet><table:table table:name="Guests">"#,
        "</table:table></office:spreadsheet></office:body></office:document-content>",
    ),
    row: ("<table:table-row>", "</table:table-row>"),
    cell: (
        r#"<table:table-cell office:value-type="string"><text:p>"#,
        "</text:p></table:table-cell>",
    ),
};

fn book(file: BufWriter<File>, rows: usize, book: &Book) -> io::Result<()> {
    let mut pack = ZipWriter::new(file);
    let options = SimpleFileOptions::default();
    for (name, text) in book.parts {
        pack.start_file(*name, options)?;
        pack.write_all(text.as_bytes())?;
    }
    pack.start_file(book.sheet, options.large_file(true))?;
    pack.write_all(book.around.0.as_bytes())?;
    let header = HEADER.map(str::to_owned);
    for row in std::iter::once(header).chain((0..rows).map(cells)) {
        let cells = row.map(|cell| [book.cell.0, &cell, book.cell.1].concat());
        pack.write_all([book.row.0, &cells.concat(), book.row.1].concat().as_bytes())?;
    }
    pack.write_all(book.around.1.as_bytes())?;
    pack.finish()?.flush()
}
