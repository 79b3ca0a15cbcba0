//! The text of a record with its data and places, as it is while it is changed.

use std::ops::Range;

use super::Data;
use super::mistake;
use super::path::Step;
use crate::finding::Finding;
use crate::node::{Entry, Node, Value, toml};
use crate::record::sections::Section;
use crate::record::tree::Tree;
use crate::record::{MAX_RECORD, Syntax, front_matter, json, text, yaml};
use crate::source::Source;

/// What the prose of a further language is called among the record's data: the line that opens it.
pub(super) const OPENS: &str = "--- ";

/// A record's text, read.
#[derive(Debug, Clone)]
pub(super) struct Doc {
    pub(super) name: String,
    pub(super) syntax: Syntax,
    pub(super) text: String,
    /// The fields, without the prose below front matter.
    pub(super) root: Node,
    /// The bytes of the fields.
    pub(super) part: Range<usize>,
    /// What stands below front matter, in Markdown.
    pub(super) below: Option<Below>,
    /// Something could not be read, so a field that seems missing may be there.
    pub(super) incomplete: bool,
    /// What is wrong with the writing.
    pub(super) findings: Vec<Finding>,
    /// Anchors and aliases.
    pub(super) shared: Vec<Range<usize>>,
}

/// Prose below front matter.
#[derive(Debug, Clone)]
pub(super) struct Below {
    /// Whether there are lines of `---`; without them all is prose.
    pub(super) fenced: bool,
    /// The prose of the main language.
    pub(super) main: Range<usize>,
    /// That of the further ones.
    pub(super) sections: Vec<Section>,
}

/// Bytes that are replaced.
#[derive(Debug, Clone)]
pub(super) struct Patch {
    pub(super) range: Range<usize>,
    pub(super) text: String,
}

impl Patch {
    pub(super) fn new(range: Range<usize>, text: impl Into<String>) -> Self {
        Self { range, text: text.into() }
    }

    pub(super) fn at(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }
}

/// How a group or a list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// In lines of YAML.
    Block,
    /// In brackets.
    Flow,
    /// In lines and under headers of TOML.
    Tables,
}

/// A value, and what it stands in, the outermost first.
#[derive(Debug, Clone)]
pub(super) struct Slot<'d> {
    pub(super) trail: Vec<(&'d Node, usize)>,
    pub(super) node: &'d Node,
}

impl<'d> Slot<'d> {
    /// What it stands in, and its place there; none for the whole.
    pub(super) fn parent(&self) -> Option<(&'d Node, usize)> {
        self.trail.last().copied()
    }
}

impl Doc {
    /// Reads a text.
    ///
    /// # Errors
    /// What is wrong with it, where there is nothing in it that could be changed by field.
    pub(super) fn read(name: &str, text: &str, syntax: Syntax) -> Result<Self, Vec<Finding>> {
        if text.len() > MAX_RECORD {
            return Err(text::decode(name, text.as_bytes()).err().unwrap_or_default());
        }
        let source = Source::new(name, text);
        let mut tree = match syntax {
            Syntax::Markdown => front_matter::read_version(&source),
            Syntax::Yaml => yaml::read(&source),
            Syntax::Toml => Tree::from(toml::read(&source)),
            Syntax::Json => json::read(&source),
        };
        if text.trim().is_empty() {
            tree.findings.clear();
            tree.doubts.incomplete = false;
        }
        tree.findings.retain(|finding| finding.rule != "empty-record");
        let (part, fenced) = match syntax {
            Syntax::Markdown => match front_matter::split(&source) {
                Ok((fields, _)) => (fields, true),
                Err(_) => (0..0, false),
            },
            _ => (0..text.len(), false),
        };
        let mut root = match tree.root {
            Some(root) => root,
            None if tree.findings.is_empty() => {
                Node { range: part.end..part.end, value: Value::Map(Vec::new()) }
            }
            None => return Err(tree.findings),
        };
        let Value::Map(entries) = &mut root.value else {
            return Err(vec![mistake::no_record(&source, &root)]);
        };
        let below = (syntax == Syntax::Markdown).then(|| {
            let main = tree.body.clone().unwrap_or(part.end..text.len());
            entries.retain(|entry| entry.key != "body" || entry.node.range.start < main.start);
            Below { fenced, main, sections: tree.sections }
        });
        if entries.is_empty() && syntax == Syntax::Markdown {
            root.range = part.end..part.end;
        }
        Ok(Self {
            name: name.to_owned(),
            syntax,
            text: text.to_owned(),
            root,
            part,
            below,
            incomplete: tree.doubts.incomplete,
            findings: tree.findings,
            shared: tree.shared,
        })
    }

