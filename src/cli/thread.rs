//! `chancery thread`: what a letter follows, and what follows it.

use std::path::{Path, PathBuf};

use super::{Outcome, TemplateArguments, input, terminal};
use crate::archive::{Catalogue, Links, Why, card};
use crate::error::Error;
use crate::files::{self, Records};
use crate::finding::nearest;
use crate::letter::Relation;

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
    let chancery = match super::chancery(&arguments.templates)? {
        Ok(chancery) => chancery,
        Err(mut findings) => {
            terminal::findings(&mut findings, terminal::Format::Text);
            return Ok(Outcome::Findings);
        }
    };
    let given = &arguments.letter;
    let is_path = given.components().count() > 1 || given.extension().is_some_and(input::is_ending);
    let parent = given
        .parent()
        .filter(|parent| is_path && *parent != Path::new(""));
    let folder = arguments
        .folder
        .as_deref()
        .or(parent)
        .unwrap_or(Path::new("."));
    let name = given
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let id = match given.extension().is_some_and(input::is_ending) {
        true => given
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or(name),
        false => name,
    };
    let records = Records::new(folder, &[], i64::MAX);
    let cards = files::cards(&records, |given, shelf| card(&chancery, given, shelf))?;
    let unread = cards.iter().filter(|card| card.is_none()).count();
    let catalogue = Catalogue::new(cards.into_iter().flatten().collect());
    let Some(at) = catalogue.find(&id) else {
        let ids = catalogue.cards.iter().map(|card| card.id.as_str());
        let error = Error::input(format!("there is no letter `{id}` in {}", folder.display()));
        return Err(error.help(match nearest(&id, ids) {
            Some(near) => format!("did you mean `{near}`?"),
            None => {
                "an id is the name of a record's file without its ending; --in names another folder"
                    .to_owned()
            }
        }));
    };
    terminal::print(&shown(&catalogue, at));
    if unread > 0 {
        let (records, are) = if unread == 1 {
            ("record", "is")
        } else {
            ("records", "are")
        };
        terminal::say(&format!(
            "{unread} {records} could not be read and {are} not among them; `chancery check` says why"
        ));
    }
    Ok(Outcome::Fine)
}

/// The thread of a letter, in order; the letter itself is marked.
fn shown(catalogue: &Catalogue<'_>, letter: usize) -> String {
    let own = [letter];
    let thread = catalogue.links[letter]
        .thread
        .and_then(|thread| catalogue.threads.get(thread));
    let letters = thread.map_or(own.as_slice(), |thread| thread.letters.as_slice());
    let mut lines = Vec::new();
    for at in letters {
        let (card, links) = (&catalogue.cards[*at], &catalogue.links[*at]);
        let mark = if *at == letter { "▸" } else { " " };
        lines.push(format!("{mark} {}  {}", card.id, card.entry));
        lines.extend(
            related(catalogue, links)
                .into_iter()
                .map(|line| format!("      {line}")),
        );
        lines.extend(
            lost(catalogue, *at)
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
    let encloses = links
        .encloses
        .iter()
        .map(|at| format!("encloses {}", name(*at)));
    refers.chain(encloses).collect()
}

/// What a letter refers to and is not here.
fn lost(catalogue: &Catalogue<'_>, at: usize) -> Vec<String> {
    let problems = catalogue
        .problems
        .iter()
        .filter(|problem| problem.letter == at);
    let lines = problems.map(|problem| {
        let reference = &problem.reference;
        let what = match (&reference.id, &reference.office, reference.date) {
            (Some(id), _, _) => id.clone(),
            (None, Some(office), Some(date)) => format!("the letter of {office} of {date}"),
            (None, None, Some(date)) => format!("its own letter of {date}"),
            _ => "a letter".to_owned(),
        };
        match &problem.why {
            Why::Dangling => format!("refers to {what}, which is not here"),
            Why::Ambiguous(letters) => {
                let ids: Vec<_> = letters
                    .iter()
                    .map(|at| catalogue.cards[*at].id.as_str())
                    .collect();
                format!("refers to {what}, which can be any of {}", ids.join(", "))
            }
            Why::Circular => "stands in a circle of letters that follow each other".to_owned(),
        }
    });
    lines.collect()
}
