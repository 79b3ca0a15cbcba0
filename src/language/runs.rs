//! Written-out dates, so that the document knows every day it names.

use serde::Serialize;

/// A piece of written-out dates.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Run {
    /// Words between days.
    Text(String),
    /// A day, or a month, that is named.
    Day {
        /// ISO 8601: `2018-02-01`, or `2018-02`.
        iso: String,
        /// As it is written out; within a range only what stands at this end.
        text: String,
    },
}

impl Run {
    /// The words of the run.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Day { text, .. } => text,
        }
    }

    /// The words of several runs.
    pub fn join(runs: &[Self]) -> String {
        runs.iter().map(Self::text).collect()
    }
}

pub(super) fn push_text(runs: &mut Vec<Run>, text: &str) {
    match runs.last_mut() {
        _ if text.is_empty() => {}
        Some(Run::Text(before)) => before.push_str(text),
        _ => runs.push(Run::Text(text.to_owned())),
    }
}

pub(super) fn push_runs(runs: &mut Vec<Run>, more: Vec<Run>) {
    for run in more {
        match run {
            Run::Text(text) => push_text(runs, &text),
            day @ Run::Day { .. } => runs.push(day),
        }
    }
}
