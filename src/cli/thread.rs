//! `chancery thread`: what a letter follows, and what follows it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::{Outcome, TemplateArguments, input, terminal};
use crate::archive::{Catalogue, RecordFolder as _, card};
use crate::error::Error;
use crate::files::{self, Records};
use crate::finding::nearest;
use crate::letter::Relation;
use crate::register::{Links, RefProblem};
use crate::text::nfc;

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The id of a letter, or the path of its record
    #[arg(value_name = "ID")]
    letter: PathBuf,
    /// The folder of records; the one the record lies in, or this one, when left out
    #[arg(long = "in", value_name = "DIR")]
    folder: Option<PathBuf>,
    #[command(flatten)]
    templates: TemplateArguments,
}

pub(super) fn run(arguments: &Arguments) -> Result<Outcome, Error> {
    let engine = match super::engine(&arguments.templates)? {
        Ok(engine) => engine,
        Err(mut findings) => {
            terminal::findings(&mut findings, terminal::Format::Text);
            return Ok(Outcome::Findings);
        }
    };
    let given = &arguments.letter;
    let is_path = given.components().count() > 1 || given.extension().is_some_and(input::is_ending);
    let parent = given.parent().filter(|parent| is_path && *parent != Path::new(""));
    let folder = arguments.folder.as_deref().or(parent).unwrap_or(Path::new("."));
    let name = given
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let id = if given.extension().is_some_and(input::is_ending) {
        given
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or(name)
    } else {
        name
    };
    let id = nfc(&id).into_owned();
    if arguments.folder.is_none() && files::is_folder(given) {
        let message = format!("{} is a folder, and no letter", given.display());
        let help = format!("name a letter in it: chancery thread ID --in {}", given.display());
        return Err(Error::input(message).help(help));
    }
    if !files::is_folder(folder) {
        return Err(Error::input(format!("{} is no folder", folder.display()))
            .help("name the folder that the records lie in"));
    }
    let records = Records::new(folder, &[], i64::MAX);
    let cards = files::cards(&records, |given, neighbours| card(&engine, given, neighbours))?;
    let listing = records.list()?;
    let unread = (listing.records.into_iter().zip(&cards)).filter(|(_, card)| card.is_none());
    let unread = unread.map(|((path, _), _)| path);
    let unreachable = listing.unreachable.into_iter().map(|(path, _)| path);
    let unread: Vec<_> = unread.chain(unreachable).collect();
    let catalogue = Catalogue::new(cards.into_iter().flatten().collect());
    let Some(at) = find(&catalogue, &id) else {
        let known = || catalogue.cards.iter().map(|card| card.id.as_str());
        return Err(unknown(&id, folder, known, &unread));
    };
    let offices = engine.office_names("en");
    terminal::print(&shown(&catalogue, at, &offices));
    if !unread.is_empty() {
        let (records, are) = if unread.len() == 1 { ("record", "is") } else { ("records", "are") };
        terminal::say(&format!(
            "{} {records} could not be read and {are} not among them; `chancery check {}` says why",
            unread.len(),
            folder.display()
        ));
    }
    Ok(Outcome::Fine)
}

/// A letter by its id, or by the name of one of its files.
fn find(catalogue: &Catalogue<'_>, id: &str) -> Option<usize> {
    let stem = || id.rsplit_once('.').map(|(stem, _)| stem);
    catalogue.find(id).or_else(|| catalogue.find(stem()?))
}

/// How many ids are named where several fit.
const NAMED: usize = 5;

