//! The versions of a record: the letter in each of its languages.
//!
//! Every version is an ordinary record in one language: the data that all share, with the texts
//! of that language laid over it and its prose below. Only here is it known that they are one.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::sections::{Section, tags};
use super::texts::{self, Mistakes, leaves};
use super::tree::Tree;
use super::{Record, RecordFile, Syntax, front_matter, json, text, yaml};
use crate::finding::{Finding, has_errors};
use crate::letter::Letter;
use crate::letter::texts::OWN;
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

/// The file of a version, read.
struct File {
    source: Arc<Source>,
    root: Node,
    body: Option<Range<usize>>,
    syntax: Syntax,
}

/// A place that holds words of a version.
struct Holder<'a> {
    /// What it is, in words.
    what: String,
    /// Where it begins.
    place: Place,
    /// Its prose, with the bytes below front matter where it has some.
    prose: Option<(Entry, Option<Range<usize>>)>,
    /// Its texts, if it gives any.
    texts: Option<&'a Node>,
    /// What it says it translates.
    of: Option<(String, Place)>,
    /// Where it can say so.
    says: Option<(Place, [String; 2])>,
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
        let border = sources.border();
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
        })
    }

    /// The words that the record gives under the language's tag.
    fn within(&self, tag: &str, findings: &mut Vec<Finding>) -> Option<Holder<'_>> {
        let entry = self.tree.get("languages")?.entry(tag)?;
        match &entry.node.value {
            Value::Null => return None,
            Value::Map(_) => {}
            _ => {
                let message = format!(
                    "expected the texts of `{tag}`: a group of fields, found {}",
                    entry.node.describe()
                );
                let help =
                    "write them by the names they have in the record: `{ subject: …, body: … }`";
                let finding = Finding::error("wrong-type", message).help(help);
                findings.push(finding.at(self.sources.place(entry.node.range.clone())));
                return None;
            }
        }
        Some(Holder {
            what: format!("`languages.{tag}`"),
            place: self.sources.place(entry.range.clone()),
            prose: prose_of(&entry.node).map(|prose| (prose, None)),
            texts: has_texts(&entry.node).then_some(&entry.node),
            of: of(&entry.node, &self.sources),
            says: None,
        })
    }

    fn section(&self, section: &Section) -> Holder<'_> {
        let written = &self.source.text()[section.body.clone()];
        let start = section.body.start + written.len() - written.trim_start().len();
        let prose = (!written.trim().is_empty()).then(|| {
            let range = start..section.body.start + written.trim_end().len();
            let entry = Entry {
                key: "body".to_owned(),
                range: self.source.first_line(&range),
                node: Node { range, value: super::tree::scalar(written.to_owned()) },
            };
            (entry, Some(section.body.clone()))
        });
        let place = |range: Range<usize>| Place::new(&self.source, range);
        let end = section.after_tag;
        Holder {
            what: format!("below the line `--- {}`", section.tag),
            place: place(section.line.clone()),
            prose,
            texts: None,
            of: (section.of.clone()).map(|of| {
                let place = place(of);
                (place.text().to_owned(), place)
            }),
            says: Some((place(end..end), [" of ".to_owned(), String::new()])),
        }
    }
}

/// Reads the file of a version: all but its record.
#[allow(
    clippy::type_complexity,
    reason = "the file with its remarks, or the name with its mistakes"
)]
fn read(tag: &str, beside: RecordFile) -> Result<(File, Vec<Finding>), (String, Vec<Finding>)> {
    let name = beside.name;
    let (source, mut findings) = match text::decode(&name, &beside.bytes) {
        Ok(decoded) => decoded,
        Err(findings) => return Err((name, findings)),
    };
    let tree: Tree = match beside.syntax {
        Syntax::Markdown => front_matter::read_version(&source),
        Syntax::Yaml => yaml::read(&source),
        Syntax::Toml => super::toml(&source),
        Syntax::Json => json::read(&source),
    };
    findings.extend(tree.findings);
    let (Some(root), false) = (tree.root, has_errors(&findings)) else {
        return Err((name, findings));
    };
    if !matches!(root.value, Value::Map(_)) {
        let finding = Finding::error(
            "wrong-type",
            format!("expected the texts of `{tag}`: a group of fields, found {}", root.describe()),
        );
        findings.push(finding.at(Place::new(&source, root.range.clone())));
        return Err((name, findings));
    }
    let file = File { source, root, body: tree.body, syntax: beside.syntax };
    Ok((file, findings))
}

