//! People and groups: who writes, who is written to, who may be asked.

use super::email::Email;
use crate::finding::Finding;
use crate::node::fields::fields;
use crate::node::{Decode, Decoder, Holds, Node, Path, Value, Visit};

/// One addressee: a preset of the office by name, or a person or group written out.
#[derive(Debug, Clone, PartialEq, serde::Serialize, schemars::JsonSchema)]
#[serde(untagged)]
#[allow(clippy::large_enum_variant, reason = "most addressees are persons, and a letter has few")]
pub enum Addressee {
    /// The name of a preset in the office's `office.toml`; `each(NAME)` is everybody in the
    /// office's list `directories/NAME.csv`, a letter for each (`chancery merge`).
    Preset(String),
    /// Written out.
    Person(Person),
}

impl Addressee {
    /// The list that the letter goes to everybody of, for `each(NAME)`.
    pub fn each(&self) -> Option<&str> {
        match self {
            Self::Preset(text) => Some(text.strip_prefix("each(")?.strip_suffix(')')?.trim()),
            Self::Person(_) => None,
        }
    }
}

impl Decode for Addressee {
    const HOLDS: Holds = Person::HOLDS;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.value {
            Value::Text(_) => String::decode(node, decoder).map(Self::Preset),
            Value::Map(_) => Person::decode(node, decoder).map(Self::Person),
            _ => decoder.expected("the name of a preset, or a person or group", node),
        }
    }
    fn visit<'a>(&'a self, path: &Path<'_>, holds: Holds, visit: Visit<'a, '_>) {
        match self {
            Self::Preset(name) => visit(path, Holds::Preset, name),
            Self::Person(person) => person.visit(path, holds, visit),
        }
    }
}

fields! {
    /// A person, an office or a group of them, as addressed in a letter.
    #[judge(Person::completed)]
    #[derive(Default)]
    pub struct Person as "an addressee" {
        /// The group addressed, where it is no single person: "All Permanent Representatives".
        #[holds(words)]
        pub group: Option<String>,
        /// Courtesy title: "H.E.", "Mr.", "Dr.".
        #[holds(proper)]
        pub honorific: Option<String>,
        /// The name, as written on an envelope; where it is left out, given and family name.
        #[holds(name)]
        pub name: Option<String>,
        /// The family name, for a salutation by name: "van der Velde", "García Márquez".
        #[holds(name)]
        pub family: Option<String>,
        /// The given name.
        #[holds(name)]
        pub given: Option<String>,
        /// What a salutation by name or function calls the person, where that is not to be made of the
        /// name and the title: "Madam President", "Monsieur l’Ambassadeur"; in a note verbale what the
        /// addressee is called once the full name has been said: "the Ministry".
        #[holds(words)]
        pub called: Option<String>,
        /// The functional title (ST/DCS/4/Rev.1, paragraph 87).
        #[holds(words)]
        pub title: Option<String>,
        /// The organisation, mission or ministry.
        #[holds(words)]
        pub organisation: Option<String>,
        /// The lines of the postal address.
        #[holds(proper)]
        pub address: Lines,
        /// The country, as the last line of the address.
        #[holds(words)]
        pub country: Option<String>,
        /// The e-mail address, for `--to eml`; the page does not show it.
        pub email: Option<Email>,
        /// The form of address, a name from the language's `[forms]`: excellency, sir-madam, sir, madam, …
        #[holds(code)]
        pub form: Option<String>,
    }
}

impl Person {
    /// Puts the name together where only its parts are given.
    pub fn complete(&mut self) {
        if self.name.is_none() {
            let parts: Vec<_> = [&self.given, &self.family].into_iter().flatten().collect();
            if let Some(first) = parts.first() {
                let rest = parts[1..].iter().map(|part| format!(" {part}"));
                self.name = Some(rest.fold((*first).clone(), |name, part| name + &part));
            }
        }
    }

    /// The form of address, a name from the language's `[forms]`: the one given, else that by
    /// function where the record says how the person is called.
    pub fn form(&self) -> Option<&str> {
        let called = self.called.as_ref().map(|_| "by-title");
        self.form.as_deref().or(called)
    }

    fn completed(&mut self, _: &Node, _: &mut Decoder) {
        self.complete();
    }

