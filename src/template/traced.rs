//! Wordings whose letters can say where every word came from: templates with a tag before each run
//! of words, and values that carry theirs.

mod filters;
mod instrument;
mod phrases;
mod shown;
mod values;

pub(super) use filters::register;
pub(super) use phrases::Phrases;
pub(super) use shown::{days, room, times};
pub(super) use values::tag_value;

use std::collections::BTreeMap;
use std::sync::Arc;

use super::clauses::Clauses;
use crate::document::marks;
use crate::language::Language;
use crate::language::clauses::Joints;
use crate::node::Verbatim;
use crate::office::Office;
use crate::source::{Place, Source};
use crate::text::tags;
use crate::trace::{Origin, Origins};

/// The origins of one wording.
#[derive(Debug)]
pub(super) struct Tracing {
    pub(super) origins: Origins,
    language: String,
}

impl Tracing {
    pub(super) fn new(language: &Language) -> Self {
        Self { origins: Origins::default(), language: language.tag().to_owned() }
    }

    /// The number of a phrase of the language.
    pub(super) fn phrase(&mut self, file: &str, key: &str) -> usize {
        let (language, file, key) = (self.language.clone(), file.to_owned(), key.to_owned());
        self.origins.number(Origin::Phrase { language, file, key })
    }

    /// The numbers of the phrases that filters print.
    pub(super) fn phrases(&mut self) -> Phrases {
        Phrases::new(|key| self.phrase("phrases.toml", key))
    }

    /// What stands between parts of sentences, tagged.
    pub(super) fn joints(&mut self, joints: &mut Joints) {
        let openings = &mut joints.openings;
        for (key, text) in [
            ("openings.start", &mut openings.start),
            ("openings.and", &mut openings.and),
            ("openings.end", &mut openings.end),
        ] {
            self.joint(key, text);
        }
        for (group, texts) in
            [("contractions", &mut joints.contractions), ("elisions", &mut joints.elisions)]
        {
            for (words, text) in texts {
                self.joint(&format!("{group}.{words}"), text);
            }
        }
    }

    fn joint(&mut self, key: &str, text: &mut Verbatim) {
        text.0.insert_str(0, &tags::literal(self.phrase("clauses.toml", key)));
    }

    /// The text of a value that is the same in all letters of an office, tagged.
    pub(super) fn of_house(&mut self, office: &Office, path: &str, text: &str) -> Option<String> {
        let number = match path.split_once('.')? {
            ("labels", name) if !office.labels.has(name) => self.phrase("phrases.toml", path),
            ("labels" | "audience", _) => self.of_office(office, path),
            ("office", key) => self.of_office(
                office,
                match key {
                    "label" => "addressee.label",
                    key => key,
                },
            ),
            _ => return None,
        };
        Some(tags::value(text, number))
    }

    fn of_office(&mut self, office: &Office, key: &str) -> usize {
        let (office, key) = (office.id.clone(), key.to_owned());
        self.origins.number(Origin::Office { office, key })
    }

    /// The templates as a traced letter is made of them.
    pub(super) fn instrument(
        &mut self,
        read: &BTreeMap<String, Arc<Source>>,
        turns: &BTreeMap<String, [String; 2]>,
    ) -> Vec<(String, String)> {
        let text = |(path, source): (&String, &Arc<Source>)| {
            let turn = turns.get(path);
            let text = instrument::instrument(source.text(), |line| {
                let place = Place::new(source, source.line_range(line));
                let (file, line) = (place.source().name().to_owned(), place.line_column().0);
                self.origins.number(match turn.cloned() {
                    Some([clause, turn]) => Origin::Turn { clause, turn, file, line },
                    None => Origin::Template { file, line },
                })
            });
            (path.clone(), text)
        };
        read.iter().map(text).collect()
    }
}

/// The turns, each with its clause, by the names of their templates.
pub(super) fn turns(clauses: &Clauses, tag: &str) -> BTreeMap<String, [String; 2]> {
    let said = clauses.said(tag);
    said.map(|(path, clause, turn, _)| (path, [clause.to_owned(), turn]))
        .collect()
}

/// Writes a value into a traced letter: what is of an origin between its marks.
pub(super) fn escape(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    out.write_all(printed(text).as_bytes())
}

/// The Markdown of a value, with what is of an origin between its marks.
pub(super) fn printed(text: &str) -> String {
    if !tags::has_tags(text) {
        return marks::escaped(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for (text, origin) in tags::stretches(text) {
        match origin {
            Some(origin) => tags::within(&marks::escaped(&text), origin, &mut out),
            None => marks::escape(&text, &mut out),
        }
    }
    out
}
