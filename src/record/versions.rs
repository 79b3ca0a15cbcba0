//! The versions of a record: the letter in each of its languages.
//!
//! Every version is an ordinary record in one language: the data that all share, with the texts
//! of that language laid over it and its prose below. Only here is it known that they are one.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::holders::{Holder, in_file, only, read};
use super::sections::tags;
use super::texts::{self, Mistakes, leaves};
use super::{Record, RecordFile};
use crate::finding::{Finding, has_errors};
use crate::letter::Letter;
use crate::node::{Decode, Decoder, Entry, Node, Value};
use crate::source::{Place, Source, Sources};

/// What a record is a version of.
#[derive(Debug, Clone)]
pub struct Version {
    /// Its language, as a BCP 47 tag.
    pub tag: String,
    /// Its prose is the record's own.
    pub is_main: bool,
    /// Where the record lists its language.
    pub listed: Place,
    /// The fingerprint of prose and texts of the main language, as they stand now.
    pub print: String,
    /// The fingerprint that it says it translates, and where.
    pub of: Option<(String, Place)>,
    /// Where it can say so, and what is written there, around the fingerprint.
    pub says: Option<(Place, [String; 2])>,
    /// The texts of the main language that it does not give in its own, by their paths.
    pub untranslated: Vec<String>,
    /// Where its words stand, for those who are sent there.
    pub file: String,
    /// The files of all versions of the letter.
    pub files: Vec<Arc<Source>>,
}

impl Record {
    /// The texts that the record lies in: its own, and the file of its version.
    pub fn texts(&self) -> impl Iterator<Item = &Arc<Source>> {
        std::iter::once(self.sources.first()).chain(self.sources.second())
    }

    /// The versions of the record, the main one first; none where it is in one language only.
    /// `beside` gives the file of a version, if there is one.
    ///
    /// With errors among the findings, a version that cannot be made is left out.
    pub fn versions(
        &self,
        beside: &dyn Fn(&str) -> Option<RecordFile>,
    ) -> (Vec<Record>, Vec<Finding>) {
        let mut findings = Vec::new();
        if !self.letter.languages.are_several() {
            return (Vec::new(), findings);
        }
        let tags: Vec<String> = tags(&self.tree).into_iter().map(str::to_owned).collect();
        let print = texts::print(&self.tree);
        let mut versions = Vec::with_capacity(tags.len());
        for (at, tag) in tags.iter().enumerate() {
            if at == 0 {
                self.refuse_texts_of_main(tag, beside(tag), &mut findings);
                versions.push(Record {
                    version: Some(Version {
                        tag: tag.clone(),
                        is_main: true,
                        listed: self.listed(tag),
                        print: print.clone(),
                        of: None,
                        says: None,
                        untranslated: Vec::new(),
                        file: self.source.name().to_owned(),
                        files: Vec::new(),
                    }),
                    ..self.clone()
                });
            } else {
                versions.extend(self.version(tag, beside(tag), &print, &mut findings));
            }
        }
        let files: Vec<_> = versions
            .iter()
            .filter_map(|version| version.sources.second().cloned())
            .collect();
        for version in versions.iter_mut().filter_map(|record| record.version.as_mut()) {
            version.files.clone_from(&files);
        }
        Finding::sort(&mut findings);
        (versions, findings)
    }

    /// Where the record lists a language.
    fn listed(&self, tag: &str) -> Place {
        let range = match self.tree.get("languages") {
            Some(node) => match &node.value {
                Value::List(items) => items
                    .iter()
                    .find(|item| matches!(&item.value, Value::Text(text) if text == tag))
                    .map(|item| item.range.clone()),
                _ => node.entry(tag).map(|entry| entry.range.clone()),
            },
            None => None,
        };
        range.map_or_else(|| self.place("languages"), |range| self.sources.place(range))
    }

    fn refuse_texts_of_main(
        &self,
        tag: &str,
        file: Option<RecordFile>,
        findings: &mut Vec<Finding>,
    ) {
        if let Some(file) = file {
            let finding = Finding::error(
                "two-bodies",
                format!("{} holds prose of the main language, `{tag}`, which stands in the record itself", file.name),
            )
            .at(self.listed(tag))
            .help("move its prose and texts into the record, and delete it");
            findings.push(finding);
        }
        if let Some(entry) = self
            .tree
            .get("languages")
            .and_then(|node| node.entry(tag))
            .filter(|entry| entry.node.value != Value::Null)
        {
            let finding = Finding::error(
                "texts-of-main",
                format!("`{tag}` is the main language: its texts are the record's own"),
            )
            .at(self.sources.place(entry.range.clone()))
            .help(format!(
                "move them to the fields of the record itself, and leave `{tag}:` empty"
            ));
            findings.push(finding);
        }
    }

