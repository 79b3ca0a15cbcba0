//! The letter that a program means: one of the folder, or a record that it sends.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Problem;
use crate::files::Folder;
use crate::pipeline::Input;
use crate::record::Syntax;
use crate::serve::desk::Desk;
use crate::text::file_stem;

/// The longest id, in characters.
const MAX_ID: usize = 500;

/// A letter: one of the folder by its id, or the text of a record.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(extend("anyOf" = [{ "required": ["id"] }, { "required": ["record"] }]))]
#[schemars(example = serde_json::json!({ "id": "2026-09-14-pga-briefing" }))]
pub(super) struct LetterSource {
    /// The id of a letter of the folder: the path of its record without its ending. With `record`,
    /// what that record is called; `letter` where it is left out.
    #[schemars(length(max = 500))]
    #[serde(default, deserialize_with = "super::body::some")]
    #[schemars(with = "String")]
    id: Option<String>,
    /// The text of a record. What it encloses, follows or shows lies in the folder.
    #[serde(default, deserialize_with = "super::body::some")]
    #[schemars(with = "String")]
    record: Option<String>,
    /// How the text of the record is written.
    #[serde(default)]
    syntax: RecordSyntax,
}

/// How a record is written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum RecordSyntax {
    /// Markdown below YAML front matter.
    #[default]
    Markdown,
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
}

impl RecordSyntax {
    /// The syntax, and the ending of its files.
    fn known(self) -> (Syntax, &'static str) {
        match self {
            Self::Markdown => (Syntax::Markdown, "md"),
            Self::Yaml => (Syntax::Yaml, "yaml"),
            Self::Toml => (Syntax::Toml, "toml"),
            Self::Json => (Syntax::Json, "json"),
        }
    }
}

/// The text of a letter with what lies beside it.
pub(super) struct GivenLetter {
    pub(super) id: String,
    name: String,
    bytes: Vec<u8>,
    syntax: Syntax,
    pub(super) folder: Folder,
}

impl LetterSource {
    /// The text that is meant.
    ///
    /// # Errors
    /// That there is no such letter, or that none is named.
    pub(super) fn read(&self, desk: &Desk) -> Result<GivenLetter, Problem> {
        let Some(record) = &self.record else {
            let id = self.id.as_deref().ok_or_else(|| {
                let detail =
                    "Name a letter of the folder by its `id`, or send the text of a `record`.";
                Problem::new(400, "unreadable", detail)
            })?;
            let text = desk.record(id).ok_or_else(Problem::no_letter)?;
            return Ok(GivenLetter {
                folder: desk.beside(&text.path),
                id: text.id,
                name: text.file,
                bytes: text.bytes,
                syntax: text.syntax,
            });
        };
        let id = self.id.as_deref().unwrap_or("letter");
        if id.chars().count() > MAX_ID {
            return Err(Problem::new(400, "unreadable", "An id has at most 500 characters."));
        }
        // What a program calls its record never leads out of the folder.
        let parts: Vec<_> = id.split('/').map(file_stem).collect();
        let path = parts.join("/");
        let (syntax, ending) = self.syntax.known();
        Ok(GivenLetter {
            id: parts.last().cloned().unwrap_or_default(),
            name: format!("{path}.{ending}"),
            bytes: record.clone().into_bytes(),
            syntax,
            folder: desk.beside(&path),
        })
    }
}

impl GivenLetter {
    pub(super) fn input(&self) -> Input<'_> {
        Input { id: &self.id, name: &self.name, bytes: &self.bytes, syntax: self.syntax }
    }
}
