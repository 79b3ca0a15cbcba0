//! `GET /api/letters`: the letters of the folder, and one of them.

use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Problem;
use crate::check;
use crate::finding::Finding;
use crate::gather::Neighbours;
use crate::pipeline::{self, Diagnosis, Input};
use crate::record::Syntax;
use crate::report::{self, FindingData};
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::listing::{self, ListEntry, State};

/// The most letters of a page, and how many there are where nobody says.
const MOST: usize = 500;
const USUAL: usize = 50;

/// Which letters are wanted; what is left out or empty asks for nothing.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, default)]
pub(super) struct ListRequest {
    /// Words, each of which must stand in the title, id, reference or a name, in whole or in part.
    q: String,
    /// The office, by its id.
    office: String,
    /// The kind of letter.
    kind: String,
    /// How far the letter is.
    state: Option<State>,
    /// Part of the name of somebody who signs or is addressed.
    person: String,
    /// The page of the list.
    #[schemars(range(min = 1, max = 4_294_967_295_u32))]
    page: u32,
    /// How many letters a page has.
    #[schemars(range(min = 1, max = 500))]
    size: u32,
}

impl Default for ListRequest {
    fn default() -> Self {
        Self {
            q: String::new(),
            office: String::new(),
            kind: String::new(),
            state: None,
            person: String::new(),
            page: 1,
            size: USUAL as u32,
        }
    }
}

/// A page of the list, the newest letter first.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct LetterList<'l> {
    /// How many letters were found.
    total: usize,
    /// Whether the whole folder has been read; otherwise ask again in a moment.
    complete: bool,
    /// The letters of this page.
    letters: Vec<ListedLetter<'l>>,
}

/// A letter of the folder.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ListedLetter<'l> {
    /// Its id: the path of its record within the folder, without its ending.
    id: &'l str,
    /// The day or days it bears, as the record writes it; empty where it bears none.
    date: &'l str,
    /// The kind of letter; empty where the record cannot be read.
    kind: &'l str,
    /// The office that writes it, by its id.
    office: &'l str,
    /// The language it is in, as a BCP 47 tag.
    language: &'l str,
    /// What it is about, or how the register words it.
    title: &'l str,
    /// Who writes it, by name.
    sender: &'l str,
    /// Whom it is addressed to.
    addressees: &'l [String],
    /// Who signs it.
    signatories: &'l [String],
    /// Its reference.
    reference: Option<&'l str>,
    /// How far it is.
    state: State,
    /// Why, in the words of a finding.
    reason: Option<&'l str>,
    /// How many errors and warnings it has.
    findings: usize,
}

impl<'l> From<&'l ListEntry> for ListedLetter<'l> {
    fn from(entry: &'l ListEntry) -> Self {
        Self {
            id: &entry.path,
            date: &entry.date,
            kind: &entry.kind,
            office: &entry.office,
            language: &entry.language,
            title: &entry.title,
            sender: &entry.sender,
            addressees: &entry.addressees,
            signatories: &entry.people,
            reference: entry.reference.as_deref(),
            state: entry.state,
            reason: entry.reason.as_deref(),
            findings: entry.findings,
        }
    }
}

/// A letter of the folder with its record, and what is wrong with it.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OneLetter<'l> {
    #[serde(flatten)]
    listed: ListedLetter<'l>,
    /// The text of its record.
    record: &'l str,
    /// How the record is written.
    syntax: &'static str,
    /// The fingerprint of its text.
    fingerprint: &'l str,
    /// All that can be said of it, as `chancery check --format json` has it.
    all_findings: Vec<FindingData<'l>>,
}

pub(super) fn list(desk: &Arc<Desk>, asked: &ListRequest) -> Result<Answer, Problem> {
    let size = usize::try_from(asked.size).unwrap_or(MOST);
    if asked.page == 0 || size == 0 || size > MOST {
        let detail = "`page` counts from 1, and `size` is 1 to 500.";
        return Err(Problem::new(400, "unreadable", detail));
    }
    desk.listing.refresh(desk);
    let query = listing::Query {
        q: asked.q.clone(),
        office: asked.office.clone(),
        kind: asked.kind.clone(),
        state: asked.state.map_or("", State::name).to_owned(),
        person: asked.person.clone(),
        page: 1,
    };
    let before = (asked.page as usize - 1).saturating_mul(size);
    let (total, found) = desk.listing.find(&query, before, size);
    let complete = desk.listing.progress().is_some_and(|(done, all)| done >= all);
    let letters = found.iter().map(|entry| (&**entry).into()).collect();
    super::data(&LetterList { total, complete, letters })
}

pub(super) fn one(desk: &Desk, id: &str) -> Result<Answer, Problem> {
    let text = desk.record(id).ok_or_else(Problem::no_letter)?;
    let entry = ListEntry::read(desk, &text.path).ok_or_else(Problem::no_letter)?;
    let beside = desk.beside(&text.path);
    let neighbours: &dyn Neighbours = &beside;
    let input = Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
    let Diagnosis { mut findings, .. } =
        pipeline::diagnose(desk.engine, (input, neighbours), &desk.rules);
    check::dedup(&mut findings);
    Finding::sort(&mut findings);
    super::data(&OneLetter {
        listed: (&entry).into(),
        record: &String::from_utf8_lossy(&text.bytes),
        syntax: match text.syntax {
            Syntax::Markdown => "markdown",
            Syntax::Yaml => "yaml",
            Syntax::Toml => "toml",
            Syntax::Json => "json",
        },
        fingerprint: &text.base(),
        all_findings: report::findings(&findings),
    })
}
