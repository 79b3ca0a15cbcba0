//! What is wrong with a list, said once for all rows that have it.

use std::collections::BTreeMap;

use crate::finding::{Finding, Level};

/// Something that is wrong with a row, or with the list.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// How much it weighs; with an error the row becomes no letter.
    pub level: Level,
    /// The rule's name, in kebab case.
    pub rule: &'static str,
    /// The column it is about, as the list names it.
    pub column: Option<String>,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do next.
    pub help: Vec<String>,
    /// Where in the record or a template it is wrong, if it is wrong there.
    pub place: Option<String>,
}

impl Remark {
    /// An error.
    pub(super) fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            level: Level::Error,
            rule,
            column: None,
            message: message.into(),
            help: Vec::new(),
            place: None,
        }
    }

    /// The same remark, about a column.
    pub(super) fn column(mut self, column: &str) -> Self {
        self.column = Some(column.to_owned());
        self
    }

    /// The same remark, with advice.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }

    /// The same remark, at another level.
    pub(super) fn level(mut self, level: Level) -> Self {
        self.level = level;
        self
    }
}

impl From<Finding> for Remark {
    fn from(finding: Finding) -> Self {
        let place = finding.place.map(|place| {
            let source = place.source();
            let (line, column) = source.line_column(place.range().start);
            format!("{}:{line}:{column}", source.name())
        });
        Self {
            level: finding.level,
            rule: finding.rule,
            column: None,
            message: finding.message,
            help: finding.help,
            place,
        }
    }
}

/// All that is wrong with a list: each thing once, with its rows.
#[derive(Debug, Clone, Default)]
pub struct Remarks(BTreeMap<Remark, Vec<(u64, u64)>>);

impl Remarks {
    /// Notes a remark on a row; row 1 holds the names of the columns. Rows come in their order.
    pub(super) fn note(&mut self, row: u64, remark: Remark) {
        let rows = self.0.entry(remark).or_default();
        match rows.last_mut() {
            Some((_, last)) if *last == row || *last + 1 == row => *last = row,
            _ => rows.push((row, row)),
        }
    }

    /// Each remark with the rows that have it, first and last of every run; in the order of the
    /// rows.
    pub fn all(&self) -> Vec<(&Remark, &[(u64, u64)])> {
        let mut all: Vec<_> = self.0.iter().map(|(remark, rows)| (remark, &**rows)).collect();
        all.sort_by_key(|(remark, rows)| (rows.first().copied(), std::cmp::Reverse(remark.level)));
        all
    }

    /// Whether any of them is an error.
    pub fn has_errors(&self) -> bool {
        self.0.keys().any(|remark| remark.level == Level::Error)
    }

    /// Whether something is wrong with the list as such, and so with every letter.
    pub fn has_errors_of_list(&self) -> bool {
        let of_list = |rows: &Vec<(u64, u64)>| rows.first().is_some_and(|(first, _)| *first == 1);
        let mut all = self.0.iter();
        all.any(|(remark, rows)| remark.level == Level::Error && of_list(rows))
    }

    /// How many remarks there are, each counted once.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Rows in words: `3`, `3–5`, `3, 7–9`; of many runs the first ones.
pub(super) fn rows(runs: &[(u64, u64)]) -> String {
    const SHOWN: usize = 4;
    let run = |(first, last): &(u64, u64)| match first == last {
        true => first.to_string(),
        false => format!("{first}–{last}"),
    };
    let mut shown: Vec<_> = runs.iter().take(SHOWN).map(run).collect();
    let rest: u64 = runs.iter().skip(SHOWN).map(|(first, last)| last - first + 1).sum();
    if rest > 0 {
        shown.push(format!("and {rest} more"));
    }
    shown.join(", ")
}
