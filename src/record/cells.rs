//! Where the row of a list stands that fills some fields of a record.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::source::{Place, Source};

/// The cells of one row as a text, and the bytes of each field that they fill.
#[derive(Debug, Clone)]
pub struct Cells {
    source: Arc<Source>,
    fields: BTreeMap<String, Range<usize>>,
}

impl Cells {
    /// The cells of a row, as `text`, and the bytes of each field by its path: `to[0].name`,
    /// `row.deadline`.
    pub fn new(text: String, fields: BTreeMap<String, Range<usize>>) -> Self {
        Self { source: Source::new("the row", text), fields }
    }

    /// The bytes of a place in the row; none where it is a place in another text.
    pub fn range(&self, place: &Place) -> Option<Range<usize>> {
        Arc::ptr_eq(&self.source, place.source()).then(|| place.range())
    }

    /// Where the row fills the value at a path, or what it is a part of.
    pub(super) fn place(&self, path: &str) -> Option<Place> {
        let mut path = path;
        loop {
            if let Some(range) = self.fields.get(path) {
                return Some(Place::new(&self.source, range.clone()));
            }
            path = &path[..path.rfind(['.', '['])?];
        }
    }
}
