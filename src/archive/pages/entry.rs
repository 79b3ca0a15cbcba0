//! A letter as lists show it: its date, how the register words it, its subject, its standing.

use tera::Value;

use super::Renderer;
use super::machines::is_plain;
use crate::archive::site::{direction, fields, href, up};
use crate::archive::views::{Standing, Summary};
use crate::letter::Date;
use crate::register::{IssuedDocument, Receipt};

impl Standing {
    /// The name of its word.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Superseded => "superseded",
            Self::Cancelled => "cancelled",
        }
    }

    /// The name of the word over the letters that made it so.
    pub(super) fn notice(self) -> &'static str {
        match self {
            Self::Superseded => "superseded-notice",
            Self::Cancelled => "cancelled-notice",
        }
    }
}

impl Renderer<'_> {
    /// The entry of a letter.
    pub(super) fn entry(&self, letter: Summary<'_>) -> Value {
        let standing = letter.standing.iter().map(|standing| self.say(standing.word()));
        fields([
            ("href", self.link(letter.address).into()),
            ("date", self.date(letter.date)),
            ("entry", letter.sentence.into()),
            ("language", letter.language.into()),
            ("direction", direction(letter.rtl).into()),
            ("subject", letter.subject.into()),
            ("issued", letter.issued.map(IssuedDocument::symbols).into()),
            ("received", self.receipt(letter.received)),
            ("standing", standing.collect::<Vec<_>>().into()),
        ])
    }

    /// What the receiver of a letter noted on it.
    pub(super) fn receipt(&self, received: Option<&Receipt<'_>>) -> Value {
        let value = received.map(|noted| {
            fields([
                ("date", self.date(noted.date.map(Date::from))),
                ("number", noted.number.as_deref().into()),
                ("by", noted.by.as_deref().into()),
            ])
        });
        value.into()
    }

    /// The entries of several letters.
    pub(super) fn entries(&self, letters: &[Summary<'_>]) -> Value {
        list(letters, |letter| self.entry(letter))
    }

    /// A day with its ISO form; nothing for an undated letter.
    pub(super) fn date(&self, date: Option<Date>) -> Value {
        // Of EDTF, HTML knows the day, the month and the year, and no doubt of them.
        let iso = |date: Date| Some(date.to_string()).filter(|text| is_plain(text));
        let value = date.map(|date| {
            fields([("iso", iso(date).into()), ("words", self.site.date(date).into())])
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

/// A list of values.
pub(super) fn list<'t, T>(items: &'t [T], value: impl FnMut(&'t T) -> Value) -> Value {
    Value::from(items.iter().map(value).collect::<Vec<_>>())
}
