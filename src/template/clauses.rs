//! The clauses of a language and the kinds of letter that are made of them, as an office has them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Templates;
use crate::finding::{Finding, nearest, suggest};
use crate::language::clauses::{self, Clause, Joints, Kind, NONE, Turns};
use crate::source::{Place, Source};

/// The clause that is the record's own prose.
pub const PROSE: &str = "prose";

/// The clauses of an office in a language.
#[derive(Debug, Default)]
pub(super) struct Clauses {
    pub(super) joints: Joints,
    pub(super) clauses: BTreeMap<String, Clause>,
    /// Kinds of letter, each with its file.
    pub(super) kinds: BTreeMap<String, (Arc<Source>, Kind)>,
}

impl Clauses {
    /// Reads them.
    ///
    /// # Errors
    /// Every mistake in their files.
    pub(super) fn read(
        templates: &Templates,
        office: &str,
        tag: &str,
    ) -> Result<Self, Vec<Finding>> {
        let mut findings = Vec::new();
        let mut read = Self::default();
        for kind in templates.kinds_of_clauses(office, tag) {
            if let Some(source) = templates.text(office, &format!("{tag}/{kind}.toml")) {
                match Kind::read(source) {
                    Ok(parsed) => {
                        read.kinds.insert(kind.to_owned(), (Arc::clone(source), parsed));
                    }
                    Err(mistakes) => findings.extend(mistakes),
                }
            }
        }
        if read.kinds.is_empty() && findings.is_empty() {
            return Ok(read);
        }
        if let Some(source) = templates.text(office, &format!("{tag}/clauses.toml")) {
            match Joints::read(source) {
                Ok(joints) => read.joints = joints,
                Err(mistakes) => findings.extend(mistakes),
            }
        }
        // The office's own turns are laid over those of the language.
        for folder in templates.clause_folders(office, tag) {
            for (path, source) in templates.within(&folder) {
                let name = path.strip_prefix(&folder).and_then(|name| name.strip_suffix(".toml"));
                let Some(name) = name else { continue };
                match Clause::read(source) {
                    Ok(clause) => {
                        read.clauses.entry(name.to_owned()).or_default().overlay(clause);
                    }
                    Err(mistakes) => findings.extend(mistakes),
                }
            }
        }
        if findings.is_empty() {
            findings.extend(read.unknown_names());
        }
        if findings.is_empty() { Ok(read) } else { Err(findings) }
    }

    /// What kinds name and the language does not have.
    fn unknown_names(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for (kind, (source, parsed)) in &self.kinds {
            let at = |finding: Finding, name: &str| match source.text().find(&format!("\"{name}")) {
                Some(start) => finding.at(Place::new(source, start + 1..start + 1 + name.len())),
                None => finding.at(Place::new(source, source.first_line(&(0..1)))),
            };
            let known = || self.clauses.keys().map(String::as_str).chain([PROSE]);
            for name in parsed
                .clauses()
                .into_iter()
                .filter(|name| !known().any(|is| is == *name))
            {
                findings.push(at(clauses::unknown_clause(name, kind, known()), name));
            }
            for (clause, turn) in &parsed.turns {
                let names = self.names(clause, kind, parsed);
                if turn != NONE && !names.iter().any(|name| name == turn) {
                    findings.push(at(unknown_turn(clause, turn, &names), turn));
                }
            }
        }
        findings
    }

    /// The names of the turns of a clause, in letters of a kind.
    pub(super) fn names(&self, clause: &str, kind: &str, plan: &Kind) -> Vec<String> {
        match self.clauses.get(clause) {
            Some(clause) => clause.names(kind, plan).collect(),
            None if clause == PROSE => [APART, RUNS_ON].map(str::to_owned).to_vec(),
            None => Vec::new(),
        }
    }

