//! `POST /api/render`: a letter in a format.

use std::sync::Arc;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer};

use super::Problem;
use super::letter::LetterSource;
use crate::compose::FolderLetters;
use crate::gather::Neighbours;
use crate::package::{ISSUED, Package};
use crate::pipeline::{self, Options};
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::text::file_stem;
use crate::write::Format;

/// What to write.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RenderRequest {
    /// The letter.
    letter: LetterSource,
    /// The format.
    #[serde(deserialize_with = "format")]
    #[schemars(schema_with = "formats")]
    format: Format,
    /// The language, of those that the letter is written in, as a BCP 47 tag; its main one where it
    /// is left out.
    #[serde(default, deserialize_with = "super::body::some")]
    #[schemars(with = "String")]
    language: Option<String>,
    /// All languages of the letter in one file, one after another.
    #[serde(default)]
    together: bool,
    /// The document that the letter is issued as, and not the letter.
    #[serde(default)]
    issued: bool,
    /// A letter with errors that the rules find is written all the same, every page marked as a draft.
    #[serde(default)]
    draft: bool,
}

/// A format by its name.
pub(super) fn format<'de, D: Deserializer<'de>>(data: D) -> Result<Format, D::Error> {
    named(&String::deserialize(data)?)
}

/// The format with a name, if this program was built with it.
pub(super) fn named<E: serde::de::Error>(name: &str) -> Result<Format, E> {
    let found = Format::named(name).filter(|format| format.is_built());
    found.ok_or_else(|| E::custom(format!("there is no format `{name}`")))
}

pub(super) fn formats(_: &mut SchemaGenerator) -> Schema {
    let names = Format::ALL.iter().filter(|format| format.is_built());
    let names: Vec<_> = names.map(|format| format.extension()).collect();
    schemars::json_schema!({ "enum": names })
}

pub(super) fn render(desk: &Desk, asked: &RenderRequest) -> Result<Answer, Problem> {
    let letter = asked.letter.read(desk)?;
    let neighbours: &dyn Neighbours = &letter.folder;
    let options = Options {
        rules: &desk.rules,
        draft: asked.draft,
        issued: asked.issued,
        language: asked.language.as_deref(),
    };
    let unwritten = "The letter was not written: see `findings`.";
    let ready = pipeline::run(desk.engine, (letter.input(), neighbours), &options)
        .map_err(|findings| Problem::findings(unwritten, &findings))?;
    let earlier =
        (asked.format.holds_calendar() && ready.package.speaks_of_meetings()).then(|| {
            let letters = FolderLetters::read(desk.engine, &letter.folder);
            Arc::new(letters.before(desk.engine, &letter.folder, &ready.bundle))
        });
    let mut package = ready.package;
    if asked.together {
        package = Package::together(package, ready.versions);
    }
    package.earlier = earlier;
    if let Some(why) = desk.writers.nothing(&package, asked.format) {
        return Err(Problem::findings(unwritten, &[why]));
    }
    let written = desk.writers.write(&package, asked.format);
    let written = written.map_err(|findings| Problem::findings(unwritten, &findings))?;
    let tag = asked
        .language
        .as_deref()
        .map(|tag| format!(".{tag}"))
        .unwrap_or_default();
    let issued = if asked.issued { ISSUED } else { "" };
    let stem = file_stem(&format!("{}{tag}", letter.id)) + issued;
    let name = format!("{stem}.{}", asked.format.extension());
    Ok(Answer::file(asked.format.media_type(), &name, written.bytes))
}
