//! Text that knows where each stretch of it came from.

use serde::{Serialize, Serializer};

use crate::house::House;
use crate::pattern::{self, Piece};
use crate::trace::Origin;

/// Text in stretches, each with its origin. Templates read it as one text.
#[derive(Debug, Clone, Default)]
pub(in crate::compose) struct Said(pub(in crate::compose) Vec<(String, Origin)>);

impl Said {
    pub(super) fn new(text: impl Into<String>, origin: Origin) -> Self {
        let text = text.into();
        Self(if text.is_empty() { Vec::new() } else { vec![(text, origin)] })
    }

    /// A field of the record.
    pub(super) fn field(text: impl Into<String>, path: impl Into<String>) -> Self {
        Self::new(text, Origin::field(path))
    }

    /// A text in which `parts` stand in their order, and all the rest is of one origin.
    pub(super) fn of_parts(text: &str, parts: &[(&str, Origin)], rest: &Origin) -> Self {
        let (mut said, mut at) = (Self::default(), 0);
        for (part, origin) in parts {
            let Some(start) = text[at..].find(part).map(|found| at + found) else {
                continue;
            };
            said = said
                .then(Self::new(&text[at..start], rest.clone()))
                .then(Self::new(*part, origin.clone()));
            at = start + part.len();
        }
        said.then(Self::new(&text[at..], rest.clone()))
    }

    /// A label of a house with its places filled in.
    pub(super) fn label(house: &House, name: &str, values: &[(&str, Self)]) -> Self {
        let key = format!("labels.{name}");
        let office = &house.office;
        let origin = if office.labels.has(name) {
            Origin::Office { office: office.id.clone(), key }
        } else {
            Self::phrase(house, key)
        };
        let mut said = Self::default();
        for piece in pattern::pieces(house.language.label(name).unwrap_or_default()) {
            said = said.then(match piece {
                Piece::Text(text) => Self::new(text, origin.clone()),
                Piece::Place(name) => {
                    let value = values.iter().find(|(known, _)| *known == name);
                    value.map(|(_, value)| value.clone()).unwrap_or_default()
                }
            });
        }
        said
    }

    /// A key of the phrases of the language of a house.
    pub(super) fn phrase(house: &House, key: impl Into<String>) -> Origin {
        let (language, file) = (house.language.tag().to_owned(), "phrases.toml".to_owned());
        Origin::Phrase { language, file, key: key.into() }
    }

    #[must_use]
    pub(super) fn then(mut self, mut after: Self) -> Self {
        self.0.append(&mut after.0);
        self
    }

    /// The texts one after the other, with `between` after each but the last, which is of the
    /// text before it.
    pub(super) fn joined(all: impl IntoIterator<Item = Self>, between: &str) -> Self {
        all.into_iter()
            .reduce(|said, next| said.add(between).then(next))
            .unwrap_or_default()
    }

    /// The same with more text, of the origin of what stands before it.
    #[must_use]
    pub(super) fn add(mut self, text: &str) -> Self {
        if let Some((last, _)) = self.0.last_mut() {
            last.push_str(text);
        }
        self
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [(text, _)] => serializer.serialize_str(text),
            all => {
                let text: String = all.iter().map(|(text, _)| text.as_str()).collect();
                serializer.serialize_str(&text)
            }
        }
    }
}
