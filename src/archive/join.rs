//! The join of a build that was done in parts: the same bytes as of one build.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::LazyLock;

use rayon::prelude::*;

use super::build::{Finish, holds, save};
use super::card::Card;
use super::letter::sha256;
use super::plan::{PROGRAM, Plan, SavedPlan};
use super::report::{Failure, Omission, Report};
use super::site::{Site, SiteSettings};
use super::state::{Letter, PackedLetter, SiteState, State};
use super::store::{Phase, Progress, SiteFolder, Written};
use super::texts::Texts;
use super::unwanted::Unwanted;
use crate::compose::Engine;
use crate::error::Error;
use crate::write::Format;

/// A part of a build: what messages call it, and its folder.
pub type Part<'a> = (String, &'a dyn SiteFolder);

/// All parts of a build, read and found to belong together.
pub struct Parts<'a> {
    pub(super) folders: &'a [Part<'a>],
    /// What each remembers, in the same order.
    pub(super) states: Vec<State>,
}

/// The plan of no part.
static NOTHING: LazyLock<SavedPlan> = LazyLock::new(SavedPlan::default);

impl<'a> Parts<'a> {
    /// Reads what the parts remember.
    ///
    /// # Errors
    /// That one is no part, or not finished; that parts are missing, double, or were built by
    /// another program or with different settings.
    pub fn read(folders: &'a [Part<'a>]) -> Result<Self, Error> {
        let states = read(folders)?;
        Ok(Self { folders, states })
    }

    /// The plan of the first part; that of the others differs in nothing that matters.
    fn plan(&self) -> &SavedPlan {
        self.states.first().map_or(&NOTHING, |state| &state.plan)
    }

    /// How many records the parts know: of letters, and of letters that were left out.
    pub fn count(&self) -> usize {
        let states = self.states.iter();
        let count = |state: &State| state.letters.len() + state.site.left_out.len();
        states.map(count).sum()
    }

    /// What messages call a part.
    pub fn name(&self, part: (u32, u32)) -> &str {
        let mut all = self.states.iter().zip(self.folders);
        let found = all.find(|(state, _)| state.plan.part == Some(part));
        found.map_or("", |(_, (name, _))| name)
    }

    /// The formats the letters of the parts were made in.
    pub fn formats(&self) -> Vec<Format> {
        self.plan().formats()
    }

    /// What the site was to call itself when the parts were built.
    pub fn site(&self) -> &SiteSettings {
        &self.plan().site
    }

    /// That the levels of rules in a plan are those that the parts were built with.
    pub fn weigh_as(&self, plan: &Plan) -> bool {
        self.plan().weighs_as(plan)
    }

    /// That the site's page designs and words are those that the parts were built with.
    ///
    /// # Errors
    /// Mistakes of templates.
    pub fn look_as(&self, engine: &Engine) -> Result<bool, Failure> {
        let now = Site::of(engine, self.site().clone())?.fingerprint();
        Ok(self.states.iter().all(|state| state.site.design == now))
    }

    /// Joins all parts into one site. Every file is checked on its way. The formats are those
    /// of the parts, whatever the plan says.
    ///
    /// # Errors
    /// That a part is damaged, or the site cannot be written.
    pub fn join(
        self,
        engine: &Engine,
        plan: &Plan,
        folder: &dyn SiteFolder,
        progress: &dyn Progress,
    ) -> Result<Report, Failure> {
        let plan = Plan { formats: self.formats(), ..plan.clone() };
        join(engine, &plan, self, folder, progress)
    }
}

fn join(
    engine: &Engine,
    plan: &Plan,
    parts: Parts<'_>,
    folder: &dyn SiteFolder,
    progress: &dyn Progress,
) -> Result<Report, Failure> {
    let old = folder.load_state().and_then(State::read).unwrap_or_default();
    if old.plan.part.is_some() {
        return Err(holds(old.plan.part).into());
    }
    let site = Site::of(engine, plan.site.clone())?;
    if parts.states.is_empty() {
        return Err(Error::usage("there is nothing to join").into());
    }
    let state = SiteState { design: site.fingerprint(), ..SiteState::default() };
    let saved = parts.plan().of_whole(&plan.site);
    let mut now = State { plan: saved, letters: Vec::new(), site: state };
    let mut stale = Unwanted::default();
    stale.extend(folder.unfinished()?);
    stale.extend(old.cards().iter().flat_map(Card::written));
    let mut report = Report::default();
    // All is looked at before anything is written: a damaged part leaves the site as it was.
    let sources = parts
        .states
        .iter()
        .zip(parts.folders)
        .map(|(state, (name, part))| Source {
            name,
            folder: *part,
            texts: Texts::new(*part, state.site.pack),
        });
    let sources: Vec<_> = sources.collect();
    for (state, from) in parts.states.iter().zip(&sources) {
        state.letters.par_iter().try_for_each(|letter| from.prove(letter))?;
    }
    let texts = Texts::empty(folder, old.site.pack.wrapping_add(1))?;
    progress.begin(Phase::Letters, (parts.states.iter()).map(|state| state.letters.len()).sum());
    for (state, from) in parts.states.into_iter().zip(&sources) {
        let letters = state.letters.into_par_iter().map(|letter| {
            let taken = from.take(&letter, folder, &texts);
            progress.done();
            taken
        });
        now.letters.extend(letters.collect::<Result<Vec<_>, Error>>()?);
        now.site.left_out.extend(state.site.left_out);
    }
    now.letters.sort_by(|a, b| a.path().cmp(b.path()));
    now.site.left_out.sort();
    // What no build could reach, each part says.
    now.site.left_out.dedup();
    report.made = now.letters.len();
    let left_out = now.site.left_out.iter().map(|(path, reasons)| Omission {
        path: path.clone(),
        findings: Vec::new(),
        reasons: reasons.clone(),
    });
    report.left_out = left_out.collect();
    let finish = Finish {
        site: &site,
        fingerprint: SavedPlan::new(plan).pages(&site),
        formats: &plan.formats,
        folder,
        texts: &texts,
        progress,
    };
    finish.run(&mut now, old.site, &mut stale, &mut report)?;
    report.others = save(now, stale, folder, &texts)?;
    Ok(report)
}

