//! The checker: a second pair of eyes on a letter before it goes out.
//!
//! A rule is one file under `rules/`, with its documentation; the table is in [`RULES`].
//! A rule reads a letter, a package or a folder of letters, and says what is wrong at its
//! place. What a record keeps on purpose (`sic`) is said as kept.

mod case;
mod filled;
mod fix;
mod folder_index;
mod lacking;
mod ranges;
mod rule;
mod rules;
mod schedule;
mod selection;
mod sentences;
mod sic;

#[doc(hidden)]
pub mod dates;
#[doc(hidden)]
pub mod passage;
#[doc(hidden)]
pub mod prose;
#[doc(hidden)]
pub mod words;

#[doc(hidden)]
pub use case::{Case, Piece, Versions};
pub use fix::mend;
#[doc(hidden)]
pub use folder_index::{FolderIndex, FolderLetter, FolderMeeting};
pub use lacking::lacking;
pub use rule::{Family, Rule};
#[doc(hidden)]
pub use rule::{Found, Scope};
pub use rules::{RULES, rule};
#[doc(hidden)]
pub use schedule::{Room, Schedule, Scheduled};
pub use selection::{Rules, settings};

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::compose::Engine;
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::package::Package;
use crate::text::thousands;

/// Checks a letter with the letters it encloses, in one language. `package` is what it was
/// composed to, where it could be.
pub fn letter(
    engine: &Engine,
    bundle: &Arc<Bundle>,
    package: Option<&Package>,
    rules: &Rules,
) -> Vec<Finding> {
    versions(engine, bundle, &[(bundle, package)], rules)
}

/// Checks a letter in some of its languages: each by itself, and against the main one.
/// What is wrong with the data that they share is said once.
pub fn versions(
    engine: &Engine,
    letter: &Arc<Bundle>,
    made: &[(&Arc<Bundle>, Option<&Package>)],
    rules: &Rules,
) -> Vec<Finding> {
    let (mut findings, mut cases) = (Vec::new(), Vec::new());
    for (bundle, package) in made {
        match Case::new(engine, bundle, *package) {
            Ok(case) => cases.push(case),
            // What is wrong with its office or language composition says too.
            Err(mistakes) => findings.extend(mistakes),
        }
    }
    if !findings.is_empty() {
        return findings;
    }
    let mut ran = sic::RulesRun::default();
    let mut said = BTreeSet::new();
    for case in &cases {
        let mut found = check_case(case, rules, &mut ran);
        found.retain(|finding| place(finding).is_none_or(|place| !said.contains(&place)));
        if cases.len() > 1 {
            said.extend(found.iter().filter_map(place));
        }
        findings.append(&mut found);
    }
    let main = made.iter().any(|(bundle, _)| Arc::ptr_eq(bundle, letter));
    let aside = if main { None } else { Case::new(engine, letter, None).ok() };
    let covers: Vec<_> = aside.iter().chain(&cases).map(Case::cover).collect();
    if covers.len() > 1 {
        for rule in RULES {
            let office = &covers[0].house.office.rules;
            if let (Scope::Versions(check), Some(level)) = (rule.scope, rules.level(rule, office)) {
                ran.note(rule, covers[0].record);
                findings.extend(rule.run(level, |found| check(&Versions { all: &covers }, found)));
            }
        }
    }
    let pieces = cases.iter().flat_map(|case| &case.pieces);
    let records: Vec<_> = pieces.map(|piece| piece.record).collect();
    let sics = sic::of_records(&records);
    let used = sic::keep(&mut findings, &sics);
    let office = cases.first().map(|case| &case.cover().house.office.rules);
    if let Some(level) = office.and_then(|office| rules.level(&rules::STALE_SIC, office)) {
        findings.extend(rules::STALE_SIC.run(level, |found| {
            ran.stale(&records, &used, found);
        }));
    }
    dedup(&mut findings);
    findings
}

/// What the rules of letters and packages find.
fn check_case(case: &Case<'_>, rules: &Rules, ran: &mut sic::RulesRun) -> Vec<Finding> {
    let mut findings = case.settings();
    for rule in RULES {
        match rule.scope {
            Scope::Letter(check) => {
                for piece in &case.pieces {
                    if let Some(level) = rules.level(rule, &piece.house.office.rules) {
                        ran.note(rule, piece.record);
                        let found = rule.run(level, |found| check(piece, found));
                        findings.extend(first_of_many(found));
                    }
                }
            }
            Scope::Package(check) => {
                let office = &case.cover().house.office.rules;
                if let Some(level) = rules.level(rule, office) {
                    ran.note(rule, case.cover().record);
                    let found = rule.run(level, |found| check(case, found));
                    findings.extend(first_of_many(found));
                }
            }
            Scope::Versions(_) | Scope::Folder(_) | Scope::Checker => {}
        }
    }
    findings
}

/// So many findings of one rule are told of a letter at most.
const MOST: usize = 1_000;

/// The first findings of a rule, the last of which says how many more there are.
fn first_of_many(mut found: Found) -> Found {
    let more = found.len().saturating_sub(MOST);
    if more > 0 {
        Finding::sort(&mut found);
        found.truncate(MOST);
        let more = thousands(more);
        if let Some(last) = found.last_mut() {
            last.help
                .push(format!("{more} more like it are not listed: mend these, and check again"));
        }
    }
    found
}

/// The rule of a finding and the bytes it points at.
fn place(finding: &Finding) -> Option<(&'static str, String, usize, usize)> {
    let place = finding.place.as_ref()?;
    let range = place.range();
    Some((finding.rule, place.source().name().to_owned(), range.start, range.end))
}

/// Checks what the letters of a folder say of each other.
#[doc(hidden)]
pub fn folder(index: &FolderIndex<'_>, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    let none = std::collections::BTreeMap::new();
    for rule in RULES {
        if let (Scope::Folder(check), Some(level)) = (rule.scope, rules.level(rule, &none)) {
            findings.extend(rule.run(level, |found| check(index, found)));
        }
    }
    sic::keep(&mut findings, &index.sics());
    dedup(&mut findings);
    findings
}

/// The order in which findings are shown, each of them once. An enclosed letter may be checked
/// by itself and with its cover: of the same finding, the one that explains more stays.
pub fn dedup(findings: &mut Vec<Finding>) {
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.related.len()));
    Finding::sort(findings);
    findings.dedup_by(|b, a| a.rule == b.rule && a.message == b.message && a.place == b.place);
}
