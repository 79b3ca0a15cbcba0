//! `chancery explain`: a rule's page.

use super::{Outcome, terminal};
use crate::check::{Family, RULES, rule};
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
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
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
