//! Which rules run, and how much each weighs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::{RULES, Rule, rule};
use crate::finding::{Finding, Level};
use crate::node::Spanned;
use crate::settings::{FolderSettings, Levels, Weight};
use crate::source::{Source, Sources};
use serde::Serialize;

/// Which rules run, and how much each weighs. The default is every rule at its own level.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Rules {
    only: BTreeSet<&'static str>,
    allow: BTreeSet<&'static str>,
    folder: BTreeMap<&'static str, Option<Level>>,
    errors: bool,
}

impl Rules {
    /// Runs only these rules; all, where none is named.
    ///
    /// # Errors
    /// That there is no rule of a name.
    pub fn only(mut self, names: &[String]) -> Result<Self, Finding> {
        self.only = named(names)?;
        Ok(self)
    }

    /// Does not run these rules.
    ///
    /// # Errors
    /// That there is no rule of a name.
    pub fn allow(mut self, names: &[String]) -> Result<Self, Finding> {
        self.allow = named(names)?;
        Ok(self)
    }

    /// Runs only rules whose findings keep a letter from going out.
    #[must_use]
    pub fn errors(mut self) -> Self {
        self.errors = true;
        self
    }

    /// Weighs rules as the `chancery.toml` of a folder says.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn folder(self, source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        self.levels(&FolderSettings::read(source)?.rules, source)
    }

    /// Weighs rules as settings say that were read from `source`.
    ///
    /// # Errors
    /// Every rule that there is not, or that may not weigh so much.
    pub fn levels(mut self, levels: &Levels, source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        let findings = settings(levels, &Sources::one(source));
        if !findings.is_empty() {
            return Err(findings);
        }
        self.folder = levels
            .iter()
            .filter_map(|(name, weight)| Some((rule(name)?.name, weight.level())))
            .collect();
        Ok(self)
    }

    /// How much a rule weighs in a letter of an office with these settings; none if it does not run.
    pub fn level(&self, rule: &Rule, office: &Levels) -> Option<Level> {
        if self.allow.contains(rule.name)
            || (!self.only.is_empty() && !self.only.contains(rule.name))
        {
            return None;
        }
        let office = || office.get(rule.name).map(|weight| weight.level());
        let level = match self.folder.get(rule.name).copied().or_else(office) {
            // Asked for by name, a rule runs even where it is off.
            Some(None) if self.only.contains(rule.name) => Some(rule.level),
            Some(set) => set.map(|level| level.min(rule.most)),
            None => Some(rule.level),
        };
        level.filter(|level| !self.errors || *level == Level::Error)
    }
}

/// What is wrong with the levels in a settings file.
pub fn settings(levels: &Levels, sources: &Sources) -> Vec<Finding> {
    let wrong = |(name, weight): (&Spanned<String>, &Spanned<Weight>)| {
        let Some(rule) = rule(name) else {
            return Some(unknown(name).at(sources.place(name.range.clone())));
        };
        (weight.level() > Some(rule.most)).then(|| {
            let most = with_article(rule.most);
            let message =
                format!("`{}` may be {most} at most: its source allows no more", name.value);
            Finding::error("rule-level", message)
                .help(format!("its source: {}", rule.source))
                .at(sources.place(weight.range.clone()))
        })
    };
    levels.iter().filter_map(wrong).collect()
}

fn with_article(level: Level) -> String {
    let article = if level == Level::Error { "an" } else { "a" };
    format!("{article} {}", level.name())
}

fn named(names: &[String]) -> Result<BTreeSet<&'static str>, Finding> {
    let find = |name: &String| rule(name).map(|rule| rule.name).ok_or_else(|| unknown(name));
    names.iter().map(find).collect()
}

/// That there is no rule of this name.
pub(super) fn unknown(name: &str) -> Finding {
    let finding = Finding::error("unknown-rule", format!("there is no rule `{name}`"));
    match crate::finding::nearest(name, RULES.iter().map(|rule| rule.name)) {
        Some(near) => finding.help(format!("did you mean `{near}`?")),
        None => finding.help("`chancery explain --list` shows them all"),
    }
}
