//! `chancery turns`: the clauses of a kind of letter, and each of their turns as a sentence.

use std::path::PathBuf;

use super::input::Input;
use super::{Outcome, TemplateArguments, new, terminal};
use crate::compose::{self, ClauseTurns, Engine};
use crate::error::Error;
use crate::files::Folder;
use crate::finding::{Finding, suggest};
use crate::letter::Day;
use crate::record::{self, Syntax};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The kind of letter; all of them are listed when it is left out
    kind: Option<String>,
    /// The office that writes it
    #[arg(long, value_name = "OFFICE", conflicts_with = "record")]
    office: Option<String>,
    /// The language of the letter; the office's own when left out
    #[arg(long, value_name = "TAG", conflicts_with = "record")]
    language: Option<String>,
    /// Show the turns by this letter; by a sample when left out
    #[arg(long, value_name = "FILE")]
    record: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(findings) => return Ok(super::refuse(findings)),
    };
    if arguments.kind.is_none() && arguments.record.is_none() {
        let kinds = new::kinds(&engine, Day::from_epoch(0));
        terminal::print(&(kinds + "\n`chancery turns KIND` shows each clause with its turns.\n"));
        return Ok(Outcome::Fine);
    }
    let shown = match &arguments.record {
        Some(path) => {
            let input = Input::read(path)?;
            let read = record::read(&input.id, &input.name, &input.bytes, input.syntax);
            let read = read.map(|mut record| {
                if let Some(kind) = &arguments.kind {
                    std::sync::Arc::make_mut(&mut record.letter).kind = Some(kind.clone());
                }
                record
            });
            read.and_then(|record| turns(&engine, record, &input.folder, false))
        }
        None => sample(&engine, arguments)?,
    };
    match shown {
        Ok(clauses) => terminal::print(&page(&clauses)),
        Err(findings) => return Ok(super::refuse(findings)),
    }
    Ok(Outcome::Fine)
}

type Shown = Result<Vec<ClauseTurns>, Vec<Finding>>;

/// The turns by a sample letter of the kind.
fn sample(engine: &Engine, arguments: &Arguments) -> Result<Shown, Error> {
    let templates = engine.templates();
    let kind = arguments.kind.as_deref().unwrap_or_default();
    // The office that letters of the kind usually come from.
    let usual = templates.starter(kind, None, Day::from_epoch(0)).and_then(|starter| {
        let line = starter.text.lines().find_map(|line| line.strip_prefix("office: "));
        line.map(|name| name.split_whitespace().next().unwrap_or_default().to_owned())
    });
    let unknown = |kinds: Vec<&str>, more: &str| {
        let help = [&suggest(kind, kinds), more].concat();
        Error::usage(format!("there is no kind of letter called `{kind}`")).help(help)
    };
    let Some(office) = arguments.office.clone().or(usual) else {
        let kinds = templates.starters();
        let kinds = kinds.iter().map(String::as_str).collect();
        return Err(unknown(kinds, "; of a kind that an office has of its own say `--office`"));
    };
    let known = engine.office(&office).map_err(usage)?;
    let house = engine.house(&office, arguments.language.as_deref()).map_err(usage)?;
    if !house.wording.has_kind(kind) {
        return Err(unknown(house.wording.kinds().collect(), ""));
    }
    let language = arguments.language.as_ref().unwrap_or(&known.language);
    let fields = templates.sample(language).unwrap_or_default();
    let text = format!("kind: {kind}\noffice: {office}\nlanguage: {language}\n{fields}");
    let read = record::read("sample", "sample", text.as_bytes(), Syntax::Yaml);
    Ok(read.and_then(|record| turns(engine, record, &Folder::new("."), true)))
}

/// What is wrong with an office or a language that was named on the command line.
fn usage(findings: Vec<Finding>) -> Error {
    match findings.into_iter().next() {
        Some(finding) => Error::usage(finding.message).help(finding.help.join("; ")),
        None => Error::usage("the office cannot be read"),
    }
}

fn turns(engine: &Engine, record: record::Record, folder: &Folder, sample: bool) -> Shown {
    let (bundle, missing) = engine.gather(record, folder);
    if missing.is_empty() { compose::turns(engine, &bundle, sample) } else { Err(missing) }
}

fn page(clauses: &[ClauseTurns]) -> String {
    let mut out = String::new();
    for clause in clauses {
        let left_out = if clause.left_out { " (left out here)" } else { "" };
        out.push_str(&format!("{}{left_out}\n", clause.clause));
        for turn in &clause.turns {
            let mark = if turn.usual { "*" } else { " " };
            let unchecked = if turn.source == "unchecked" { " (unchecked)" } else { "" };
            out.push_str(&format!("{mark} {}{unchecked}\n", turn.name));
            let text = match &turn.text {
                Some(text) => text.replace('\n', " / "),
                None if turn.needs.is_empty() => "(says nothing here)".to_owned(),
                None => format!("(says nothing here; it needs {})", turn.needs.join(", ")),
            };
            out.push_str(&format!("      {text}\n"));
        }
        out.push('\n');
    }
    out.push_str("* what this letter says unless it is told otherwise. In a record:\n");
    out.push_str("  turns: { CLAUSE: TURN }       another turn; none leaves the clause out\n");
    out.push_str(
        "  say: { CLAUSE: your words }   your own words in its place, with merge fields\n",
    );
    out
}
