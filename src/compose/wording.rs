//! The sentences of a letter: for each clause of its kind a turn, what the turns say, and how
//! that makes sentences.

mod facts;
mod joints;
mod picks;
mod sentences;

pub(super) use facts::Facts;
pub(super) use sentences::Spoken;

use super::letter::finding;
use super::trace::Tracer;
use crate::document::{Block, Diagnostic, Inline};
use crate::finding::{Finding, suggest};
use crate::house::House;
use crate::language::clauses::Kind;
use crate::letter::Letter;
use crate::record::Record;
use crate::template::{Data, clauses::PROSE};
use picks::Picks;
use sentences::Sentences;

/// A letter's own words in the place of clauses.
#[derive(Debug, Default)]
pub(super) struct OwnWords<'r> {
    /// By clause.
    words: Vec<(&'r str, Vec<Inline>)>,
    /// What they look up in the sentence of the act.
    act: Vec<String>,
    /// What they look up anywhere.
    all: Vec<String>,
}

/// What a letter says: the Markdown of its body and close, and what stands at places in it.
#[derive(Debug)]
pub(super) struct Worded {
    pub(super) body: String,
    pub(super) closing: Option<String>,
    /// The record's own words within sentences.
    pub(super) said: Vec<Vec<Inline>>,
    /// What is left of its prose.
    pub(super) prose: Vec<Block>,
    /// Its sentences with their clauses, where they were asked for.
    pub(super) told: Vec<Spoken>,
}

/// What a letter is worded from, beside its record.
pub(super) struct Material<'f, 'r> {
    pub(super) facts: Facts<'f>,
    pub(super) own: OwnWords<'r>,
    pub(super) prose: Vec<Block>,
    /// Each sentence is to be told with its clauses.
    pub(super) told: bool,
}

/// The words that a record puts in the place of clauses; `read` reads those of one clause, and
/// `looked_up` tells what that looked up.
pub(super) fn own_words<'r>(
    record: &'r Record,
    house: &House,
    (kind, plan): (&str, &Kind),
    (read, looked_up): (
        impl Fn(&str, &str) -> Result<Vec<Block>, Vec<Diagnostic>>,
        impl Fn() -> Vec<String>,
    ),
    findings: &mut Vec<Finding>,
) -> OwnWords<'r> {
    let mut own = OwnWords::default();
    // The act is the clause that is said in two parts.
    let acts = |name: &str| {
        house
            .wording
            .clause(name)
            .is_some_and(|clause| !clause.verbs.is_empty())
    };
    let in_act = |clause: &str| {
        plan.sentences().any(|sentence| {
            let names = || sentence.clauses().map(|(name, _)| name);
            names().any(acts) && names().any(|name| name == clause)
        })
    };
    for (clause, text) in &record.letter.say.0 {
        let place = || record.place(&format!("say.{clause}"));
        if clause == PROSE || !plan.clauses().contains(&clause.as_str()) {
            findings.push(picks::unknown_clause(clause, kind, plan).at(place()));
            continue;
        }
        match read(clause, &text.0).map(one_paragraph) {
            Ok(Some(mut inlines)) => {
                // A close has a comma of its own.
                if !plan.closing.contains(clause) {
                    joints::strip_comma(&mut inlines);
                }
                let looked_up = looked_up();
                if in_act(clause) {
                    own.act.extend(looked_up.iter().cloned());
                }
                own.all.extend(looked_up);
                own.words.push((clause.as_str(), inlines));
            }
            Ok(None) => {
                let message = format!(
                    "the words of the clause `{clause}` are more than a part of a sentence"
                );
                let finding = Finding::error("clause-words", message).at(place());
                findings.push(finding.help("write text without lists, headings and empty lines; longer text belongs into the prose"));
            }
            Err(diagnostics) => {
                findings.extend(diagnostics.into_iter().map(|one| finding(one, |_| place())));
            }
        }
    }
    own
}

fn one_paragraph(blocks: Vec<Block>) -> Option<Vec<Inline>> {
    let mut blocks = blocks.into_iter();
    match (blocks.next(), blocks.next()) {
        (Some(Block::Paragraph { content }), None) => Some(content),
        _ => None,
    }
}

/// Names of fields for the register alone that no record has.
pub(super) fn unknown_fields(record: &Record) -> Vec<Finding> {
    let known = || {
        Letter::shape()
            .fields
            .iter()
            .map(|field| field.name)
            .chain(["agenda"])
    };
    let named = record.letter.register_only.iter().enumerate();
    let unknown = named.filter(|(_, name)| !known().any(|known| known == *name));
    let finding = |(at, name): (usize, &String)| {
        Finding::error("unknown-field", format!("a record has no field `{name}`"))
            .at(record.place(&format!("register-only[{at}]")))
            .help(suggest(name, known()))
    };
    unknown.map(finding).collect()
}

/// What a record says of clauses in a kind that has none.
pub(super) fn no_clauses(record: &Record, kind: &str) -> Option<Finding> {
    let field = ["turns", "say"].into_iter().find(|field| record.gives(field))?;
    let message = format!("the wording of the kind `{kind}` is not made of clauses here");
    let finding = Finding::error("unknown-clause", message).at(record.place(field));
    Some(finding.help("leave it out, or say in the prose what the letter should say"))
}

/// What a letter of the kind that `plan` describes says.
///
/// # Errors
/// Every clause and turn that the record names and the kind does not have or cannot say, and
/// every mistake of a template.
pub(super) fn word(
    record: &Record,
    (house, tracer): (&House, Option<&Tracer>),
    (kind, plan): (&str, &Kind),
    material: Material<'_, '_>,
    data: &mut Data<'_>,
) -> Result<Worded, Vec<Finding>> {
    let Material { facts, own, prose, told } = material;
    let picks = Picks::new(record, house, (kind, plan), &own)?;
    let facts = facts.told(&picks);
    facts.choose(data);
    data.set_group("picked", picks.all().map(|(clause, pick, _)| (clause, pick.name())));
    if let Some(person) = picks.person() {
        let institution = house.office.sender.institution.is_some();
        data.set_in("sender", &[("institution", None), ("person", Some(person))]);
        // The short name is that of the institution, not of the person who speaks in its place.
        if institution {
            data.set_in("sender", &[("called", None)]);
        }
    }
    let mut sentences = Sentences::new((house, tracer), &picks, &facts, data, own, prose);
    if told {
        sentences = sentences.told();
    }
    let body = sentences.body(plan)?;
    let closing = sentences.closing(plan, record)?;
    sentences.check_picked(record)?;
    let (said, prose, told) = sentences.into_said();
    Ok(Worded { body, closing, said, prose, told })
}
