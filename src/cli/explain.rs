//! `chancery explain`: a rule's page, and the words that rules lack in a language.

use super::{Outcome, TemplateArguments, terminal};
use crate::check::{self, Family, RULES, rule};
use crate::error::Error;
use crate::finding::suggest;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The rule
    #[arg(required_unless_present = "list")]
    rule: Option<String>,
    /// List all rules
    #[arg(long, conflicts_with = "rule")]
    list: bool,
    /// With --list: the word lists of a language that rules read and its words.toml lacks
    #[arg(long, value_name = "TAG", requires = "list")]
    language: Option<String>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    if let Some(tag) = &arguments.language {
        return lacking(tag, &arguments.templates);
    }
    let Some(name) = &arguments.rule else {
        terminal::print(&list());
        return Ok(Outcome::Fine);
    };
    let Some(rule) = rule(name) else {
        let near = crate::finding::nearest(name, RULES.iter().map(|rule| rule.name));
        let error = Error::usage(format!("there is no rule `{name}`"));
        return Err(match near {
            Some(near) => error.help(suggest(name, [near])),
            None => error.help("`chancery explain --list` shows them all"),
        });
    };
    terminal::print(&rule.page());
    Ok(Outcome::Fine)
}

/// The rules, family by family: name, level, summary.
fn list() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut out = String::new();
    for family in Family::ALL {
        let rules: Vec<_> = RULES.iter().filter(|rule| rule.family == family).collect();
        if rules.is_empty() {
            continue;
        }
        let gap = if out.is_empty() { "" } else { "\n" };
        out.push_str(&format!("{gap}{}\n", family.name()));
        for rule in rules {
            out.push_str(&format!(
                "  {:width$}  {:7}  {}\n",
                rule.name,
                rule.level.name(),
                rule.summary
            ));
        }
    }
    out
}

/// The word lists that a language lacks.
fn lacking(tag: &str, templates: &TemplateArguments) -> Result<Outcome, Error> {
    let engine = super::engine(templates)?;
    match engine.and_then(|engine| check::lacking(&engine, tag)) {
        Ok(lists) if lists.is_empty() => terminal::say(&format!("{tag} lacks no list")),
        Ok(lists) => terminal::print(&lists),
        Err(mut findings) => {
            terminal::findings(&mut findings, terminal::Format::Text);
            return Ok(Outcome::Findings);
        }
    }
    Ok(Outcome::Fine)
}