/// That there is no such letter, and what to give instead.
fn unknown<'a, I: Iterator<Item = &'a str>>(
    id: &str,
    folder: &Path,
    known: impl Fn() -> I,
    unread: &[String],
) -> Error {
    let stem = |path: &String| Some(nfc(Path::new(path).file_stem()?.to_str()?).into_owned());
    let of = |path: &String| stem(path).is_some_and(|stem| stem == id);
    if let Some(path) = unread.iter().find(|path| of(path)) {
        let path = folder.join(path);
        return Error::input(format!("{} cannot be read as a letter", path.display()))
            .help(format!("`chancery check {}` says why", path.display()));
    }
    let within = if folder == Path::new(".") {
        "this folder".to_owned()
    } else {
        folder.display().to_string()
    };
    let error = Error::input(format!("there is no letter `{id}` in {within}"));
    let Some(example) = known().next() else {
        let error = Error::input(format!("there are no letters in {within}"));
        return error.help("name the folder that the records lie in with --in");
    };
    if let Some(near) = nearest(id, known()) {
        return error.help(format!("did you mean `{near}`?"));
    }
    let lower = id.to_lowercase();
    let mut with = known().filter(|known| known.to_lowercase().contains(&lower));
    let named: Vec<_> = (with.by_ref().take(NAMED)).map(|id| format!("`{id}`")).collect();
    if named.is_empty() {
        return error.help(format!(
            "an id is the name of a record's file without its ending, as `{example}`; --in names \
             another folder"
        ));
    }
    let more = match with.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    error.help(format!("did you mean {}{more}?", named.join(", ")))
}

/// The thread of a letter, in order; the letter itself is marked.
fn shown(catalogue: &Catalogue<'_>, letter: usize, offices: &BTreeMap<String, String>) -> String {
    let own = [letter];
    let thread = catalogue.links[letter]
        .thread
        .and_then(|thread| catalogue.threads.get(thread));
    let letters = thread.map_or(own.as_slice(), |thread| thread.letters.as_slice());
    let mut lines = Vec::new();
    for at in letters {
        let (card, links) = (&catalogue.cards[*at], &catalogue.links[*at]);
        let mark = if *at == letter { "▸" } else { " " };
        lines.push(format!("{mark} {}  {}", card.id, card.sentence));
        lines.extend(
            related(catalogue, links)
                .into_iter()
                .map(|line| format!("      {line}")),
        );
        lines.extend(
            lost(catalogue, *at, offices)
                .into_iter()
                .map(|line| format!("      {line}")),
        );
    }
    lines.join("\n")
}

fn related(catalogue: &Catalogue<'_>, links: &Links) -> Vec<String> {
    let name = |at: usize| catalogue.cards[at].id.as_str();
    let refers = links.to.iter().map(|link| {
        let how = match link.relation {
            Some(Relation::Follows) => "follows",
            Some(Relation::Replies) => "replies to",
            Some(Relation::Supersedes) => "supersedes",
            Some(Relation::Cancels) => "cancels",
            None => "changes what was announced by",
        };
        format!("{how} {}", name(link.letter))
    });
    let encloses = links.encloses.iter().map(|at| format!("encloses {}", name(*at)));
    refers.chain(encloses).collect()
}

/// What a letter refers to and is not here.
fn lost(catalogue: &Catalogue<'_>, at: usize, offices: &BTreeMap<String, String>) -> Vec<String> {
    let problems = catalogue.problems.iter().filter(|problem| problem.letter == at);
    let lines = problems.map(|problem| {
        let reference = &problem.reference;
        let what = match (&reference.id, &reference.office, reference.date) {
            (Some(id), _, _) => id.clone(),
            (None, Some(office), Some(date)) => {
                let writer = offices.get(office).unwrap_or(office);
                format!("the letter of {date} from {writer}")
            }
            (None, None, Some(date)) => format!("its own letter of {date}"),
            _ => "a letter".to_owned(),
        };
        match &problem.why {
            RefProblem::Dangling => format!("refers to {what}, which is not here"),
            RefProblem::Ambiguous(letters) => {
                let ids: Vec<_> =
                    letters.iter().map(|at| catalogue.cards[*at].id.as_str()).collect();
                format!("refers to {what}, which can be any of {}", ids.join(", "))
            }
            RefProblem::Circular => {
                "stands in a circle of letters that follow each other".to_owned()
            }
        }
    });
    lines.collect()
}
