//! `chancery office show`: the value of every key, with the file that says it.

use super::super::{Outcome, TemplateArguments, terminal};
use crate::error::Error;
use crate::office::Key;

#[derive(Debug, clap::Args)]
pub(in crate::cli) struct Arguments {
    /// The office
    name: String,
    /// Only this key, or the keys of this group: `sheet.margins`
    #[arg(long, value_name = "KEY")]
    key: Option<String>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(in crate::cli) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let name = arguments.name.as_str();
    let engine = super::engine(&arguments.templates)?;
    super::known(&engine, name, &arguments.templates)?;
    let templates = engine.templates();
    let office = match engine.office(name) {
        Ok(office) => office,
        Err(findings) => return Ok(super::refuse(findings)),
    };
    let keys = templates.office_settings(name);
    let mut keys = keys.map(|files| office.keys(&files)).unwrap_or_default();
    if let Some(wanted) = &arguments.key {
        let within = |path: &str| {
            path.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        };
        let known: Vec<_> = keys.iter().map(|key| key.path.clone()).collect();
        keys.retain(|key| within(&key.path));
        if keys.is_empty() {
            // `sheet.letterhead` is a group of keys, and may be asked for too.
            let mut groups: Vec<&str> = known.iter().map(String::as_str).collect();
            for path in &known {
                groups.extend(path.match_indices('.').map(|(at, _)| &path[..at]));
            }
            groups.sort_unstable();
            groups.dedup();
            let help = crate::finding::nearest(wanted, groups.iter().copied());
            let help = help.map_or_else(
                || format!("`chancery office show {name}` prints all keys"),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Error::usage(format!("an office has no key `{wanted}`")).help(help));
        }
    }
    let mut out: String = keys.iter().map(line).collect();
    if arguments.key.is_none() {
        out += &files(&engine, name);
    }
    terminal::print(&out);
    Ok(Outcome::Fine)
}

/// `key = value`, and where it is said: TOML again.
fn line(key: &Key) -> String {
    let place = match &key.place {
        Some(place) => format!("{}:{}", place.source().name(), place.line_column().0),
        None => "when nobody says it".to_owned(),
    };
    match &key.value {
        Some(value) => format!("{} = {value}  # {place}\n", key.path),
        None => format!("# {} is not said\n", key.path),
    }
}

/// The other files of the office and of those it extends, the nearest first.
fn files(engine: &crate::compose::Engine, name: &str) -> String {
    let templates = engine.templates();
    let mut out = String::new();
    for office in templates.lineage(name) {
        let folder = format!("offices/{office}/");
        let others = templates.within(&folder).map(|(_, source)| source.name());
        for other in others.filter(|path| !path.ends_with("office.toml")) {
            out += &format!("# {other}\n");
        }
    }
    if out.is_empty() {
        out
    } else {
        format!("\n# and its other files, those that stand before others first:\n{out}")
    }
}
