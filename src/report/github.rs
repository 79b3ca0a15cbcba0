//! Findings as annotations of a GitHub workflow.

use crate::finding::{Finding, Level};

/// One workflow command a finding, each on its line.
pub fn github(findings: &[Finding]) -> String {
    findings.iter().map(|finding| one(finding) + "\n").collect()
}

fn one(finding: &Finding) -> String {
    let command = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties = Vec::new();
    if let Some(place) = &finding.place {
        let (line, column) = place.line_column();
        let (end_line, end_column) = place.source().line_column(place.range().end);
        properties.push(format!("file={}", property(place.source().name())));
        properties.push(format!("line={line}"));
        properties.push(format!("endLine={end_line}"));
        // Columns of an annotation must be of one line.
        if line == end_line {
            properties.push(format!("col={column}"));
            properties.push(format!("endColumn={end_column}"));
        }
    }
    properties.push(format!("title={}", property(finding.rule)));
    let mut message = finding.message.clone();
    if let Some(reason) = &finding.suppressed {
        message.push_str(&format!("\nkept on purpose: {reason}"));
    }
    for help in &finding.help {
        message.push_str(&format!("\nhelp: {help}"));
    }
    format!("::{command} {}::{}", properties.join(","), data(&message))
}

/// Text after the second `::`.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
