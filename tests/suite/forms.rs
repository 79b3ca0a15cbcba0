//! The forms of merge fields and the styles of a letter: `tests/forms/TAG.md`. `UPDATE=1` writes the
//! lines of a page anew; read it before it is kept.

use crate::common::engine_with_german;
use crate::prelude::*;

const RECORD: &str = r#"office: co-facilitators
date: 2018-01-18
place: Geneva
to: all-permanent-representatives-and-observers
signatories: [{ name: Ada Adams, title: Chair }]
meetings:
  - { id: first, dates: 2018-02-01/02, times: [10:00/13:00], zone: CET, room: Conference Room 1 }
  - { id: late, dates: 2018-03-05, times: [16:00], room: Conference Room 2 }
deadlines:
  - { what: comments, date: 2018-02-20, time: 17:00 }
"#;

/// What a merge field gives, or why it gives nothing.
fn shown(engine: &Engine, language: &str, style: &str, field: &str) -> String {
    let head = RECORD
        .replace("place: Geneva", "place: Geneva\nstyle: STYLE")
        .replace("STYLE", style);
    let text = format!("---\nlanguage: {language}\n{head}---\n{field}\n");
    match compose(engine, "record", &text, Syntax::Markdown, &Records::default()) {
        Ok(letter) => {
            let text = written(engine, &letter, Format::TEXT);
            let all = text.split("\n\n").map(|block| block.trim().replace('\n', " "));
            // Place and date come first, then the salutation.
            let body = if field.is_empty() { 0 } else { 2 };
            all.filter(|block| !block.is_empty()).nth(body).unwrap_or_default()
        }
        Err(findings) => findings
            .iter()
            .map(|finding| format!("! {}; {}", finding.message, finding.help.join("; ")))
            .collect::<Vec<_>>()
            .join("\n      "),
    }
}

#[test]
fn forms_combine_in_every_language() {
    let engine = engine_with_german();
    let mut differences = Vec::new();
    for tag in ["ar", "de", "en", "es", "fr", "ru", "zh"] {
        let path = format!("tests/forms/{tag}.md");
        let page = std::fs::read_to_string(&path).unwrap_or_default();
        let mut out = String::new();
        let mut style = "{}".to_owned();
        for line in page.lines().filter(|line| !line.starts_with("      ")) {
            out.push_str(line);
            out.push('\n');
            if let Some(own) = line.strip_prefix("    style: ") {
                own.clone_into(&mut style);
            } else if let Some(field) = line.strip_prefix("    ") {
                let field = if field == "head" { "" } else { field };
                out.push_str(&format!("      {}\n", shown(&engine, tag, &style, field)));
            }
        }
        differences.push(differs(path, &out));
    }
    goldens(differences);
}
