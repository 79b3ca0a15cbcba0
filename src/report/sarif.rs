//! Findings as SARIF 2.1.0 (OASIS), for code scanning.

use serde_json::{Value, json};

use crate::check::{RULES, Rule};
use crate::finding::Finding;
use crate::source::Place;
use crate::text::percent;

/// Findings as one SARIF log, with a line break at its end.
///
/// Columns count characters; what is kept on purpose is a result with a suppression.
pub fn sarif(findings: &[Finding]) -> String {
    let rules: Vec<_> = RULES.iter().map(|rule| descriptor(rule)).collect();
    let results: Vec<_> = findings.iter().map(result).collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "Chancery",
                "version": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    serde_json::to_string_pretty(&log).unwrap_or_default() + "\n"
}

fn descriptor(rule: &Rule) -> Value {
    let help = format!(
        "{}\n\nWhy it matters: {}\n\nExample: {}\n\nWrite instead: {}\n\nSource: {}",
        rule.checks, rule.why, rule.example, rule.instead, rule.source
    );
    json!({
        "id": rule.name,
        "shortDescription": { "text": rule.summary },
        "fullDescription": { "text": rule.checks },
        "help": { "text": help },
        "defaultConfiguration": { "level": rule.level.name() },
        "properties": { "family": rule.family.name() },
    })
}

fn result(finding: &Finding) -> Value {
    let mut message = finding.message.clone();
    for help in &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    let mut result = json!({
        "ruleId": finding.rule,
        "level": finding.level.name(),
        "message": { "text": message },
    });
    if let Some(index) = RULES.iter().position(|rule| rule.name == finding.rule) {
        result["ruleIndex"] = json!(index);
    }
    if let Some(place) = &finding.place {
        result["locations"] = json!([{ "physicalLocation": location(place) }]);
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|(place, label)| {
            json!({ "physicalLocation": location(place), "message": { "text": label } })
        });
        result["relatedLocations"] = related.collect();
    }
    if let Some(reason) = &finding.suppressed {
        result["suppressions"] = json!([{ "kind": "inSource", "justification": reason }]);
    }
    if let Some(first) = finding.fix.first() {
        let replacements = finding.fix.iter().map(|edit| {
            json!({
                "deletedRegion": region(&edit.place),
                "insertedContent": { "text": edit.text },
            })
        });
        result["fixes"] = json!([{ "artifactChanges": [{
            "artifactLocation": { "uri": address(first.place.source().name()) },
            "replacements": replacements.collect::<Vec<_>>(),
        }]}]);
    }
    result
}

fn location(place: &Place) -> Value {
    json!({
        "artifactLocation": { "uri": address(place.source().name()) },
        "region": region(place),
    })
}

fn region(place: &Place) -> Value {
    let (line, column) = place.line_column();
    let (end_line, end_column) = place.source().line_column(place.range().end);
    json!({ "startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column })
}

/// A path as the relative address that SARIF wants (RFC 3986).
fn address(name: &str) -> String {
    percent::encode(&name.replace('\\', "/"), percent::PATH)
}
