//! Which turn says each clause: the record's, else the office's, else the kind's usual one.

use std::collections::BTreeMap;

use super::OwnWords;
use crate::finding::Finding;
use crate::house::House;
use crate::language::clauses::{self, Clause, Kind, NONE, Turn, Turns};
use crate::record::Record;
use crate::template::clauses::{APART, PROSE, RUNS_ON, unknown_turn};

/// How a clause is said.
#[derive(Debug, Clone, Copy)]
pub(in crate::compose) enum Pick<'a> {
    /// It is left out.
    None,
    /// By a turn.
    Turn(Named<'a>),
    /// By a manner and a verb.
    Parts { manner: Named<'a>, verb: Named<'a> },
    /// By words of the record: the ones of this number.
    Said(usize),
    /// It is the prose, in paragraphs of its own.
    Apart,
    /// It is the prose, whose first paragraph goes on in the sentence.
    RunsOn,
}

/// A turn with its name.
pub(in crate::compose) type Named<'a> = (&'a str, &'a Turn);

/// Who picked a turn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Picker {
    Record,
    Office,
    Kind,
}

/// The turns of a letter, by clause.
#[derive(Debug)]
pub(in crate::compose) struct Picks<'a> {
    by_clause: BTreeMap<&'a str, (Pick<'a>, Picker)>,
}

impl<'a> Picks<'a> {
    /// Picks a turn for each clause of a kind.
    ///
    /// # Errors
    /// Every clause and turn that the record or the office names and there is not.
    pub(super) fn new(
        record: &'a Record,
        house: &'a House,
        (kind, plan): (&'a str, &'a Kind),
        own: &OwnWords<'_>,
    ) -> Result<Self, Vec<Finding>> {
        let mut picks = Self { by_clause: BTreeMap::new() };
        let mut findings = Vec::new();
        let clauses = plan.clauses();
        for (clause, turn) in &record.letter.turns.0 {
            let place = || record.place(&format!("turns.{clause}"));
            match clauses.iter().find(|name| *name == clause) {
                None => findings.push(unknown_clause(clause, kind, plan).at(place())),
                Some(clause) => {
                    if let Err(finding) =
                        picks.set(house, (kind, plan), clause, turn, Picker::Record)
                    {
                        findings.push(finding.at(place()));
                    }
                }
            }
        }
        // Own words in the place of a picked turn leave standing what goes with that turn.
        let asked = picks.by(Picker::Record);
        for (number, (clause, _)) in own.words.iter().enumerate() {
            if let Some(clause) = clauses.iter().find(|name| *name == clause) {
                picks.by_clause.insert(clause, (Pick::Said(number), Picker::Record));
            }
        }
        picks.go_with(house, (kind, plan), &clauses, &asked)?;
        for clause in &clauses {
            let general = house.office.turns.all.get(*clause);
            let general = general.filter(|turn| find(house, (kind, plan), clause, turn).is_some());
            let own = house
                .office
                .turns
                .kinds
                .get(kind)
                .and_then(|turns| turns.get(*clause));
            if let Some(turn) = own.or(general)
                && let Err(finding) = picks.set(house, (kind, plan), clause, turn, Picker::Office)
            {
                findings.push(
                    finding.help(format!("`[turns]` of the office `{}` names it", house.office.id)),
                );
            }
        }
        picks.go_with(house, (kind, plan), &clauses, &picks.by(Picker::Office))?;
        // In the order of the letter: what the act does decides what its object is.
        for clause in &clauses {
            if let Some(turn) = plan.turns.get(*clause) {
                picks
                    .set(house, (kind, plan), clause, turn, Picker::Kind)
                    .map_err(|finding| vec![finding])?;
            }
            if let Some((pick, Picker::Kind)) = picks.get(clause) {
                picks.go_with(house, (kind, plan), &clauses, &[pick])?;
            }
        }
        for clause in clauses {
            if !picks.by_clause.contains_key(clause)
                && let Some(pick) = first(house, (kind, plan), clause)
            {
                picks.by_clause.insert(clause, (pick, Picker::Kind));
            }
        }
        if findings.is_empty() { Ok(picks) } else { Err(findings) }
    }

    /// How a clause is said, and by whose choice.
    pub(super) fn get(&self, clause: &str) -> Option<(Pick<'a>, Picker)> {
        self.by_clause.get(clause).copied()
    }

