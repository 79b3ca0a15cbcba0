//! From the text of a record to a letter that may go out, or to all that can be said of it.
//!
//! What `render` and `merge` do for one letter, `check` for a folder and `build` for a hundred
//! thousand.
//!
//! ```
//! use chancery::check::Rules;
//! use chancery::compose::Engine;
//! use chancery::gather::{InMemory, Neighbours};
//! use chancery::pipeline::{self, Input, Options};
//! use chancery::record::Syntax;
//! use chancery::template::Templates;
//! use chancery::write::{Format, Writers};
//!
//! let text = "---
//! office: pga
//! date: 2018-01-18
//! to: all-permanent-representatives
//! signatories: { name: Miroslav Lajčák }
//! ---
//! I have the honour to inform you that the meeting will be held tomorrow.
//! ";
//! let input = Input {
//!     id: "2018-01-18-pga",
//!     name: "2018-01-18-pga.md",
//!     bytes: text.as_bytes(),
//!     syntax: Syntax::Markdown,
//! };
//! let beside: &dyn Neighbours = &InMemory::new();
//! let (engine, rules) = (Engine::new(Templates::embedded()), Rules::default());
//! let ready = pipeline::run(&engine, (input, beside), &Options::new(&rules))
//!     .expect("a letter that may go out");
//! let writers = Writers::new(engine.templates(), Vec::new());
//! let page = writers.write(&ready.package, Format::HTML).expect("a page").bytes;
//! assert!(String::from_utf8_lossy(&page).contains("18 January 2018"));
//! ```

use std::sync::Arc;

use crate::check::{self, Rules};
use crate::compose::{self, Engine};
use crate::finding::{Finding, Level, has_errors};
use crate::gather::{Bundle, Neighbours};
use crate::package::Package;
use crate::record::{self, Syntax};
use crate::trace::Trace;

/// The text of a record, as somebody gives it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The id of the record.
    pub id: &'a str,
    /// What messages call it.
    pub name: &'a str,
    /// Its text.
    pub bytes: &'a [u8],
    /// How it is written.
    pub syntax: Syntax,
}

/// Where a letter enters the pipeline.
#[derive(Clone)]
pub enum Start<'a> {
    /// At the text of its record, with what lies beside it.
    Record(Input<'a>, &'a dyn Neighbours),
    /// At its record, with all that belongs to it.
    Bundle(Arc<Bundle>),
}

impl<'a> From<(Input<'a>, &'a dyn Neighbours)> for Start<'a> {
    fn from((input, neighbours): (Input<'a>, &'a dyn Neighbours)) -> Self {
        Self::Record(input, neighbours)
    }
}

impl From<Arc<Bundle>> for Start<'_> {
    fn from(bundle: Arc<Bundle>) -> Self {
        Self::Bundle(bundle)
    }
}

/// What is wanted of a letter that may go out.
#[derive(Debug, Clone, Copy)]
pub struct Options<'a> {
    /// How much each rule weighs.
    pub rules: &'a Rules,
    /// Errors that the rules find are remarks, and every page is marked as a draft.
    pub draft: bool,
    /// The letter is wanted as the document that it is issued as.
    pub issued: bool,
    /// The one language that is wanted, as a BCP 47 tag; all where none is named.
    pub language: Option<&'a str>,
}

impl<'a> Options<'a> {
    /// A letter in all its languages that breaks no rule.
    pub fn new(rules: &'a Rules) -> Self {
        Self { rules, draft: false, issued: false, language: None }
    }
}

/// A letter that may go out.
#[derive(Debug)]
pub struct Ready {
    /// The record with all that belongs to it.
    pub bundle: Arc<Bundle>,
    /// The letter, composed: in its main language, or in the one that was asked for.
    pub package: Package,
    /// The letter in its other languages, in their order.
    pub versions: Vec<Package>,
    /// What should be looked at.
    pub remarks: Vec<Finding>,
}

/// All that can be said of a letter.
#[derive(Debug)]
pub struct Diagnosis {
    /// The record with all that belongs to it; none where it could not be read as a whole.
    pub bundle: Option<Arc<Bundle>>,
    /// What is wrong with it, and what should be looked at.
    pub findings: Vec<Finding>,
}

