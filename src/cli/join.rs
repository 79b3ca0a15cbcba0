//! `chancery join`: the parts of a build, made one archive.

use std::path::PathBuf;
use std::time::Instant;

use super::Outcome;
use super::progress::Progress;
use super::site::{self, SiteArguments};
use crate::archive::{self, SiteFolder};
use crate::error::Error;
use crate::files::{self, Site};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folders of all parts, in any order
    #[arg(required = true, value_name = "PART")]
    parts: Vec<PathBuf>,
    /// The folder of the site
    #[arg(short, long, value_name = "SITE")]
    output: PathBuf,
    /// The folder of the records, for its chancery.toml; the settings of a build without one
    /// when left out
    #[arg(long, value_name = "DIR")]
    records: Option<PathBuf>,
    #[command(flatten)]
    site: SiteArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let began = Instant::now();
    let settings = arguments.records.clone().unwrap_or_default();
    let (chancery, plan) = match site::prepare(&arguments.site, &settings) {
        Ok(prepared) => prepared,
        Err(failure) => return site::failed(failure, arguments.site.format),
    };
    if let Some(part) = arguments.parts.iter().find(|part| !files::is_folder(part)) {
        return Err(Error::input(format!("{} is no folder", part.display()))
            .help("give the folders that `chancery build … --shard K/N -o FOLDER` wrote"));
    }
    for (at, part) in arguments.parts.iter().enumerate() {
        if arguments.parts[..at]
            .iter()
            .any(|other| files::is_same(other, part))
        {
            return Err(Error::usage(format!("{} is given twice", part.display()))
                .help("give each part of one build once"));
        }
    }
    let held = arguments.parts.iter().map(|part| Site::hold(part));
    let held = held.collect::<Result<Vec<_>, _>>()?;
    let parts: Vec<_> = (arguments.parts.iter().zip(&held))
        .map(|(path, part)| (path.display().to_string(), part as &dyn SiteFolder))
        .collect();
    let folder = Site::hold(&arguments.output)?;
    let progress = Progress::new(arguments.site.quiet);
    let joined = archive::join(&chancery, &plan, &parts, &folder, &progress);
    progress.end();
    let report = match joined {
        Ok(report) => report,
        Err(failure) => return site::failed(failure, arguments.site.format),
    };
    let left_out = !report.left_out.is_empty();
    site::report(report, &arguments.site, began, &arguments.output);
    Ok(if left_out {
        Outcome::Findings
    } else {
        Outcome::Fine
    })
}
