//! Names: what the styles of one file are called, and which of them its letters use.

use super::super::xml;
use super::{ALL, CharacterStyle, Kind, Style};

/// The styles that letters use.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(in super::super) struct UsedStyles(u64);

impl UsedStyles {
    /// Adds a style with all it is based on.
    pub(in super::super) fn add(&mut self, style: Style) {
        let mut next = Some(style);
        while let Some(style) = next {
            self.0 |= 1 << style.index();
            next = style.base();
        }
    }

    pub(super) fn has(self, style: Style) -> bool {
        self.0 & (1 << style.index()) != 0
    }
}

/// How the styles of one file are called: those of an office's own template keep their names.
#[derive(Debug, Clone)]
pub(in super::super) struct Names {
    ids: Vec<String>,
    /// What the second style set of a package is numbered.
    second: i64,
    /// Mixed characters that a template has defined.
    mixed: Vec<String>,
}

impl Names {
    /// Ours, as they stand.
    pub(in super::super) fn own() -> Self {
        let ids = ALL.iter().map(|row| row.1.to_owned()).collect();
        Self { ids, second: 2, mixed: Vec::new() }
    }

    /// Ours but where `found` knows better. `second` and `mixed` tell what a template has numbered
    /// and mixed already, if it was made from a file of ours.
    pub(in super::super) fn with(
        found: impl Fn(&'static str, &'static str, Kind) -> String,
        second: i64,
        mixed: Vec<String>,
    ) -> Self {
        let ids = ALL.iter().map(|row| found(row.1, row.2, row.3)).collect();
        Self { ids, second, mixed }
    }

    /// The number of a set's styles, from the second set on.
    pub(super) fn number(&self, set: usize) -> i64 {
        self.second + set as i64 - 1
    }

    /// Whether a mixed character style is defined already.
    pub(super) fn knows(&self, character: CharacterStyle) -> bool {
        let mut id = String::new();
        character.push(self, &mut id);
        self.mixed.contains(&id)
    }

    /// Appends the identifier of a style in a set: the first set of a package has the plain
    /// identifiers, each further one has them numbered.
    pub(in super::super) fn push(&self, style: Style, set: usize, out: &mut String) {
        if set == 0 {
            xml::escape(&self.ids[style.index()], out);
        } else {
            out.push_str(style.id());
            out.push('_');
            xml::number(self.number(set), out);
        }
    }
}
