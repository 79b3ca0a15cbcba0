//! A letter as the list shows it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::check;
use crate::compose;
use crate::finding::{Finding, Level, has_errors};
use crate::gather::Neighbours;
use crate::pipeline::{self, Diagnosis, Input};
use crate::serve::desk::Desk;

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
}

impl ListEntry {
    /// Reads the letter at a path; none where no record lies there.
    pub(in crate::serve) fn read(desk: &Desk, path: &str) -> Option<Self> {
        let text = desk.record(path)?;
        let beside = desk.beside(path);
        let neighbours: &dyn Neighbours = &beside;
        let input =
            Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
        let Diagnosis { bundle, mut findings } =
            pipeline::diagnose(desk.engine, (input, neighbours), &desk.rules);
        check::dedup(&mut findings);
        let entry = bundle.and_then(|bundle| compose::entry(desk.engine, &bundle).ok());
        let (state, finding) = State::of(&findings);
        let open = findings
            .iter()
            .filter(|finding| finding.fails(Level::Warning))
            .count();
        let reason = finding.map(|finding| finding.message.clone());
        let mut listed = Self {
            path: path.to_owned(),
            href: crate::serve::desk::encoded(path),
            id: text.id.clone(),
            date: String::new(),
            kind: String::new(),
            office: String::new(),
            language: String::new(),
            direction: "ltr",
            title: text.id.clone(),
            sender: String::new(),
            addressees: Vec::new(),
            people: Vec::new(),
            reference: None,
            state,
            reason,
            findings: open,
            folded: String::new(),
        };
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
        listed.folded = listed.words();
        Some(listed)
    }

    /// The newest last; those without a date before all others.
    pub(super) fn order(&self) -> (&str, &str) {
        (&self.date, &self.path)
    }

    fn words(&self) -> String {
        let mut words = vec![self.title.as_str(), &self.id, &self.sender, &self.date];
        words.extend(self.reference.as_deref());
        words.extend(self.addressees.iter().chain(&self.people).map(String::as_str));
        crate::text::fold(&words.join(" "))
    }
}
