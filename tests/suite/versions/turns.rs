//! Wrong turns in a record of several languages, and what its author is told.

use crate::prelude::*;

const PAGE: &str = "tests/versions/turns.md";

/// Every section of the page holds files, and the errors and warnings they get.
#[test]
fn every_wrong_turn_is_told_what_to_do() {
    let text = std::fs::read_to_string(PAGE).expect("the page");
    let engine = Engine::new(Templates::embedded());
    let mut out = String::new();
    for section in text.split("\n## ").enumerate() {
        let (number, section) = section;
        if number == 0 {
            out.push_str(section);
            continue;
        }
        let head = section.split("````answer\n").next().expect("a section");
        let mut desk = FakeFolder::default();
        for block in head.split("````file ").skip(1) {
            let (name, rest) = block.split_once('\n').expect("a name");
            let body = rest.split("````").next().expect("an end");
            desk.0.insert(name.to_owned(), body.to_owned());
        }
        let found = desk.check(&engine, &Rules::default().errors());
        let mut answer = String::new();
        for finding in &found {
            let place = finding.place.as_ref().map_or_else(String::new, |place| {
                let (line, column) = place.line_column();
                format!("{}:{line}:{column} ", place.source().name())
            });
            answer.push_str(&format!(
                "{place}{}[{}]: {}\n",
                finding.level.name(),
                finding.rule,
                finding.message
            ));
            for (place, label) in &finding.related {
                let (line, _) = place.line_column();
                answer.push_str(&format!("  and {}:{line}: {label}\n", place.source().name()));
            }
            for help in &finding.help {
                answer.push_str(&format!("  help: {help}\n"));
            }
        }
        out.push_str(&format!("\n## {head}````answer\n{answer}````\n"));
    }
    golden(PAGE, &out);
}