    /// The lines of the address block, in their order.
    pub fn lines(&self) -> Vec<String> {
        let named = match (&self.honorific, &self.name) {
            (Some(honorific), Some(name)) => Some(format!("{honorific} {name}")),
            (None, Some(name)) => Some(name.clone()),
            _ => None,
        };
        [&self.group, &named, &self.title, &self.organisation]
            .into_iter()
            .flatten()
            .cloned()
            .chain(self.address.0.iter().cloned())
            .chain(self.country.iter().cloned())
            .collect()
    }
}

/// Lines of text: a list, or one text with line breaks.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
#[schemars(with = "OneOrMany")]
#[serde(transparent)]
pub struct Lines(pub Vec<String>);

#[derive(schemars::JsonSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "it only describes the two spellings in the schema")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl Decode for Lines {
    const HOLDS: Holds = Holds::Unsaid;
    const MANY: bool = true;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        match &node.value {
            Value::Text(text) => {
                crate::node::characters::check(text, node.range.clone(), decoder)?;
                Some(Self(
                    text.lines()
                        .map(str::trim)
                        .filter(|line| !line.is_empty())
                        .map(str::to_owned)
                        .collect(),
                ))
            }
            _ => Vec::decode(node, decoder).map(Self),
        }
    }
    fn absent() -> Option<Self> {
        Some(Self::default())
    }
    fn visit<'a>(&'a self, path: &Path<'_>, holds: Holds, visit: Visit<'a, '_>) {
        self.0.visit(path, holds, visit);
    }
}

fields! {
    /// Who signs the letter.
    pub struct Signatory as "a signatory" {
        /// Courtesy title; left out of the signature block of issued letters (UN Editorial Manual).
        #[holds(proper)]
        pub honorific: Option<String>,
        /// The name. An office may sign without one.
        #[holds(name)]
        pub name: Option<String>,
        /// The functional title, with the State or body represented.
        #[holds(words)]
        pub title: Option<String>,
        /// The capacity in which this person signs this letter: "Co-Chair".
        #[holds(words)]
        pub capacity: Option<String>,
        /// For whom this person signs: "the Executive Secretary".
        #[holds(words)]
        #[key("for")]
        pub signs_for: Option<String>,
        /// A line by hand above the name: "With warm regards,".
        #[holds(words)]
        pub by_hand: Option<String>,
        /// The mark of the signature: an image file, or its transcription in an old letter.
        pub signature: Option<Signature>,
    }
}

/// The mark a signatory left: a picture of it, or what an old letter's transcript reads.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Signature {
    /// A PNG or JPEG file beside the record.
    Image(String),
    /// What is read where the mark stands.
    Transcription(String),
}

fields! {
    /// A picture of the mark.
    struct Image as "a signature" {
        /// A PNG or JPEG file beside the record.
        #[holds(code)]
        image: String,
    }
}

fields! {
    /// What an old letter's transcript reads.
    struct Transcription as "a signature" {
        /// What is read where the mark stands.
        #[holds(code)]
        transcription: String,
    }
}

impl Decode for Signature {
    const HOLDS: Holds = Holds::Code;

    fn decode(node: &Node, decoder: &mut Decoder) -> Option<Self> {
        if let Value::Text(text) = &node.value {
            let finding = Finding::error(
                "wrong-type",
                format!("`{text}`: is this a picture or a transcription?"),
            )
            .help("write `signature: { image: FILE.png }` or `signature: { transcription: TEXT }`");
            decoder.note(finding, node.range.clone());
            return None;
        }
        match (node.get("image"), node.get("transcription")) {
            (Some(_), Some(_)) => decoder.expected("either `image` or `transcription`", node),
            (_, None) => Image::decode(node, decoder).map(|mark| Self::Image(mark.image)),
            (None, _) => Transcription::decode(node, decoder)
                .map(|mark| Self::Transcription(mark.transcription)),
        }
    }
}

impl schemars::JsonSchema for Signature {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Signature".into()
    }
    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({
            "description": "The mark a signatory left: a picture of it, or what an old letter's transcript reads.",
            "anyOf": [Image::json_schema(generator), Transcription::json_schema(generator)]
        })
    }
}

fields! {
    /// Whom to ask about the letter.
    pub struct Contact as "a contact" {
        /// The name.
        #[holds(name)]
        pub name: String,
        /// The function: "focal point", "secretariat".
        #[holds(words)]
        pub title: Option<String>,
        /// Telephone number, as dialled.
        #[holds(code)]
        pub telephone: Option<String>,
        /// E-mail address.
        #[holds(code)]
        pub email: Option<String>,
    }
}
