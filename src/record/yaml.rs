//! YAML records, and JSON ones, which YAML reads too: the parser's events become a tree.
//!
//! Only what a record needs is read: lists, groups and text. Anchors, aliases, tags and
//! further documents are refused, so no small file can grow large.

mod mistake;

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use super::MAX_DEPTH;
use super::text::empty;
use super::tree::{Doubts, Group, Tree, duplicate, note, scalar, too_deep};
use crate::finding::Finding;
use crate::node::{Entry, Node, Value};
use crate::source::{Place, Source};

/// Further places of the same mistake that one finding shows.
const MOST_RELATED: usize = 4;

pub(super) fn read(source: &Arc<Source>) -> Tree {
    read_part(source, 0..source.text().len())
}

/// Reads a part of the source, such as front matter.
pub(super) fn read_part(source: &Arc<Source>, part: Range<usize>) -> Tree {
    let mut builder = Builder::new(source, part.start);
    let options =
        granit_parser::options! { emit_unresolved_aliases: true, emit_anchor_events: true };
    for event in Parser::new_from_str_with_options(&source.text()[part.clone()], options) {
        let go_on = match event {
            Ok((event, span)) => builder.event(event, &span),
            Err(error) => {
                let finding = mistake::describe(source, &part, &error);
                builder.break_off(builder.with_bracket(finding));
                false
            }
        };
        if !go_on {
            break;
        }
    }
    builder.finish(part)
}

/// A list or group that is not closed yet.
struct Open {
    value: Content,
    start: usize,
    /// Where its last value ended: a block has no bracket to end with.
    end: usize,
    flow: bool,
}

enum Content {
    List(Vec<Node>),
    Map(Group, Option<(String, Range<usize>)>),
}

struct Builder<'s> {
    source: &'s Arc<Source>,
    base: usize,
    open: Vec<Open>,
    root: Option<Node>,
    documents: usize,
    shared: Vec<Range<usize>>,
    findings: Vec<Finding>,
    doubts: Doubts,
}

impl<'s> Builder<'s> {
    fn new(source: &'s Arc<Source>, base: usize) -> Self {
        Self {
            source,
            base,
            open: Vec::new(),
            root: None,
            documents: 0,
            shared: Vec::new(),
            findings: Vec::new(),
            doubts: Doubts::default(),
        }
    }

