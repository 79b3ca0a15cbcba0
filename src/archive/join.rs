//! The join of a build that was done in parts: the same bytes as of one build.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use super::build::{Failure, Last, LeftOut, Plan, Report, settings, settle};
use super::desk::{SiteFolder, Stretch, Watch};
use super::letter::{Maker, sha256};
use super::site::Site;
use super::state::{Around, Letter, MadeWith, Packed, State};
use crate::compose::Chancery;
use crate::error::Error;

/// A part of a build: what messages call it, and its folder.
pub type Part<'a> = (String, &'a dyn SiteFolder);

/// Joins all parts of a build into one site. Every file is checked on its way.
///
/// # Errors
/// That parts are missing, double, damaged or were made with other settings; that the site
/// cannot be written.
pub fn join(
    chancery: &Chancery,
    plan: &Plan,
    parts: &[Part<'_>],
    folder: &dyn SiteFolder,
    watch: &dyn Watch,
) -> Result<Report, Failure> {
    let site = Site::new(chancery.templates(), plan.site.clone())?;
    let maker = Maker::new(
        chancery,
        plan.fonts.clone(),
        plan.rules.clone(),
        &plan.formats,
    );
    let states = read(parts)?;
    let made = match states.first() {
        Some(first) => MadeWith {
            part: None,
            ..first.made.clone()
        },
        None => return Err(Error::usage("there is nothing to join").into()),
    };
    if made.settings != settings(plan, maker.formats()) {
        let error = Error::input(
            "the parts were made by another version of the program, or with other formats or rules",
        );
        return Err(error
            .help("join with the program, the chancery.toml and the options that built the parts")
            .into());
    }
    let around = Around {
        site: site.print(),
        ..Around::default()
    };
    let mut now = State {
        made,
        letters: Vec::new(),
        around,
    };
    let old = folder.memory().and_then(State::read).unwrap_or_default();
    let mut stale: HashSet<String> = folder.intended()?.into_iter().collect();
    for card in old.cards() {
        stale.extend((card.files.iter()).map(|file| format!("{}/{}", card.address, file.name)));
    }
    let mut report = Report::default();
    watch.begin(
        Stretch::Letters,
        states.iter().map(|state| state.letters.len()).sum(),
    );
    for (state, (name, part)) in states.into_iter().zip(parts) {
        let letters = state.letters.into_par_iter().map(|letter| {
            let taken = take(&letter, name, *part, folder);
            watch.done();
            taken
        });
        now.letters
            .extend(letters.collect::<Result<Vec<_>, Error>>()?);
        now.around.left_out.extend(state.around.left_out);
    }
    now.letters.sort_by(|a, b| a.path().cmp(b.path()));
    now.around.left_out.sort();
    report.made = now.letters.len();
    let left_out = now.around.left_out.iter().map(|(path, reasons)| LeftOut {
        path: path.clone(),
        findings: Vec::new(),
        reasons: reasons.clone(),
    });
    report.left_out = left_out.collect();
    let last = Last {
        site: &site,
        formats: maker.formats(),
        folder,
        watch,
    };
    last.finish(&mut now, old.around, &mut stale, &mut report)?;
    settle(&now, stale, folder)?;
    Ok(report)
}

/// The states of all parts, in the order given; each part once, and none missing.
fn read(parts: &[Part<'_>]) -> Result<Vec<State>, Error> {
    let (mut states, mut seen) = (Vec::new(), BTreeMap::new());
    for (name, part) in parts {
        let state = part.memory().and_then(State::read);
        let Some(state) = state.filter(|_| part.intended().is_ok_and(|left| left.is_empty()))
        else {
            return Err(
                Error::input(format!("{name} is no finished part of a build")).help(
                    "run its `chancery build … --shard K/N` (again), and join when it is done",
                ),
            );
        };
        let Some((number, count)) = state.made.part else {
            return Err(
                Error::input(format!("{name} is a whole site, and no part of one"))
                    .help("a part is built with --shard K/N"),
            );
        };
        if let Some((other, of)) = seen.insert(number, (name, count)) {
            let message = if of == count {
                format!("{other} and {name} are the same part: {number} of {count}")
            } else {
                format!("{other} is a part of {of}, and {name} of {count}")
            };
            return Err(Error::input(message).help("give each part of one build once"));
        }
        states.push(state);
    }
    let counts: HashSet<u32> = seen.values().map(|(_, count)| *count).collect();
    let count = match counts.len() {
        0 | 1 => counts.into_iter().next().unwrap_or_default(),
        _ => {
            return Err(
                Error::input("the parts are of builds that were divided otherwise")
                    .help("give the parts of one build: with --shard 1/4, all four of four"),
            );
        }
    };
    let missing: Vec<_> = (1..=count)
        .filter(|number| !seen.contains_key(number))
        .map(|number| number.to_string())
        .collect();
    if !missing.is_empty() {
        let (what, are) = if missing.len() == 1 {
            ("part", "is")
        } else {
            ("parts", "are")
        };
        return Err(Error::input(format!(
            "{what} {} of {count} {are} missing",
            missing.join(", ")
        ))
        .help("build them with --shard K/N, and give the folders of all parts"));
    }
    let first = states.first().map(|state| state.made.settings);
    if states
        .iter()
        .any(|state| Some(state.made.settings) != first)
    {
        return Err(Error::input(
            "the parts were not all made by the same program with the same settings",
        )
        .help("build all parts with one version, one chancery.toml and the same options"));
    }
    Ok(states)
}

/// Takes the files of a letter from a part into the site.
fn take(
    packed: &Packed,
    name: &str,
    part: &dyn SiteFolder,
    folder: &dyn SiteFolder,
) -> Result<Packed, Error> {
    let damaged = |what: &str| {
        let error = Error::input(format!("{what} in {name} is not what the build wrote"));
        error.help("build that part again")
    };
    let (Some(letter), Some(card)) = (packed.letter(), packed.card()) else {
        return Err(damaged("what is remembered"));
    };
    let paths = card
        .files
        .iter()
        .map(|file| format!("{}/{}", card.address, file.name));
    let paths: Vec<_> = paths.collect();
    folder.intend(&paths)?;
    let mut stamps = Vec::with_capacity(paths.len());
    for (path, file) in paths.iter().zip(&card.files) {
        let bytes = part.read(path)?;
        if sha256(&bytes) != file.sha256 {
            return Err(damaged(path));
        }
        stamps.push(folder.write(path, &bytes)?);
    }
    let taken = packed.with(&Letter { stamps, ..letter });
    taken.ok_or_else(|| damaged("what is remembered"))
}
