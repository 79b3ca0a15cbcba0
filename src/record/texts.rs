//! A version's texts, laid over the data that all versions share.

use std::ops::Range;

use sha2::{Digest as _, Sha256};

use crate::finding::{Finding, nearest, suggest};
use crate::letter::texts::{CLAUSES, OWN, has_ids, is_letter, letter, what};
use crate::node::{Entry, Node, Shape, Value};
use crate::text::hex;

/// What is wrong with texts, and where.
pub(super) type Mistakes = Vec<(Finding, Range<usize>)>;

/// Lays the texts of a version over a record's data: the same fields, each group by its place
/// or its id. What is no text stays as it is, and is said.
pub(super) fn lay(base: &mut Node, texts: &Node, mistakes: &mut Mistakes) {
    group(base, texts, letter(), mistakes);
}

/// Lays over a record's turns and words for clauses those of a version. Words that the main language
/// gives are the reader's of that language alone: a version has its own, or a turn.
pub(super) fn lay_clauses(
    base: &mut Node,
    texts: Option<&Node>,
    tag: &str,
    mistakes: &mut Mistakes,
) {
    let Value::Map(entries) = &mut base.value else { return };
    for &field in CLAUSES {
        let given = texts.and_then(|texts| texts.entry(field));
        let own = |clause: &str| given.is_some_and(|given| given.node.entry(clause).is_some());
        let turned =
            |clause: &str| texts.and_then(|texts| texts.get("turns")?.entry(clause)).is_some();
        let shared = entries.iter_mut().find(|entry| entry.key == field);
        let Some(shared) = shared else {
            entries.extend(given.cloned());
            continue;
        };
        let Value::Map(clauses) = &mut shared.node.value else { continue };
        if field == "say" {
            for clause in clauses
                .iter()
                .filter(|clause| !own(&clause.key) && !turned(&clause.key))
            {
                let message =
                    format!("the words of the clause `{}` are not said in `{tag}`", clause.key);
                let finding = Finding::error("unshared-texts", message).help(format!(
                    "write `say: {{ {}: … }}` among the texts of `{tag}`, or say the clause there by a turn",
                    clause.key
                ));
                mistakes.push((finding, clause.range.clone()));
            }
        }
        let Some(Entry { node: Node { value: Value::Map(given), .. }, .. }) = given else {
            continue;
        };
        clauses.retain(|clause| !given.iter().any(|own| own.key == clause.key));
        clauses.extend(given.iter().cloned());
    }
}

fn group(base: &mut Node, texts: &Node, group: &'static Shape, mistakes: &mut Mistakes) {
    let Value::Map(given) = &texts.value else {
        let message =
            format!("expected {}: a group of fields, found {}", what(group), texts.describe());
        mistakes.push((Finding::error("wrong-type", message), texts.range.clone()));
        return;
    };
    let Value::Map(entries) = &mut base.value else {
        let finding = Finding::error(
            "unshared-texts",
            format!("{} stand for words that the record does not write out", what(group)),
        )
        .help("a name of the office's own has its words in the office's file of that language");
        mistakes.push((finding, texts.range.clone()));
        return;
    };
    let whole = is_letter(group);
    for entry in given {
        let own = [OWN, CLAUSES].iter().any(|names| names.contains(&entry.key.as_str()));
        if whole && own || !whole && entry.key == "id" {
            continue;
        }
        let Some(field) = group.texts().find(|field| field.name == entry.key) else {
            mistakes.push((no_text(&entry.key, group), entry.range.clone()));
            continue;
        };
        if entry.node.value == Value::Null {
            continue;
        }
        let shared = entries.iter_mut().find(|shared| shared.key == entry.key);
        match (field.group(), shared) {
            (None, shared) => {
                if !is_words(&entry.node, field.many) {
                    let message = format!("expected text, found {}", entry.node.describe());
                    let finding = Finding::error("wrong-type", message);
                    mistakes.push((finding, entry.node.range.clone()));
                    continue;
                }
                match shared {
                    Some(shared) => *shared = entry.clone(),
                    None => entries.push(entry.clone()),
                }
            }
            (Some(_), None) => mistakes.push((absent(&entry.key), entry.range.clone())),
            (Some(inner), Some(shared)) if field.many => {
                list(&mut shared.node, entry, inner, mistakes);
            }
            (Some(inner), Some(shared)) => {
                self::group(&mut shared.node, &entry.node, inner, mistakes);
            }
        }
    }
}

