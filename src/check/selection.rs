//! Which rules run, and how much each weighs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use serde::Serialize;
use toml::Spanned;

use super::{RULES, Rule, rule};
use crate::finding::{Finding, Level, suggest};
use crate::settings::FolderSettings;
use crate::source::{Place, Source};

/// Levels of rules as a settings file gives them: `voice-number = "warning"`.
pub type Levels = BTreeMap<String, Spanned<String>>;

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
    pub fn folder(mut self, source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        let read = FolderSettings::read(source)?;
        let findings = settings(&read.rules, source);
        if !findings.is_empty() {
            return Err(findings);
        }
        self.folder = (read.rules.iter())
            .filter_map(|(name, word)| Some((rule(name)?.name, level(word.get_ref())?)))
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
        let office = || office.get(rule.name).and_then(|word| level(word.get_ref()));
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
pub fn settings(levels: &Levels, source: &Arc<Source>) -> Vec<Finding> {
    let wrong = |(name, word): (&String, &Spanned<String>)| {
        let Some(rule) = rule(name) else {
            return Some(unknown(name).at(key(source, name, word)));
        };
        let place = Place::new(source, word.span());
        match level(word.get_ref()) {
            None => Some(
                Finding::error("setting", format!("`{}` is no level", word.get_ref()))
                    .help(suggest(word.get_ref(), WORDS.iter().copied()))
                    .at(place),
            ),
            Some(Some(level)) if level > rule.most => Some(
                Finding::error(
                    "rule-level",
                    format!(
                        "`{name}` may be {} at most: its source allows no more",
                        with_article(rule.most)
                    ),
                )
                .help(format!("its source: {}", rule.source))
                .at(place),
            ),
            Some(_) => None,
        }
    };
    levels.iter().filter_map(wrong).collect()
}

const WORDS: &[&str] = &["off", "note", "warning", "error"];

/// The level of a word; the inner none is "off".
#[allow(clippy::option_option, reason = "no level and no such word are two things")]
fn level(word: &str) -> Option<Option<Level>> {
    match word {
        "off" => Some(None),
        "note" => Some(Some(Level::Note)),
        "warning" => Some(Some(Level::Warning)),
        "error" => Some(Some(Level::Error)),
        _ => None,
    }
}

fn with_article(level: Level) -> String {
    let article = if level == Level::Error { "an" } else { "a" };
    format!("{article} {}", level.name())
}

/// Where a settings file names a rule: before its level.
fn key(source: &Arc<Source>, name: &str, word: &Spanned<String>) -> Place {
    let before = &source.text()[..word.span().start.min(source.text().len())];
    match before.rfind(name) {
        Some(at) => Place::new(source, at..at + name.len()),
        None => Place::new(source, word.span()),
    }
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
