//! Prose of further languages in a Markdown record: a line `--- fr` opens that of French.

use std::ops::Range;
use std::sync::Arc;

use crate::finding::{Finding, nearest};
use crate::letter::is_tag;
use crate::node::{Node, Value};
use crate::source::{Place, Source};

/// The prose of one further language.
#[derive(Debug, Clone)]
pub(super) struct Section {
    /// The tag of the language.
    pub(super) tag: String,
    /// The line that opens it.
    pub(super) line: Range<usize>,
    /// The end of the tag in that line.
    pub(super) after_tag: usize,
    /// What it says it translates, as `--- fr of 1a2b3c4d` does.
    pub(super) of: Option<Range<usize>>,
    /// The prose below, up to the next section.
    pub(super) body: Range<usize>,
}

/// The tags that a record lists, the main one first.
pub(super) fn tags(root: &Node) -> Vec<&str> {
    let mut tags: Vec<&str> = match root.get("languages").map(|node| &node.value) {
        Some(Value::Text(tag)) => vec![tag],
        Some(Value::List(items)) => items
            .iter()
            .filter_map(|item| match &item.value {
                Value::Text(tag) => Some(tag.as_str()),
                _ => None,
            })
            .collect(),
        Some(Value::Map(entries)) => entries.iter().map(|entry| entry.key.as_str()).collect(),
        Some(Value::Null) | None => Vec::new(),
    };
    if let Some(Value::Text(main)) = root.get("language").map(|node| &node.value)
        && let Some(at) = tags.iter().position(|tag| tag == main)
    {
        let main = tags.remove(at);
        tags.insert(0, main);
    }
    tags
}

/// Divides what stands below front matter: the main prose, and that of each further language.
pub(super) fn divide(
    source: &Arc<Source>,
    below: Range<usize>,
    tags: &[&str],
    findings: &mut Vec<Finding>,
) -> (Range<usize>, Vec<Section>) {
    let (mut main, mut sections) = (below.clone(), Vec::<Section>::new());
    let mut at = below.start;
    for line in source.text()[below.clone()].split_inclusive('\n') {
        let start = at;
        at += line.len();
        if !line.starts_with(DASHES) {
            continue;
        }
        let Some(opening) = Opening::read(line.trim_end()) else {
            continue;
        };
        let range = start..start + line.trim_end().len();
        if let Some(wrong) = opening.wrong(tags) {
            findings.push(wrong.at(Place::new(source, range)));
            continue;
        }
        if !tags.contains(&opening.tag) {
            continue;
        }
        if let Some(first) = sections.iter().find(|section| section.tag == opening.tag) {
            let finding = Finding::error(
                "two-bodies",
                format!("the prose of `{}` is opened twice", opening.tag),
            )
            .at(Place::new(source, range.clone()))
            .related(Place::new(source, first.line.clone()), "first here")
            .help("put the two together below one of these lines, and delete the other line");
            findings.push(finding);
        }
        match sections.last_mut() {
            Some(last) => last.body.end = start,
            None => main.end = start,
        }
        sections.push(Section {
            tag: opening.tag.to_owned(),
            after_tag: start + opening.after_tag,
            of: opening
                .of
                .map(|of| range.end - of.len()..range.end)
                .filter(|of| !of.is_empty()),
            line: range,
            body: at..below.end,
        });
    }
    (main, sections)
}

/// What such a line begins with; the longer ones are what an editor makes of two hyphens.
const DASHES: [char; 3] = ['-', '–', '—'];

/// A line that opens the prose of a language, or was meant to.
struct Opening<'l> {
    line: &'l str,
    dashes: &'l str,
    tag: &'l str,
    after_tag: usize,
    of: Option<&'l str>,
}

impl<'l> Opening<'l> {
    fn read(line: &'l str) -> Option<Self> {
        let rest = line.trim_start_matches(DASHES);
        let dashes = &line[..line.len() - rest.len()];
        // The other sort of dash is what an editor makes of two hyphens.
        if dashes.is_empty() || dashes == "-" {
            return None;
        }
        let mut words = rest.split_whitespace();
        let tag = words.next()?;
        let of = match (words.next(), words.next(), words.next()) {
            (None, _, _) => None,
            (Some("of"), of, None) => Some(of.unwrap_or_default()),
            _ => return None,
        };
        let letters = tag.chars().all(|c| c.is_alphanumeric() || c == '-');
        (letters && tag.chars().any(char::is_alphabetic)).then(|| Self {
            line,
            dashes,
            tag,
            after_tag: line.len() - rest.len() + rest.find(tag).unwrap_or(0) + tag.len(),
            of,
        })
    }

    /// What is wrong with it; nothing too where it is no opening.
    fn wrong(&self, tags: &[&str]) -> Option<Finding> {
        let finding = |message: String| Finding::error("unopened-language", message);
        let exact = self.dashes == "---" && self.after_tag > 3 + self.tag.len();
        let (tag, main) = (self.tag, tags.first().copied().unwrap_or_default());
        if tags.is_empty() {
            // A dialogue may begin a line with dashes; a tag alone behind three of them is meant.
            let meant = exact && tag.len() == 2 && is_tag(tag) && tag == tag.to_lowercase();
            return meant.then(|| {
                finding(format!(
                    "`--- {tag}` opens the prose of a language, and the record lists no `languages`"
                ))
                .help(format!(
                    "list them in the fields above, the main one first: `languages: [en, {tag}]`"
                ))
            });
        }
        if exact && tag == main {
            return Some(
                finding(format!(
                    "`--- {tag}` opens the prose of the main language, which opens by itself"
                ))
                .help("move this prose up, right below the second `---`, and delete this line"),
            );
        }
        if exact && tags.contains(&tag) {
            return None;
        }
        let listed = tags[1..].join("`, `");
        let near = if tags.contains(&tag) {
            Some(tag)
        } else {
            nearest(tag, tags[1..].iter().copied()).filter(|_| tag.len() < 5)
        };
        match near {
            Some(near) => {
                let finding = finding(format!("`{}` opens no prose", self.line))
                    .help(format!("write `--- {near}` for the prose of `{near}`"));
                Some(if is_tag(tag) && !near.eq_ignore_ascii_case(tag) {
                    finding.help(format!("or add `{tag}` to `languages`"))
                } else {
                    finding
                })
            }
            None if exact && (is_tag(tag) || self.of.is_some() || tag.len() <= 12) => Some(
                finding(format!(
                    "`--- {tag}` opens the prose of a language that the record does not list"
                ))
                .help(format!(
                    "add `{tag}` to `languages`, or write the tag of one that is listed: `{listed}`"
                )),
            ),
            None => None,
        }
    }
}