/// Makes a letter that may go out.
///
/// # Errors
/// Everything that keeps it from going out, with the remarks.
pub fn run<'a>(
    engine: &Engine,
    start: impl Into<Start<'a>>,
    options: &Options<'_>,
) -> Result<Ready, Vec<Finding>> {
    let Gathered { bundle, mut remarks, mut mistakes } = Gathered::new(engine, start.into())?;
    let wanted = match wanted(engine, &bundle, options.language) {
        Ok(wanted) => wanted,
        Err(finding) => {
            mistakes.push(finding);
            return Err(mistakes);
        }
    };
    let (made, mut found) = compose_all(engine, &bundle, wanted, options.issued);
    if !mistakes.is_empty() {
        mistakes.append(&mut found);
        check::dedup(&mut mistakes);
        return Err(mistakes);
    }
    if !found.is_empty() {
        check::dedup(&mut found);
        remarks.append(&mut found);
        return Err(remarks);
    }
    let mut found = check::versions(engine, &bundle, &borrowed(&made), options.rules);
    // Notes, and what is kept on purpose, are for `check` to say.
    found.retain(|finding| finding.fails(Level::Warning));
    let forbidden = has_errors(&found) && !options.draft;
    remarks.append(&mut found);
    let mut packages = made.into_iter().filter_map(|(_, package)| package);
    match packages.next() {
        Some(mut package) if !forbidden => {
            let mut versions: Vec<_> = packages.collect();
            if options.draft {
                let all = std::iter::once(&mut package).chain(&mut versions);
                all.for_each(compose::mark_draft);
            }
            Ok(Ready { bundle: Arc::clone(&bundle), package, versions, remarks })
        }
        _ => Err(remarks),
    }
}

/// Everything that can be said of a letter in all its languages, whether it may go out or not.
pub fn diagnose<'a>(engine: &Engine, start: impl Into<Start<'a>>, rules: &Rules) -> Diagnosis {
    let Gathered { bundle, mut remarks, mut mistakes } = match Gathered::new(engine, start.into()) {
        Ok(gathered) => gathered,
        Err(findings) => return Diagnosis { bundle: None, findings },
    };
    let (made, mut found) = compose_all(engine, &bundle, bundle.in_each().collect(), false);
    found.extend(issued_mistakes(engine, &made));
    remarks.append(&mut mistakes);
    remarks.append(&mut found);
    remarks.extend(check::versions(engine, &bundle, &borrowed(&made), rules));
    drop(made);
    Diagnosis { bundle: Some(bundle), findings: remarks }
}

/// Says where every word of a letter came from, or of the document that it is `issued` as, in its
/// main language or in the one that is asked for; with the record in that language and all that
/// belongs to it.
///
/// # Errors
/// Everything that keeps it from being composed. What the rules find does not.
pub fn trace<'a>(
    engine: &Engine,
    start: impl Into<Start<'a>>,
    language: Option<&str>,
    issued: bool,
) -> Result<(Arc<Bundle>, Trace), Vec<Finding>> {
    let Gathered { bundle, mistakes, .. } = Gathered::new(engine, start.into())?;
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    let wanted = wanted(engine, &bundle, language).map_err(|finding| vec![finding])?;
    let bundle = wanted.first().map_or(&bundle, |wanted| *wanted);
    let trace = if issued { compose::trace_issued } else { compose::trace };
    Ok((Arc::clone(bundle), trace(engine, bundle)?))
}

/// A record with all that belongs to it as far as it could be read, and what is wrong with it.
pub fn gathered(
    engine: &Engine,
    input: Input<'_>,
    neighbours: &dyn Neighbours,
) -> (Option<Arc<Bundle>>, Vec<Finding>) {
    let (record, mut mistakes) = record::read_on(input.id, input.name, input.bytes, input.syntax);
    let bundle = record.map(|record| {
        let (bundle, mut missing) = engine.gather(record, neighbours);
        mistakes.append(&mut missing);
        bundle
    });
    mistakes.retain(|finding| finding.level == Level::Error);
    (bundle, mistakes)
}

/// A letter with all that belongs to it, as far as that could be had.
struct Gathered {
    bundle: Arc<Bundle>,
    remarks: Vec<Finding>,
    /// What is missing or broken.
    mistakes: Vec<Finding>,
}

