//! The pages of rules: each states cases in which its rule fires, and cases in which it must not.
//!
//! A page is `tests/check/<rule>.md`. A section whose heading begins with "Fires" or "Silent"
//! holds records in blocks called `record NAME`, templates laid over ours in blocks called
//! `template PATH`, and for "Fires" the findings, one a line.

use std::path::PathBuf;

use crate::prelude::*;
use chancery::check::{RULES, Scope};

use crate::common::golden;

fn page(rule: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/check")
        .join(format!("{rule}.md"))
}

/// A section of a page: its heading, its records, and the findings it states.
pub struct Section {
    pub heading: String,
    pub desk: FakeFolder,
    /// Templates laid over those of the program.
    templates: Vec<(String, String, Vec<u8>)>,
    pub findings: Option<String>,
}

pub fn sections(text: &str) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        if let Some(heading) = line.strip_prefix("## ") {
            let (heading, desk) = (heading.to_owned(), FakeFolder::default());
            sections.push(Section { heading, desk, templates: Vec::new(), findings: None });
        }
        let Some(info) = line.strip_prefix("````") else {
            continue;
        };
        let block: Vec<_> = lines.by_ref().take_while(|line| *line != "````").collect();
        let block = block.join("\n") + "\n";
        let section = sections.last_mut().expect("a block stands below a heading");
        match info.split_once(' ') {
            Some(("record", name)) => {
                section.desk.0.insert(name.to_owned(), block);
            }
            Some(("template", path)) => {
                let path = path.to_owned();
                section.templates.push((path.clone(), path, block.into_bytes()));
            }
            _ if info == "findings" => section.findings = Some(block),
            _ => panic!("a block is `record NAME` or `findings`, not `{info}`"),
        }
    }
    sections
}

fn laid_over(templates: Vec<(String, String, Vec<u8>)>) -> Engine {
    let mut set = Templates::embedded();
    set.overlay(templates);
    Engine::new(set)
}

pub fn line(finding: &Finding) -> String {
    let place = finding.place.as_ref().map_or_else(String::new, |place| {
        let (line, column) = place.line_column();
        format!("{}:{line}:{column} `{}` ", place.source().name(), place.text().replace('\n', " "))
    });
    let kept = if finding.suppressed.is_some() { "kept " } else { "" };
    format!("{place}{kept}{}: {}\n", finding.level.name(), finding.message)
}

#[test]
fn every_rule_has_a_page_that_is_true() {
    let engine = Engine::new(Templates::embedded());
    let update = golden::update();
    let mut wrong = Vec::new();
    for rule in RULES {
        let path = page(rule.name);
        let Ok(text) = std::fs::read_to_string(&path) else {
            wrong.push(format!("{}: there is no page", rule.name));
            continue;
        };
        let only = match rule.scope {
            // It reads what the others find, so they all run.
            Scope::Checker => Rules::default(),
            _ => Rules::default()
                .only(&[rule.name.to_owned()])
                .expect("the rule is known"),
        };
        let (mut fires, mut silent, mut renewed) = (0, 0, text.clone());
        for section in sections(&text) {
            let own = (!section.templates.is_empty()).then(|| laid_over(section.templates));
            let engine = own.as_ref().unwrap_or(&engine);
            let mut found = section.desk.check(engine, &only);
            if let Scope::Checker = rule.scope {
                found.retain(|finding| finding.rule == rule.name);
            }
            let shown: String = found.iter().map(line).collect();
            let title = format!("{}: {}", rule.name, section.heading);
            if let Some(other) = found.iter().find(|finding| finding.rule != rule.name) {
                wrong.push(format!(
                    "{title}\n  is no case of its rule: {}: {}",
                    other.rule, other.message
                ));
            } else if section.heading.starts_with("Silent") {
                silent += 1;
                if !found.is_empty() {
                    wrong.push(format!("{title}\n  {shown}"));
                }
            } else if section.heading.starts_with("Fires") {
                fires += 1;
                let stated = section.findings.unwrap_or_default();
                if update {
                    let at = renewed
                        .find(&format!("## {}\n", section.heading))
                        .expect("its heading");
                    let start =
                        at + renewed[at..].find("````findings\n").expect("its findings") + 13;
                    let end = start + renewed[start..].find("````").expect("their end");
                    renewed.replace_range(start..end, &shown);
                }
                if found.is_empty() || (stated != shown && !update) {
                    wrong.push(format!("{title}\n  stated:\n{stated}  found:\n{shown}"));
                }
            }
        }
        if update {
            std::fs::write(&path, renewed).expect("the page can be written");
        }
        if fires < 1 || silent < 2 {
            wrong.push(format!(
                "{}: {fires} cases fire and {silent} are silent; 1 and 2 are wanted",
                rule.name
            ));
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn no_page_without_a_rule() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/check");
    for entry in std::fs::read_dir(folder).expect("the folder of pages").flatten() {
        let stem = entry
            .path()
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned());
        let stem = stem.unwrap_or_default();
        assert!(chancery::check::rule(&stem).is_some(), "there is no rule {stem}");
    }
}

#[test]
fn a_rule_is_documented_and_no_heavier_than_its_source_allows() {
    for rule in RULES {
        assert!(rule.level <= rule.most, "{}", rule.name);
        for text in [rule.summary, rule.checks, rule.why, rule.example, rule.instead, rule.source] {
            assert!(!text.trim().is_empty(), "{}", rule.name);
        }
        assert!(!rule.summary.ends_with('.'), "{}: the summary takes no full stop", rule.name);
        assert!(rule.name.chars().all(|c| c.is_ascii_lowercase() || c == '-'), "{}", rule.name);
        assert_eq!(
            RULES.iter().filter(|other| other.name == rule.name).count(),
            1,
            "{}",
            rule.name
        );
    }
}

#[test]
fn word_lists_name_rules() {
    let lists = chancery::language::List::ALL.iter();
    let rules = lists.flat_map(|list| list.rules().iter().map(move |rule| (list.name(), rule)));
    for (list, rule) in rules {
        assert!(chancery::check::rule(rule).is_some(), "`{list}` is read by no rule `{rule}`");
    }
}

#[test]
fn every_word_list_is_read() {
    fn texts(folder: &std::path::Path, out: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                texts(&path, out);
            } else {
                *out += &std::fs::read_to_string(&path).expect("a file");
            }
        }
    }
    let mut code = String::new();
    texts(&PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/check"), &mut code);
    for list in chancery::language::List::ALL {
        assert!(code.contains(&format!("List::{list:?}")), "nothing reads `{}`", list.name());
    }
}
