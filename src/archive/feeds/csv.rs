//! `register.csv`: one letter a line (RFC 4180), safe to open in a spreadsheet.

use std::io::{self, Write};

use super::{Row, address};
use crate::archive::site::Site;
use crate::archive::stream;
use crate::letter::Day;
use crate::register::Text;
use crate::spreadsheet::guarded;

/// The columns, whose names are the same in every language.
const COLUMNS: [&str; 19] = [
    "id", "date", "kind", "office", "language", "entry", "subject", "reference", "sender",
    "addressees", "signatories", "process", "cites", "address", "received-date", "received-number",
    "received-by", "issued-as", "issued-date",
];

pub(super) fn write(site: &Site, rows: &[Row<'_>], out: &mut dyn Write) -> io::Result<()> {
    // A mark by which Excel knows UTF-8.
    out.write_all("\u{FEFF}".as_bytes())?;
    out.write_all(&line(&COLUMNS))?;
    stream::pieces(out, rows.len(), |at, bytes| {
        let entry = &rows[at].entry;
        let names = entry.signatories.iter().map(|signed| signed.name.as_str());
        let received = entry.received.as_deref();
        let noted = |text: Option<&Text<'_>>| text.map_or(String::new(), Text::to_string);
        let day = |day: Option<Day>| day.map(|day| day.to_string()).unwrap_or_default();
        let issued = entry.issued.as_deref();
        let symbols = issued.iter().flat_map(|issued| &issued.organs);
        let symbols = symbols.map(|organ| organ.symbol.as_str());
        let cites = entry.cites.iter().map(|cited| cited.symbol.as_str());
        bytes.extend(line(&[
            &entry.id,
            &entry.date.map(|day| day.to_string()).unwrap_or_default(),
            &entry.kind,
            &entry.office,
            &entry.language,
            &entry.sentence,
            entry.subject.as_deref().unwrap_or_default(),
            entry.reference.as_deref().unwrap_or_default(),
            &entry.sender,
            &entry.addressees.join("; "),
            &names.collect::<Vec<_>>().join("; "),
            entry.process.as_deref().unwrap_or_default(),
            &cites.collect::<Vec<_>>().join("; "),
            &address(site, rows[at].address),
            &day(received.and_then(|noted| noted.date)),
            &noted(received.and_then(|noted| noted.number.as_ref())),
            &noted(received.and_then(|noted| noted.by.as_ref())),
            &symbols.collect::<Vec<_>>().join("; "),
            &day(issued.and_then(|issued| issued.date)),
        ]));
    })
}

/// One line of the table.
fn line(cells: &[&str; COLUMNS.len()]) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::with_capacity(512));
    // What is written to memory can always be written.
    let _ = writer.write_record(cells.map(guarded));
    writer.into_inner().unwrap_or_default()
}
