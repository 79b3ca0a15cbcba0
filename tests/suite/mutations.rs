//! One mistake at a time: each is put into clean letters, and the right rule must see it,
//! and no other but those related to it. The table of caught and missed is printed.

use std::collections::BTreeSet;
use std::fs;

use crate::prelude::*;

/// The mistakes, and the letters that they are made in.
const FOLDER: &str = "tests/mutations";

/// A mistake: what it does to the letters, who must see it, and who else may.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Mistake {
    what: String,
    file: String,
    from: String,
    to: String,
    rule: String,
    #[serde(default)]
    related: Vec<String>,
}

fn mistakes() -> Vec<Mistake> {
    #[derive(serde::Deserialize)]
    struct Page {
        mistake: Vec<Mistake>,
    }
    let text = fs::read_to_string(format!("{FOLDER}/mistakes.toml")).expect("the mistakes");
    let page: Page = toml::from_str(&text).unwrap_or_else(|why| panic!("{why}"));
    page.mistake
}

/// A cover and a letter that convenes meetings, as in the seed, without the seed's mistakes.
fn clean() -> FakeFolder {
    let files = fs::read_dir(FOLDER).expect("the letters").flatten();
    let records = files.filter_map(|file| {
        let name = file.file_name().into_string().expect("a name");
        let text = fs::read_to_string(file.path()).expect("a letter");
        name.ends_with(".md").then_some((name, text))
    });
    FakeFolder(records.collect())
}

fn rules(findings: &[Finding]) -> BTreeSet<&'static str> {
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn each_mistake_is_seen_by_its_rule_and_only_by_related_ones() {
    let engine = Engine::new(Templates::embedded());
    let folder = clean();
    // The office lists with semicolons, which is a matter of its own.
    let all = Rules::default()
        .allow(&["list-semicolons".to_owned()])
        .expect("a rule");
    let found = folder.check(&engine, &all);
    assert!(
        found.is_empty(),
        "the clean letters are clean: {:?}",
        found.iter().map(|f| (f.rule, &f.message)).collect::<Vec<_>>()
    );
    let (mut table, mut wrong) = (String::new(), Vec::new());
    let mistakes = mistakes();
    assert!(mistakes.len() > 50, "the mistakes are there");
    for mistake in &mistakes {
        let mut folder = folder.clone();
        let text = folder.0.get_mut(&mistake.file).expect("the letter is there");
        assert!(
            text.contains(&mistake.from),
            "{}: {} is not in {}",
            mistake.what,
            mistake.from,
            mistake.file
        );
        *text = text.replacen(&mistake.from, &mistake.to, 1);
        let found = rules(&folder.check(&engine, &all));
        let caught = found.contains(mistake.rule.as_str());
        let others: Vec<_> = (found.into_iter())
            .filter(|rule| {
                *rule != mistake.rule.as_str()
                    && !mistake.related.iter().any(|related| related == rule)
            })
            .collect();
        let verdict = if caught { "caught" } else { "MISSED" };
        table.push_str(&format!("{verdict}  {:24}  {}", mistake.rule, mistake.what));
        table.push_str(&if others.is_empty() {
            "\n".to_owned()
        } else {
            format!("  (and {})\n", others.join(", "))
        });
        if !caught || !others.is_empty() {
            wrong.push(&mistake.what);
        }
    }
    println!("{table}");
    assert!(wrong.is_empty(), "\n{table}");
}
