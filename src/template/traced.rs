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

use super::Templates;
use super::clauses::Clauses;
use crate::document::marks;
use crate::language::Language;
use crate::language::clauses::Joints;
use crate::node::Verbatim;
use crate::office::Office;
use crate::source::Source;
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
        turns: &BTreeMap<String, TurnPlace>,
    ) -> Vec<(String, String)> {
        let text = |(path, source): (&String, &Arc<Source>)| {
            let turn = turns.get(path);
            let text = instrument::instrument(source.text(), |line| {
                self.origins.number(match turn {
                    Some(turn) => turn.origin(line),
                    None => Origin::Template { file: source.name().to_owned(), line },
                })
            });
            (path.clone(), text)
        };
        read.iter().map(text).collect()
    }
}

/// Where the words of a turn are spelled.
#[derive(Debug)]
pub(super) struct TurnPlace {
    clause: String,
    turn: String,
    file: String,
    /// The line of its first words.
    line: usize,
}

impl TurnPlace {
    fn origin(&self, line: usize) -> Origin {
        Origin::Turn {
            clause: self.clause.clone(),
            turn: self.turn.clone(),
            file: self.file.clone(),
            line: self.line + line - 1,
        }
    }
}

/// Where each turn is spelled, by the name of its template.
pub(super) fn turns(
    clauses: &Clauses,
    templates: &Templates,
    office: &str,
    tag: &str,
) -> BTreeMap<String, TurnPlace> {
    let folders = templates.clause_folders(office, tag);
    let places = clauses.said(tag).filter_map(|(path, clause, turn, say)| {
        // The office's own turns are laid over those of the language.
        let place = folders.iter().rev().find_map(|folder| {
            let (_, source) = templates.within(folder).find(|(path, _)| {
                path.strip_prefix(folder.as_str()) == Some(&format!("{clause}.toml"))
            })?;
            Some((source.name(), line_of(source.text(), &turn, say)?))
        });
        let (file, line) = place?;
        let place = TurnPlace { clause: clause.to_owned(), turn, file: file.to_owned(), line };
        Some((path, place))
    });
    places.collect()
}

/// The line on which the table of a turn begins to say `say`.
fn line_of(text: &str, turn: &str, say: &str) -> Option<usize> {
    let first = say.lines().next().unwrap_or_default();
    let table = text.find(&format!("[{turn}]"))?;
    let said = text[table..].find(first.trim()).map_or(table, |at| table + at);
    Some(text[..said].matches('\n').count() + 1)
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
