//! Markdown records: YAML between two lines of `---`, and the prose of the letter below.

use std::ops::Range;
use std::sync::Arc;

use super::sections;
use super::tree::{Tree, scalar};
use super::yaml;
use crate::finding::Finding;
use crate::node::{Entry, Node, Value};
use crate::source::{Place, Source};

/// What the front matter looks like, for those who left it out.
const EXAMPLE: &str =
    "begin the file with a line `---`, the fields (`office: …`, `date: …`), and a line `---`";

pub(super) fn read(source: &Arc<Source>) -> Tree {
    let (fields, body) = match split(source) {
        Ok(parts) => parts,
        Err(finding) => return Tree::refused(vec![*finding]),
    };
    let mut tree = yaml::read_part(source, fields);
    let tags = tree.root.as_ref().map(sections::tags).unwrap_or_default();
    let (body, sections) = sections::divide(source, body, &tags, &mut tree.findings);
    tree.sections = sections;
    let prose = &source.text()[body.clone()];
    if let Some(Node { value: Value::Map(entries), .. }) = &mut tree.root
        && !prose.trim().is_empty()
    {
        let range = body.start + (prose.len() - prose.trim_start().len())
            ..body.start + prose.trim_end().len();
        if let Some(entry) = entries.iter().find(|entry| entry.key == "body") {
            let first = source.first_line(&range);
            let finding = Finding::error("two-bodies", "the record gives its prose twice")
                .at(Place::new(source, entry.range.clone()))
                .label("as the field `body`")
                .related(Place::new(source, first), "and below the front matter")
                .help("keep one of the two: move the text of `body` below the second `---`, or delete it there");
            tree.findings.push(finding);
        } else {
            let node = Node { range: range.clone(), value: scalar(prose.to_owned()) };
            entries.push(Entry { key: "body".to_owned(), range: source.first_line(&range), node });
        }
    }
    tree.body = Some(body);
    tree
}

/// Reads the file of a version: its texts between two lines of `---`, where it has some, and its
/// prose below; all is prose where it has none.
pub(super) fn read_version(source: &Arc<Source>) -> Tree {
    let text = source.text();
    let first = text.lines().next().unwrap_or_default();
    if first.trim_end() != "---" {
        let mut tree = Tree::refused(Vec::new());
        let range = 0..text.len();
        let lead = text.len() - text.trim_start().len();
        let written = lead..text.trim_end().len().max(lead);
        let entry = Entry {
            key: "body".to_owned(),
            range: source.first_line(&written),
            node: Node { range: written, value: scalar(text.to_owned()) },
        };
        tree.root = Some(Node { range: range.clone(), value: Value::Map(vec![entry]) });
        tree.body = Some(range);
        return tree;
    }
    let mut tree = read(source);
    // Fields that say nothing yet are no mistake here.
    if tree.findings.iter().any(|finding| finding.rule == "empty-record")
        && let Ok((_, body)) = split(source)
    {
        tree.findings.retain(|finding| finding.rule != "empty-record");
        let prose = &text[body.clone()];
        let range = body.start + (prose.len() - prose.trim_start().len())
            ..body.start + prose.trim_end().len();
        let written = Entry {
            key: "body".to_owned(),
            range: source.first_line(&(range.start..range.end.max(range.start))),
            node: Node {
                value: scalar(prose.to_owned()),
                range: range.start..range.end.max(range.start),
            },
        };
        let entries = if prose.trim().is_empty() { Vec::new() } else { vec![written] };
        tree.root = Some(Node { range: 0..text.len(), value: Value::Map(entries) });
        tree.body = Some(body);
    }
    tree
}

/// The bytes between the two lines of `---`, and those below.
pub(super) fn split(source: &Arc<Source>) -> Result<(Range<usize>, Range<usize>), Box<Finding>> {
    let text = source.text();
    let mut lines = text.split_inclusive('\n');
    let opening = lines.next().unwrap_or_default();
    if opening.trim_end() != "---" {
        let finding =
            Finding::error("no-front-matter", "the record does not begin with its fields")
                .at(Place::new(source, source.first_line(&(0..text.len()))))
                .label("expected `---`")
                .help(EXAMPLE);
        return Err(Box::new(finding));
    }
    let mut at = opening.len();
    for line in lines {
        if line.starts_with("---") && line.trim_end() == "---" {
            return Ok((opening.len()..at, at + line.len()..text.len()));
        }
        at += line.len();
    }
    let finding =
        Finding::error("unclosed-front-matter", "the fields at the start of the record never end")
            .at(Place::new(source, 0..3))
            .label("they begin here")
            .help("write a line `---` below the last field; the prose of the letter follows it");
    Err(Box::new(finding))
}
