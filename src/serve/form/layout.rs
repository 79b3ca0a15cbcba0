//! Where fields stand in the form: `desk/form.toml`.

use std::collections::BTreeMap;

use crate::finding::Finding;
use crate::node::fields::fields;
use crate::node::from_toml;
use crate::template::Templates;

fields! {
    /// Where fields stand in the form.
    #[holds(code)]
    pub(in crate::serve) struct Layout as "form.toml" {
        /// The sections in no order, each with its fields.
        pub(in crate::serve) sections: BTreeMap<String, Vec<String>>,
        /// Groups whose lists are shown as tables, each with the fields that are its columns.
        pub(in crate::serve) tables: BTreeMap<String, Vec<String>>,
        /// Of each group, the fields that stand open.
        pub(in crate::serve) first: BTreeMap<String, Vec<String>>,
    }
}

/// The sections in the order of a letter.
pub(super) const SECTIONS: &[&str] = &[
    "head", "addressees", "opening", "text", "meetings", "deadlines", "enclosures", "closing",
    "copies", "wording", "register",
];

impl Layout {
    /// Reads the layout that the templates have.
    ///
    /// # Errors
    /// That there is none, or every mistake in it.
    pub(in crate::serve) fn read(templates: &Templates) -> Result<Self, Vec<Finding>> {
        let source = templates
            .text("", "desk/form.toml")
            .ok_or_else(|| vec![Finding::error("setting", "there is no `desk/form.toml`")])?;
        from_toml(source)
    }

    /// Whether a field stands open in its group; all do where the group has no list.
    pub(super) fn is_first(&self, group: &str, field: &str) -> bool {
        let listed = self.first.get(group);
        listed.is_none_or(|listed| listed.iter().any(|name| name == field))
    }
}
