//! The difference of two letters: what changed, as sentences a person signs by.
//!
//! Records are compared, not pages: a meeting that moved is one change however many places print
//! it. The words of both finished letters are compared as well, and each changed word is explained
//! by one of the changes; what none explains is counted, so that the list can be trusted.

mod facts;
mod finished;
mod html;
mod merge_fields;
mod page;
mod prose;
mod sentences;
mod shown;
mod text;
mod trial;
mod value;
mod words;

pub use finished::{FinishedFormat, FinishedLetter, MAX_FINISHED, RecordSide, compare_finished};
pub use html::{html, section};
pub use page::{Line, Part, Piece};
pub use text::{sentences, text};
pub use words::DifferenceWords;

use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

use crate::compose::{self, Engine};
use crate::document::Direction;
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::house::House;
use crate::letter::Letter;
use crate::trace::Trace;
use crate::write::docx::redline::{self, Revision};
use crate::write::{Format, Writers};
use merge_fields::MergeFields;
use sentences::Teller;

/// What differs between two letters.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Difference {
    /// The id of the old letter.
    pub old: String,
    /// The id of the new one.
    pub new: String,
    /// The language in which it is told, as a BCP 47 tag.
    pub language: String,
    /// The changes of the record, in the order of its fields; the prose last.
    pub changes: Vec<Change>,
    /// The versions in other languages that stand as they were though the prose of the main one
    /// changed, as BCP 47 tags.
    pub versions_behind: Vec<String>,
    /// The words of both finished letters, passage by passage; none where one of the letters could
    /// not be composed.
    pub page: Vec<Line>,
    /// How many changed words of the finished letters no change explains.
    pub unexplained: usize,
    /// The letters that both enclose, where they differ.
    pub enclosed: Vec<Difference>,
    /// Why the finished letters were not compared: what is wrong with one of them.
    pub not_compared: Vec<String>,
    /// How it is told.
    #[serde(skip)]
    words: Arc<DifferenceWords>,
    /// Which way the reader's language runs.
    #[serde(skip)]
    direction: Direction,
    /// The date of the old letter, in words.
    #[serde(skip)]
    old_date: Option<String>,
    /// The language and the direction of the new letter.
    #[serde(skip)]
    letter: (String, Direction),
    /// The language that was asked for, where it has no words of a difference.
    #[serde(skip)]
    asked: Option<String>,
}

/// A change of the record.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
#[schemars(rename = "RecordChange")]
pub struct Change {
    /// What happened.
    pub what: What,
    /// Where it stands in the new record, `meetings[0].room`; none where it was dropped, and where
    /// the new letter is a finished one.
    pub path: Option<String>,
    /// Where it stood in the old one; none where it was added, and where that is a finished letter.
    pub old_path: Option<String>,
    /// What stood there, as it is written for the reader.
    pub old: Option<String>,
    /// What stands there now.
    pub new: Option<String>,
    /// A reader of the letter sees it; otherwise it is in the record only.
    pub in_letter: bool,
    /// The change as a sentence.
    pub sentence: String,
}

/// What happened to a field, to an item of a list, or to a piece of prose.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// It was not there before.
    Added,
    /// It is there no more.
    Dropped,
    /// It says something else.
    Changed,
    /// It stands elsewhere.
    Moved,
}

impl Difference {
    /// Changes that were told, without a page.
    fn told(teller: &Teller<'_>, (old, new): (&str, &str), changes: Vec<Change>) -> Self {
        Self {
            old: old.to_owned(),
            new: new.to_owned(),
            language: teller.tag().to_owned(),
            changes,
            versions_behind: Vec::new(),
            page: Vec::new(),
            unexplained: 0,
            enclosed: Vec::new(),
            not_compared: Vec::new(),
            words: teller.shared_words(),
            direction: teller.direction(),
            old_date: None,
            letter: (teller.tag().to_owned(), teller.direction()),
            asked: None,
        }
    }

    /// Whether anything differs: in the letters, in the records, or in what they enclose.
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
            && self.unexplained == 0
            && self.not_compared.is_empty()
            && self.enclosed.iter().all(Self::is_empty)
    }

    /// The language that was asked for, as a BCP 47 tag, where it has no `difference.toml`: the
    /// difference is told in English then.
    pub fn language_without_words(&self) -> Option<&str> {
        self.asked.as_deref()
    }

    /// Whether a reader of the letters sees a difference.
    pub fn is_seen(&self) -> bool {
        self.changes.iter().any(|change| change.in_letter)
            || self.unexplained > 0
            || self.enclosed.iter().any(Self::is_seen)
    }
}

/// Compares two letters; `language` is that of the reader, that of the new letter where none is
/// given. A letter that cannot be composed is compared by its record.
///
/// # Errors
/// What is wrong with the reader's language: it is none of the templates, or its
/// `difference.toml` cannot be read.
pub fn compare(
    engine: &Engine,
    (old, new): (&Arc<Bundle>, &Arc<Bundle>),
    language: Option<&str>,
) -> Result<Difference, Vec<Finding>> {
    let Reader { house, words, asked } = reader(engine, new, language)?;
    let difference = letters(engine, (old, new), &Teller::new(&house, &words));
    Ok(Difference { asked, ..difference })
}

/// In what a difference is told.
struct Reader {
    house: Arc<House>,
    words: Arc<DifferenceWords>,
    /// The language that was asked for, where it has no words of a difference.
    asked: Option<String>,
}

