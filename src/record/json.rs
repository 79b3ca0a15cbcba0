//! JSON records. A strict parser says whether it is JSON; the YAML reader, which reads JSON
//! too but forgives more, says where everything stands.

use std::sync::Arc;

use serde::de::IgnoredAny;
use serde_json::error::Category;

use super::tree::Tree;
use super::yaml;
use crate::finding::Finding;
use crate::source::{Place, Source};

pub(super) fn read(source: &Arc<Source>) -> Tree {
    let mut tree = yaml::read(source);
    // Of brackets that go too deep, this says more than where the parser gave up.
    if tree
        .findings
        .iter()
        .any(|finding| finding.rule == "nested-too-deeply")
    {
        return tree;
    }
    // Ignoring the values keeps no stack, however deep the brackets go.
    if let Err(error) = serde_json::from_str::<IgnoredAny>(source.text()) {
        tree.findings.retain(|finding| finding.rule == "duplicate-key");
        let finding = describe(source, &error);
        if let Some(place) = &finding.place {
            let line = source.line_range(place.line_column().0);
            tree.doubts.ranges.push(line);
        }
        tree.doubts.incomplete = true;
        tree.findings.push(finding);
    }
    tree
}

fn describe(source: &Arc<Source>, error: &serde_json::Error) -> Finding {
    let text = source.text();
    let ends = error.classify() == Category::Eof;
    let start = if ends { text.trim_end().len().saturating_sub(1) } else { offset(source, error) };
    let start = source_floor(source, start);
    let rest = &text[start..];
    let why = error.to_string();
    let why = why.split(" at line ").next().unwrap_or_default();
    let (message, help) = if ends {
        ("the file ends in the middle of a value", "close every quotation mark, bracket and brace")
    } else if rest.starts_with("//") || rest.starts_with("/*") || rest.starts_with('#') {
        ("JSON has no comments", "delete it, or write the record as YAML, which has them")
    } else if rest.starts_with(['}', ']']) && text[..start].trim_end().ends_with(',') {
        ("a comma with nothing after it", "delete the comma before the closing bracket")
    } else {
        match why {
            "trailing characters" => (
                "something follows the end of the record",
                "a JSON record is one group in braces: delete what follows",
            ),
            "expected `,` or `]`" => {
                ("a comma is missing between two values of a list", "put a comma between them")
            }
            "expected `,` or `}`" => {
                ("a comma is missing between two fields", "put a comma after the value before")
            }
            "expected `:`" => (
                "a colon is missing after the name of a field",
                "write it as \"date\": \"2018-01-18\"",
            ),
            "key must be a string" => (
                "the name of a field is not in double quotes",
                "write it as \"date\": \"2018-01-18\"",
            ),
            "expected value" | "expected ident" | "invalid number" => (
                "this is no value that JSON knows",
                "put text and dates in double quotes; comments and single quotes are not JSON",
            ),
            "invalid escape" => {
                ("a backslash that JSON does not know", "write a backslash in text as \\\\")
            }
            _ if why.starts_with("control character") => (
                "text in quotes goes over the end of its line",
                "close the quotes, or write a line break as \\n",
            ),
            _ => ("this cannot be read as JSON", "compare the line with those around it"),
        }
    };
    let length = rest.chars().next().map_or(0, char::len_utf8);
    Finding::error("json-syntax", message)
        .at(Place::new(source, start..start + length))
        .help(help)
}

fn offset(source: &Source, error: &serde_json::Error) -> usize {
    let line = source.line_range(error.line());
    // The parser counts bytes, and says zero for the line break before the line.
    (line.start + error.column().saturating_sub(1)).min(line.end)
}

fn source_floor(source: &Source, offset: usize) -> usize {
    (0..=offset.min(source.text().len()))
        .rev()
        .find(|at| source.text().is_char_boundary(*at))
        .unwrap_or(0)
}
