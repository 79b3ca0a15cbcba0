//! `chancery build`: the archive.

use std::path::PathBuf;
use std::time::Instant;

use super::progress::Bar;
use super::site::{self, Prepared, SiteArguments, With};
use super::{Outcome, terminal};
use crate::archive;
use crate::error::Error;
use crate::files::{self, Records, SiteDirectory};
use crate::write::Format;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of records; folders in it are read too
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The folder of the site, which no one else writes to
    #[arg(short, long, value_name = "SITE")]
    output: PathBuf,
    /// Build one part of several, to be joined with `chancery join`: 1/4, 2/4, …
    #[arg(long, value_name = "K/N", value_parser = shard)]
    shard: Option<(u32, u32)>,
    /// Go on: build again whenever a record or a template changes, until interrupted
    #[arg(long, conflicts_with = "shard")]
    watch: bool,
    /// Put the finished site and its records into a bag (BagIt 1.0, RFC 8493) for another archive
    #[arg(long, value_name = "BAG", conflicts_with_all = ["shard", "watch"])]
    bag: Option<PathBuf>,
    /// Formats of each letter, with commas between them; those in chancery.toml, or html and md
    #[arg(long, value_name = "FORMAT", value_delimiter = ',')]
    to: Vec<Format>,
    /// A folder of font files for PDF, besides those built in and the office's own
    #[arg(long, value_name = "DIR")]
    font_path: Option<PathBuf>,
    /// Let letters leave the archive, however many have no record any more
    #[arg(long)]
    remove: bool,
    /// Make the site without its search
    #[arg(long)]
    no_search: bool,
    #[command(flatten)]
    site: SiteArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    if !files::is_folder(&arguments.folder) {
        let message = format!("{} is no folder", arguments.folder.display());
        return Err(Error::input(message).help("name the folder that the records lie in"));
    }
    if let Some(bag) = &arguments.bag {
        files::bag_fits(&arguments.folder, &arguments.output, bag)?;
    }
    site::limit(&arguments.site);
    let outcome = once(arguments)?;
    if arguments.watch {
        let mut changes = files::Changes::watch(
            &arguments.folder,
            arguments.site.templates.templates.as_deref(),
            &arguments.output,
        )?;
        terminal::say("watching for changes; Ctrl-C ends it");
        while changes.wait() {
            // A mistake in between is shown, and the next change may mend it.
            if let Err(error) = once(arguments) {
                terminal::error(&error);
            }
        }
    }
    Ok(outcome)
}

fn once(arguments: &Arguments) -> Result<Outcome, Error> {
    let began = Instant::now();
    let folder = SiteDirectory::lock(&arguments.output)?;
    let with = With {
        formats: &arguments.to,
        font_path: arguments.font_path.as_deref(),
        no_search: arguments.no_search,
    };
    let prepared = site::prepare(&arguments.site.templates, &with, Some(&arguments.folder));
    let Prepared { engine, mut plan, templates } = match prepared {
        Ok(prepared) => prepared,
        Err(failure) => return site::failed(failure, arguments.site.format),
    };
    site::settle_formats(&mut plan)?;
    plan.part = arguments.shard;
    plan.remove = arguments.remove;
    let except: Vec<_> = [Some(&arguments.output), templates.as_ref()]
        .into_iter()
        .flatten()
        .collect();
    let records = Records::new(&arguments.folder, &except, folder.began());
    let progress = Bar::new(arguments.site.quiet);
    let built = archive::build(&engine, &plan, &records, &folder, &progress);
    progress.end();
    let report = match built {
        Ok(report) => report,
        Err(failure) => return site::failed(failure, arguments.site.format),
    };
    if let Some(bag) = &arguments.bag {
        files::bag(&arguments.folder, &arguments.output, bag)?;
    }
    let left_out = !report.left_out.is_empty();
    site::report(report, &arguments.site, began, &arguments.output);
    Ok(if left_out { Outcome::Findings } else { Outcome::Fine })
}

/// Reads `2/4`.
fn shard(text: &str) -> Result<(u32, u32), String> {
    let wrong = || "write it as 1/4: which part, and of how many".to_owned();
    let (number, count) = text.split_once('/').ok_or_else(wrong)?;
    let (number, count) =
        (number.parse().map_err(|_| wrong())?, count.parse().map_err(|_| wrong())?);
    if (1..=count).contains(&number) {
        Ok((number, count))
    } else {
        Err(format!("there is no part {number} of {count}: they are numbered from 1"))
    }
}
