//! Changing a record's text by field: every byte that is not part of the change stays.
//!
//! Comments, order, quotes and line ends are kept, in all four syntaxes, and in records that are
//! wrong too: what is changed is data with places, not the letter. After every change the text is
//! read again and must give exactly the data that was asked for; else nothing is changed.
//!
//! A path is written as `meetings[0].was.dates`; a name that holds a dot or a bracket stands in
//! quotes, `row["a.b"]`. `body` is the prose, wherever the record has it, and
//! `languages.fr.body` that of a further language, also where a line `--- fr` opens it.
//!
//! ```
//! use chancery::record::Syntax;
//! use chancery::record::edit::{Change, edit};
//!
//! let record = "office: pga # ours\nmeetings:\n  - { id: a, room: Room 1 }\n";
//! let set = |path: &str, value: &str| Change::Set { path: path.to_owned(), value: value.into() };
//! let changes = [set("meetings[0].room", "Room 2"), set("date", "2026-09-14")];
//! assert_eq!(
//!     edit("briefing.yaml", record, Syntax::Yaml, &changes).unwrap(),
//!     "office: pga # ours\ndate: 2026-09-14\nmeetings:\n  - { id: a, room: Room 2 }\n"
//! );
//! ```

mod assign;
mod attempt;
mod block;
mod change;
mod data;
mod doc;
mod fields;
mod flow;
mod items;
mod literal;
mod merge;
mod mistake;
mod model;
mod path;
mod prose;
mod render;
mod scalar;
mod tables;

use std::fmt;

use super::Syntax;
use crate::finding::Finding;
pub use fields::Fields;
pub use merge::{Conflict, MergeOutcome, merge};

/// Plain data as a form holds it. Scalars are text; a field that says nothing is an empty text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// A scalar, as it would be typed. Line breaks are `\n`.
    Text(String),
    /// A list.
    List(Vec<Data>),
    /// A group of fields.
    Map(Vec<(String, Data)>),
}

/// A change of one place of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Gives a field its value; of a group or a list, only what differs is written. A field that is
    /// missing is put where the record's fields have their order, with the groups it stands in.
    /// The place after the last item of a list adds one. An equal value changes nothing.
    Set {
        /// Where.
        path: String,
        /// What it says then.
        value: Data,
    },
    /// Takes out a field or an item with its lines and the comment on the same line. A group or list
    /// that would be empty goes too. What is not there is no mistake.
    Remove {
        /// What.
        path: String,
    },
    /// Puts an item into a list, which is made where it is missing. A single value that stands for a
    /// list of one becomes a list.
    Insert {
        /// The list.
        list: String,
        /// The place that it has then, from 0; at most the length of the list.
        at: usize,
        /// The item.
        value: Data,
    },
    /// Moves an item of a list, with its comments.
    Move {
        /// The list.
        list: String,
        /// Where it is.
        from: usize,
        /// Where it is then.
        to: usize,
    },
}

/// Changes the text of a record. `name` is what messages call it. An empty text is a record without
/// fields; Markdown without front matter is prose, as in the file of a version.
///
/// # Errors
/// Why a change cannot be made; then none of them is.
pub fn edit(
    name: &str,
    text: &str,
    syntax: Syntax,
    changes: &[Change],
) -> Result<String, Vec<Finding>> {
    change::all(name, text, syntax, changes)
}

/// What a record says, as a form shows it. Of a broken record, what can be read.
pub fn fields(name: &str, text: &str, syntax: Syntax) -> Fields {
    Fields::read(name, text, syntax)
}

impl From<&str> for Data {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// The path that it changes.
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set { path, .. } | Self::Remove { path } => f.write_str(path),
            Self::Insert { list, .. } | Self::Move { list, .. } => f.write_str(list),
        }
    }
}
