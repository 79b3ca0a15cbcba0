//! `register.csv`: one letter a line (RFC 4180), safe to open in a spreadsheet.

use super::{address, unwritten};
use crate::archive::catalogue::Catalogue;
use crate::archive::site::Site;
use crate::finding::Finding;
use crate::spreadsheet::guarded;

/// The columns, whose names are the same in every language.
const COLUMNS: [&str; 14] = [
    "id",
    "date",
    "kind",
    "office",
    "language",
    "entry",
    "subject",
    "reference",
    "sender",
    "addressees",
    "signatories",
    "process",
    "cites",
    "address",
];

pub(super) fn write(site: &Site, catalogue: &Catalogue) -> Result<Vec<u8>, Vec<Finding>> {
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::with_capacity(catalogue.cards.len() * 400));
    writer.write_record(COLUMNS).map_err(unwritten)?;
    for card in &catalogue.cards {
        let names = card.signatories.iter().map(|signed| signed.name.as_str());
        let cites = card.cites.iter().map(|cited| cited.symbol.as_str());
        let cells: [String; 14] = [
            card.id.clone(),
            card.date.map(|day| day.to_string()).unwrap_or_default(),
            card.kind.clone(),
            card.office.clone(),
            card.language.clone(),
            card.entry.clone(),
            card.subject.clone().unwrap_or_default(),
            card.reference.clone().unwrap_or_default(),
            card.sender.clone(),
            card.addressees.join("; "),
            names.collect::<Vec<_>>().join("; "),
            card.process.clone().unwrap_or_default(),
            cites.collect::<Vec<_>>().join("; "),
            address(site, card),
        ];
        writer
            .write_record(cells.map(|cell| guarded(&cell)))
            .map_err(unwritten)?;
    }
    writer.into_inner().map_err(unwritten)
}
