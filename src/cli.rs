//! The command line; one command a file.
#![allow(clippy::disallowed_methods, reason = "this is the edge")]

mod build;
mod check;
mod diff;
mod explain;
mod import;
mod input;
mod join;
#[cfg(feature = "serve")]
mod key;
mod log;
mod merge;
mod new;
mod office;
mod progress;
mod read;
mod render;
mod schema;
#[cfg(feature = "serve")]
mod serve;
mod site;
mod terminal;
mod thread;
mod trace;
mod turns;
mod verify;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::compose::Engine;
use crate::error::Error;
use crate::files;
use crate::finding::Finding;
use crate::template::Templates;
use crate::template_check;

/// Structured records become finished official letters.
#[derive(Debug, Parser)]
#[command(name = "chancery", version, disable_help_subcommand = true, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Write a record to start from, every field explained
    New(new::Arguments),
    /// Make an office's own folder, prove it, show where each of its values comes from
    #[command(subcommand)]
    Office(office::Arguments),
    /// Show the clauses of a kind of letter, and each of their turns as a sentence
    Turns(turns::Arguments),
    /// Say what is wrong with letters, before they go out
    Check(check::Arguments),
    /// Print the page of a rule
    Explain(explain::Arguments),
    /// Write finished letters
    Render(render::Arguments),
    /// Write one letter to everybody in a list
    Merge(merge::Arguments),
    /// Make an archive of a folder of records: every letter, the register, threads, programme
    Build(build::Arguments),
    /// Join the parts of a build into one archive
    Join(join::Arguments),
    /// Prove that an archive is what it was, and can be made again
    Verify(verify::Arguments),
    /// Show what a letter follows, and what follows it
    Thread(thread::Arguments),
    /// Show where every word of a letter came from, and where each field is printed
    Trace(trace::Arguments),
    /// Make records of old letters, each proved word for word
    Import(import::Arguments),
    /// Show what changed between two letters, in sentences
    Diff(diff::Arguments),
    /// Show the history of a record in Git, each commit as what it changed
    Log(log::Arguments),
    /// Open the desk: draft, check and hand out letters in the browser
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    /// Make keys for those who come to the desk: people and programs
    #[cfg(feature = "serve")]
    #[command(subcommand)]
    Key(key::Arguments),
    /// Print the record inside a PDF
    Read(read::Arguments),
    /// Print the JSON Schema of a record, for editors, or of a letter as `--to json` writes it
    Schema(schema::Arguments),
}

/// Where templates come from.
#[derive(Debug, clap::Args)]
struct TemplateArguments {
    /// A folder of templates of your own, laid over the built-in ones file by file
    #[arg(long, value_name = "DIR")]
    templates: Option<std::path::PathBuf>,
}

/// What a command came to.
enum Outcome {
    /// All is well.
    Fine,
    /// There are findings at or above the level that matters, or letters that failed.
    Findings,
}

/// Runs the command line of this process.
pub fn run() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(shown) => return ExitCode::from(terminal::usage(&shown)),
    };
    let outcome = match &arguments.command {
        Command::New(arguments) => new::run(arguments),
        Command::Office(arguments) => office::run(arguments),
        Command::Check(arguments) => check::run(arguments),
        Command::Explain(arguments) => explain::run(arguments),
        Command::Render(arguments) => render::run(arguments),
        Command::Merge(arguments) => merge::run(arguments),
        Command::Build(arguments) => build::run(arguments),
        Command::Join(arguments) => join::run(arguments),
        Command::Verify(arguments) => verify::run(arguments),
        Command::Turns(arguments) => turns::run(arguments),
        Command::Thread(arguments) => thread::run(arguments),
        Command::Trace(arguments) => trace::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Log(arguments) => log::run(arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(arguments),
        #[cfg(feature = "serve")]
        Command::Key(arguments) => key::run(arguments),
        Command::Read(arguments) => read::run(arguments),
        Command::Schema(arguments) => schema::run(arguments),
    };
    match terminal::lost().map_or(outcome, Err) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(error) => {
            terminal::error(&error);
            ExitCode::from(error.exit_code())
        }
    }
}

/// A file of templates: its path within the folder, the name to show, and its bytes.
type TemplateFile = (String, String, Vec<u8>);

/// The engine with the templates that were asked for; their mistakes are shown before any letter.
fn engine(arguments: &TemplateArguments) -> Result<Result<Engine, Vec<Finding>>, Error> {
    engine_with(arguments, |_| Ok(Vec::new()))
}

/// The same, with files that the templates call for laid over the built-in ones, below those that
/// were asked for.
fn engine_with(
    arguments: &TemplateArguments,
    more: impl FnOnce(&Templates) -> Result<Vec<TemplateFile>, Error>,
) -> Result<Result<Engine, Vec<Finding>>, Error> {
    let mut templates = Templates::embedded();
    let found = more(&templates)?;
    templates.overlay(found);
    let Some(folder) = &arguments.templates else {
        return Ok(Ok(Engine::new(templates)));
    };
    let found = files::templates_in(folder)?;
    if found.is_empty() {
        return Err(Error::input(format!("the templates folder {} is empty", folder.display()))
            .help("put an office's folder into it as offices/NAME/office.toml"));
    }
    templates.overlay(found);
    let engine = Engine::new(templates);
    let findings = template_check::mistakes(&engine);
    Ok(if findings.is_empty() { Ok(engine) } else { Err(findings) })
}

/// Shows what is wrong with an office.
fn refuse(mut findings: Vec<Finding>) -> Outcome {
    terminal::findings(&mut findings, terminal::Format::Text);
    Outcome::Findings
}
