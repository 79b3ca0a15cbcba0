//! Which fields of a letter a wording prints.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::source::Source;

/// The names of fields that each template mentions as `letter.NAME`, components included.
pub(super) fn of(sources: &BTreeMap<String, Arc<Source>>) -> BTreeMap<String, BTreeSet<String>> {
    let components = components(sources);
    sources
        .iter()
        .map(|(path, source)| {
            let mut fields = BTreeSet::new();
            let mut seen = BTreeSet::new();
            let mut open = vec![source.text()];
            while let Some(text) = open.pop() {
                fields.extend(mentions(text));
                for name in uses(text).filter(|name| seen.insert(*name)) {
                    open.extend(components.get(name));
                }
            }
            (path.clone(), fields)
        })
        .collect()
}

/// Blocks of the anatomy that a template empties.
pub(super) fn empties(template: &str, block: &str) -> bool {
    template.contains(&format!("{{% block {block} %}}{{% endblock"))
}

/// The texts of all components, by name.
fn components(sources: &BTreeMap<String, Arc<Source>>) -> BTreeMap<&str, &str> {
    let mut found = BTreeMap::new();
    for source in sources.values() {
        for piece in source.text().split("{% component ").skip(1) {
            let name = piece.split('(').next().unwrap_or_default().trim();
            let text = piece.split("endcomponent").next().unwrap_or(piece);
            found.insert(name, text);
        }
    }
    found
}

/// The names of components that a template uses: `<name … />`.
fn uses(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).map(|rest| {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        &rest[..end]
    })
}

fn mentions(text: &str) -> impl Iterator<Item = String> {
    text.split("letter.").skip(1).map(|rest| {
        let end = rest
            .find(|c: char| !(c.is_alphanumeric() || c == '_'))
            .unwrap_or(rest.len());
        rest[..end].to_owned()
    })
}
