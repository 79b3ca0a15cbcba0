//! `chancery new`: a record to start from.

use std::path::PathBuf;

use super::{Outcome, TemplateArguments, terminal};
use crate::compose::Engine;
use crate::error::Error;
use crate::files::Output;
use crate::finding::suggest;
use crate::letter::Day;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The kind of letter; all of them are listed when it is left out
    kind: Option<String>,
    /// The office that writes it
    #[arg(long, value_name = "OFFICE")]
    office: Option<String>,
    /// The date of the letter; today when left out
    #[arg(long, value_name = "YYYY-MM-DD")]
    date: Option<String>,
    /// The folder to write the record to; standard output when left out
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(mut findings) => {
            terminal::findings(&mut findings, terminal::Format::Text);
            return Ok(Outcome::Findings);
        }
    };
    let date = match &arguments.date {
        Some(text) => Day::parse(text)
            .map_err(|why| Error::usage(why).help("write the date as 2018-02-01"))?,
        None => today(),
    };
    let kinds = engine.templates().starters();
    let office = arguments.office.as_deref();
    let starter = |kind: &str| engine.templates().starter(kind, office, date);
    let Some(kind) = &arguments.kind else {
        let end = "\n`chancery new KIND -o DIR` writes a record of that kind to start from.\n";
        terminal::print(&(self::kinds(&engine, date) + end));
        return Ok(Outcome::Fine);
    };
    let Some(starter) = starter(kind) else {
        // A kind of an office's own may have none.
        let house = office.and_then(|office| engine.house(office, None).ok());
        if house.is_some_and(|house| house.wording.has_kind(kind)) {
            let message = format!("letters of the kind `{kind}` have no record to start from");
            return Err(Error::usage(message).help(format!(
                "put one into the folder of templates, as new/{kind}.md; `chancery turns {kind}` shows its clauses"
            )));
        }
        return Err(Error::usage(format!("there is no kind of letter called `{kind}`")).help(
            format!(
                "{}; `chancery new` says what each is for",
                suggest(kind, kinds.iter().map(String::as_str))
            ),
        ));
    };
    if let Some(office) = &arguments.office {
        engine.office(office).map_err(|findings| {
            let finding = &findings[0];
            Error::usage(finding.message.clone()).help(finding.help.join("; "))
        })?;
    }
    match &arguments.output {
        None => terminal::print_file(starter.text.as_bytes()),
        Some(folder) => {
            let written = Output::new(folder, false)?
                .write(&format!("{}.md", starter.id), starter.text.as_bytes())?;
            terminal::say(&format!("{}", written.display()));
        }
    }
    Ok(Outcome::Fine)
}

/// The kinds of letter, with what each is for.
pub(super) fn kinds(engine: &Engine, date: Day) -> String {
    let kinds = engine.templates().starters();
    let about = |kind: &String| Some(engine.templates().starter(kind, None, date)?.about);
    let kinds: Vec<_> = kinds.iter().filter_map(|kind| Some((kind, about(kind)?))).collect();
    let width = kinds.iter().map(|(kind, _)| kind.len()).max().unwrap_or_default();
    let mut out = String::new();
    for (kind, about) in kinds {
        out.push_str(&format!("{kind:width$}  {about}\n"));
    }
    out
}

/// Today's date in UTC: the one place where the clock is read.
fn today() -> Day {
    let since = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .unwrap_or_default();
    Day::from_epoch(i64::try_from(since.as_secs() / 86_400).unwrap_or(0))
}
