//! Mistakes in templates as findings: file, line, column, and the nearest known name.

use std::collections::BTreeMap;
use std::sync::Arc;

use tera::ErrorKind;

use super::tags::tags;
use crate::finding::{Finding, suggest};
use crate::source::{Place, Source};

type Sources = BTreeMap<String, Arc<Source>>;

const SYNTAX: &str = "`{{ … }}` prints a value, `{% … %}` opens or closes a block, `{# … #}` is a comment; \
    compare with a built-in template";
const VALUE: &str =
    "look at what the record gives here: a filter or function wants another kind of value";

/// What a Tera error says, with its places.
pub(super) fn findings(error: &tera::Error, sources: &Sources) -> Vec<Finding> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let source = sources.get(report.filename());
            let ends = |source: &&Arc<Source>| {
                let tag = source.text().get(report.span().range.clone());
                report.message().starts_with("Unexpected end of input")
                    || tag.is_some_and(|tag| tag.starts_with("end"))
            };
            let is_syntax = matches!(error.kind(), ErrorKind::SyntaxError(_));
            if let Some(open) = source.filter(|_| is_syntax).filter(ends).and_then(unclosed) {
                return vec![open];
            }
            let mut finding = explain(report.message(), sources);
            if finding.help.is_empty() {
                finding = finding.help(match error.kind() {
                    ErrorKind::SyntaxError(_) => SYNTAX,
                    _ => VALUE,
                });
            }
            vec![match source {
                Some(source) => finding.at(Place::new(source, report.span().range.clone())),
                None => finding,
            }]
        }
        ErrorKind::Msg(text) => {
            text.split("\n\n").map(|block| preformatted(block, sources)).collect()
        }
        ErrorKind::MissingParent { current, parent } => {
            let finding =
                Finding::error("template", format!("there is no template `{parent}` to extend"))
                    .help(suggest(parent, sources.keys().map(String::as_str)));
            vec![match sources.get(current).and_then(|source| find(source, parent)) {
                Some(place) => finding.at(place),
                None => finding,
            }]
        }
        other => {
            vec![
                Finding::error("template", other.to_string())
                    .help("mend the template, then try again"),
            ]
        }
    }
}

/// Reads a report that Tera has formatted already: a message, then ` --> FILE:LINE:COLUMN`.
fn preformatted(block: &str, sources: &Sources) -> Finding {
    let mut lines = block.lines();
    let message = lines.next().unwrap_or(block).trim_start_matches("error: ");
    let finding = explain(message, sources);
    let spot = lines.next().and_then(|line| line.trim_start().strip_prefix("--> "));
    let place = spot.and_then(|spot| {
        let mut fields = spot.rsplitn(3, ':');
        let column: usize = fields.next()?.parse().ok()?;
        let line: usize = fields.next()?.parse().ok()?;
        let source = sources.get(fields.next()?)?;
        let width = block
            .lines()
            .last()
            .map_or(1, |underline| underline.matches('^').count().max(1));
        Some(at(source, line, column, width))
    });
    match place {
        Some(place) => finding.at(place),
        None => finding,
    }
}

/// The innermost tag that is opened and never closed.
fn unclosed(source: &Arc<Source>) -> Option<Finding> {
    let text = source.text();
    let mut open: Vec<(&str, std::ops::Range<usize>)> = Vec::new();
    for (start, _) in text.match_indices("{%") {
        let end = start + text[start..].find("%}")? + 2;
        let inner = text[start + 2..end - 2].trim_matches(['-', ' ', '\n']);
        let word = inner.split([' ', '(']).next().unwrap_or_default();
        match word.strip_prefix("end") {
            Some(closed) => {
                let (name, range) = open.pop()?;
                if name != closed {
                    return Some(never_closed(source, name, range));
                }
            }
            None if ["if", "for", "block", "component", "filter", "raw"].contains(&word)
                || (word == "set" && !inner.contains('=')) =>
            {
                open.push((word, start..end));
            }
            None => {}
        }
    }
    let (name, range) = open.pop()?;
    Some(never_closed(source, name, range))
}

