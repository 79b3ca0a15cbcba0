//! The letter that another one supersedes, and what changed since.

use std::sync::Arc;

use super::letter::{Maker, Uses, WordingKey};
use crate::difference;
use crate::gather::{Bundle, Neighbours};
use crate::letter::{LetterRef, Relation};
use crate::record;

/// The id of a letter that is superseded; none of one that another relation holds to.
pub(super) fn superseded(letter: &LetterRef, relation: Option<Relation>) -> Option<String> {
    if relation != Some(Relation::Supersedes) {
        return None;
    }
    let named = || Some(format!("{}-{}", letter.date?, letter.office.as_ref()?));
    letter.id.clone().or_else(named)
}

impl Maker<'_> {
    /// What changed since the letters that one supersedes, as sections of its page; adds to what it
    /// is made of. A letter that supersedes none costs nothing.
    pub(super) fn since(
        &self,
        bundle: &Arc<Bundle>,
        neighbours: &dyn Neighbours,
        level: u8,
        uses: &mut Uses,
    ) -> String {
        let follows = bundle.record.letter.follows.iter();
        let ids = follows.filter_map(|it| superseded(&it.letter, it.relation));
        let mut sections = String::new();
        for id in ids {
            let Ok(file) = neighbours.record(&id) else { continue };
            // What cannot be read changes when the record does.
            uses.records.push(id.clone());
            let Ok(former) = record::read(&id, &file.name, &file.bytes, file.syntax) else {
                continue;
            };
            let (former, _) = self.engine().gather(former, neighbours);
            for version in former.in_each() {
                self.add_uses(version, uses);
            }
            let Ok(told) = difference::compare(self.engine(), (&former, bundle), None) else {
                continue;
            };
            uses.wordings.push(WordingKey {
                office: bundle.record.letter.office.clone(),
                language: told.language.clone(),
                kind: WordingKey::DIFFERENCE.to_owned(),
            });
            sections.push_str(&difference::section(&told, level));
        }
        sections
    }
}
