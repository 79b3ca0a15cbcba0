//! `POST /api/diff`: what changed between two letters.

use schemars::JsonSchema;
use serde::Deserialize;

use super::Problem;
use super::letter::LetterSource;
use crate::difference;
use crate::finding::Finding;
use crate::letter::Day;
use crate::pipeline;
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::write::Format;
use crate::write::docx::redline::Revision;

/// What to compare.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DiffRequest {
    /// The old letter.
    old: LetterSource,
    /// The new letter.
    new: LetterSource,
    /// How the difference is shown.
    #[serde(default)]
    format: DiffFormat,
    /// The language in which it is told, as a BCP 47 tag; that of the new letter where it is left out.
    #[serde(default, deserialize_with = "super::body::some")]
    #[schemars(with = "String")]
    language: Option<String>,
    /// Who made the changes, as Word shows it.
    #[serde(default, deserialize_with = "super::body::some")]
    #[schemars(with = "String")]
    author: Option<String>,
    /// The day of the changes, as 2026-11-29; Word shows none where it is left out.
    #[schemars(extend("format" = "date"))]
    #[serde(default, deserialize_with = "super::body::some")]
    #[schemars(with = "String")]
    day: Option<String>,
}

/// How a difference is shown.
#[derive(Debug, Clone, Copy, Default, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum DiffFormat {
    /// Data: the changes of the record, and the words of both letters.
    #[default]
    Json,
    /// Sentences.
    Text,
    /// A page: the sentences, and the words of both letters.
    Html,
    /// The new letter for Word, with what changed as tracked changes.
    Docx,
}

pub(super) fn diff(desk: &Desk, asked: &DiffRequest) -> Result<Answer, Problem> {
    let day = asked.day.as_deref().map(Day::parse).transpose();
    let day = day.map_err(|why| Problem::new(422, "request", &format!("`day`: {why}")))?;
    let (old, new) = (asked.old.read(desk)?, asked.new.read(desk)?);
    let (one, mut mistakes) = pipeline::gathered(desk.engine, old.input(), &old.folder);
    let (other, mut others) = pipeline::gathered(desk.engine, new.input(), &new.folder);
    mistakes.append(&mut others);
    let wrong = |findings: Vec<Finding>| {
        Problem::findings("The letters cannot be compared: see `findings`.", &findings)
    };
    // A record with mistakes is compared as far as it could be read.
    let (Some(one), Some(other)) = (one, other) else { return Err(wrong(mistakes)) };
    if let DiffFormat::Docx = asked.format {
        let by = Revision {
            author: asked.author.clone().unwrap_or_else(|| "Chancery".to_owned()),
            date: day.map(|day| format!("{day}T00:00:00Z")),
        };
        let bytes = difference::redline(desk.engine, (&one, &other), &by).map_err(wrong)?;
        let name = format!("{}.changes.docx", crate::text::file_stem(&new.id));
        return Ok(Answer::file(Format::DOCX.media_type(), &name, bytes));
    }
    let language = asked.language.as_deref();
    let difference = difference::compare(desk.engine, (&one, &other), language).map_err(wrong)?;
    match asked.format {
        DiffFormat::Text => Ok(Answer::new(
            200,
            "text/plain; charset=utf-8",
            difference::text(&difference).into_bytes(),
        )),
        DiffFormat::Html => Ok(Answer::letter(difference::html(&difference))),
        _ => super::data(&difference),
    }
}