fn never_closed(source: &Arc<Source>, name: &str, range: std::ops::Range<usize>) -> Finding {
    Finding::error("template", format!("this `{name}` is never closed"))
        .at(Place::new(source, range))
        .help(format!("write `{{% end{name} %}}` where it ends"))
}

/// The stretch of `width` characters at a line and column, both from 1.
fn at(source: &Arc<Source>, line: usize, column: usize, width: usize) -> Place {
    let text = source.text();
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let chars = |count: usize, from: usize| {
        text[from..].chars().take(count).map(char::len_utf8).sum::<usize>()
    };
    let begin = start + chars(column - 1, start);
    Place::new(source, begin..begin + chars(width, begin))
}

fn find(source: &Arc<Source>, words: &str) -> Option<Place> {
    source
        .text()
        .find(words)
        .map(|start| Place::new(source, start..start + words.len()))
}

/// Turns Tera's sentence into ours, with the nearest known name as advice.
fn explain(message: &str, sources: &Sources) -> Finding {
    let (what, known) = match message.split_once(" Available ") {
        Some((what, list)) => (what, list.split_once(": ").map(|(_, names)| names)),
        None => (message, None),
    };
    // What our own functions advise comes with their sentence.
    if let Some((what, advice)) = what.split_once("; ") {
        return Finding::error("template", what).help(advice);
    }
    let name = what.split('`').nth(1).unwrap_or_default();
    let finding = Finding::error("template", what.trim_end_matches('.').to_owned());
    let own = |names: &[&'static str]| suggest(name, names.iter().copied());
    if let Some(names) = known {
        return finding.help(suggest(name, names.trim_end_matches('.').split(", ")));
    }
    if what.starts_with("Unknown filter") {
        return finding.help(own(super::filters::FILTERS));
    }
    if what.starts_with("Unknown function") {
        return finding.help(own(super::marks::FUNCTIONS));
    }
    if what.starts_with("Unknown component") {
        let names: Vec<_> = sources
            .values()
            .flat_map(|source| components(source.text()))
            .collect();
        return finding.help(suggest(name, names.iter().copied()));
    }
    if what.starts_with("Unknown template") {
        return finding.help(suggest(name, sources.keys().map(String::as_str)));
    }
    if what.starts_with("Block ") {
        let all = sources.values().flat_map(|source| tagged(source.text(), "block "));
        let names: Vec<_> = all.filter(|known| *known != name).collect();
        return finding.help(suggest(name, names.iter().copied()));
    }
    finding
}

fn components(text: &str) -> Vec<&str> {
    tagged(text, "component ")
}

/// The names that tags such as `{% block NAME %}` define.
fn tagged<'a>(text: &'a str, tag: &str) -> Vec<&'a str> {
    let tags = text
        .split("{%")
        .skip(1)
        .filter_map(|rest| rest.trim_start_matches(['-', ' ']).strip_prefix(tag));
    tags.filter_map(|rest| rest.split([' ', '(', '-', '%']).next())
        .collect()
}

/// Every use of the filter `safe`: it would let a record's text become markup.
pub(super) fn uses_of_safe(source: &Arc<Source>) -> Vec<Finding> {
    let mut found = Vec::new();
    for (start, tag) in tags(source.text()) {
        for (at, _) in tag.match_indices('|') {
            let after = &tag[at + 1..];
            let name = after.trim_start();
            let end = name
                .find(|c: char| !(c.is_alphanumeric() || c == '_'))
                .unwrap_or(name.len());
            if &name[..end] == "safe" {
                let begin = start + at + 1 + (after.len() - name.len());
                found.push(
                    Finding::error("template", "`safe` would let the text of a record become markup")
                        .help("delete it: what a template prints is escaped, and filters such as `dates` need no help")
                        .at(Place::new(source, begin..begin + end)),
                );
            }
        }
    }
    found
}
