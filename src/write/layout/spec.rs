//! What a paragraph style says, whatever the word processor.

use crate::office::Align;

/// The list that a style belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::write) enum ListKind {
    Bullets,
    Figures,
}

/// How a line is measured.
#[derive(Debug, Clone, Copy)]
pub(in crate::write) enum Line {
    /// Exactly so many twips.
    Exact(i32),
    /// So many twips, or more where a picture needs it.
    AtLeast(i32),
    /// So many 240ths of the type's own line.
    Auto(i32),
}

/// What a paragraph style says; nothing where it leaves things to its base.
#[derive(Debug, Default)]
pub(in crate::write) struct StyleSpec {
    pub(in crate::write) keep_next: Option<bool>,
    pub(in crate::write) keep_lines: bool,
    pub(in crate::write) page_break: bool,
    pub(in crate::write) list: Option<ListKind>,
    pub(in crate::write) rule_below: bool,
    pub(in crate::write) before: Option<i32>,
    pub(in crate::write) after: Option<i32>,
    pub(in crate::write) line: Option<Line>,
    pub(in crate::write) start: Option<i32>,
    pub(in crate::write) end: Option<i32>,
    pub(in crate::write) contextual: bool,
    pub(in crate::write) align: Option<Align>,
    pub(in crate::write) outline: Option<u8>,
    pub(in crate::write) bold: Option<bool>,
    pub(in crate::write) italic: bool,
    pub(in crate::write) spread: Option<i32>,
    pub(in crate::write) size: Option<i32>,
}
