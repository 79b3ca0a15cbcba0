//! `chancery office`: an office's folder, from the first file to the proof that it is right.

mod check;
mod new;
mod show;

use clap::Subcommand;

use super::{Outcome, TemplateArguments, refuse};
use crate::compose::Engine;
use crate::error::Error;
use crate::files;
use crate::finding::nearest;
use crate::template::Templates;

#[derive(Debug, Subcommand)]
pub(super) enum Arguments {
    /// Write the smallest folder of an office, which takes the rest over from another one
    New(new::Arguments),
    /// Say every mistake of an office, and show a sample of each kind of letter
    Check(check::Arguments),
    /// Print the value of every key, with the file that says it
    Show(show::Arguments),
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    match arguments {
        Arguments::New(arguments) => new::run(arguments),
        Arguments::Check(arguments) => check::run(arguments),
        Arguments::Show(arguments) => show::run(arguments),
    }
}

/// An engine over the templates that were asked for, whatever is wrong with them.
fn engine(arguments: &TemplateArguments) -> Result<Engine, Error> {
    let mut templates = Templates::embedded();
    if let Some(folder) = &arguments.templates {
        templates.overlay(files::templates_in(folder)?);
    }
    Ok(Engine::new(templates))
}

/// That there is such an office.
fn known(engine: &Engine, name: &str, arguments: &TemplateArguments) -> Result<(), Error> {
    let templates = engine.templates();
    if templates.has_office(name) {
        return Ok(());
    }
    let error = Error::usage(format!("there is no office called `{name}`"));
    if let Some(near) = nearest(name, templates.offices()) {
        return Err(error.help(format!("did you mean `{near}`?")));
    }
    Err(match &arguments.templates {
        None => error.help(format!(
            "an office of your own is found with --templates DIR, the folder that holds offices/{name}"
        )),
        Some(folder) => error.help(format!(
            "there is no {}/offices/{name}/office.toml; `chancery office new {name}` writes one",
            folder.display()
        )),
    })
}