    /// The text with some bytes replaced, read again.
    pub(super) fn patched(&self, mut patches: Vec<Patch>) -> Option<Self> {
        patches.sort_by_key(|patch| (patch.range.start, patch.range.end));
        let mut text = String::with_capacity(self.text.len());
        let mut at = 0;
        for Patch { range, text: new } in patches {
            text.push_str(self.text.get(at..range.start)?);
            text.push_str(&new);
            at = range.end;
        }
        text.push_str(self.text.get(at..)?);
        let read = Self::read(&self.name, &text, self.syntax).ok()?;
        // A line of prose that was meant to open a language is still prose.
        let wrong = |doc: &Self| {
            doc.findings
                .iter()
                .filter(|finding| finding.rule != "unopened-language")
                .count()
        };
        let worse = wrong(&read) > wrong(self) || read.incomplete && !self.incomplete;
        (!worse).then_some(read)
    }

    /// All that it says: its fields, the prose as `body`, and that of a further language by the line
    /// that opens it.
    pub(super) fn data(&self) -> Data {
        let mut data = Data::of(&self.root);
        if let (Data::Map(entries), Some(below)) = (&mut data, &self.below) {
            let prose = |range: &Range<usize>| {
                let text = &self.text[range.clone()];
                (!text.trim().is_empty()).then(|| Data::Text(text.to_owned()))
            };
            let main = self.root.get("body").is_none().then_some(&below.main);
            entries.extend(main.and_then(prose).map(|prose| ("body".to_owned(), prose)));
            for section in &below.sections {
                let key = format!("{OPENS}{}", section.tag);
                entries.extend(prose(&section.body).map(|prose| (key, prose)));
            }
        }
        data.settled(&mut Vec::new())
    }

    /// What stands at a path that is there, in the fields.
    pub(super) fn slot(&self, steps: &[Step]) -> Option<Slot<'_>> {
        let mut slot = Slot { trail: Vec::new(), node: &self.root };
        for step in steps {
            let (at, node) = match (&slot.node.value, step) {
                (Value::Map(entries), Step::Field(name)) => {
                    let at = entries.iter().position(|entry| entry.key == *name)?;
                    (at, &entries[at].node)
                }
                (Value::List(items), Step::Item(at)) => (*at, items.get(*at)?),
                _ => return None,
            };
            slot.trail.push((slot.node, at));
            slot.node = node;
        }
        Some(slot)
    }

    /// How a group or a list is written.
    pub(super) fn kind(&self, node: &Node) -> Kind {
        let first = self.text.as_bytes().get(node.range.start);
        let bracket = !node.range.is_empty() && matches!(first, Some(b'{' | b'['));
        match (self.syntax, &node.value) {
            (Syntax::Json, _) => Kind::Flow,
            (Syntax::Toml, Value::List(items)) => {
                let header = items.first().is_some_and(|item| item.range == node.range);
                if header { Kind::Tables } else { Kind::Flow }
            }
            (Syntax::Toml, _) if bracket && first == Some(&b'{') => Kind::Flow,
            (Syntax::Toml, _) => Kind::Tables,
            _ if bracket => Kind::Flow,
            _ => Kind::Block,
        }
    }

    /// The line break that the text uses.
    pub(super) fn eol(&self) -> &'static str {
        match self.text.find('\n') {
            Some(at) if self.text[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }

    /// Where the line of a byte begins.
    pub(super) fn line_start(&self, at: usize) -> usize {
        self.text[..at].rfind('\n').map_or(0, |at| at + 1)
    }

    /// Where the line of a byte ends, without its line break.
    pub(super) fn line_end(&self, at: usize) -> usize {
        let end = self.text[at..].find('\n').map_or(self.text.len(), |found| at + found);
        if end > at && self.text[..end].ends_with('\r') { end - 1 } else { end }
    }

    /// Where the next line begins.
    pub(super) fn next_line(&self, at: usize) -> usize {
        self.text[at..]
            .find('\n')
            .map_or(self.text.len(), |found| at + found + 1)
    }

    /// How far a byte stands from the start of its line.
    pub(super) fn column(&self, at: usize) -> usize {
        self.text[self.line_start(at)..at].chars().count()
    }

    /// Whether nothing but space stands before a byte on its line.
    pub(super) fn begins_line(&self, at: usize) -> bool {
        self.text[self.line_start(at)..at].trim().is_empty()
    }

    /// The bytes of space and tabs from a byte on.
    pub(super) fn skip_space(&self, at: usize) -> usize {
        let rest = &self.text[at..];
        at + rest.len() - rest.trim_start_matches([' ', '\t']).len()
    }

    /// The entries of a group.
    pub(super) fn entries(node: &Node) -> &[Entry] {
        match &node.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }
}
