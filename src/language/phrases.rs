//! Who speaks, forms of address, and labels.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::pattern::{Pattern, slots};

slots!(FormSlot { Name = "name", Word = "word", Subject = "subject", Object = "object", Possessive = "possessive", Leave = "leave" });

/// The words by which one signatory, or several, speak of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Voice {
    /// I, we.
    pub subject: String,
    /// Me, us.
    pub object: String,
    /// My, our.
    pub possessive: String,
    /// Myself, ourselves.
    pub reflexive: String,
    /// What else the wordings of this language need, by name; both voices have the same.
    #[serde(default)]
    pub words: BTreeMap<String, String>,
}

/// The two voices.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Voices {
    pub(super) one: Voice,
    pub(super) many: Voice,
}

/// A form of address: how a letter greets, and how it takes its leave.
///
/// The word of the salutation returns in the close (general practice of the United Nations).
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Whom it is for.
    #[serde(rename = "for")]
    whom: String,
    /// Where it is written down; "unchecked" if nobody has looked.
    source: String,
    salutation: Option<Pattern<FormSlot>>,
    word: Option<Pattern<FormSlot>>,
    closing: Option<Pattern<FormSlot>>,
    /// What is said to several at once, if other than to one: "أصحاب السعادة".
    several: Option<Several>,
}

/// How a form greets several addressees.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Several {
    salutation: Pattern<FormSlot>,
    word: Pattern<FormSlot>,
}

impl Form {
    /// Whom it is for, in a few words.
    pub fn whom(&self) -> &str {
        &self.whom
    }

    /// Where it is written down; "unchecked" if nobody has looked.
    pub fn source(&self) -> &str {
        &self.source
    }

    /// The form as it greets several addressees at once.
    pub fn for_several(&self) -> Cow<'_, Self> {
        let Some(several) = &self.several else {
            return Cow::Borrowed(self);
        };
        Cow::Owned(Self {
            salutation: Some(several.salutation.clone()),
            word: Some(several.word.clone()),
            several: None,
            ..self.clone()
        })
    }

    /// Whether it needs the addressee's name, as the salutation says it.
    pub fn needs_name(&self) -> bool {
        let names = |pattern: &Option<Pattern<FormSlot>>| {
            pattern
                .as_ref()
                .is_some_and(|pattern| pattern.lacks(&[FormSlot::Name]).is_empty())
        };
        names(&self.salutation) || names(&self.word) || names(&self.closing)
    }

    /// The salutation; none in notes verbales.
    pub fn salutation(&self, name: &str) -> Option<String> {
        Some(write(self.salutation.as_ref()?, name, "", None))
    }

    /// The word of the salutation that returns in the close.
    pub fn word(&self, name: &str) -> Option<String> {
        Some(write(self.word.as_ref()?, name, "", None))
    }

    /// The complimentary close, spoken by `voice`; none in notes verbales.
    pub fn closing(&self, voice: &Voice, name: &str) -> Option<String> {
        self.close(voice, name, &self.word(name).unwrap_or_default())
    }

    /// The complimentary close to a salutation that a record words itself: `word` returns in it.
    pub fn closing_with(&self, voice: &Voice, word: &str) -> Option<String> {
        self.close(voice, word, word)
    }

    fn close(&self, voice: &Voice, name: &str, word: &str) -> Option<String> {
        Some(write(self.closing.as_ref()?, name, word, Some(voice)))
    }

    /// Patterns, by key, with places that nothing can fill.
    pub(super) fn unfillable(&self) -> Vec<(&'static str, String)> {
        let has = |pattern: &Pattern<FormSlot>, slot| pattern.lacks(&[slot]).is_empty();
        let spoken = [
            FormSlot::Word,
            FormSlot::Subject,
            FormSlot::Object,
            FormSlot::Possessive,
            FormSlot::Leave,
        ];
        let mut wrong = Vec::new();
        let several = self.several.as_ref();
        let patterns = [
            ("salutation", self.salutation.as_ref()),
            ("word", self.word.as_ref()),
            ("several", several.map(|several| &several.salutation)),
            ("several", several.map(|several| &several.word)),
        ];
        for (key, pattern) in patterns {
            if pattern.is_some_and(|pattern| spoken.iter().any(|slot| has(pattern, *slot))) {
                wrong.push((key, "only `{name}` can be filled in here".to_owned()));
            }
        }
        if self.word.is_none()
            && self
                .closing
                .as_ref()
                .is_some_and(|pattern| has(pattern, FormSlot::Word))
        {
            wrong.push((
                "closing",
                "the closing returns to `{word}`, which the form does not have".to_owned(),
            ));
        }
        wrong
    }
}

