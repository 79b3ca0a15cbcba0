//! Trying templates out: their mistakes are found before any letter is rendered.
//!
//! Tera finds misspelt names only in what it runs. So every wording of every office that
//! new templates touch is run: on the record a kind starts from, and on letters that fill
//! every field, or hardly any.

use std::collections::BTreeSet;

use crate::compose::{self, COMPOSED, Engine};
use crate::finding::{Finding, Level};
use crate::gather::{self, Neighbours, Unavailable};
use crate::letter::Day;
use crate::office::Office;
use crate::record::{self, RecordFile, Syntax};
use crate::write::{Format, Writers};

/// A letter that fills every field.
const FULL: &str = include_str!("template_check/full.yaml");
/// A letter that fills no more than it must, of one signatory and one meeting.
const BARE: &str = include_str!("template_check/bare.yaml");

/// Every mistake of the templates that were laid over the built-in ones.
pub fn mistakes(engine: &Engine) -> Vec<Finding> {
    let writers = Writers::new(engine.templates(), Vec::new());
    let mut findings = engine.templates().mistakes().to_vec();
    let offices = engine.templates().touched_offices();
    for office in &offices {
        findings.extend(try_office(engine, office, None, &writers));
    }
    for tag in engine.templates().touched_languages() {
        // An office without names in the language says enough of its wordings, if none has any.
        let named = |office: &&&str| engine.templates().names_of(office, tag).is_some();
        let own = |office: &str| engine.office(office).is_ok_and(|read| read.language == tag);
        let mut named: Vec<_> = offices.iter().filter(named).collect();
        if named.is_empty() {
            named.extend(offices.first());
        }
        for office in named.into_iter().filter(|office| !own(office)) {
            findings.extend(try_office(engine, office, Some(tag), &writers));
        }
    }
    for kind in engine.templates().starters() {
        if let Some(starter) = engine.templates().starter(&kind, None, Day::from_epoch(17_500)) {
            findings.extend(try_record(
                engine,
                &starter.id,
                &starter.text,
                Syntax::Markdown,
                &writers,
            ));
        }
    }
    tidy(&mut findings);
    findings
}

/// Puts findings in order, each once.
fn tidy(findings: &mut Vec<Finding>) {
    Finding::sort(findings);
    // One mistake of a common template shows in every letter, and says what that letter gave.
    let mut seen = BTreeSet::new();
    findings.retain(|finding| match &finding.place {
        Some(place) if place.source().name().ends_with(COMPOSED) => {
            seen.insert((place.source().name().to_owned(), finding.message.clone()))
        }
        Some(place) if finding.rule == "template" => {
            let start = place.range().start.to_string();
            seen.insert((place.source().name().to_owned(), start))
        }
        _ => true,
    });
    findings.dedup();
}

/// The languages in which an office and those it extends say their names, its own first.
pub fn languages_of(engine: &Engine, office: &str) -> Vec<String> {
    let templates = engine.templates();
    let own = engine.office(office).map(|read| read.language.clone()).ok();
    let named = |tag: &&str| {
        let mut lineage = templates.lineage(office).into_iter();
        own.as_deref() != Some(tag)
            && lineage.any(|office| templates.names_of(office, tag).is_some())
    };
    let others = templates.languages().into_iter().filter(named).map(str::to_owned);
    own.clone().into_iter().chain(others).collect()
}

/// Every mistake of an office and of those it extends, and what it should look at.
pub fn mistakes_of(engine: &Engine, office: &str) -> Vec<Finding> {
    let writers = Writers::new(engine.templates(), Vec::new());
    let mut findings = engine.templates().mistakes().to_vec();
    findings.extend(try_office(engine, office, None, &writers));
    for tag in languages_of(engine, office).iter().skip(1) {
        findings.extend(try_office(engine, office, Some(tag), &writers));
    }
    if let Some(files) = engine.templates().office_settings(office) {
        for (key, place) in Office::borrowed_names(&files) {
            let message = format!("`{key}` is still that of the office which `{office}` extends");
            let finding = Finding::new("setting", Level::Warning, message).at(place);
            findings.push(finding.help(format!(
                "say it in offices/{office}/office.toml, or take it out: `without = [\"{key}\"]`"
            )));
        }
    }
    tidy(&mut findings);
    findings
}

