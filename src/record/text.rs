//! Bytes become text: encoding, byte order mark, size.

use std::sync::Arc;

use super::MAX_RECORD;
use crate::finding::Finding;
use crate::source::{Place, Source};

/// What some editors write before the text.
pub(super) const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// The text of a record, with a finding where some of it is no UTF-8.
/// Where nothing can be read, the findings say why.
pub(super) fn decode(
    name: &str,
    bytes: &[u8],
) -> Result<(Arc<Source>, Vec<Finding>), Vec<Finding>> {
    let refuse = |finding: Finding| Err(vec![finding.at(Place::new(&Source::new(name, ""), 0..0))]);
    if bytes.len() > MAX_RECORD {
        let size = bytes.len().div_ceil(1024 * 1024);
        let limit = MAX_RECORD / 1024 / 1024;
        return refuse(
            Finding::error(
                "record-too-large",
                format!("the file has {size} MiB; a record may have {limit} MiB"),
            )
            .help("a record holds one letter: keep pictures and long annexes in files beside it"),
        );
    }
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return refuse(
            Finding::error("not-utf8", "the file is UTF-16, not UTF-8")
                .help("save it again as UTF-8"),
        );
    }
    let bytes = bytes.strip_prefix(BYTE_ORDER_MARK).unwrap_or(bytes);
    let (source, findings) = match std::str::from_utf8(bytes) {
        Ok(text) => (Source::new(name, text), Vec::new()),
        Err(error) => {
            let at = error.valid_up_to();
            // Every stray byte becomes a replacement character, the first one at the same offset.
            let source = Source::new(name, String::from_utf8_lossy(bytes));
            let finding =
                Finding::error("not-utf8", format!("byte {at} (0x{:02X}) is not UTF-8", bytes[at]))
                    .at(Place::new(&source, at..at + '\u{FFFD}'.len_utf8()))
                    .help("save the file again as UTF-8; in most editors: Save As, Encoding");
            (source, vec![finding])
        }
    };
    if source.text().trim().is_empty() {
        return Err(vec![empty(&source)]);
    }
    Ok((source, findings))
}

/// Nothing was written.
pub(super) fn empty(source: &Arc<Source>) -> Finding {
    Finding::error("empty-record", "the record is empty")
        .at(Place::new(source, 0..0))
        .help("begin with `office: …` and `date: …`; `chancery new letter` gives a record to start from")
}