/// The states of all parts, in the order given; each part once, and none missing.
fn read(parts: &[Part<'_>]) -> Result<Vec<State>, Error> {
    let (mut states, mut seen) = (Vec::new(), BTreeMap::new());
    for (name, part) in parts {
        let state = part.load_state().and_then(State::read);
        let Some(state) = state.filter(|_| part.unfinished().is_ok_and(|left| left.is_empty()))
        else {
            return Err(Error::input(format!("{name} is no finished part of a build"))
                .help("run its `chancery build … --shard K/N` (again), and join when it is done"));
        };
        let Some((number, count)) = state.plan.part else {
            return Err(Error::input(format!("{name} is a whole site, and no part of one"))
                .help("a part is built with --shard K/N"));
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
            return Err(Error::input("the parts are of builds that were divided otherwise")
                .help("give the parts of one build: with --shard 1/4, all four of four"));
        }
    };
    let missing: Vec<_> = (1..=count)
        .filter(|number| !seen.contains_key(number))
        .map(|number| number.to_string())
        .collect();
    if !missing.is_empty() {
        let (what, are) = if missing.len() == 1 { ("part", "is") } else { ("parts", "are") };
        return Err(Error::input(format!(
            "{what} {} of {count} {are} missing",
            missing.join(", ")
        ))
        .help("build them with --shard K/N, and give the folders of all parts"));
    }
    alike(&states, parts)?;
    apart(&states, parts)?;
    Ok(states)
}

/// That all parts were built by this program, with the same settings.
fn alike(states: &[State], parts: &[Part<'_>]) -> Result<(), Error> {
    let Some((first, others)) = states.split_first() else {
        return Ok(());
    };
    for (other, (name, _)) in others.iter().zip(parts.iter().skip(1)) {
        if let Some(what) = first.plan.differs(&other.plan) {
            let one = parts.first().map_or("the first part", |(name, _)| name);
            return Err(Error::input(format!(
                "{one} and {name} were built differently. They differ in {what}"
            ))
            .help(
                "run the build of all parts again, with one program, one chancery.toml and the \
                 same options: only what that changes is made again",
            ));
        }
    }
    if !first.plan.is_of_this_program() {
        return Err(Error::input(format!(
            "the parts were built by version {} of Chancery, and this is {PROGRAM}",
            first.plan.program()
        ))
        .help("join with the program that built the parts, or build them again with this one"));
    }
    Ok(())
}

/// A part that letters are taken from.
struct Source<'a> {
    name: &'a str,
    folder: &'a dyn SiteFolder,
    texts: Texts<'a>,
}

impl Source<'_> {
    fn damaged(&self, what: &str) -> Error {
        let error = Error::input(format!("{what} in {} is not what the build wrote", self.name));
        error.help("build that part again")
    }

    /// The bytes of a file, which are those that the build wrote.
    fn read(&self, file: &Written) -> Result<Vec<u8>, Error> {
        let bytes = self.folder.read(&file.path)?;
        if sha256(&bytes) == file.sha256 { Ok(bytes) } else { Err(self.damaged(&file.path)) }
    }

    /// That the files and texts of a letter are those that the build wrote.
    fn prove(&self, packed: &PackedLetter) -> Result<(), Error> {
        let card = packed.card().ok_or_else(|| self.damaged("the state"))?;
        card.written().try_for_each(|file| self.read(&file).map(drop))?;
        let text = self.texts.second(&card.texts);
        text.map(drop).map_err(|_| self.damaged("a text of a letter"))
    }

    /// Takes the files and texts of a letter into the site.
    fn take(
        &self,
        packed: &PackedLetter,
        folder: &dyn SiteFolder,
        texts: &Texts<'_>,
    ) -> Result<PackedLetter, Error> {
        let (Some(letter), Some(mut card)) = (packed.letter(), packed.card()) else {
            return Err(self.damaged("the state"));
        };
        let mut stamps = Vec::with_capacity(card.all_files().count());
        for file in card.written() {
            stamps.push(folder.write(&file.path, &self.read(&file)?)?.stamp);
        }
        let taken = texts.take(&self.texts, &card.texts).map_err(|error| {
            if self.texts.is_damaged() { self.damaged("a text of a letter") } else { error }
        });
        card.texts = taken?;
        let taken = PackedLetter::new(&Letter { stamps, ..letter }, &card);
        taken.ok_or_else(|| self.damaged("the state"))
    }
}

/// That no two letters of the parts would be written to the same file.
fn apart(states: &[State], parts: &[Part<'_>]) -> Result<(), Error> {
    let mut seen: HashMap<String, &str> = HashMap::new();
    for (state, (name, _)) in states.iter().zip(parts) {
        for packed in &state.letters {
            let Some(card) = packed.card() else { continue };
            // Names that differ in case only are the same on many disks.
            if let Some(other) = seen.insert(card.address.to_lowercase(), name) {
                let message = format!("{other} and {name} both hold the letter {}", card.address);
                return Err(Error::input(message).help(
                    "the records changed between the builds of the parts: run them all again",
                ));
            }
        }
    }
    Ok(())
}
