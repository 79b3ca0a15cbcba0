//! The paragraphs of a letter: each clause said by its turn, and put in its place.

use std::borrow::Cow;

use super::facts::Facts;
use super::picks::{Named, Pick, Picker, Picks};
use super::{OwnWords, joints};
use crate::compose::trace::Tracer;
use crate::document::marks::{self, BlockMark};
use crate::document::{Block, Inline};
use crate::finding::Finding;
use crate::house::House;
use crate::language::clauses::{Kind, Piece, Sentence, VERB};
use crate::record::Record;
use crate::template::{Data, clauses::PROSE};

/// The sentences of one letter.
pub(super) struct Sentences<'a, 'd> {
    house: &'a House,
    tracer: Option<&'a Tracer>,
    picks: &'a Picks<'a>,
    facts: &'a Facts<'a>,
    data: &'a Data<'d>,
    said: Vec<Vec<Inline>>,
    prose: Vec<Block>,
    /// Clauses that said something.
    spoken: Vec<&'a str>,
    /// Each sentence and block, where somebody asks which clauses it is made of.
    told: Option<Vec<Spoken>>,
}

/// A sentence or a block, as Markdown, and the clauses that say it.
#[derive(Debug, Clone)]
pub(in crate::compose) struct Spoken {
    pub(in crate::compose) clauses: Vec<String>,
    pub(in crate::compose) text: String,
}

impl<'a, 'd> Sentences<'a, 'd> {
    pub(super) fn new(
        (house, tracer): (&'a House, Option<&'a Tracer>),
        picks: &'a Picks<'a>,
        facts: &'a Facts<'a>,
        data: &'a Data<'d>,
        own: OwnWords<'_>,
        prose: Vec<Block>,
    ) -> Self {
        let said = own.words.into_iter().map(|(_, words)| words).collect();
        Self { house, tracer, picks, facts, data, said, prose, spoken: Vec::new(), told: None }
    }

    /// Keeps each sentence with its clauses.
    pub(super) fn told(mut self) -> Self {
        self.told = Some(Vec::new());
        self
    }

    /// Notes what the clauses that spoke since there were `before` of them said together.
    fn note(&mut self, before: usize, text: &str) {
        if let Some(told) = &mut self.told {
            let clauses = self.spoken[before..].iter().map(|name| (*name).to_owned()).collect();
            told.push(Spoken { clauses, text: text.to_owned() });
        }
    }

    /// The body of a letter.
    ///
    /// # Errors
    /// A mistake of a template, at its place.
    pub(super) fn body(&mut self, plan: &'a Kind) -> Result<String, Vec<Finding>> {
        let mut body = String::with_capacity(1024);
        for paragraph in &plan.body {
            let mut open = false;
            for piece in &paragraph.0 {
                let before = self.spoken.len();
                match piece {
                    Piece::Block(clause) => {
                        let text = self.block(clause)?;
                        self.note(before, &text);
                        if !text.trim().is_empty() {
                            body.push_str("\n\n");
                            body.push_str(&text);
                            open = false;
                        }
                    }
                    Piece::Sentence(sentence) => {
                        if let Some(text) = self.sentence(sentence)? {
                            self.note(before, &text);
                            let space = &self.house.wording.joints().space;
                            body.push_str(if open { space } else { "\n\n" });
                            body.push_str(&text);
                            open = true;
                        }
                    }
                }
            }
        }
        Ok(body)
    }

    /// The complimentary close.
    ///
    /// # Errors
    /// A mistake of a template, at its place.
    pub(super) fn closing(
        &mut self,
        plan: &'a Kind,
        record: &Record,
    ) -> Result<Option<String>, Vec<Finding>> {
        // A close that the record words itself stands in every kind.
        if let Some(own) = &record.letter.closing {
            let own = marks::escaped(own);
            return Ok(Some(match self.tracer {
                Some(tracer) => tracer.field("closing", &own),
                None => own,
            }));
        }
        let (mut out, before) = (String::new(), self.spoken.len());
        for clause in &plan.closing {
            let said = self.clause(clause, false)?;
            if !said.is_empty() {
                joints::add(&mut out, &said, self.house.wording.joints(), &mut self.said);
            }
        }
        // The close of a note verbale is a sentence, whoever words it.
        let out = match plan.third_person && !out.is_empty() {
            true => joints::finish(&out, &self.stop(), &mut self.said),
            false => joints::begin(&out, &mut self.said),
        };
        self.note(before, &out);
        Ok((!out.is_empty()).then_some(out))
    }

    fn block(&mut self, clause: &'a str) -> Result<String, Vec<Finding>> {
        if clause == PROSE {
            return Ok(match self.picks.get(PROSE) {
                Some((Pick::None, _)) => String::new(),
                _ => BlockMark::Prose.print(),
            });
        }
        self.clause(clause, false)
    }

