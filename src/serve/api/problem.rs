//! Errors for programs: problem details of RFC 9457.

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::error::Error;
use crate::finding::Finding;
use crate::report;
use crate::serve::answer::Answer;
use crate::serve::guard::Refusal;

/// The media type of problems.
pub(super) const MEDIA_TYPE: &str = "application/problem+json";

/// Why a request was not done.
#[derive(Debug, Serialize, JsonSchema)]
#[schemars(rename = "Problem")]
pub(in crate::serve) struct Problem {
    /// Always `about:blank`: the status and the code say what kind of problem it is.
    r#type: &'static str,
    /// The status in words.
    title: String,
    /// The status of HTTP.
    status: u16,
    /// The kind of problem, for programs.
    code: &'static str,
    /// What is wrong and what to do, for people.
    detail: String,
    /// What is wrong with a letter, where that is the reason.
    #[schemars(with = "Vec<report::FindingData<'static>>")]
    findings: Value,
    /// What is wrong with a list, where that is the reason.
    #[schemars(with = "Vec<crate::merge::RowFinding<'static>>")]
    rows: Value,
}

impl Problem {
    pub(super) fn new(status: u16, code: &'static str, detail: &str) -> Self {
        let title = StatusCode::from_u16(status)
            .ok()
            .and_then(|status| status.canonical_reason());
        Self {
            r#type: "about:blank",
            title: title.unwrap_or("Error").to_owned(),
            status,
            code,
            detail: detail.to_owned(),
            findings: Value::Array(Vec::new()),
            rows: Value::Array(Vec::new()),
        }
    }

    /// What HTTP itself says of a request.
    pub(super) fn of_status(status: u16) -> Self {
        let (code, detail) = match status {
            404 => return Self::no_path(),
            405 => ("method", "This address knows other methods: the field Allow names them."),
            408 => ("too-slow", "The request took more than a minute. Ask for less at a time."),
            413 => ("too-large", "The request is too large: 48 MiB is the most."),
            500 => {
                ("broken", "Something went wrong at the desk. Nothing was changed; try it again.")
            }
            _ => ("unreadable", "The request cannot be read."),
        };
        Self::new(status, code, detail)
    }

    pub(super) fn no_path() -> Self {
        Self::new(
            404,
            "no-path",
            "There is no such address; /api/openapi.json lists all there are.",
        )
    }

    pub(super) fn no_letter() -> Self {
        Self::new(404, "no-letter", "There is no such letter in the folder.")
    }

    /// What is wrong with a letter.
    pub(super) fn findings(detail: &str, findings: &[Finding]) -> Self {
        let mut problem = Self::new(422, "letter", detail);
        problem.findings = serde_json::to_value(report::findings(findings)).unwrap_or_default();
        problem
    }

    /// What is wrong with rows of a list.
    pub(super) fn rows(detail: &str, rows: Value) -> Self {
        Self { rows, ..Self::new(422, "list", detail) }
    }

    /// What is wrong with a request that could be read.
    pub(super) fn refused(error: &Error) -> Self {
        Self::new(422, "request", &error.to_string())
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        let code = match refusal.status {
            401 => "no-key",
            403 => "not-allowed",
            405 => "method",
            _ => "wrong-name",
        };
        Self::new(refusal.status, code, &refusal.message)
    }
}

impl From<Problem> for Answer {
    fn from(problem: Problem) -> Self {
        let bytes = serde_json::to_vec(&problem).unwrap_or_default();
        let answer = Self::new(problem.status, MEDIA_TYPE, bytes);
        match problem.status {
            401 => answer.with("www-authenticate", "Bearer".to_owned()),
            _ => answer,
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        Answer::from(self).into_response()
    }
}
