//! What earlier letters said of the meetings of a package.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::letter::LetterRef;
use crate::register::Entry;

/// What earlier letters said of the meetings of a package, as far as they lie beside it.
#[derive(Debug, Clone, Default)]
pub struct Earlier {
    /// The letters, in the order in which meetings are followed; those that the letter encloses
    /// are among them.
    pub letters: Vec<EarlierLetter>,
    /// The names in every calendar of the meetings of each letter of the package, by the id of its
    /// record: whether an id names several meetings of an office is known from all its letters.
    pub names: BTreeMap<String, Vec<Option<String>>>,
    /// The letters that it names and that do not lie beside it.
    pub missing: Vec<LetterRef>,
}

/// An earlier letter that can speak of the same meetings.
#[derive(Debug, Clone)]
pub struct EarlierLetter {
    /// What the register remembers of it.
    pub entry: Arc<Entry<'static>>,
    /// The thread it belongs to; 0 is that of the package.
    pub thread: Option<usize>,
    /// The name in every calendar of each of its meetings that the package speaks of.
    pub names: Vec<Option<String>>,
}
