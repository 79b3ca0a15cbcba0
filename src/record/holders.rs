//! The places that hold words of a version: the record's data, a part of its file, a file beside it.

use std::ops::Range;
use std::sync::Arc;

use super::sections::Section;
use super::tree::Tree;
use super::{Record, RecordFile, Syntax, front_matter, json, text, yaml};
use crate::finding::{Finding, has_errors};
use crate::letter::texts::OWN;
use crate::node::{Entry, Node, Value};
use crate::source::{Place, Source, Sources};

/// The file of a version, read.
pub(super) struct File {
    pub(super) source: Arc<Source>,
    pub(super) root: Node,
    pub(super) body: Option<Range<usize>>,
    pub(super) syntax: Syntax,
}

/// A place that holds words of a version.
pub(super) struct Holder<'a> {
    /// What it is, in words.
    pub(super) what: String,
    /// Where it begins.
    pub(super) place: Place,
    /// Its prose, with the bytes below front matter where it has some.
    pub(super) prose: Option<(Entry, Option<Range<usize>>)>,
    /// Its texts, if it gives any.
    pub(super) texts: Option<&'a Node>,
    /// What it says it translates.
    pub(super) of: Option<(String, Place)>,
    /// Where it can say so.
    pub(super) says: Option<(Place, [String; 2])>,
}

impl Record {
    /// The words that the record gives under the language's tag.
    pub(super) fn within(&self, tag: &str, findings: &mut Vec<Finding>) -> Option<Holder<'_>> {
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

    pub(super) fn section(&self, section: &Section) -> Holder<'_> {
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
pub(super) fn read(
    tag: &str,
    beside: RecordFile,
) -> Result<(File, Vec<Finding>), (String, Vec<Finding>)> {
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
pub(super) fn in_file<'f>(file: &'f File, sources: &Sources) -> Holder<'f> {
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
pub(super) fn only<'h, 'a, T: 'h>(
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
