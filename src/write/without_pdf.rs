//! What stands in the place of PDF in a program that was built without it.

use super::format::PreparedWriter;
use crate::finding::Finding;
use crate::template::PageDesign;

pub(super) fn prepare(_: &PageDesign<'_>) -> PreparedWriter {
    let finding = Finding::error("no-pdf", "this program was built without PDF")
        .help("build it without `--no-default-features`, or choose another format");
    Err(vec![finding])
}
