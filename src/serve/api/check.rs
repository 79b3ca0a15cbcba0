//! `POST /api/check`: what is wrong with a letter.

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

use super::Problem;
use super::letter::LetterSource;
use crate::check::{self, RULES};
use crate::finding::Finding;
use crate::gather::Neighbours;
use crate::pipeline::{self, Diagnosis};
use crate::report::{self, FindingData};
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::listing::State;

/// What to check.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckRequest {
    /// The letter.
    letter: LetterSource,
    /// Run only these rules; all where none is named.
    #[serde(default)]
    #[schemars(schema_with = "rules")]
    only: Vec<String>,
    /// Do not run these rules.
    #[serde(default)]
    #[schemars(schema_with = "rules")]
    allow: Vec<String>,
}

fn rules(_: &mut SchemaGenerator) -> Schema {
    let names: Vec<_> = RULES.iter().map(|rule| rule.name).collect();
    schemars::json_schema!({ "type": "array", "items": { "enum": names } })
}

/// What is wrong with a letter.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct CheckAnswer<'f> {
    /// The id of the letter.
    id: &'f str,
    /// How far it is.
    state: State,
    /// What is wrong with it, as `chancery check --format json` has it.
    findings: Vec<FindingData<'f>>,
}

pub(super) fn check(desk: &Desk, asked: &CheckRequest) -> Result<Answer, Problem> {
    let wrong = |finding: Finding| {
        Problem::new(
            400,
            "unreadable",
            &format!("{}: {}", finding.message, finding.help.join("; ")),
        )
    };
    let rules = desk.rules.clone().only(&asked.only).map_err(wrong)?;
    let rules = rules.allow(&asked.allow).map_err(wrong)?;
    let letter = asked.letter.read(desk)?;
    let neighbours: &dyn Neighbours = &letter.folder;
    let Diagnosis { mut findings, .. } =
        pipeline::diagnose(desk.engine, (letter.input(), neighbours), &rules);
    check::dedup(&mut findings);
    Finding::sort(&mut findings);
    let (state, _) = State::of(&findings);
    super::data(&CheckAnswer { id: &letter.id, state, findings: report::findings(&findings) })
}
