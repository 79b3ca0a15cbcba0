//! What the desk knows and offers while somebody writes: offices, presets, letters, people.

use std::collections::BTreeMap;

use crate::compose;
use crate::gather::Neighbours;
use crate::merge;
use crate::pipeline::{self, Input};
use crate::record::edit::Fields;
use crate::serve::desk::{Desk, RecordText};
use crate::serve::form::{Choice, Clause};
use crate::serve::visitor::Visitor;

/// Values with what they are called, by the field that they are offered for.
pub(in crate::serve) type Offers = BTreeMap<&'static str, Vec<Choice>>;

/// How many letters are offered as those that a letter refers to.
const LETTERS: usize = 200;

impl Desk {
    /// The offices, as the visitor's language calls them.
    pub(in crate::serve) fn offices(&self, visitor: &Visitor) -> Vec<Choice> {
        let names = self.engine.office_names(&self.words(visitor).tag);
        names
            .into_iter()
            .map(|(value, label)| Choice { value, label })
            .collect()
    }

    /// What is offered for the fields of a record.
    pub(in crate::serve) fn offered(&self, visitor: &Visitor, record: &Fields) -> Offers {
        let words = self.words(visitor);
        let mut offers = Offers::new();
        offers.insert("office", self.offices(visitor));
        let kinds = self.engine.templates().starters().into_iter();
        let kinds = kinds.map(|value| Choice { label: words.kind(&value).0, value });
        offers.insert("kind", kinds.collect());
        let frames = words.frames();
        let frames =
            frames.map(|(value, label)| Choice { value: value.into(), label: label.into() });
        offers.insert("frame", frames.collect());
        let languages = self.words.values();
        let languages =
            languages.map(|words| Choice { value: words.tag.clone(), label: words.name.clone() });
        offers.insert("language", languages.collect());
        let letters = self.listing.newest(LETTERS).into_iter();
        let letters =
            letters.map(|listed| Choice { value: listed.id.clone(), label: listed.title.clone() });
        offers.insert("letter", letters.collect());
        let office = record.text("office");
        if let Some(office) = office.and_then(|office| self.engine.office(office).ok()) {
            let presets = office.presets.iter().map(|(value, preset)| Choice {
                value: value.clone(),
                label: preset.lines.join(", "),
            });
            let presets: Vec<_> = presets.collect();
            offers.insert("copies", presets.clone());
            let name = record.text("office").unwrap_or_default();
            let lists = merge::directories(self.engine, name).into_iter().map(|list| Choice {
                label: words.fill("each-of", &[("list", &list.replace('-', " "))]),
                value: format!("each({list})"),
            });
            offers.insert("to", presets.into_iter().chain(lists).collect());
        }
        offers
    }

    /// The clauses of a letter, each with the sentences that it can say.
    pub(in crate::serve) fn clauses(&self, visitor: &Visitor, text: &RecordText) -> Vec<Clause> {
        let words = self.words(visitor);
        let beside = self.beside(&text.path);
        let neighbours: &dyn Neighbours = &beside;
        let input =
            Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
        let (Some(bundle), _) = pipeline::gathered(self.engine, input, neighbours) else {
            return Vec::new();
        };
        let turns = compose::turns(self.engine, &bundle, false).unwrap_or_default();
        let record = text.fields();
        let said = |field: &str, clause: &str| {
            record
                .text(&format!("{field}.{clause}"))
                .unwrap_or_default()
                .to_owned()
        };
        let clauses = turns.into_iter().filter_map(|shown| {
            let usual = shown.turns.iter().find(|turn| turn.usual && !shown.left_out);
            let usual = usual.and_then(|turn| turn.text.clone()).unwrap_or_default();
            let value = said("turns", &shown.clause);
            let own = said("say", &shown.clause);
            // What this letter gives nothing to say is offered only where the record picks it.
            let turns = shown.turns.into_iter().filter_map(|turn| {
                let is_picked = turn.name == value;
                let silent = || is_picked.then(|| words.say("turn-silent").to_owned());
                Some(Choice { label: turn.text.or_else(silent)?, value: turn.name })
            });
            let turns: Vec<_> = turns.collect();
            let is_asked = !turns.is_empty() || !value.is_empty() || !own.is_empty();
            is_asked.then(|| Clause {
                label: words.choice("clause", &shown.clause).to_owned(),
                value,
                said: own,
                turns,
                usual,
                name: shown.clause,
            })
        });
        clauses.collect()
    }
}