    /// All picks, each with its clause.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'a str, Pick<'a>, Picker)> {
        self.by_clause
            .iter()
            .map(|(clause, (pick, picker))| (*clause, *pick, *picker))
    }

    /// By what word a person speaks, not an institution, where a turn says so.
    pub(super) fn person(&self) -> Option<&'a str> {
        self.all()
            .flat_map(|(_, pick, _)| pick.turns())
            .find_map(|(_, turn)| turn.person.as_deref())
    }

    /// Whether a clause is left out.
    pub(super) fn leaves_out(&self, clause: &str) -> bool {
        matches!(self.get(clause), Some((Pick::None, _)))
    }

    fn set(
        &mut self,
        house: &'a House,
        (kind, plan): (&'a str, &'a Kind),
        clause: &'a str,
        turn: &str,
        picker: Picker,
    ) -> Result<(), Finding> {
        if self.by_clause.contains_key(clause) {
            return Ok(());
        }
        let Some(pick) = find(house, (kind, plan), clause, turn) else {
            if clause == PROSE {
                return Err(not_of_prose(turn));
            }
            let known = house.wording.turns(clause, kind);
            return Err(unknown_turn(clause, turn, &known)
                .help(format!("`chancery turns {kind}` shows each as a sentence")));
        };
        self.by_clause.insert(clause, (pick, picker));
        Ok(())
    }

    fn by(&self, picker: Picker) -> Vec<Pick<'a>> {
        let picked = self.by_clause.values().filter(|(_, by)| *by == picker);
        picked.map(|(pick, _)| *pick).collect()
    }

    /// Adds the turns that go with those that were picked.
    fn go_with(
        &mut self,
        house: &'a House,
        (kind, plan): (&'a str, &'a Kind),
        clauses: &[&'a str],
        picked: &[Pick<'a>],
    ) -> Result<(), Vec<Finding>> {
        for turn in picked.iter().flat_map(|pick| pick.turns()) {
            for (clause, name) in &turn.1.with {
                if let Some(clause) = clauses.iter().find(|known| *known == clause) {
                    self.set(house, (kind, plan), clause, name, Picker::Kind)
                        .map_err(|finding| vec![finding])?;
                }
            }
        }
        Ok(())
    }
}

impl<'a> Pick<'a> {
    /// The name of its turn; of a manner and a verb that of the verb.
    pub(super) fn name(self) -> &'a str {
        match self {
            Self::None => NONE,
            Self::Turn((name, _)) | Self::Parts { verb: (name, _), .. } => name,
            Self::Said(_) => "said",
            Self::Apart => APART,
            Self::RunsOn => RUNS_ON,
        }
    }

    /// The turns that it says.
    pub(super) fn turns(self) -> impl Iterator<Item = Named<'a>> {
        let (one, two) = match self {
            Self::Turn(turn) => (Some(turn), None),
            Self::Parts { manner, verb } => (Some(manner), Some(verb)),
            _ => (None, None),
        };
        one.into_iter().chain(two)
    }
}

/// The turn of that name; a manner or a verb alone goes with the other part of the usual turn.
fn find<'a>(
    house: &'a House,
    (kind, plan): (&str, &Kind),
    clause: &str,
    turn: &str,
) -> Option<Pick<'a>> {
    match (turn, clause) {
        // What a person wrote is not left out by a word.
        (NONE, PROSE) => return None,
        (NONE, _) => return Some(Pick::None),
        (APART, PROSE) => return Some(Pick::Apart),
        (RUNS_ON, PROSE) => return Some(Pick::RunsOn),
        _ => {}
    }
    let usual = plan.turns.get(clause);
    let clause = house.wording.clause(clause)?;
    let named = |turns: &'a Turns, name: &str| -> Option<Named<'a>> {
        let found = turns.iter().find(|(known, _)| known == name);
        found
            .filter(|(_, turn)| turn.serves(kind, plan))
            .map(|(name, turn)| (name.as_str(), turn))
    };
    if let Some(turn) = named(&clause.turns, turn) {
        return Some(Pick::Turn(turn));
    }
    let parts = |turn: &str| {
        turn.match_indices('-').find_map(|(at, _)| {
            Some((named(&clause.manners, &turn[..at])?, named(&clause.verbs, &turn[at + 1..])?))
        })
    };
    if let Some((manner, verb)) = parts(turn) {
        return Some(Pick::Parts { manner, verb });
    }
    let usual = usual.and_then(|usual| parts(usual));
    let (manner, verb) = match usual {
        Some(usual) => usual,
        None => (first_of(&clause.manners, kind, plan)?, first_of(&clause.verbs, kind, plan)?),
    };
    if let Some(manner) = named(&clause.manners, turn) {
        return Some(Pick::Parts { manner, verb });
    }
    named(&clause.verbs, turn).map(|verb| Pick::Parts { manner, verb })
}

fn first_of<'a>(turns: &'a Turns, kind: &str, plan: &Kind) -> Option<Named<'a>> {
    let serves = turns.iter().find(|(_, turn)| turn.serves(kind, plan));
    serves.map(|(name, turn)| (name.as_str(), turn))
}

/// The first turn of a clause.
fn first<'a>(house: &'a House, (kind, plan): (&str, &Kind), clause: &str) -> Option<Pick<'a>> {
    if clause == PROSE {
        return Some(Pick::Apart);
    }
    let clause: &Clause = house.wording.clause(clause)?;
    if let Some(turn) = first_of(&clause.turns, kind, plan) {
        return Some(Pick::Turn(turn));
    }
    Some(Pick::Parts {
        manner: first_of(&clause.manners, kind, plan)?,
        verb: first_of(&clause.verbs, kind, plan)?,
    })
}

/// A finding that the prose has no such turn.
fn not_of_prose(turn: &str) -> Finding {
    let message = format!("the prose of a letter has no turn `{turn}`");
    Finding::error("unknown-turn", message).help(format!(
        "`{RUNS_ON}` lets its first paragraph go on in the sentence before, `{APART}` does not; to \
         leave it out, take the text out of the record"
    ))
}

/// A finding that a kind has no clause of that name.
pub(super) fn unknown_clause(clause: &str, kind: &str, plan: &Kind) -> Finding {
    if clause == PROSE {
        let message = "the prose of a letter is its text, and no clause to be said otherwise";
        return Finding::error("unknown-clause", message)
            .help("write it below the fields of the record, after the second `---`, or as `body`");
    }
    let clauses = plan.clauses();
    let known = clauses.iter().copied().filter(|name| *name != PROSE);
    clauses::unknown_clause(clause, kind, known).help(format!("`chancery turns {kind}` shows them"))
}