    /// Takes one event; false where reading must end.
    fn event(&mut self, event: Event<'_>, span: &Span) -> bool {
        let range = self.range(span);
        match event {
            Event::Scalar(text, style, _, tag) => {
                self.refuse_tag(tag.is_some(), span);
                let null = style == ScalarStyle::Plain
                    && matches!(&*text, "" | "~" | "null" | "Null" | "NULL");
                let value = if null { Value::Null } else { scalar(text.into_owned()) };
                self.add(Node { range, value });
            }
            Event::SequenceStart(style, _, tag) => {
                self.refuse_tag(tag.is_some(), span);
                return self.start(Content::List(Vec::new()), style, range);
            }
            Event::MappingStart(style, _, tag) => {
                self.refuse_tag(tag.is_some(), span);
                return self.start(Content::Map(Group::default(), None), style, range);
            }
            Event::SequenceEnd | Event::MappingEnd => self.end(range.end),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let key = self.open.last().and_then(|open| match &open.value {
                    Content::Map(_, Some((_, key))) => Some(key.start),
                    _ => None,
                });
                self.doubts.ranges.push(key.unwrap_or(range.start)..range.end);
                self.shared.push(range.clone());
                self.add(Node { range, value: Value::Null });
            }
            Event::Anchor(..) => self.shared.push(range),
            Event::DocumentStart(..) => {
                self.documents += 1;
                if self.documents > 1 {
                    let finding = Finding::error("several-documents", "a record is one letter, and this begins another")
                        .at(Place::new(self.source, range))
                        .help("give each letter a file of its own, and delete the line `---` between them");
                    self.findings.push(finding);
                    return false;
                }
            }
            _ => {}
        }
        true
    }

    fn range(&self, span: &Span) -> Range<usize> {
        let range = span.byte_range().unwrap_or_default();
        self.base + range.start..self.base + range.end.max(range.start)
    }

    fn refuse_tag(&mut self, tagged: bool, span: &Span) {
        if !tagged {
            return;
        }
        let range = self.range(&span.tag_span().unwrap_or(*span));
        let source = self.source;
        note(&mut self.findings, || {
            Finding::error(
                "yaml-tag",
                "a record has no tags: every value is text, and its field says what it means",
            )
            .at(Place::new(source, range))
            .help(
                "delete the word that begins with `!`; text that begins with `!` stands in quotes",
            )
        });
    }

    fn start(&mut self, value: Content, style: StructureStyle, range: Range<usize>) -> bool {
        if self.open.len() >= MAX_DEPTH {
            let finding = too_deep(self.source, range);
            self.break_off(finding);
            return false;
        }
        self.open.push(Open {
            value,
            start: range.start,
            end: range.end,
            flow: style == StructureStyle::Flow,
        });
        true
    }

    fn end(&mut self, at: usize) {
        let Some(open) = self.open.pop() else { return };
        let end = if open.flow { at.max(open.start) } else { open.end };
        let value = match open.value {
            Content::List(items) => Value::List(items),
            Content::Map(group, _) => Value::Map(group.entries),
        };
        self.add(Node { range: open.start..end, value });
    }

    /// Puts a finished value where it belongs: into the list or group that is open, or at the root.
    fn add(&mut self, mut node: Node) {
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return;
        };
        open.end = open.end.max(node.range.end);
        match &mut open.value {
            Content::List(items) => items.push(node),
            Content::Map(group, pending) => match pending.take() {
                None => {
                    *pending = Some(key(self.source, node, &mut self.findings, &mut self.doubts))
                }
                Some((name, range)) => {
                    if let Some(earlier) = group.earlier(&name).map(|entry| entry.range.clone()) {
                        note(&mut self.findings, || {
                            duplicate(self.source, &name, range, Some(earlier))
                        });
                        return;
                    }
                    // An empty value has no bytes to point at; the end of its key has.
                    if node.range.is_empty() {
                        node.range = range.end..range.end;
                    }
                    group.push(Entry { key: name, range, node });
                }
            },
        }
    }

    /// A bracket that was never closed explains a mistake further down.
    fn with_bracket(&self, finding: Finding) -> Finding {
        let bracket = self
            .open
            .iter()
            .rev()
            .find(|open| open.flow)
            .map(|open| open.start..open.start + 1);
        match (bracket, &finding.place) {
            (Some(range), Some(place)) if place.range() != range => finding
                .related(Place::new(self.source, range), "in what is opened here and not closed"),
            _ => finding,
        }
    }

    /// Ends reading at a mistake: the fields before it stay, the one with the mistake goes.
    fn break_off(&mut self, finding: Finding) {
        self.findings.push(finding);
        self.doubts.incomplete = true;
        if !self.open.is_empty() {
            let Open { value, start, end, .. } = self.open.swap_remove(0);
            self.root = match value {
                Content::Map(group, _) => {
                    Some(Node { range: start..end, value: Value::Map(group.entries) })
                }
                Content::List(_) => None,
            };
            self.open.clear();
        }
    }

    fn finish(mut self, part: Range<usize>) -> Tree {
        if let Some(finding) = self.sharing() {
            self.findings.push(finding);
        }
        let nothing = self.root.as_ref().is_none_or(|root| root.value == Value::Null);
        if nothing && self.findings.is_empty() {
            let fields = Place::new(self.source, part.start..part.start);
            self.findings.push(empty(self.source).at(fields));
        }
        Tree {
            root: self.root.filter(|_| !nothing),
            body: None,
            sections: Vec::new(),
            findings: self.findings,
            shared: self.shared,
            doubts: self.doubts,
        }
    }

    /// One finding for all anchors and aliases: a bomb has hundreds.
    fn sharing(&self) -> Option<Finding> {
        let (first, rest) = self.shared.split_first()?;
        let count = match rest.len() {
            0 => String::new(),
            _ => format!(" ({} places)", self.shared.len()),
        };
        let finding = Finding::error(
            "yaml-alias",
            format!("a record has no anchors (`&`) and aliases (`*`){count}"),
        )
        .at(Place::new(self.source, first.clone()))
        .help(
            "write the value out at each place; text that begins with `&` or `*` stands in quotes",
        );
        let related = rest.iter().take(MOST_RELATED);
        Some(related.fold(finding, |finding, range| {
            finding.related(Place::new(self.source, range.clone()), "also here")
        }))
    }
}

/// The name of a field. A list or a group is none; what it names is left alone.
fn key(
    source: &Arc<Source>,
    node: Node,
    findings: &mut Vec<Finding>,
    doubts: &mut Doubts,
) -> (String, Range<usize>) {
    match node.value {
        Value::Text(text) => (text, node.range),
        Value::Null if !node.range.is_empty() => {
            (source.text()[node.range.clone()].to_owned(), node.range)
        }
        _ => {
            note(findings, || {
                Finding::error(
                    "bad-field-name",
                    "the name of a field is a word, not a list or a group",
                )
                .at(Place::new(source, node.range.clone()))
                .help("write `name: value`; text that begins with `{`, `[` or `?` stands in quotes")
            });
            doubts.ranges.push(node.range.clone());
            (format!("? {}", node.range.start), node.range)
        }
    }
}