    fn sentence(&mut self, sentence: &'a Sentence) -> Result<Option<String>, Vec<Finding>> {
        let heads = sentence.clauses().filter(|(_, head)| *head);
        let mut heads: Vec<_> = heads.map(|(name, _)| (name, String::new())).collect();
        for (name, said) in &mut heads {
            *said = self.part(name, sentence)?;
            if said.is_empty() {
                return Ok(None);
            }
        }
        let joints = self.house.wording.joints();
        let (mut out, mut opening) = (String::new(), String::new());
        for (name, _) in sentence.clauses() {
            let head = heads.iter_mut().find(|(head, _)| *head == name);
            let said = match head {
                Some((_, said)) => std::mem::take(said),
                None => self.part(name, sentence)?,
            };
            if said.is_empty() {
                continue;
            }
            let openings = &joints.openings;
            if openings.clauses.iter().any(|opens| opens == name) {
                if !opening.is_empty() {
                    let apart = openings.apart.iter().any(|apart| apart == name);
                    opening.push_str(if apart { &openings.end } else { &openings.and });
                }
                opening.push_str(&said);
                continue;
            }
            if !opening.is_empty() {
                if !out.is_empty() {
                    out.push_str(&joints.openings.start);
                }
                out.push_str(&std::mem::take(&mut opening));
                out.push_str(&joints.openings.end);
                out.push_str(&said);
                continue;
            }
            joints::add(&mut out, &said, joints, &mut self.said);
        }
        if out.is_empty() {
            return Ok(None);
        }
        let stop = self.stop();
        Ok(Some(joints::finish(&out, &stop, &mut self.said)))
    }

    /// What ends a sentence.
    fn stop(&self) -> Cow<'a, str> {
        let stop = self.house.language.label("stop").unwrap_or(".");
        match self.tracer {
            Some(tracer) => Cow::Owned(tracer.label("stop", stop)),
            None => Cow::Borrowed(stop),
        }
    }

    /// A part of a sentence: a clause, or the verb of one that stands by itself.
    fn part(&mut self, name: &'a str, sentence: &'a Sentence) -> Result<String, Vec<Finding>> {
        if let Some(clause) = name.strip_suffix(VERB) {
            return match self.picks.get(clause) {
                Some((Pick::Parts { verb, .. }, _)) => self.turn(clause, "verb.", verb),
                _ => Ok(String::new()),
            };
        }
        if name == PROSE {
            return Ok(match self.picks.get(PROSE) {
                Some((Pick::RunsOn, _)) => self.run_on(),
                _ => String::new(),
            });
        }
        let apart = || {
            sentence
                .clauses()
                .any(|(other, _)| other.strip_suffix(VERB) == Some(name))
        };
        self.clause(name, apart())
    }

    /// What a clause says; where its verb stands `apart`, without it.
    fn clause(&mut self, clause: &'a str, apart: bool) -> Result<String, Vec<Finding>> {
        let said = match self.picks.get(clause).map(|(pick, _)| pick) {
            Some(Pick::Turn(turn)) => self.turn(clause, "", turn)?,
            Some(Pick::Parts { manner, verb }) => {
                let mut said = self.turn(clause, "manner.", manner)?;
                // The manner says nothing without what is done.
                if !self.may(manner) || !self.may(verb) {
                    said.clear();
                } else if !apart {
                    let verb = self.turn(clause, "verb.", verb)?;
                    joints::add(&mut said, &verb, self.house.wording.joints(), &mut self.said);
                }
                said
            }
            Some(Pick::Said(number)) => marks::said(number),
            _ => String::new(),
        };
        if !said.is_empty() {
            self.spoken.push(clause);
        }
        Ok(said)
    }

    fn turn(
        &self,
        clause: &str,
        group: &str,
        (name, turn): Named<'_>,
    ) -> Result<String, Vec<Finding>> {
        if !self.may((name, turn)) {
            return Ok(String::new());
        }
        let turn = [group, name].concat();
        let said = self.house.wording.say(clause, &turn, self.data)?;
        Ok(match self.tracer {
            Some(tracer) => tracer.turn(clause, &turn, &said),
            None => said.trim().to_owned(),
        })
    }

    /// Whether there is what a turn needs.
    fn may(&self, (_, turn): Named<'_>) -> bool {
        let tells = !turn.tells.is_empty();
        turn.needs
            .iter()
            .all(|need| self.facts.gives(need, tells, self.picks))
    }

    /// The first paragraph of the prose, as it goes on in a sentence.
    fn run_on(&mut self) -> String {
        match self.prose.first_mut() {
            Some(Block::Paragraph { content }) => {
                self.said.push(std::mem::take(content));
                self.prose.remove(0);
                self.spoken.push(PROSE);
                marks::said(self.said.len() - 1)
            }
            _ => String::new(),
        }
    }

    /// That each clause for which the record picked a turn said something.
    ///
    /// # Errors
    /// One for each that did not.
    pub(super) fn check_picked(&self, record: &Record) -> Result<(), Vec<Finding>> {
        let silent = self.picks.all().filter(|(clause, pick, picker)| {
            let says = matches!(pick, Pick::Turn(_) | Pick::Parts { .. });
            says && *picker == Picker::Record && !self.spoken.contains(clause)
        });
        let findings: Vec<_> = silent
            .filter_map(|(clause, pick, _)| {
                // What the prose tells already is told.
                let missing = |need: &&String| !self.facts.is_given(need);
                let needs = pick.turns().flat_map(|(_, turn)| &turn.needs).filter(missing);
                let mut needs: Vec<_> = needs.map(|need| format!("`{need}`")).collect();
                needs.dedup();
                (!needs.is_empty()).then(|| {
                    let names: Vec<_> = pick.turns().map(|(name, _)| name).collect();
                    let message = format!(
                        "the turn `{}` of the clause `{clause}` cannot be said",
                        names.join("-")
                    );
                    Finding::error("silent-turn", message)
                        .at(record.place(&format!("turns.{clause}")))
                        .help(format!("it needs {} in the record", needs.join(" and ")))
                })
            })
            .collect();
        if findings.is_empty() { Ok(()) } else { Err(findings) }
    }

    /// The record's own words, and what is left of its prose.
    pub(super) fn into_said(self) -> (Vec<Vec<Inline>>, Vec<Block>, Vec<Spoken>) {
        (self.said, self.prose, self.told.unwrap_or_default())
    }
}
