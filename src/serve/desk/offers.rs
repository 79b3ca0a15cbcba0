//! What the desk knows and offers while somebody writes: offices, presets, letters, people.

use std::collections::BTreeMap;

use crate::record::edit::Fields;
use crate::serve::desk::Desk;
use crate::serve::form::Choice;
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
            offers.insert("to", presets.clone());
            offers.insert("copies", presets);
        }
        offers
    }
}
