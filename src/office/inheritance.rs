//! Offices that take everything over from another one, and change what differs.

use std::sync::Arc;

use super::Office;
use crate::finding::{Finding, nearest, suggest};
use crate::node::{Decode, Decoder, Entry, Layers, Node, Spanned, Value, lay};
use crate::source::Source;

/// The key by which an office names the one it takes everything over from.
const EXTENDS: &str = "extends";

/// The key by which it names what it does not take over.
const WITHOUT: &str = "without";

/// The office that an `office.toml` extends, where it says one.
pub fn extended(source: &Arc<Source>) -> Option<Spanned<String>> {
    // Most offices extend none, and need not be read to know it.
    source.text().contains(EXTENDS).then_some(())?;
    let layers = Layers::of(source);
    let node = layers.roots().first()?.get(EXTENDS)?;
    Spanned::decode(node, &mut Decoder::new(source))
}

impl Office {
    /// Reads `office.toml` of the office called `id`, laid over those of the offices it extends.
    ///
    /// # Errors
    /// Every mistake in them, at its place.
    pub fn read(id: &str, files: &Layers) -> Result<Self, Vec<Finding>> {
        let (root, wrong) = inherited(files, files.roots());
        let mut office: Self = files.decode(&root, |_| wrong)?;
        office.id = id.to_owned();
        Ok(office)
    }
}

/// What an office and those it extends say, and what is wrong with what it leaves out.
/// `roots` are the data of their files, the nearest first.
pub fn inherited(files: &Layers, roots: &[Node]) -> (Node, Vec<Finding>) {
    let (mut below, mut wrong): (Option<Node>, _) = (None, Vec::new());
    for root in roots.iter().rev() {
        below = Some(match below {
            None => root.clone(),
            Some(mut all) => {
                drop_key(&mut all, EXTENDS);
                drop_key(&mut all, WITHOUT);
                for path in left_out(root) {
                    let Value::Text(name) = &path.value else { continue };
                    if !take_out(&mut all, name) {
                        let message = format!("the office it extends says no `{name}`");
                        let mut known = paths(&all);
                        if nearest(name, known.iter().map(String::as_str)).is_none() {
                            known.retain(|path| !path.contains('.'));
                        }
                        let help = suggest(name, known.iter().map(String::as_str));
                        let finding = Finding::error("setting", message).at(files.place(path));
                        wrong.push(finding.help(help));
                    }
                }
                lay(root.clone(), all)
            }
        });
    }
    (below.unwrap_or(Node { range: 0..0, value: Value::Null }), wrong)
}

/// The paths that an `office.toml` does not take over.
pub(super) fn left_out(root: &Node) -> &[Node] {
    match root.get(WITHOUT) {
        Some(Node { value: Value::List(paths), .. }) => paths,
        Some(one) => std::slice::from_ref(one),
        None => &[],
    }
}

/// Takes what stands at a path out of data; whether there was anything.
pub(super) fn take_out(root: &mut Node, path: &str) -> bool {
    match (path.split_once('.'), &mut root.value) {
        (Some((first, rest)), Value::Map(entries)) => entries
            .iter_mut()
            .find(|entry| entry.key == first)
            .is_some_and(|entry| take_out(&mut entry.node, rest)),
        (None, Value::Map(_)) => drop_key(root, path),
        _ => false,
    }
}

pub(super) fn drop_key(root: &mut Node, key: &str) -> bool {
    let Value::Map(entries) = &mut root.value else {
        return false;
    };
    let before = entries.len();
    entries.retain(|entry| entry.key != key);
    entries.len() < before
}

/// The path of every key, groups and what is in them.
fn paths(root: &Node) -> Vec<String> {
    fn walk(node: &Node, before: &str, found: &mut Vec<String>) {
        let Value::Map(entries) = &node.value else { return };
        for Entry { key, node, .. } in entries {
            let path = if before.is_empty() { key.clone() } else { format!("{before}.{key}") };
            walk(node, &path, found);
            found.push(path);
        }
    }
    let mut found = Vec::new();
    walk(root, "", &mut found);
    found
}