/// Texts of a list: a group of ids, a list by place, or one group for a list of one.
fn list(base: &mut Node, given: &Entry, inner: &'static Shape, mistakes: &mut Mistakes) {
    let name = &given.key;
    let items: &mut [Node] = match &mut base.value {
        Value::List(items) => items,
        _ => std::slice::from_mut(base),
    };
    match &given.node.value {
        Value::List(texts) => {
            for (at, text) in texts.iter().enumerate() {
                if text.value == Value::Null {
                    continue;
                }
                let id = text.get("id").filter(|_| has_ids(inner));
                let place = match id.map(|id| (&id.value, id)) {
                    Some((Value::Text(id), node)) => match with_id(items, id) {
                        Some(found) => Some(found),
                        None => {
                            let finding = unknown_id(name, id, items);
                            mistakes.push((finding, node.range.clone()));
                            continue;
                        }
                    },
                    _ => (at < items.len()).then_some(at),
                };
                match place.and_then(|place| items.get_mut(place)) {
                    Some(item) => group(item, text, inner, mistakes),
                    None => {
                        let finding = Finding::error(
                            "unshared-texts",
                            format!("the record has only {} of `{name}`", items.len()),
                        )
                        .help(
                            "texts stand in the order of what they translate; write `-` alone for one without",
                        );
                        mistakes.push((finding, text.range.clone()));
                    }
                }
            }
        }
        Value::Map(entries)
            if has_ids(inner)
                && !(items.len() == 1
                    && entries.iter().all(|entry| inner.field(&entry.key).is_some())) =>
        {
            for entry in entries {
                match with_id(items, &entry.key) {
                    Some(at) => {
                        if entry.node.value != Value::Null {
                            group(&mut items[at], &entry.node, inner, mistakes);
                        }
                    }
                    None => {
                        let finding = unknown_id(name, &entry.key, items);
                        mistakes.push((finding, entry.range.clone()));
                    }
                }
            }
        }
        _ if items.len() == 1 => group(&mut items[0], &given.node, inner, mistakes),
        _ => {
            let finding = Finding::error(
                "wrong-type",
                format!("expected a list, for the record has {} of `{name}`", items.len()),
            )
            .help("write one entry for each, in their order");
            mistakes.push((finding, given.node.range.clone()));
        }
    }
}

fn with_id(items: &[Node], id: &str) -> Option<usize> {
    let is = |item: &Node| matches!(item.get("id").map(|id| &id.value), Some(Value::Text(text)) if text == id);
    items.iter().position(is)
}

fn unknown_id(name: &str, id: &str, items: &[Node]) -> Finding {
    let ids: Vec<&str> = items
        .iter()
        .filter_map(|item| match item.get("id").map(|id| &id.value) {
            Some(Value::Text(text)) => Some(text.as_str()),
            _ => None,
        })
        .collect();
    let finding =
        Finding::error("unshared-texts", format!("the record has no `{id}` among its `{name}`"));
    match (nearest(id, ids.iter().copied()), ids.is_empty()) {
        (Some(near), _) => finding.help(format!("did you mean `{near}`?")),
        (None, false) => finding.help(suggest(id, ids.iter().copied())),
        (None, true) => {
            finding.help("give it an `id` in the record, or write the texts as a list, by place")
        }
    }
}

fn is_words(node: &Node, many: bool) -> bool {
    match &node.value {
        Value::Text(_) => true,
        Value::List(items) if many => items.iter().all(|item| matches!(item.value, Value::Text(_))),
        _ => false,
    }
}

/// A field that is no text: another one of the record, or none at all.
fn no_text(key: &str, group: &Shape) -> Finding {
    let texts = group.texts().map(|field| field.name);
    if group.field(key).is_some() {
        return Finding::error(
            "shared-field",
            format!("`{key}` is shared by all languages, and no text of one"),
        )
        .help(format!(
            "write it in the record, once; {} may hold {}",
            what(group),
            texts.map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        ));
    }
    Finding::error("unknown-field", format!("unknown field `{key}` in {}", what(group)))
        .help(suggest(key, texts.collect::<Vec<_>>()))
}

fn absent(key: &str) -> Finding {
    Finding::error(
        "unshared-texts",
        format!("the record has no `{key}` that these texts could stand for"),
    )
    .help(format!("write `{key}` in the record first, in its main language"))
}

/// A text of a record: where it stands, whether a reader of another language needs it, and
/// what it says.
#[derive(Debug)]
pub(super) struct Leaf<'n> {
    pub(super) path: String,
    pub(super) is_words: bool,
    pub(super) node: &'n Node,
}

/// The texts of a record, in the order of their kinds.
pub(super) fn leaves(root: &Node) -> Vec<Leaf<'_>> {
    let mut found = Vec::new();
    walk(root, letter(), "", &mut found);
    found
}

fn walk<'n>(node: &'n Node, group: &'static Shape, path: &str, found: &mut Vec<Leaf<'n>>) {
    for field in group.texts() {
        let Some(node) = node.get(field.name).filter(|node| !matches!(node.value, Value::Null))
        else {
            continue;
        };
        let path = match path {
            "" => field.name.to_owned(),
            _ => format!("{path}.{}", field.name),
        };
        match (field.group(), &node.value) {
            (None, _) => found.push(Leaf { path, is_words: field.is_words(), node }),
            (Some(inner), Value::List(items)) if field.many => {
                for (at, item) in items.iter().enumerate() {
                    walk(item, inner, &format!("{path}[{at}]"), found);
                }
            }
            (Some(inner), _) if field.many => walk(node, inner, &format!("{path}[0]"), found),
            (Some(inner), _) => walk(node, inner, &path, found),
        }
    }
}

/// The fingerprint of prose and texts: what a version translates. White space does not count.
pub(super) fn print(root: &Node) -> String {
    let mut sum = Sha256::new();
    let mut add = |path: &str, node: &Node| {
        sum.update(path);
        sum.update([0]);
        words(node, &mut |word| {
            sum.update(word);
            sum.update(b" ");
        });
        sum.update([0]);
    };
    for leaf in leaves(root) {
        add(&leaf.path, leaf.node);
    }
    if let Some(body) = root.get("body") {
        add("body", body);
    }
    hex(&sum.finalize()[..4])
}

fn words(node: &Node, take: &mut dyn FnMut(&str)) {
    match &node.value {
        Value::Text(text) => text.split_whitespace().for_each(take),
        Value::List(items) => items.iter().for_each(|item| words(item, take)),
        Value::Map(_) | Value::Null => {}
    }
}
