//! `POST /api/merge`: one letter to everybody in a list.

use std::collections::BTreeMap;
use std::io::Cursor;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Deserializer, Serialize};

use super::Problem;
use super::letter::LetterSource;
use super::render::{formats, named};
use crate::compose::FolderLetters;
use crate::error::Error;
use crate::finding::Finding;
use crate::merge::{
    self, Columns, LetterMaker, Pattern, RowFinding, Rows, Syntax, Table, WriteFailure,
    row_findings,
};
use crate::package::Package;
use crate::record;
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::write::Format;

/// The most rows of a list: a longer one is sent in parts.
const MOST_ROWS: usize = 1000;

/// The most bytes of the files of an answer.
const MOST_BYTES: usize = 256 << 20;

/// A list, and what to write for each of its rows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct MergeRequest {
    /// The letter.
    letter: LetterSource,
    /// The list.
    list: List,
    /// The formats of each letter. With none the list is checked, and nothing is written.
    #[serde(default, deserialize_with = "all_formats")]
    #[schemars(schema_with = "many_formats")]
    formats: Vec<Format>,
    /// What a column is for, where its name does not say: `{"Ministry": "organisation"}`.
    #[serde(default)]
    columns: BTreeMap<String, String>,
    /// What the files are called after: `{row}-{name}`.
    #[serde(default, deserialize_with = "super::body::some")]
    #[schemars(with = "String")]
    name: Option<String>,
    /// The good rows are written although others are bad.
    #[serde(default)]
    skip_bad: bool,
    /// Letters with errors that the rules find are written too, every page marked as a draft.
    #[serde(default)]
    draft: bool,
}

/// A list of addressees: rows, or a file of them in base64.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(
    untagged,
    expecting = "`list` is an array of rows, or a file of them: { \"syntax\": \"csv\", \"base64\": … }"
)]
enum List {
    /// The rows, each with its cells by the names of the columns.
    Rows(#[schemars(length(min = 1, max = 1000))] Vec<BTreeMap<String, Cell>>),
    /// A file.
    File(ListFile),
}

/// A file of rows.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct ListFile {
    /// How it is written.
    syntax: ListSyntax,
    /// Its bytes in base64.
    #[schemars(extend("contentEncoding" = "base64"))]
    base64: String,
}

/// How a list is written.
#[derive(Debug, Clone, Copy, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum ListSyntax {
    /// CSV, in UTF-8.
    Csv,
    /// An Excel workbook; its first sheet.
    Xlsx,
    /// An OpenDocument spreadsheet; its first sheet.
    Ods,
}

/// What stands in a cell.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[serde(untagged)]
enum Cell {
    /// Words.
    Text(String),
    /// A number.
    Number(#[schemars(with = "f64")] serde_json::Number),
    /// Nothing.
    Empty(()),
}

fn all_formats<'de, D: Deserializer<'de>>(data: D) -> Result<Vec<Format>, D::Error> {
    let names = Vec::<String>::deserialize(data)?;
    names.iter().map(|name| named(name)).collect()
}

fn many_formats(generator: &mut SchemaGenerator) -> Schema {
    schemars::json_schema!({ "type": "array", "items": formats(generator) })
}

/// What became of a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct MergeAnswer<'m> {
    /// How many rows there are.
    rows: u64,
    /// The rows that become no letter; row 1 is the names of the columns.
    bad: Vec<u64>,
    /// What is wrong with the list, each thing once.
    findings: Vec<RowFinding<'m>>,
    /// The letters, in the order of the list.
    files: Vec<LetterFile>,
}

/// A letter as a file.
#[derive(Debug, Serialize, JsonSchema)]
struct LetterFile {
    /// Its name.
    name: String,
    /// Its media type.
    media_type: &'static str,
    /// Its bytes in base64.
    #[schemars(extend("contentEncoding" = "base64"))]
    base64: String,
}

impl List {
    fn bytes(&self) -> Result<(Syntax, Vec<u8>), Problem> {
        match self {
            Self::Rows(rows) => {
                let bytes = serde_json::to_vec(rows).map_err(|_| Problem::of_status(500))?;
                Ok((Syntax::Json, bytes))
            }
            Self::File(file) => {
                let syntax = match file.syntax {
                    ListSyntax::Csv => Syntax::Delimited,
                    ListSyntax::Xlsx => Syntax::Xlsx,
                    ListSyntax::Ods => Syntax::Ods,
                };
                let bytes = BASE64.decode(&file.base64).map_err(|_| {
                    Problem::new(422, "list", "`list.base64` is not written in base64.")
                })?;
                Ok((syntax, bytes))
            }
        }
    }
}

