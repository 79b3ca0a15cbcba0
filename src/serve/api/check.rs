//! `POST /api/check`: what is wrong with a letter.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Problem;
use super::letter::LetterSource;
use crate::check;
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
    only: Vec<String>,
    /// Do not run these rules.
    #[serde(default)]
    allow: Vec<String>,
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
        Problem::new(422, "request", &format!("{}: {}", finding.message, finding.help.join("; ")))
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
