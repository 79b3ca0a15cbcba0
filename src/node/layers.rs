//! TOML files laid over each other, key by key, with the place of each key.

use std::sync::Arc;

use super::toml::read;
use super::tree::{Doubts, Tree};
use super::{Decode, Decoder, Entry, Node, Notation, Value};
use crate::finding::Finding;
use crate::source::{Place, Source, Sources};

/// TOML files that make one set of data, each at places of its own.
#[derive(Debug)]
pub struct Layers {
    sources: Sources,
    /// The data of each file, the nearest first; places are counted over all files.
    roots: Vec<Node>,
    findings: Vec<Finding>,
    doubts: Vec<(Arc<Source>, Doubts)>,
}

impl Layers {
    /// Reads a file.
    pub fn of(source: &Arc<Source>) -> Self {
        let mut layers = Self {
            sources: Sources::one(source),
            roots: Vec::new(),
            findings: Vec::new(),
            doubts: Vec::new(),
        };
        layers.add(source);
        layers
    }

    /// Reads another one, which lies below those that were read before.
    #[must_use]
    pub fn over(mut self, source: &Arc<Source>) -> Self {
        self.sources = self.sources.and(Some(Arc::clone(source)));
        self.add(source);
        self
    }

    fn add(&mut self, source: &Arc<Source>) {
        let Tree { root, mut findings, doubts } = read(source);
        let mut root = root.unwrap_or(Node { range: 0..0, value: Value::Map(Vec::new()) });
        root.shift(self.sources.start(self.roots.len()));
        self.roots.push(root);
        self.findings.append(&mut findings);
        self.doubts.push((Arc::clone(source), doubts));
    }

    /// The files, counted as one text.
    pub fn into_sources(self) -> Sources {
        self.sources
    }

    /// The data of each file, the nearest first.
    pub fn roots(&self) -> &[Node] {
        &self.roots
    }

    /// The data of all files but the last, and that of the last.
    pub fn split_last(&self) -> (&[Node], Option<&Node>) {
        match self.roots.split_last() {
            Some((last, others)) => (others, Some(last)),
            None => (&[], None),
        }
    }

    /// The data of all files, each laid over the next.
    pub fn merged(&self) -> Node {
        let mut files = self.roots.iter().rev().cloned();
        let lowest = files.next().unwrap_or(Node { range: 0..0, value: Value::Null });
        files.fold(lowest, |below, above| lay(above, below))
    }

    /// The place of some bytes, as nodes count them.
    pub fn place(&self, node: &Node) -> Place {
        self.sources.place(node.range.clone())
    }

    /// The place of a key, as nodes count its bytes.
    pub fn place_of(&self, entry: &Entry) -> Place {
        self.sources.place(entry.range.clone())
    }

    /// Makes a value of data that was made of these files; `judge` says what its types cannot know.
    ///
    /// # Errors
    /// Every mistake in the files, at its place.
    pub fn decode<T: Decode>(
        &self,
        root: &Node,
        judge: impl FnOnce(&T) -> Vec<Finding>,
    ) -> Result<T, Vec<Finding>> {
        let mut decoder = Decoder::of(self.sources.clone()).written_in(Notation::Toml);
        let value = T::decode(root, &mut decoder);
        let mut about = decoder.into_findings();
        about.extend(value.as_ref().map(judge).unwrap_or_default());
        let mut findings = self.findings.clone();
        findings.extend(about.into_iter().filter(|finding| self.allow(finding)));
        match value {
            Some(value) if findings.is_empty() => Ok(value),
            _ => {
                Finding::sort(&mut findings);
                Err(findings)
            }
        }
    }

    fn allow(&self, finding: &Finding) -> bool {
        let place = finding.place.as_ref();
        self.doubts.iter().all(|(source, doubts)| {
            match place.is_some_and(|place| !Arc::ptr_eq(place.source(), source)) {
                true => !doubts.may_hold_what_misses(finding),
                false => doubts.allow(finding),
            }
        })
    }
}

/// Lays data over other data: groups key by key; a list or a text takes the place of the other.
pub fn lay(above: Node, below: Node) -> Node {
    let Node { range, value } = above;
    let value = match (value, below.value) {
        (Value::Map(above), Value::Map(mut all)) => {
            for entry in above {
                match all.iter_mut().find(|known| known.key == entry.key) {
                    Some(known) => {
                        let below = std::mem::replace(&mut known.node.value, Value::Null);
                        let below = Node { range: known.node.range.clone(), value: below };
                        *known = Entry { node: lay(entry.node, below), ..entry };
                    }
                    None => all.push(entry),
                }
            }
            Value::Map(all)
        }
        (value, _) => value,
    };
    Node { range, value }
}

#[cfg(test)]
mod tests {
    use super::{Layers, Source};

    #[test]
    fn groups_merge_and_lists_replace() {
        let near = Source::new("near", "a = [\"x\"]\n[g]\ntwo = \"2\"\n");
        let far =
            Source::new("far", "a = [\"y\", \"z\"]\nb = \"b\"\n[g]\none = \"1\"\ntwo = \"0\"\n");
        let layers = Layers::of(&near).over(&far);
        let merged = layers.merged();
        let place = |path| layers.place(merged.at(path)).to_string();
        assert_eq!(place("a"), "near:1:5");
        assert_eq!(place("b"), "far:2:5");
        assert_eq!(place("g.one"), "far:4:7");
        assert_eq!(place("g.two"), "near:3:7");
        assert_eq!(merged.at("g.two").value, super::Value::Text("2".to_owned()));
    }
}