    fn version(
        &self,
        tag: &str,
        beside: Option<RecordFile>,
        print: &str,
        findings: &mut Vec<Finding>,
    ) -> Option<Record> {
        let (file, empty) = match beside.map(|beside| read(tag, beside)) {
            None => (None, None),
            Some(Ok((file, mut written))) => {
                findings.append(&mut written);
                (Some(file), None)
            }
            // An empty file is a version without prose, and is said as one.
            Some(Err((name, written))) if written.iter().all(|f| f.rule == "empty-record") => {
                (None, Some(name))
            }
            Some(Err((_, mut written))) => {
                findings.append(&mut written);
                return None;
            }
        };
        let sources =
            Sources::one(&self.source).and(file.as_ref().map(|file| Arc::clone(&file.source)));
        let border = sources.start(1);
        let file = file.map(|mut file| {
            file.root.shift(border);
            file.body = file.body.map(|body| body.start + border..body.end + border);
            file
        });
        let mut holders: Vec<Holder<'_>> = Vec::new();
        holders.extend(self.within(tag, findings));
        holders.extend(self.sections.iter().filter(|s| s.tag == tag).map(|s| self.section(s)));
        holders.extend(file.as_ref().map(|file| in_file(file, &sources)));
        let prose = only(tag, "prose", &holders, |holder| holder.prose.as_ref(), findings).cloned();
        let given = only(tag, "texts", &holders, |holder| holder.texts, findings);
        let of = only(tag, "`of`", &holders, |holder| holder.of.as_ref(), findings).cloned();
        let says = holders
            .iter()
            .filter(|holder| holder.prose.is_some())
            .chain(&holders)
            .find_map(|holder| holder.says.clone());

        let mut root = Node::clone(&self.tree);
        let listed = self.listed(tag);
        speak(&mut root, tag, &listed);
        let mut mistakes = Mistakes::new();
        if let Some(given) = given {
            texts::lay(&mut root, given, &mut mistakes);
        }
        texts::lay_clauses(&mut root, given, tag, &mut mistakes);
        let body = prose.and_then(|(entry, below)| {
            if let Value::Map(entries) = &mut root.value {
                entries.push(entry);
            }
            below
        });
        let mut decoder = Decoder::of(sources.clone());
        for (finding, range) in mistakes {
            decoder.note(finding, range);
        }
        let letter = Letter::decode(&root, &mut decoder);
        let mut found = decoder.into_findings();
        let wrong = has_errors(&found);
        findings.append(&mut found);
        let letter = letter.filter(|_| !wrong)?;
        let untranslated = leaves(&self.tree)
            .into_iter()
            .filter(|leaf| leaf.is_words && root.at(&leaf.path).range == leaf.node.range)
            .map(|leaf| leaf.path)
            .collect();
        let holder = holders.iter().find(|holder| holder.prose.is_some());
        let version = Version {
            tag: tag.to_owned(),
            is_main: false,
            listed,
            print: print.to_owned(),
            of,
            says,
            untranslated,
            files: Vec::new(),
            file: holder
                .or(holders.first())
                .map(|holder| holder.place.source().name().to_owned())
                .or(empty)
                .unwrap_or_else(|| format!("{}.{tag}.md", self.id)),
        };
        Some(Record {
            id: self.id.clone(),
            source: Arc::clone(&self.source),
            sources,
            letter: Arc::new(letter),
            tree: Arc::new(root),
            body,
            body_lines: OnceLock::new(),
            sections: Vec::new(),
            version: Some(version),
            findings: Vec::new(),
            cells: None,
        })
    }
}

/// Makes the data that of a letter in one language, without prose.
fn speak(root: &mut Node, tag: &str, listed: &Place) {
    let Value::Map(entries) = &mut root.value else {
        return;
    };
    entries.retain(|entry| entry.key != "body" && entry.key != "language");
    entries.push(Entry {
        key: "language".to_owned(),
        range: listed.range(),
        node: Node { range: listed.range(), value: Value::Text(tag.to_owned()) },
    });
}

/// Names the main language of a letter in several, where the record does not: the first.
pub(super) fn name_main(root: &mut Node, findings: &mut Vec<(Finding, Range<usize>)>) {
    let listed: Vec<String> = tags(root).into_iter().map(str::to_owned).collect();
    let (Some(first), true) = (listed.first().cloned(), listed.len() > 1) else {
        return;
    };
    let given = root.entry("language").filter(|entry| entry.node.value != Value::Null);
    if let Some(entry) = given {
        if let Value::Text(main) = &entry.node.value
            && !listed.contains(main)
        {
            let finding = Finding::error(
                "unlisted-language",
                format!("`language` names the main one of `languages`, and `{main}` is not among them"),
            )
            .help(format!("add `{main}` to `languages`, or take `language` out: the first, `{first}`, is the main one then"));
            findings.push((finding, entry.node.range.clone()));
        }
        return;
    }
    let Some(node) = root.get("languages") else {
        return;
    };
    let range = match &node.value {
        Value::List(items) => items.first().map(|item| item.range.clone()),
        _ => node.entry(&first).map(|entry| entry.range.clone()),
    };
    let range = range.unwrap_or_else(|| node.range.clone());
    if let Value::Map(entries) = &mut root.value {
        entries.retain(|entry| entry.key != "language");
        entries.push(Entry {
            key: "language".to_owned(),
            range: range.clone(),
            node: Node { range, value: Value::Text(first) },
        });
    }
}