/// The words of a version's file, its places moved behind those of the record.
fn in_file<'f>(file: &'f File, sources: &Sources) -> Holder<'f> {
    let place = |range: Range<usize>| Place::new(&file.source, range);
    let opens = file
        .source
        .text()
        .lines()
        .next()
        .is_some_and(|line| line.trim_end() == "---");
    let line_end = file.source.text().find('\n').map_or(0, |at| at + 1);
    let line = |before: &str, after: &str| [before.to_owned(), after.to_owned()];
    let says = match (file.syntax, opens) {
        (Syntax::Markdown, true) => Some((place(line_end..line_end), line("of: ", "\n"))),
        (Syntax::Markdown, false) => Some((place(0..0), line("---\nof: ", "\n---\n"))),
        (Syntax::Yaml, false) => Some((place(0..0), line("of: ", "\n"))),
        (Syntax::Toml, _) => Some((place(0..0), line("of = \"", "\"\n"))),
        (Syntax::Yaml | Syntax::Json, _) => None,
    };
    Holder {
        what: format!("in {}", file.source.name()),
        place: place(0..file.source.text().lines().next().map_or(0, str::len)),
        prose: prose_of(&file.root).map(|prose| (prose, file.body.clone())),
        texts: has_texts(&file.root).then_some(&file.root),
        of: of(&file.root, sources),
        says,
    }
}

fn prose_of(node: &Node) -> Option<Entry> {
    let entry = node.entry("body")?;
    let said = match &entry.node.value {
        Value::Text(text) => !text.trim().is_empty(),
        Value::Null => false,
        // The decoder says that it is no prose.
        Value::List(_) | Value::Map(_) => true,
    };
    said.then(|| entry.clone())
}

fn has_texts(node: &Node) -> bool {
    let Value::Map(entries) = &node.value else {
        return false;
    };
    entries.iter().any(|entry| !OWN.contains(&entry.key.as_str()))
}

fn of(node: &Node, sources: &Sources) -> Option<(String, Place)> {
    let entry = node.entry("of")?;
    match &entry.node.value {
        Value::Text(text) => Some((text.clone(), sources.place(entry.node.range.clone()))),
        Value::Null => None,
        _ => Some((String::new(), sources.place(entry.range.clone()))),
    }
}

/// What stands in one place only; in two, the second is said to be too much.
fn only<'h, 'a, T: 'h>(
    tag: &str,
    what: &str,
    holders: &'h [Holder<'a>],
    pick: impl Fn(&'h Holder<'a>) -> Option<T>,
    findings: &mut Vec<Finding>,
) -> Option<T> {
    let mut found: Option<(&Holder<'_>, T)> = None;
    for holder in holders {
        let Some(picked) = pick(holder) else { continue };
        match &found {
            None => found = Some((holder, picked)),
            Some((first, _)) => {
                let rule = if what == "prose" { "two-bodies" } else { "two-texts" };
                let message = format!("the version `{tag}` gives its {what} twice");
                let finding = Finding::error(rule, message)
                    .at(holder.place.clone())
                    .label(holder.what.clone())
                    .related(first.place.clone(), format!("and {}", first.what))
                    .help("keep one of the two, and delete the other");
                findings.push(finding);
            }
        }
    }
    found.map(|(_, picked)| picked)
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
