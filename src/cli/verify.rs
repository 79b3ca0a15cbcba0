//! `chancery verify`: that every file of a site is what its manifest says, and can be made again.

use std::path::{Component, Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::progress::Bar;
use super::site::{self, Prepared, SiteArguments, With};
use super::{Outcome, terminal};
use crate::archive::{self, Damage, Difference, MANIFEST, Manifest, causes, compare};
use crate::error::Error;
use crate::files::{self, Records, SiteDirectory};
use crate::text::count;
use crate::write::Format;

#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The folder of the site
    #[arg(value_name = "SITE")]
    site: PathBuf,
    /// Make everything again from the records in this folder, and compare the bytes
    #[arg(long, value_name = "DIR")]
    rebuild: Option<PathBuf>,
    /// A folder of font files for PDF, as the site was built with
    #[arg(long, value_name = "DIR", requires = "rebuild")]
    font_path: Option<PathBuf>,
    #[command(flatten)]
    how: SiteArguments,
}

#[derive(Serialize)]
struct Verdict {
    files: usize,
    differences: Vec<(String, &'static str)>,
    causes: Vec<String>,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    if arguments.rebuild.is_none() && arguments.how.templates.templates.is_some() {
        return Err(Error::usage("--templates is for making the site again")
            .help("add --rebuild and the folder of the records, or leave --templates out"));
    }
    site::limit(&arguments.how);
    let manifest = read(&arguments.site)?;
    let found = files::site_files(&arguments.site)?;
    let mut should = manifest.files.clone();
    let own = found.get(MANIFEST).cloned();
    should.extend(own.map(|own| (MANIFEST.to_owned(), own)));
    let mut differences = compare(&should, &found);
    let mut why = Vec::new();
    if let Some(records) = &arguments.rebuild {
        let again = match rebuild(arguments, records, &manifest) {
            Ok(again) => again,
            Err(failure) => return site::failed(failure, arguments.how.format),
        };
        let made = read(again.path())?;
        why = causes(&manifest, &made);
        let mut should = made.files;
        if let Some(own) = files::site_files(again.path())?.remove(MANIFEST) {
            should.insert(MANIFEST.to_owned(), own);
        }
        differences.extend(compare(&should, &found));
        differences.sort();
        differences.dedup();
    }
    tell(arguments, found.len(), &differences, why);
    Ok(if differences.is_empty() { Outcome::Fine } else { Outcome::Findings })
}

/// The manifest of a site.
fn read(site: &Path) -> Result<Manifest, Error> {
    let path = site.join(MANIFEST);
    if !files::is_folder(site) {
        return Err(Error::input(format!("{} is no folder", site.display()))
            .help("name the folder that `chancery build` wrote, with -o"));
    }
    if !files::is_file(&path) {
        let error = Error::input(format!("{} has no {MANIFEST}", site.display()));
        let above = site.ancestors().skip(1);
        let mut above = above.filter(|above| files::is_file(&above.join(MANIFEST)));
        return Err(match above.next() {
            Some(above) => error
                .help(format!("it is a folder within the site {}: verify that", above.display())),
            None if files::is_site(site) => error.help(
                "a part of a build has none until it is joined, and a build that was cut short has \
                 none until it is run again",
            ),
            None => error.help(
                "name the folder that `chancery build` wrote, with -o; if this is a copy of it, \
                 copy it again with all its files",
            ),
        });
    }
    let mut manifest = read_one(&path)?;
    for part in std::mem::take(&mut manifest.parts) {
        let within = |step: Component<'_>| matches!(step, Component::Normal(_));
        if !Path::new(&part).components().all(within) {
            let message = format!("{} names a part outside the site: {part}", path.display());
            return Err(Error::input(message).help("build the site again"));
        }
        manifest.take_in(read_one(&site.join(part))?);
    }
    Ok(manifest)
}

/// A manifest, or a part of one.
fn read_one(path: &Path) -> Result<Manifest, Error> {
    let bytes = files::read(path, 4 << 30)?;
    Manifest::read(&bytes).map_err(|why| {
        Error::input(format!("{} is damaged, or no manifest of Chancery: {why}", path.display()))
            .help("take it from a copy of the site, or build the site again")
    })
}

/// Builds the site again, somewhere else.
fn rebuild(
    arguments: &Arguments,
    folder: &Path,
    manifest: &Manifest,
) -> Result<tempfile::TempDir, archive::Failure> {
    if !files::is_folder(folder) {
        let error = Error::input(format!("{} is no folder", folder.display()));
        return Err(error.help("name the folder that the records lie in").into());
    }
    let mut letters = manifest.letters.values();
    let there = letters.any(|letter| files::is_file(&folder.join(&letter.record)));
    if !there && !manifest.letters.is_empty() {
        let message = format!("none of the records of the site is in {}", folder.display());
        return Err(Error::input(message)
            .help("give --rebuild the folder that the site was built from")
            .into());
    }
    let with = With { font_path: arguments.font_path.as_deref(), ..With::default() };
    let Prepared { engine, mut plan, templates } =
        site::prepare(&arguments.how.templates, &with, Some(folder))?;
    plan.formats = manifest
        .formats
        .iter()
        .filter_map(|name| Format::named(name))
        .collect();
    site::settle_formats(&mut plan)?;
    // What the site was made without, it is made again without.
    plan.site.without_search |= !manifest.files.contains_key("search/index.html");
    let again = files::temp_folder()?;
    let directory = SiteDirectory::lock(again.path())?;
    let except: Vec<_> = [Some(&arguments.site), templates.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let records = Records::new(folder, &except, directory.began());
    let progress = Bar::new(arguments.how.quiet);
    let built = archive::build(&engine, &plan, &records, &directory, &progress);
    progress.end();
    built?;
    Ok(again)
}

/// How many differences are told one by one.
const TOLD: usize = 100;

fn tell(arguments: &Arguments, files: usize, differences: &[Difference], causes: Vec<String>) {
    if arguments.how.format == terminal::Format::Json {
        let differences = differences.iter().map(|one| (one.path.clone(), one.what.word()));
        let told = Verdict { files, differences: differences.collect(), causes };
        terminal::print_json(&serde_json::to_string_pretty(&told).unwrap_or_default());
        return;
    }
    for difference in differences.iter().take(TOLD) {
        terminal::print(&format!("{:<8} {}", difference.what.word(), difference.path));
    }
    if differences.len() > TOLD {
        terminal::print(&format!(
            "… and {} more; --format json lists all",
            differences.len() - TOLD
        ));
    }
    for cause in causes.iter().take(TOLD) {
        terminal::say(&format!("why: {cause}"));
    }
    if differences.is_empty() {
        if !arguments.how.quiet {
            let again =
                if arguments.rebuild.is_some() { ", and made again to the same bytes" } else { "" };
            terminal::say(&format!(
                "{}: each is what the manifest says{again}",
                count(files, "file")
            ));
        }
        return;
    }
    terminal::say(&format!(
        "{} of {} differ",
        count(differences.len(), "file"),
        crate::text::thousands(files)
    ));
    if arguments.how.quiet {
        return;
    }
    let is = |what: Damage| differences.iter().any(|one| one.what == what);
    if arguments.rebuild.is_none() && (is(Damage::Changed) || is(Damage::Missing)) {
        terminal::say(&format!(
            "`chancery build RECORDS -o {}` makes them again; `--rebuild RECORDS` tells first \
             whether the records have changed",
            arguments.site.display()
        ));
    }
    if is(Damage::Unknown) {
        terminal::say("unknown files are none that a build wrote: take them out of the site");
    }
}