pub(super) fn merge(desk: &Desk, asked: &MergeRequest) -> Result<Answer, Problem> {
    let letter = asked.letter.read(desk)?;
    let unread = |findings: Vec<Finding>| {
        Problem::findings("The letter has mistakes: see `findings`.", &findings)
    };
    let input = letter.input();
    let record = record::read(input.id, input.name, input.bytes, input.syntax).map_err(unread)?;
    let (bundle, mistakes) = desk.engine.gather(record, &letter.folder);
    if !mistakes.is_empty() {
        return Err(unread(mistakes));
    }
    let (syntax, bytes) = asked.list.bytes()?;
    let open = || {
        let bytes = Cursor::new(bytes.clone());
        Table::open("the list", syntax, None, bytes).map_err(refused)
    };
    if open()?.take(MOST_ROWS + 1).count() > MOST_ROWS {
        let detail = "The list has more than 1000 rows: send it in parts.";
        return Err(Problem::new(422, "list", detail));
    }
    let table = open()?;
    let maps: Vec<_> = asked.columns.clone().into_iter().collect();
    let name = asked.name.as_deref();
    let (columns, mut about) =
        Columns::new(&table.header, &maps, &bundle.record.letter, name).map_err(refused)?;
    about.extend(table.notes.iter().cloned());
    let pattern = Pattern::new(name, &columns).map_err(refused)?;
    let holds_calendar = asked.formats.iter().any(|format| format.holds_calendar());
    let earlier = (holds_calendar && !bundle.record.letter.meetings.is_empty()).then(|| {
        FolderLetters::read(desk.engine, &letter.folder)
            .before(desk.engine, &letter.folder, &bundle)
    });
    let rules = desk.rules.clone();
    let maker = LetterMaker::new(desk.engine, bundle, columns, pattern, rules, asked.draft);
    let mut maker = maker.map_err(unread)?;
    if let Some(earlier) = earlier {
        maker = maker.with_earlier(earlier);
    }
    let preflight = |package: &Package| {
        let formats = asked.formats.iter();
        formats
            .flat_map(|format| desk.writers.preflight(package, *format))
            .collect()
    };
    let survey = merge::survey(&maker, table, about, None, &preflight, &|| ()).map_err(refused)?;
    let findings = row_findings(&survey.findings);
    let is_bad =
        survey.findings.has_errors_of_list() || (!survey.bad.is_empty() && !asked.skip_bad);
    if is_bad && !asked.formats.is_empty() {
        let rows = serde_json::to_value(&findings).unwrap_or_default();
        let detail = "No letter was written: `rows` says which rows are wrong; with `skip_bad` the others are written.";
        return Err(Problem::rows(detail, rows));
    }
    let mut files = Vec::new();
    if !asked.formats.is_empty() && survey.letters(Rows::Good) > 0 {
        let mut total = 0_usize;
        let make = |stem: &str, package: Package| made(desk, &asked.formats, stem, &package);
        let failed = merge::write(&maker, open()?, &survey, Rows::Good, make, |made| {
            total += made.iter().map(|file| file.base64.len()).sum::<usize>();
            files.extend(made);
            if total > MOST_BYTES {
                return Err(Error::output("the letters are too large for one answer")
                    .help("send the list in parts"));
            }
            Ok(())
        })
        .map_err(refused)?;
        if failed.has_errors() {
            let rows = serde_json::to_value(row_findings(&failed)).unwrap_or_default();
            return Err(Problem::rows("Some letters cannot be written: see `rows`.", rows));
        }
    }
    let bad = survey.bad.iter().copied().collect();
    super::data(&MergeAnswer { rows: survey.rows, bad, findings, files })
}

fn refused(error: Error) -> Problem {
    Problem::refused(&error)
}

/// A letter in all formats.
fn made(
    desk: &Desk,
    formats: &[Format],
    stem: &str,
    package: &Package,
) -> Result<Vec<LetterFile>, WriteFailure> {
    let formats = formats.iter();
    let several = formats.len() > 1;
    let formats =
        formats.filter(|format| !several || desk.writers.nothing(package, **format).is_none());
    let files = formats.map(|format| {
        let written = desk.writers.write(package, *format).map_err(WriteFailure::Letter)?;
        Ok(LetterFile {
            name: format!("{stem}.{}", format.extension()),
            media_type: format.media_type(),
            base64: BASE64.encode(written.bytes),
        })
    });
    files.collect()
}