/// The reader's language, that of the letter where none is given; English where that has no words of
/// a difference.
fn reader(
    engine: &Engine,
    letter: &Bundle,
    language: Option<&str>,
) -> Result<Reader, Vec<Finding>> {
    let house_in = |tag: &str| engine.house(&letter.record.letter.office, Some(tag));
    let mut house = engine.house_of(&letter.record)?;
    if let Some(tag) = language.filter(|tag| *tag != house.language.tag()) {
        house = house_in(tag)?;
    }
    let asked = house.language.tag().to_owned();
    if let Some(words) = words::read(engine.templates(), &asked)? {
        return Ok(Reader { house, words, asked: None });
    }
    match words::read(engine.templates(), words::ENGLISH)? {
        Some(words) => Ok(Reader { house: house_in(words::ENGLISH)?, words, asked: Some(asked) }),
        None => Err(vec![words::missing()]),
    }
}

fn letters(
    engine: &Engine,
    (old, new): (&Arc<Bundle>, &Arc<Bundle>),
    teller: &Teller<'_>,
) -> Difference {
    let facts = facts::compare(&old.record.letter, &new.record.letter);
    let mut changes: Vec<_> = facts.iter().map(|fact| teller.fact(fact)).collect();
    let mut not_compared = Vec::new();
    let mut traced = |bundle: &Arc<Bundle>| match compose::trace(engine, bundle) {
        Ok(trace) => Some(trace),
        Err(findings) => {
            let first = findings.first().map(|finding| finding.message.clone());
            not_compared.extend(first.map(|message| format!("{}: {message}", bundle.record.id)));
            None
        }
    };
    let (was, is): (Option<Trace>, Option<Trace>) = (traced(old), traced(new));
    let fields = |bundle: &Bundle, trace: &Option<Trace>| {
        let trace = trace.as_ref();
        trace.map_or(MergeFields::default(), |it| MergeFields::of(it, prose(&bundle.record.letter)))
    };
    let told = prose::compare(prose(&old.record.letter), prose(&new.record.letter));
    if !told.is_empty() {
        let fields = (fields(old, &was), fields(new, &is));
        changes.extend(
            told.iter()
                .map(|change| teller.prose_with(change, (&fields.0, &fields.1))),
        );
    }
    let letter = is.as_ref().or(was.as_ref()).map(|trace| &trace.document);
    let letter = letter.map_or((teller.tag().to_owned(), teller.direction()), |it| {
        (it.language.clone(), it.direction)
    });
    let enclosed = enclosed(engine, (old, new), teller);
    let (mut page, mut unexplained) = (Vec::new(), 0);
    if let (Some(was), Some(is)) = (was, is) {
        page = page::compare(&was, &is);
        let trial = trial::Trial { engine, bundles: (old, new), traces: (&was, &is) };
        unexplained = shown::explain(
            &mut changes,
            &mut page,
            (&was, &is),
            enclosed.iter().any(|it| !it.is_empty()),
            &|change| trial.alters(change),
        );
    } else {
        // Without its page, what the record says is taken for what the letter says.
        changes.iter_mut().for_each(|change| change.in_letter = true);
    }
    let versions_behind = behind((old, new), &changes);
    let ids = (old.record.id.as_str(), new.record.id.as_str());
    let told = Difference::told(teller, ids, changes);
    let old_date = old.record.letter.date.map(|date| teller.date(date));
    Difference {
        old_date,
        versions_behind,
        page,
        unexplained,
        enclosed,
        not_compared,
        letter,
        ..told
    }
}

fn prose(letter: &Letter) -> &str {
    letter.body.as_ref().map_or("", |body| body.0.as_str())
}

/// The letters that both enclose: by id, else by their place.
fn enclosed(
    engine: &Engine,
    (old, new): (&Arc<Bundle>, &Arc<Bundle>),
    teller: &Teller<'_>,
) -> Vec<Difference> {
    let mut left: Vec<_> = old.enclosed.iter().map(|(_, bundle)| bundle).collect();
    let mut pairs = Vec::new();
    let mut others = Vec::new();
    for (_, bundle) in &new.enclosed {
        match left.iter().position(|other| other.record.id == bundle.record.id) {
            Some(at) => pairs.push((left.remove(at), bundle)),
            None => others.push(bundle),
        }
    }
    if left.len() == others.len() {
        pairs.extend(left.into_iter().zip(others));
    }
    let differences = pairs.into_iter().map(|pair| letters(engine, pair, teller));
    differences.filter(|difference| !difference.is_empty()).collect()
}

/// The versions whose prose stands as it was though that of the main language changed.
fn behind((old, new): (&Arc<Bundle>, &Arc<Bundle>), changes: &[Change]) -> Vec<String> {
    let changed = changes.iter().any(|change| {
        let path = change.path.as_deref().or(change.old_path.as_deref());
        path == Some("body")
    });
    let versions = new.versions.iter().filter(|_| changed);
    let same = versions.filter(|version| {
        let before = old.versions.iter().find(|before| before.tag() == version.tag());
        before.is_some_and(|before| before.record.letter.body == version.record.letter.body)
    });
    same.filter_map(|version| version.tag().map(str::to_owned)).collect()
}

/// The new letter as a Word file, with what changed since the old one as tracked changes.
///
/// # Errors
/// Everything that keeps one of the letters from being composed or written.
pub fn redline(
    engine: &Engine,
    (old, new): (&Arc<Bundle>, &Arc<Bundle>),
    revision: &Revision,
) -> Result<Vec<u8>, Vec<Finding>> {
    let writers = Writers::new(engine.templates(), Vec::new());
    let written = |bundle: &Arc<Bundle>| {
        let package = compose::package(engine, bundle)?;
        Ok::<_, Vec<Finding>>(writers.write(&package, Format::DOCX)?.bytes)
    };
    redline::redline(&written(old)?, &written(new)?, revision).map_err(|finding| vec![finding])
}