    /// What turns say, each with the name of its template, the clause and the turn.
    pub(super) fn said(
        &self,
        tag: &str,
    ) -> impl Iterator<Item = (String, &str, String, Arc<Source>)> {
        self.clauses.iter().flat_map(move |(name, clause)| {
            let groups =
                [("", &clause.turns), ("manner.", &clause.manners), ("verb.", &clause.verbs)];
            groups.into_iter().flat_map(move |(group, turns)| {
                turns.iter().filter_map(move |(turn, said)| {
                    let turn = [group, turn].concat();
                    let place = clause.places.get(&turn)?.clone();
                    let source = Source::part(place, said.say.as_str());
                    Some((path(tag, name, &turn), name.as_str(), turn, source))
                })
            })
        })
    }

    /// The names of the templates of what the clauses of a kind can say.
    pub(super) fn paths<'a>(
        &'a self,
        tag: &'a str,
        kind: &'a Kind,
    ) -> impl Iterator<Item = String> {
        kind.clauses().into_iter().flat_map(move |name| {
            let clause = self.clauses.get(name);
            let paths = move |group: &'static str, turns: &'a Turns| {
                turns
                    .iter()
                    .map(move |(turn, _)| path(tag, name, &[group, turn].concat()))
            };
            clause.into_iter().flat_map(move |clause| {
                let whole = paths("", &clause.turns);
                whole
                    .chain(paths("manner.", &clause.manners))
                    .chain(paths("verb.", &clause.verbs))
            })
        })
    }
}

/// The turn of the prose by which it stands in paragraphs of its own.
pub const APART: &str = "apart";
/// The turn of the prose by which its first paragraph goes on in the sentence before.
pub const RUNS_ON: &str = "runs-on";

/// The name of the template of a turn.
pub(super) fn path(tag: &str, clause: &str, turn: &str) -> String {
    [tag, "/clauses/", clause, "/", turn, ".md"].concat()
}

/// The most turns that a finding asks after.
const MOST_NEAR: usize = 4;

/// The most turns that a finding lists.
const MOST_SHOWN: usize = 30;

/// A finding that a clause has no such turn.
pub fn unknown_turn(clause: &str, turn: &str, known: &[String]) -> Finding {
    let finding =
        Finding::error("unknown-turn", format!("the clause `{clause}` has no turn `{turn}`"));
    // "honour-inform" is the beginning of two.
    let begun = known
        .iter()
        .filter(|name| name.strip_prefix(turn).is_some_and(|rest| rest.starts_with('-')));
    let begun: Vec<_> = begun.map(|name| format!("`{name}`")).collect();
    if !begun.is_empty() && begun.len() <= MOST_NEAR {
        return finding.help(format!("did you mean {}?", begun.join(" or ")));
    }
    let names = known.iter().map(String::as_str).chain([NONE]);
    if known.len() > MOST_SHOWN && nearest(turn, names.clone()).is_none() {
        return finding.help("`chancery turns KIND` shows those that a kind of letter has");
    }
    finding.help(suggest(turn, names))
}

/// The names of the turns of each clause in all languages of a set of templates, as a record may
/// write them: a manner or a verb may stand alone.
pub fn all_turns(templates: &Templates) -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::<_, BTreeSet<String>>::new();
    for tag in templates.languages() {
        let folder = format!("{tag}/clauses/");
        for (path, source) in templates.within(&folder) {
            let name = path.strip_prefix(&folder).and_then(|name| name.strip_suffix(".toml"));
            let (Some(name), Ok(clause)) = (name, Clause::read(source)) else { continue };
            let names = all.entry(name.to_owned()).or_default();
            names.insert(NONE.to_owned());
            let Clause { turns, manners, verbs, .. } = &clause;
            let parts = turns.iter().chain(manners).chain(verbs);
            names.extend(parts.map(|(name, _)| name.clone()));
            for (manner, _) in manners {
                names.extend(verbs.iter().map(|(verb, _)| format!("{manner}-{verb}")));
            }
        }
    }
    all
}