impl Gathered {
    /// Reads and gathers.
    ///
    /// # Errors
    /// What is wrong with a record that could not be read as a whole.
    fn new(engine: &Engine, start: Start<'_>) -> Result<Self, Vec<Finding>> {
        let (input, neighbours) = match start {
            Start::Record(input, neighbours) => (input, neighbours),
            Start::Bundle(bundle) => {
                let (remarks, mistakes) = (Vec::new(), Vec::new());
                let bundle = Self::with_cells(engine, bundle)?;
                return Ok(Self { bundle, remarks, mistakes });
            }
        };
        let record = match record::read_on(input.id, input.name, input.bytes, input.syntax) {
            (Some(record), mistakes) if mistakes.is_empty() => record,
            (record, mut mistakes) => {
                let broken = record
                    .iter()
                    .flat_map(|record| compose::diagnose_broken(engine, record));
                mistakes.extend(broken);
                return Err(mistakes);
            }
        };
        let remarks = record.findings.clone();
        let (bundle, mistakes) = engine.gather(record, neighbours);
        let bundle = Self::with_cells(engine, bundle)?;
        Ok(Self { bundle, remarks, mistakes })
    }

    /// The letter with what its fields of text ask of a row of a list.
    fn with_cells(engine: &Engine, bundle: Arc<Bundle>) -> Result<Arc<Bundle>, Vec<Finding>> {
        Ok(compose::with_cells(engine, &bundle)?.map_or(bundle, Arc::new))
    }
}

/// A letter in one language, with what it was composed to, where it could be.
type Made<'b> = (&'b Arc<Bundle>, Option<Package>);

/// Composes a letter in some of its languages. A version without prose is not composed: the rules
/// say that it lacks its prose, and what they do not forbid goes without it.
fn compose_all<'b>(
    engine: &Engine,
    letter: &Arc<Bundle>,
    wanted: Vec<&'b Arc<Bundle>>,
    issued: bool,
) -> (Vec<Made<'b>>, Vec<Finding>) {
    let (mut made, mut mistakes) = (Vec::with_capacity(wanted.len()), Vec::new());
    for bundle in wanted {
        let composed = if bundle.lacks_prose(letter) {
            engine.house_of(&bundle.record).map(|_| None)
        } else if issued {
            compose::issued(engine, bundle).map(Some)
        } else {
            compose::package(engine, bundle).map(Some)
        };
        let package = composed.unwrap_or_else(|mut found| {
            mistakes.append(&mut found);
            None
        });
        made.push((bundle, package));
    }
    (made, mistakes)
}

/// What keeps a letter that can be composed from being issued as its record says.
fn issued_mistakes(engine: &Engine, made: &[Made<'_>]) -> Vec<Finding> {
    let made = made.iter().filter(|(_, package)| package.is_some());
    let issued = made.filter(|(bundle, _)| bundle.record.letter.issued_as.is_some());
    issued
        .filter_map(|(bundle, _)| compose::issued(engine, bundle).err())
        .flatten()
        .collect()
}

fn borrowed<'m>(made: &'m [Made<'_>]) -> Vec<(&'m Arc<Bundle>, Option<&'m Package>)> {
    made.iter()
        .map(|(bundle, package)| (*bundle, package.as_ref()))
        .collect()
}

/// The letter in the languages that are asked for: all, or one.
fn wanted<'b>(
    engine: &Engine,
    bundle: &'b Arc<Bundle>,
    language: Option<&str>,
) -> Result<Vec<&'b Arc<Bundle>>, Finding> {
    let Some(language) = language else {
        return Ok(bundle.in_each().collect());
    };
    let own = |bundle: &&Arc<Bundle>| match bundle.tag() {
        Some(tag) => tag == language,
        // What is wrong with the office is said when the letter is composed.
        None => {
            (engine.house_of(&bundle.record)).map_or(true, |house| house.language.tag() == language)
        }
    };
    let found: Vec<_> = bundle.in_each().filter(own).collect();
    if !found.is_empty() {
        return Ok(found);
    }
    let record = &bundle.record;
    let finding =
        Finding::error("no-version", format!("the letter has no version in `{language}`"));
    let known = &record.letter.languages.0;
    Err(if known.is_empty() {
        let help = format!("list it with the letter's own: `languages: [en, {language}]`");
        finding.at(record.place("language")).help(help)
    } else {
        let known: Vec<_> = known.iter().map(|tag| format!("`{tag}`")).collect();
        let help = format!("it is written in {}", known.join(", "));
        finding.at(record.place("languages")).help(help)
    })
}
