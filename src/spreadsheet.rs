//! Cells that a spreadsheet will open.

/// Whether a spreadsheet could take a cell for a formula (OWASP, CSV Injection).
pub(crate) fn is_formula(cell: &str) -> bool {
    // Some programs skip what cannot be seen before they look for a formula.
    let first = cell.trim_start_matches([' ', '\u{A0}', '\u{FEFF}']);
    first.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

/// A cell that no spreadsheet takes for a formula: an apostrophe makes it text.
pub(crate) fn guarded(cell: &str) -> String {
    if is_formula(cell) { format!("'{cell}") } else { cell.to_owned() }
}
