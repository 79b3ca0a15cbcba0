//! A letter as the list shows it.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::archive::RecordFolder as _;
use crate::check;
use crate::compose;
use crate::files::Records;
use crate::finding::{Finding, Level, has_errors};
use crate::gather::{Neighbours, Unavailable};
use crate::pipeline::{self, Diagnosis, Input};
use crate::record::{RecordFile, Syntax};
use crate::serve::desk::Desk;
use crate::text::fold;

/// How far a letter is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub(in crate::serve) enum State {
    /// Something that every letter needs is missing, or cannot be read.
    Draft,
    /// The rules find errors.
    Errors,
    /// It may go out; some things should be looked at.
    Look,
    /// It may go out.
    Ready,
}

impl State {
    /// All of them, as they are listed.
    pub(in crate::serve) const ALL: [Self; 4] =
        [Self::Draft, Self::Errors, Self::Look, Self::Ready];

    /// `draft`, `errors`, `look` or `ready`.
    pub(in crate::serve) fn name(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Errors => "errors",
            Self::Look => "look",
            Self::Ready => "ready",
        }
    }

    /// The state of a letter by its findings, and the finding that makes it so.
    pub(in crate::serve) fn of(findings: &[Finding]) -> (Self, Option<&Finding>) {
        let open = |level| findings.iter().filter(move |finding| finding.fails(level));
        // What the format of a record demands has no source: without it there is no letter.
        if let Some(finding) = open(Level::Error).find(|finding| finding.source.is_empty()) {
            return (Self::Draft, Some(finding));
        }
        if has_errors(findings) {
            return (Self::Errors, open(Level::Error).next());
        }
        match open(Level::Warning).next() {
            Some(finding) => (Self::Look, Some(finding)),
            None => (Self::Ready, None),
        }
    }
}

/// A letter as the list shows it.
#[derive(Debug, Serialize)]
pub(in crate::serve) struct ListEntry {
    /// The path of its record within the folder.
    pub(in crate::serve) path: String,
    /// The path as an address has it.
    pub(in crate::serve) href: String,
    pub(in crate::serve) id: String,
    /// The day or days it bears, as the record writes it.
    pub(in crate::serve) date: String,
    pub(in crate::serve) kind: String,
    pub(in crate::serve) office: String,
    /// The language it is in, as a BCP 47 tag.
    pub(in crate::serve) language: String,
    pub(in crate::serve) direction: &'static str,
    /// What it is about, or how the register words it.
    pub(in crate::serve) title: String,
    pub(in crate::serve) sender: String,
    pub(in crate::serve) addressees: Vec<String>,
    pub(in crate::serve) people: Vec<String>,
    pub(in crate::serve) reference: Option<String>,
    pub(in crate::serve) state: State,
    /// Why it is in that state, in the words of the finding.
    pub(in crate::serve) reason: Option<String>,
    /// How many findings there are.
    pub(in crate::serve) findings: usize,
    /// All that it can be found by, folded.
    #[serde(skip)]
    pub(super) folded: String,
    /// Those who sign it or are addressed, folded, a line each.
    #[serde(skip)]
    pub(super) folded_people: String,
}

impl ListEntry {
    /// A letter of which only its place is known.
    pub(super) fn new(path: &str, state: State) -> Self {
        let id = path.rsplit_once('/').map_or(path, |(_, id)| id);
        Self {
            path: path.to_owned(),
            href: crate::serve::desk::encoded(path),
            id: id.to_owned(),
            date: String::new(),
            kind: String::new(),
            office: String::new(),
            language: String::new(),
            direction: "ltr",
            title: id.to_owned(),
            sender: String::new(),
            addressees: Vec::new(),
            people: Vec::new(),
            reference: None,
            state,
            reason: None,
            findings: 0,
            folded: String::new(),
            folded_people: String::new(),
        }
    }

    /// Reads the letter at a path; none where no record lies there.
    pub(in crate::serve) fn read(desk: &Desk, path: &str) -> Option<Self> {
        let text = desk.record(path)?;
        let beside = desk.beside(path);
        let input =
            Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
        Some(Self::of(desk, path, input, &beside))
    }

