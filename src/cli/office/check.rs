//! `chancery office check`: every mistake of an office, and a sample of each kind of letter.

use super::super::{Outcome, TemplateArguments, terminal};
use crate::error::Error;
use crate::finding::{Level, suggest};
use crate::template_check;
use crate::text::count;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The office
    name: String,
    /// The kind of letter to show a sample of; all when left out
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// The language of the samples; the office's own when left out
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// Say mistakes only, and show no samples
    #[arg(long, conflicts_with_all = ["kind", "language"])]
    quiet: bool,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let name = arguments.name.as_str();
    let engine = super::engine(&arguments.templates)?;
    super::known(&engine, name, &arguments.templates)?;
    let languages = template_check::languages_of(&engine, name);
    if let Some(tag) = &arguments.language
        && !engine.templates().languages().contains(&tag.as_str())
    {
        let help = suggest(tag, engine.templates().languages());
        return Err(Error::usage(format!("there is no language `{tag}`")).help(help));
    }
    let kinds = engine.templates().starters();
    if let Some(kind) = arguments.kind.as_ref().filter(|kind| !kinds.contains(kind)) {
        let help = suggest(kind, kinds.iter().map(String::as_str));
        return Err(Error::usage(format!("there is no kind of letter called `{kind}`")).help(help));
    }
    let mut findings = template_check::mistakes_of(&engine, name);
    let wrong = findings.iter().any(|finding| finding.level == Level::Error);
    terminal::findings(&mut findings, terminal::Format::Text);
    if wrong {
        return Ok(Outcome::Findings);
    }
    let language = arguments.language.as_deref();
    for kind in kinds.iter().filter(|_| !arguments.quiet) {
        if arguments.kind.as_ref().is_some_and(|wanted| wanted != kind) {
            continue;
        }
        match template_check::sample(&engine, name, kind, language) {
            Ok(text) => terminal::print(&format!("--- {kind} ---\n\n{}\n\n", text.trim_end())),
            Err(findings) => return Ok(super::refuse(findings)),
        }
    }
    let extends = engine.templates().lineage(name);
    let extends = match &extends[1..] {
        [] => String::new(),
        others => format!(", which extends {},", others.join(" and ")),
    };
    terminal::say(&format!(
        "`{name}`{extends} has no mistakes: {} of letter, in {}",
        count(kinds.len(), "kind"),
        languages.join(", ")
    ));
    Ok(Outcome::Fine)
}