fn write(pattern: &Pattern<FormSlot>, name: &str, word: &str, voice: Option<&Voice>) -> String {
    let mut out = String::new();
    pattern.write(&mut out, |slot, out| {
        out.push_str(match (slot, voice) {
            (FormSlot::Name, _) => name,
            (FormSlot::Word, _) => word,
            (FormSlot::Subject, Some(voice)) => &voice.subject,
            (FormSlot::Object, Some(voice)) => &voice.object,
            (FormSlot::Possessive, Some(voice)) => &voice.possessive,
            // How the voice takes its leave: "Aprovecho la oportunidad para reiterarle".
            (FormSlot::Leave, Some(voice)) => voice.words.get("leave").map_or("", String::as_str),
            (_, None) => "",
        });
    });
    out
}

/// The labels every language has, by name.
pub const LABELS: &[&str] = &[
    "action",
    "after-place",
    "agenda",
    "annex",
    "appointment",
    "broken",
    "by",
    "calendar-again",
    "calendar-announced",
    "calendar-announced-in",
    "calendar-before",
    "calendar-cancelled",
    "calendar-changes",
    "calendar-confirmed",
    "calendar-dated",
    "calendar-dropped",
    "calendar-held-hybrid",
    "calendar-held-in-person",
    "calendar-held-virtually",
    "calendar-hybrid",
    "calendar-instead",
    "calendar-meeting",
    "calendar-month",
    "calendar-moved",
    "calendar-moved-from",
    "calendar-moved-to",
    "calendar-named",
    "calendar-numbered",
    "calendar-online",
    "calendar-open",
    "calendar-restored",
    "calendar-retimed",
    "calendar-room",
    "calendar-status-cancelled",
    "calendar-status-moved",
    "calendar-status-postponed",
    "calendar-status-tentative",
    "calendar-tentative",
    "calendar-then",
    "calendar-times",
    "calendar-undated",
    "calendar-unknown",
    "calendar-virtual",
    "cancelled",
    "chair",
    "chaired-by",
    "close",
    "colon",
    "comma",
    "concluded",
    "confidential",
    "confirmed",
    "contact",
    "contacts",
    "copies",
    "copy",
    "date",
    "dates",
    "deadline",
    "document",
    "documents",
    "draft",
    "email",
    "enclosed-document",
    "enclosed-file",
    "enclosed-letter",
    "enclosed-programme",
    "enclosure",
    "enclosures",
    "entry-addressed",
    "entry-enclosing",
    "extended",
    "hybrid",
    "in-person",
    "item",
    "items",
    "letter-dated",
    "letter-undated",
    "meeting",
    "meetings",
    "note-dated",
    "note-undated",
    "open",
    "page",
    "personal",
    "placed",
    "previously",
    "programme",
    "reference",
    "rescheduled",
    "room",
    "rooms",
    "schedule",
    "semicolon",
    "signed",
    "speaker",
    "speakers",
    "status",
    "stop",
    "subject",
    "telephone",
    "tentative",
    "time",
    "times",
    "title",
    "to",
    "to-be-announced",
    "translated-from",
    "unknown-date",
    "virtual",
];