    /// Reads the letter of a file among the records of the folder, with the names of what it was
    /// made of besides.
    pub(super) fn of_file(
        desk: &Desk,
        records: &Records,
        file: &str,
        path: &str,
    ) -> Option<(Self, BTreeSet<String>)> {
        let syntax = Syntax::from_extension(file.rsplit_once('.')?.1)?;
        let bytes = records.read(file).ok()?;
        let (above, id) = path.rsplit_once('/').unwrap_or(("", path));
        let beside = Watched {
            beside: records.beside(file),
            above: if above.is_empty() { String::new() } else { format!("{above}/") },
            asked: Mutex::default(),
        };
        let input = Input { id, name: file, bytes: &bytes, syntax };
        let entry = Self::of(desk, path, input, &beside);
        Some((entry, beside.asked.into_inner().unwrap_or_else(PoisonError::into_inner)))
    }

    fn of(desk: &Desk, path: &str, input: Input<'_>, beside: &dyn Neighbours) -> Self {
        let Diagnosis { bundle, mut findings } =
            pipeline::diagnose(desk.engine, (input, beside), &desk.rules);
        check::dedup(&mut findings);
        let entry = bundle.and_then(|bundle| compose::entry(desk.engine, &bundle).ok());
        let (state, finding) = State::of(&findings);
        let open = findings.iter().filter(|finding| finding.fails(Level::Warning));
        let mut listed = Self::new(path, state);
        listed.findings = open.count();
        listed.reason = finding.map(|finding| finding.message.clone());
        if let Some(entry) = entry {
            let title = entry.subject.as_ref().map_or(&*entry.sentence, |subject| &**subject);
            listed.title = title.to_owned();
            listed.date = entry.filing.date.map(|date| date.to_string()).unwrap_or_default();
            listed.kind = entry.kind.to_string();
            listed.office = entry.filing.office.to_string();
            listed.language = entry.language.to_string();
            listed.direction = if entry.rtl { "rtl" } else { "ltr" };
            listed.sender = entry.sender.to_string();
            listed.addressees = entry.addressees.iter().map(ToString::to_string).collect();
            listed.people = entry
                .signatories
                .iter()
                .map(|signer| signer.name.to_string())
                .collect();
            listed.reference = entry.reference.as_ref().map(ToString::to_string);
        }
        listed.fold();
        listed
    }

    /// Notes what it can be found by.
    pub(super) fn fold(&mut self) {
        self.folded = self.words();
        let names: Vec<_> = self
            .people
            .iter()
            .chain(&self.addressees)
            .map(|name| fold(name))
            .collect();
        self.folded_people = names.join("\n");
    }

    /// The newest last; those without a date before all others.
    pub(super) fn order(&self) -> (&str, &str) {
        (&self.date, &self.path)
    }

    fn words(&self) -> String {
        let mut words = vec![self.title.as_str(), &self.id, &self.sender, &self.date];
        words.extend(self.reference.as_deref());
        words.extend(self.addressees.iter().chain(&self.people).map(String::as_str));
        fold(&words.join(" "))
    }
}

/// What lies beside a record, and what of it was asked for: paths within the folder of records, those
/// of records without their endings.
struct Watched<'b> {
    beside: Box<dyn Neighbours + 'b>,
    above: String,
    asked: Mutex<BTreeSet<String>>,
}

impl Watched<'_> {
    fn note(&self, name: &str) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.insert(format!("{}{name}", self.above));
    }
}

impl Neighbours for Watched<'_> {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        let found = self.beside.record(id);
        self.note(id);
        // A version in another language is no letter of the list: its file is looked at itself.
        if let Ok(file) = &found {
            let name = file
                .name
                .rsplit_once(['/', '\\'])
                .map_or(&*file.name, |(_, name)| name);
            self.note(name);
        }
        found
    }

    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unavailable> {
        self.note(name);
        self.beside.file(name, limit)
    }

    fn versions(&self, id: &str) -> Vec<String> {
        self.beside.versions(id)
    }

    fn ids(&self) -> Vec<String> {
        self.beside.ids()
    }
}
