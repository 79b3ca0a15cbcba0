//! What a merge came to, for people and for programs.

use std::time::Instant;

use serde::Serialize;

use super::{Arguments, Done, NAMED};

use crate::cli::terminal::{self, Format as Messages};
use crate::merge::{self, RowFinding, Survey, row_findings};
use crate::text::{count, thousands};

/// The most bad rows that are named at the end.
const NAMED_ROWS: usize = 30;

#[derive(Serialize)]
struct Summary<'s> {
    rows: u64,
    letters: u64,
    bad: Vec<u64>,
    written: bool,
    findings: Vec<RowFinding<'s>>,
}

/// Says what was found and written.
pub(super) fn report(
    arguments: &Arguments,
    survey: &Survey,
    done: &Done,
    stopped: bool,
    began: Instant,
) {
    if arguments.format == Messages::Json {
        let all = [&survey.findings, &done.findings];
        let summary = Summary {
            rows: survey.rows,
            letters: done.letters,
            bad: survey.bad.iter().copied().collect(),
            written: done.letters > 0,
            findings: all.into_iter().flat_map(row_findings).collect(),
        };
        terminal::print_json(&serde_json::to_string_pretty(&summary).unwrap_or_default());
        return;
    }
    for findings in [&survey.findings, &done.findings] {
        if !findings.is_empty() {
            terminal::say(&merge::table(findings));
        }
    }
    let (rows, bad) = (survey.rows, survey.bad.len() as u64);
    if !arguments.quiet {
        if done.letters > 0 && done.files.len() < NAMED {
            done.files
                .iter()
                .for_each(|path| terminal::say(&path.display().to_string()));
        }
        if done.letters > 0 {
            let folder = arguments.output.as_deref().unwrap_or(".".as_ref());
            let mut said = format!("{} in {}", letters(done.letters), folder.display());
            let took = began.elapsed().as_secs_f64();
            // How fast it was matters when somebody had to wait.
            if took >= 2.0 {
                said += &format!("; {took:.1} s, {:.0} rows a second", rows as f64 / took);
            }
            terminal::say(&said);
        } else if arguments.dry_run && bad == 0 && !stopped {
            terminal::say(&format!("{}: all good", count(size(rows), "row")));
        }
    }
    if bad > 0 {
        let mut named: Vec<_> = survey.bad.iter().take(NAMED_ROWS).map(u64::to_string).collect();
        if survey.bad.len() > NAMED_ROWS {
            named.push(format!("and {} more", thousands(survey.bad.len() - NAMED_ROWS)));
        }
        let of = count(size(rows), "row");
        let bad = thousands(size(bad));
        terminal::say(&format!("no letter for {bad} of {of}: {}", named.join(", ")));
    }
    if stopped && !arguments.dry_run {
        let advice = if survey.findings.has_errors_of_list() {
            "; when the columns are right, the letters are checked too"
        } else if bad < rows {
            "; --skip-bad writes the others"
        } else {
            ""
        };
        terminal::say(&format!("nothing was written{advice}"));
    }
}

fn letters(number: u64) -> String {
    count(size(number), "letter")
}

fn size(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
