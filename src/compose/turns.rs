//! Each clause of a letter with its turns, each as the sentence that it gives.

use std::sync::Arc;

use super::engine::Engine;
use super::letter::{self, Asked, Sentence};
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::house::House;
use crate::language::clauses::{Kind, NONE, Turn, Turns};
use crate::package::Package;
use crate::template::clauses::PROSE;

/// A clause of a kind of letter.
#[derive(Debug, Clone)]
pub struct ClauseTurns {
    /// Its name.
    pub clause: String,
    /// Its turns in the order of the language; of a clause in two parts the manners, each with the
    /// usual verb, then the verbs, each with the usual manner.
    pub turns: Vec<ShownTurn>,
    /// The letter leaves it out unless told otherwise.
    pub left_out: bool,
}

/// A turn of a clause.
#[derive(Debug, Clone)]
pub struct ShownTurn {
    /// Its name, as a record writes it.
    pub name: String,
    /// The sentence it gives; none where the letter gives it nothing to say.
    pub text: Option<String>,
    /// The fields it needs.
    pub needs: Vec<String>,
    /// Where it is written down; "unchecked" if nobody has looked.
    pub source: String,
    /// The letter takes it unless told otherwise.
    pub usual: bool,
}

/// The clauses of a letter's kind with their turns, each as the sentence of this letter; where it is
/// a `sample`, without the parts before the subject that other clauses say.
///
/// # Errors
/// Every mistake of the record; that its kind is not made of clauses.
pub fn turns(
    engine: &Engine,
    bundle: &Bundle,
    sample: bool,
) -> Result<Vec<ClauseTurns>, Vec<Finding>> {
    let record = &bundle.record;
    let house = engine.house_of(record)?;
    let kind = letter::kind_of(record, &house).map_err(|finding| vec![finding])?;
    let Some(plan) = house.wording.plan(kind) else {
        let message =
            format!("the wording of the kind `{kind}` is a template, not made of clauses");
        return Err(vec![Finding::error("unknown-clause", message)]);
    };
    let openings = &house.wording.joints().openings.clauses;
    let without = |shown: &str| -> Vec<&str> {
        let others = openings
            .iter()
            .map(String::as_str)
            .filter(|name| sample && *name != shown);
        others.filter(|name| plan.clauses().contains(name)).collect()
    };
    sentences(engine, bundle, None, &[])?;
    let clauses = plan.clauses().into_iter().filter(|clause| *clause != PROSE);
    let shown = clauses.map(|clause| {
        let names = names(&house, (kind, plan), clause);
        let without = without(clause);
        let usual = sentences(engine, bundle, None, &without).unwrap_or_default();
        let plain = sentence_of(&usual, clause);
        let turns: Vec<_> = names
            .into_iter()
            .map(|(name, turn)| {
                let said =
                    sentences(engine, bundle, Some((clause, &name)), &without).unwrap_or_default();
                let text = sentence_of(&said, clause);
                ShownTurn {
                    usual: text.is_some() && text == plain,
                    text,
                    needs: turn.needs.clone(),
                    source: turn.source.clone(),
                    name,
                }
            })
            .collect();
        ClauseTurns { clause: clause.to_owned(), left_out: plain.is_none(), turns }
    });
    Ok(shown.collect())
}

/// The turns of a clause to be shown, by the names that records write.
fn names<'h>(house: &'h House, (kind, plan): (&str, &Kind), name: &str) -> Vec<(String, &'h Turn)> {
    let Some(clause) = house.wording.clause(name) else {
        return Vec::new();
    };
    let usual = plan.turns.get(name).map(String::as_str);
    let serve = |turns: &'h Turns| -> Vec<_> {
        turns.iter().filter(|(_, turn)| turn.serves(kind, plan)).collect()
    };
    let (turns, manners, verbs) =
        (serve(&clause.turns), serve(&clause.manners), serve(&clause.verbs));
    let whole = turns.iter().map(|(name, turn)| (name.clone(), turn));
    let known = |manner: &str, verb: &str| usual == Some(&format!("{manner}-{verb}"));
    let pair = manners.iter().find_map(|(manner, _)| {
        let verb = verbs.iter().find(|(verb, _)| known(manner, verb))?;
        Some((manner.as_str(), verb.0.as_str()))
    });
    let first = || Some((manners.first()?.0.as_str(), verbs.first()?.0.as_str()));
    let mut shown: Vec<_> = whole.collect();
    if let Some((manner, verb)) = pair.filter(|_| usual != Some(NONE)).or_else(first) {
        let of = manners.iter().map(|(name, turn)| (format!("{name}-{verb}"), turn));
        shown.extend(of);
        let others = verbs.iter().filter(|(name, _)| name != verb);
        shown.extend(others.map(|(name, turn)| (format!("{manner}-{name}"), turn)));
    }
    shown
}

/// The sentences of a letter whose record picks one more turn.
fn sentences(
    engine: &Engine,
    bundle: &Bundle,
    turn: Option<(&str, &str)>,
    without: &[&str],
) -> Result<Vec<Sentence>, Vec<Finding>> {
    let mut bundle = bundle.clone();
    let letter = Arc::make_mut(&mut bundle.record.letter);
    for clause in without {
        letter.turns.0.insert((*clause).to_owned(), NONE.to_owned());
    }
    if let Some((clause, name)) = turn {
        letter.say.0.remove(clause);
        letter.turns.0.insert(clause.to_owned(), name.to_owned());
    }
    let mut told = Vec::new();
    let asked = Asked { sentences: Some(&mut told), ..Asked::default() };
    letter::compose(engine, &Arc::new(bundle), &mut Package::default(), asked)?;
    Ok(told)
}

fn sentence_of(sentences: &[Sentence], clause: &str) -> Option<String> {
    let said = sentences
        .iter()
        .find(|said| said.clauses.iter().any(|name| name == clause));
    said.map(|said| said.text.clone()).filter(|text| !text.is_empty())
}
