//! Who speaks, and forms of address.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::pattern::{Pattern, Written, slots};
use crate::finding::Finding;
use crate::node::fields::fields;
use crate::node::{Decoder, Node, Verbatim};

slots!(FormSlot { Name = "name", Word = "word", Subject = "subject", Object = "object", Possessive = "possessive", Leave = "leave" });

fields! {
    /// The words by which one signatory, or several, speak of themselves.
    #[holds(words)]
    #[derive(Eq)]
    pub struct Voice as "a voice" {
        /// I, we.
        pub subject: String,
        /// Me, us.
        pub object: String,
        /// My, our.
        pub possessive: String,
        /// Myself, ourselves.
        pub reflexive: String,
        /// What else the wordings of this language need, by name; both voices have the same.
        pub words: BTreeMap<String, Verbatim>,
    }
}

fields! {
    /// The two voices.
    #[judge(Voices::have_the_same_words)]
    pub(super) struct Voices as "`[voice]`" {
        /// How one signatory speaks.
        pub(super) one: Voice,
        /// How several do.
        pub(super) many: Voice,
    }
}

impl Voices {
    fn have_the_same_words(&self, node: &Node, decoder: &mut Decoder) {
        for (this, other, path) in [(&self.one, &self.many, "many"), (&self.many, &self.one, "one")]
        {
            for word in this.words.keys().filter(|word| !other.words.contains_key(*word)) {
                let range = decoder.first_line(&node.at(&format!("{path}.words")).range);
                let what = format!("`[voice.{path}.words]`");
                decoder.missing(word, &what, &format!("{word} = …"), range);
            }
        }
    }
}

fields! {
    /// A form of address: how a letter greets, and how it takes its leave.
    ///
    /// The word of the salutation returns in the close (general practice of the United Nations).
    #[holds(words)]
    #[judge(Form::can_close)]
    pub struct Form as "a form of address" {
        /// Whom it is for.
        #[key("for")]
        whom: String,
        /// Where it is written down; "unchecked" if nobody has looked.
        source: String,
        /// How a letter greets: "Dear {name},".
        #[fits(only_name)]
        salutation: Option<Pattern<FormSlot>>,
        /// The word of the salutation that returns in the close: "Excellency".
        #[fits(only_name)]
        word: Option<Pattern<FormSlot>>,
        /// How it takes its leave: "Please accept, {word}, the assurances of {possessive} highest consideration."
        closing: Option<Pattern<FormSlot>>,
        /// What is said to several at once, if other than to one: "أصحاب السعادة".
        several: Option<Several>,
    }
}

fields! {
    /// How a form greets several addressees.
    #[holds(words)]
    struct Several as "`several`" {
        /// How a letter greets them.
        #[fits(only_name)]
        salutation: Pattern<FormSlot>,
        /// The word of the salutation that returns in the close.
        #[fits(only_name)]
        word: Pattern<FormSlot>,
    }
}

/// That only the addressee's name can be filled in.
fn only_name(written: &impl Written<FormSlot>) -> Result<(), String> {
    use FormSlot::{Leave, Object, Possessive, Subject, Word};
    let spoken = [Word, Subject, Object, Possessive, Leave];
    match written.pattern() {
        Some(pattern) if spoken.into_iter().any(|slot| pattern.has(slot)) => {
            Err("can be filled with `{name}` alone".to_owned())
        }
        _ => Ok(()),
    }
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
            pattern.as_ref().is_some_and(|pattern| pattern.has(FormSlot::Name))
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

    fn can_close(&self, node: &Node, decoder: &mut Decoder) {
        let returns = self
            .closing
            .as_ref()
            .is_some_and(|pattern| pattern.has(FormSlot::Word));
        if self.word.is_none() && returns {
            let why = "the closing returns to `{word}`, which the form does not have";
            decoder.note(Finding::error("wrong-value", why), node.at("closing").range.clone());
        }
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
            (FormSlot::Leave, Some(voice)) => voice.words.get("leave").map_or("", |leave| &**leave),
            (_, None) => "",
        });
    });
    out
}
