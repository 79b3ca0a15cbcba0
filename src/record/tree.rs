//! A record's data before it is a letter: what each syntax makes of a text.

use std::ops::Range;

use crate::finding::Finding;
use crate::node::{Node, tree};

pub(super) use tree::{Doubts, Group, duplicate, note, scalar, too_deep};

/// A record's data before it is a letter.
pub(super) struct Tree {
    /// The data, if there is any to read further.
    pub(super) root: Option<Node>,
    /// The bytes of the Markdown below front matter.
    pub(super) body: Option<Range<usize>>,
    /// The prose of further languages.
    pub(super) sections: Vec<super::sections::Section>,
    /// What is wrong with the writing.
    pub(super) findings: Vec<Finding>,
    /// Anchors and aliases.
    #[cfg_attr(not(feature = "edit"), allow(dead_code, reason = "only changes ask for it"))]
    pub(super) shared: Vec<Range<usize>>,
    /// Where a mistake of the writing makes data look wrong.
    pub(super) doubts: Doubts,
}

impl Tree {
    /// Nothing but findings.
    pub(super) fn refused(findings: Vec<Finding>) -> Self {
        Self {
            root: None,
            body: None,
            sections: Vec::new(),
            findings,
            shared: Vec::new(),
            doubts: Doubts::default(),
        }
    }
}

impl From<tree::Tree> for Tree {
    fn from(tree: tree::Tree) -> Self {
        let tree::Tree { root, findings, doubts } = tree;
        Self { root, body: None, sections: Vec::new(), findings, shared: Vec::new(), doubts }
    }
}
