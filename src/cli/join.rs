//! `chancery join`: the parts of a build, made one archive.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::progress::Bar;
use super::site::{self, Prepared, SiteArguments, With};
use super::{Outcome, terminal};
use crate::archive::{Failure, Parts, Plan, RecordFolder, SiteFolder, StaleLetter, StaleReason};
use crate::compose::Engine;
use crate::error::Error;
use crate::files::{self, Records, SiteDirectory};
use crate::text::count;
use crate::write::Format;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folders of all parts, in any order
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
    /// The folder of the site
    #[arg(short, long, value_name = "SITE")]
    output: PathBuf,
    /// The folder of the records: its chancery.toml counts, and letters are told that have changed
    /// since their part was built; without it all is as it was for the parts
    #[arg(long, value_name = "DIR")]
    records: Option<PathBuf>,
    /// Make the site without its search
    #[arg(long)]
    no_search: bool,
    #[command(flatten)]
    site: SiteArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let began = Instant::now();
    folders(arguments)?;
    site::limit(&arguments.site);
    let locked = arguments.parts.iter().map(|part| SiteDirectory::lock(part));
    let locked = locked.collect::<Result<Vec<_>, _>>()?;
    let folders: Vec<_> = (arguments.parts.iter().zip(&locked))
        .map(|(path, part)| (path.display().to_string(), part as &dyn SiteFolder))
        .collect();
    let parts = Parts::read(&folders)?;
    let folder = SiteDirectory::lock(&arguments.output)?;
    let (engine, plan) = match prepare(arguments, &parts, folder.began()) {
        Ok(prepared) => prepared,
        Err(failure) => return site::failed(failure, arguments.site.format),
    };
    let progress = Bar::new(arguments.site.quiet);
    let joined = parts.join(&engine, &plan, &folder, &progress);
    progress.end();
    let report = match joined {
        Ok(report) => report,
        Err(failure) => return site::failed(failure, arguments.site.format),
    };
    let left_out = !report.left_out.is_empty();
    site::report(report, &arguments.site, began, &arguments.output);
    Ok(if left_out { Outcome::Findings } else { Outcome::Fine })
}

/// That the folders are there, each once, and the site is none of them.
fn folders(arguments: &Arguments) -> Result<(), Error> {
    for (at, part) in arguments.parts.iter().enumerate() {
        if !files::is_folder(part) {
            return Err(Error::input(format!("{} is no folder", part.display()))
                .help("give the folders that `chancery build … --shard K/N -o FOLDER` wrote"));
        }
        if !files::is_site(part) {
            return Err(Error::input(format!("{} is no part of a build", part.display()))
                .help("give the folders that `chancery build … --shard K/N -o FOLDER` wrote"));
        }
        if (arguments.parts[..at].iter()).any(|other| files::is_same(other, part)) {
            return Err(Error::usage(format!("{} is given twice", part.display()))
                .help("give each part of one build once"));
        }
        if files::is_within(&arguments.output, part) {
            let message = format!("the site would lie in the part {}", part.display());
            return Err(Error::usage(message).help("give the site a folder of its own with -o"));
        }
    }
    match &arguments.records {
        Some(records) if !files::is_folder(records) => {
            Err(Error::input(format!("{} is no folder", records.display()))
                .help("name the folder that the records lie in"))
        }
        _ => Ok(()),
    }
}

/// An engine and a plan, of which what the folder of the records does not say is as it was
/// for the parts; and that the parts are up to date, as far as that can be told.
fn prepare(
    arguments: &Arguments,
    parts: &Parts<'_>,
    began: i64,
) -> Result<(Engine, Plan), Failure> {
    let with = With { no_search: arguments.no_search, ..With::default() };
    let given = arguments.records.as_deref();
    let Prepared { engine, mut plan, templates } =
        site::prepare(&arguments.site.templates, &with, given)?;
    let no_search = arguments.no_search || parts.site().without_search;
    let Some(folder) = given else {
        plan.site = parts.site().clone();
        plan.site.without_search = no_search;
        if !parts.look_as(&engine)? || !parts.stale(&engine, &plan, None)?.is_empty() {
            return Err(other_templates().into());
        }
        return Ok((engine, plan));
    };
    plan.site.without_search = no_search;
    if !parts.weigh_as(&plan) {
        let message = "the parts were built with other levels of rules than chancery.toml says now";
        return Err(Error::input(message).help(AGAIN).into());
    }
    let mut except = vec![&arguments.output];
    except.extend(arguments.parts.iter().chain(&templates));
    let records = Records::new(folder, &except, began);
    let stale = parts.stale(&engine, &plan, Some(&records as &dyn RecordFolder))?;
    if !stale.is_empty() {
        return Err(behind(&stale, parts, folder).into());
    }
    let formats = parts.formats();
    // HTML is always among them.
    let unasked = |format: &&Format| **format != Format::HTML && !plan.formats.contains(format);
    let unmade = plan.formats.iter().any(|format| !formats.contains(format));
    if !plan.formats.is_empty() && (unmade || formats.iter().any(|format| unasked(&format))) {
        let formats: Vec<_> = formats.iter().map(|format| format.extension()).collect();
        terminal::say(&format!(
            "the letters are in {}, as the parts were built, and not in the formats of chancery.toml",
            formats.join(", ")
        ));
    }
    Ok((engine, plan))
}

/// What brings all parts up to date.
const AGAIN: &str = "run the builds of all parts again: only what has changed is made again";

fn other_templates() -> Error {
    let message =
        "the parts were built with other templates than the built-in ones or those of --templates";
    let help = "give the folder of the records with --records, if its chancery.toml names the templates, or \
         the templates with --templates; if they have changed meanwhile, build the parts again";
    Error::input(message).help(help)
}

/// How many letters that are behind are named.
const NAMED: usize = 20;

/// That letters have changed since their parts were built, and how to bring these up to date.
fn behind(stale: &[StaleLetter], parts: &Parts<'_>, records: &Path) -> Error {
    if (stale.iter()).all(|letter| matches!(letter.why, StaleReason::Gone | StaleReason::New))
        && stale.iter().filter(|letter| letter.why == StaleReason::Gone).count() == parts.count()
    {
        let message = format!("none of the letters of the parts is in {}", records.display());
        return Error::input(message)
            .help("give --records the folder of records that the parts were built from");
    }
    let mut message = match stale.len() {
        1 => "1 letter is not up to date in the parts:".to_owned(),
        _ => format!("{} are not up to date in the parts:", count(stale.len(), "letter")),
    };
    let mut by_part: BTreeMap<(u32, u32), &str> = BTreeMap::new();
    for letter in stale {
        by_part.insert(letter.part, parts.name(letter.part));
    }
    for letter in stale.iter().take(NAMED) {
        let why = match letter.why {
            StaleReason::Changed => "has changed since its part was built",
            StaleReason::Gone => "is not there any more",
            StaleReason::New => "was not there when its part was built",
            StaleReason::Encloses => "encloses something that has changed since its part was built",
            StaleReason::Templates => {
                "is worded by templates that have changed, or that were not given"
            }
        };
        message += &format!("\n  {}: {why}", letter.path);
    }
    if stale.len() > NAMED {
        message += &format!("\n  … and {} more", stale.len() - NAMED);
    }
    let commands = by_part.iter().map(|((number, count), name)| {
        format!("\n      chancery build {} -o {name} --shard {number}/{count}", records.display())
    });
    let commands: String = commands.collect();
    Error::input(message).help(format!(
        "bring these parts up to date, with the options that they were built with, and join again:{commands}"
    ))
}
