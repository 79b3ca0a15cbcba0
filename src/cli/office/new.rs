//! `chancery office new`: the smallest folder of an office.

use std::path::PathBuf;

use super::super::{Outcome, TemplateArguments, terminal};
use crate::error::Error;
use crate::files::Output;
use crate::office::{Key, NAMES};
use crate::text::{capital, file_stem};

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The name of its folder: small letters, figures, hyphens
    name: String,
    /// The office that it takes everything over from
    #[arg(long, value_name = "OFFICE")]
    from: Option<String>,
    /// The folder of templates to write to, as offices/NAME/office.toml; standard output when left out
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let name = arguments.name.as_str();
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(fits) || name.starts_with('-') {
        let stem = file_stem(&name.to_lowercase().replace([' ', '_', '.'], "-"));
        return Err(Error::usage(format!("`{name}` cannot be the name of an office"))
            .help(format!("use small letters, figures and hyphens: `{stem}`")));
    }
    let engine = super::engine(&arguments.templates)?;
    if engine.templates().has_office(name) {
        return Err(Error::usage(format!("there is an office `{name}` already")).help(format!(
            "`chancery office show {name}` prints what it says; choose another name for yours, \
             and take it over with --from {name}"
        )));
    }
    let text = match &arguments.from {
        None => alone(name),
        Some(from) => {
            super::known(&engine, from, &arguments.templates)?;
            let office = match engine.office(from) {
                Ok(office) => office,
                Err(findings) => return Ok(super::refuse(findings)),
            };
            let keys = engine.templates().office_settings(from);
            let keys = keys.map(|files| office.keys(&files)).unwrap_or_default();
            taking_over(name, from, &keys)
        }
    };
    let Some(folder) = &arguments.output else {
        terminal::print_file(text.as_bytes());
        return Ok(Outcome::Fine);
    };
    let own = folder.join("offices").join(name);
    let written = Output::new(&own, false)?.write("office.toml", text.as_bytes())?;
    terminal::say(&format!("{}", written.display()));
    terminal::say(&format!(
        "change what differs, then `chancery office check {name} --templates {}`",
        folder.display()
    ));
    Ok(Outcome::Fine)
}

/// An office of its own.
fn alone(name: &str) -> String {
    let words: Vec<_> = name.split('-').map(capital).collect();
    let words = words.join(" ");
    format!(
        "# The office `{name}`. Every key is explained by `chancery schema --of office`.\n\n\
         # The words of the letterhead, one line each.\n\
         letterhead = [\"{}\"]\n\n\
         # What others call it in a sentence.\n\
         [sender]\nname = \"the {words}\"\n",
        words.to_uppercase()
    )
}

/// An office that takes everything over: what it is known by stands there to be changed.
fn taking_over(name: &str, from: &str, keys: &[Key]) -> String {
    let mut text = format!(
        "# The office `{name}`: what it says otherwise than `{from}`, key by key.\n\
         # `chancery office show {name}` prints every key with the file that says it.\n\
         extends = \"{from}\"\n\n\
         # What `{from}` is known by; say what differs, without the #.\n"
    );
    let is_name =
        |path: &str| NAMES.contains(&path) || path == "place" || path.starts_with("sender.name");
    for key in keys.iter().filter(|key| is_name(&key.path)) {
        if let Some(value) = key.value.as_ref().filter(|value| *value != "[]") {
            text += &format!("# {} = {value}\n", key.path);
        }
    }
    for key in keys.iter().filter(|key| {
        NAMES
            .iter()
            .any(|name| key.path.strip_prefix(name).is_some_and(|rest| rest.starts_with('.')))
    }) {
        text += &format!("# {} = {}\n", key.path, key.value.as_deref().unwrap_or("\"\""));
    }
    text
}
