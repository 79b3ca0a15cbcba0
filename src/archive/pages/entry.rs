//! A letter as lists show it: its date, how the register words it, its subject, its standing.

use tera::Value;

use super::Making;
use crate::archive::site::{direction, fields, href, up};
use crate::letter::{Day, Relation};
use crate::register::Links;

/// What became of a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Standing {
    Superseded,
    Cancelled,
}

impl Standing {
    /// What later letters made of a letter.
    pub(super) fn of(links: &Links) -> impl Iterator<Item = Self> + '_ {
        [(Self::Superseded, Relation::Supersedes), (Self::Cancelled, Relation::Cancels)]
            .into_iter()
            .filter(|(_, relation)| links.from.iter().any(|link| link.relation == Some(*relation)))
            .map(|(standing, _)| standing)
    }

    /// The name of its word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Superseded => "superseded",
            Self::Cancelled => "cancelled",
        }
    }
}

impl Making<'_> {
    /// The entry of the letter at this place.
    pub(super) fn entry(&self, at: usize) -> Value {
        let card = &self.catalogue.cards[at];
        let standing = Standing::of(&self.catalogue.links[at]);
        let standing: Vec<_> = (standing.map(|standing| self.say(standing.word()))).collect();
        fields([
            ("href", self.link(&card.address).into()),
            ("date", self.day(card.date)),
            ("entry", card.sentence.as_str().into()),
            ("language", card.language.as_str().into()),
            ("direction", direction(card.rtl).into()),
            ("subject", card.subject.as_deref().into()),
            ("standing", standing.into()),
        ])
    }

    /// The entries of several letters.
    pub(super) fn entries(&self, letters: impl IntoIterator<Item = usize>) -> Value {
        let entries = letters.into_iter().map(|at| self.entry(at));
        Value::from(entries.collect::<Vec<_>>())
    }

    /// A day with its ISO form; nothing for an undated letter.
    pub(super) fn day(&self, day: Option<Day>) -> Value {
        let value = day.map(|day| {
            fields([("iso", day.to_string().into()), ("words", self.site.day(day).into())])
        });
        value.into()
    }

    /// A link from this page to the page in `folder`. It names the file, so that it also works
    /// where no server stands between reader and disk.
    pub(super) fn link(&self, folder: &str) -> String {
        let mut link = up(self.path);
        if !folder.is_empty() {
            link.push_str(&href(folder));
            link.push('/');
        }
        link.push_str("index.html");
        link
    }

    /// A word of the site.
    pub(super) fn say(&self, word: &str) -> &str {
        self.site.words.say(word)
    }
}