/// A letter of a kind by an office, as text: the record a kind starts from.
///
/// # Errors
/// What keeps it from being written.
pub fn sample(
    engine: &Engine,
    office: &str,
    kind: &str,
    language: Option<&str>,
) -> Result<String, Vec<Finding>> {
    let date = Day::from_epoch(17_500);
    let Some(starter) = engine.templates().starter(kind, Some(office), date) else {
        return Ok(String::new());
    };
    let spoken = language.map(|tag| format!("---\nlanguage: {tag}\n"));
    let text = match spoken {
        Some(spoken) => starter.text.replacen("---\n", &spoken, 1),
        None => starter.text,
    };
    let record = record::read(&starter.id, &starter.id, text.as_bytes(), Syntax::Markdown)?;
    let (bundle, _) = gather::gather(record, &Samples(engine));
    let package = compose::package(engine, &bundle)?;
    let writers = Writers::new(engine.templates(), Vec::new());
    let written = writers.write(&package, Format::TEXT)?;
    Ok(String::from_utf8_lossy(&written.bytes).into_owned())
}

fn try_office(
    engine: &Engine,
    office: &str,
    language: Option<&str>,
    writers: &Writers<'_>,
) -> Vec<Finding> {
    let house = match engine.house(office, language) {
        Ok(house) => house,
        Err(mut findings) => {
            for finding in findings.iter_mut().filter(|finding| finding.place.is_none()) {
                let language = engine.office(office).map(|office| office.language.clone());
                let words = language.unwrap_or_default();
                *finding = engine.at_setting(finding.clone(), office, &words);
            }
            return findings;
        }
    };
    let blocks: Vec<_> = house
        .wording
        .blocks()
        .map(|block| format!("  {{{{ {block} }}}}\n"))
        .collect();
    let mut findings = writers.prepare(office, Format::HTML).err().unwrap_or_default();
    findings.extend(engine.unknown_forms(&house));
    for kind in house.wording.kinds() {
        let spoken = language.map_or_else(String::new, |tag| format!("language: {tag}\n"));
        let head = format!("office: {office}\n{spoken}kind: {kind}\n");
        let full = format!("{head}{FULL}{}", blocks.join("\n"));
        findings.extend(try_record(engine, "full", &full, Syntax::Yaml, writers));
        findings.extend(try_record(engine, "bare", &(head + BARE), Syntax::Yaml, writers));
    }
    // Turns that no sample takes are run once.
    if let Some(kind) = house.wording.kinds().find(|kind| house.wording.plan(kind).is_some()) {
        let spoken = language.map_or_else(String::new, |tag| format!("language: {tag}\n"));
        let text = format!("office: {office}\n{spoken}kind: {kind}\n{FULL}");
        if let Ok(record) = record::read("full", "full", text.as_bytes(), Syntax::Yaml) {
            let (bundle, _) = gather::gather(record, &Samples(engine));
            let wrong = compose::try_turns(engine, &bundle).err().unwrap_or_default();
            let of_templates = |finding: &Finding| {
                finding
                    .place
                    .as_ref()
                    .is_none_or(|place| place.source().name() != "full")
            };
            findings.extend(wrong.into_iter().filter(of_templates));
        }
    }
    findings
}

/// What is wrong with the templates that word and dress a record; what is wrong with
/// the record is not asked for.
fn try_record(
    engine: &Engine,
    id: &str,
    text: &str,
    syntax: Syntax,
    writers: &Writers<'_>,
) -> Vec<Finding> {
    let record = match record::read(id, id, text.as_bytes(), syntax) {
        Ok(record) => record,
        Err(findings) => return findings,
    };
    let (bundle, _) = gather::gather(record, &Samples(engine));
    let written =
        compose::package(engine, &bundle).and_then(|package| writers.write(&package, Format::HTML));
    let mut findings = written.err().unwrap_or_default();
    findings.retain(|finding| {
        let place = finding.place.as_ref();
        place.is_none_or(|place| place.source().name() != id)
    });
    findings
}

/// What the samples enclose: `new-KIND` is the record a kind starts from.
struct Samples<'a>(&'a Engine);

impl Neighbours for Samples<'_> {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        let kind = id.strip_prefix("new-").unwrap_or("letter");
        let starter = self.0.templates().starter(kind, None, Day::from_epoch(17_500));
        let starter = starter.ok_or(Unavailable::Missing)?;
        let (name, bytes) = (starter.id, starter.text.into_bytes());
        Ok(RecordFile { name, syntax: Syntax::Markdown, bytes })
    }

    fn file(&self, _: &str, _: u64) -> Result<Vec<u8>, Unavailable> {
        Ok(b"%PDF-1.7\n".to_vec())
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}
