//! The checker: a second pair of eyes on a letter before it goes out.
//!
//! A rule is one file under `rules/`, with its documentation; the table is in [`RULES`].
//! A rule reads a letter, a package or a folder of letters, and says what is wrong at its
//! place. What a record keeps on purpose (`sic`) is said as kept.

mod case;
mod fix;
mod folder;
mod rule;
mod rules;
mod selection;
mod sic;

pub mod dates;
pub mod prose;
pub mod token;
pub mod words;

pub use case::{Case, Piece, Room, Scheduled};
pub use fix::mend;
pub use folder::{Entry, Index, Mentioned, Planned};
pub use rule::{Family, Found, Rule, Scope};
pub use rules::{RULES, rule};
pub use selection::{Levels, Rules, settings};

use crate::compose::Chancery;
use crate::finding::Finding;
use crate::gather::Bundle;
use crate::package::Package;

impl Chancery {
    /// Checks a letter with the letters it encloses. `package` is what it was composed to,
    /// where it could be.
    pub fn check(&self, bundle: &Bundle, package: Option<&Package>, rules: &Rules) -> Vec<Finding> {
        let case = match Case::new(self, bundle, package) {
            Ok(case) => case,
            // What is wrong with its office or language composition says too.
            Err(findings) => return findings,
        };
        let mut findings = case.settings(self);
        let mut ran = sic::Ran::default();
        for rule in RULES {
            match rule.scope {
                Scope::Letter(check) => {
                    for piece in &case.pieces {
                        if let Some(level) = rules.level(rule, &piece.house.office.rules) {
                            ran.note(rule, piece.record);
                            findings.extend(rule.run(level, |found| check(piece, found)));
                        }
                    }
                }
                Scope::Package(check) => {
                    let office = &case.cover().house.office.rules;
                    if let Some(level) = rules.level(rule, office) {
                        ran.note(rule, case.cover().record);
                        findings.extend(rule.run(level, |found| check(&case, found)));
                    }
                }
                Scope::Folder(_) | Scope::Checker => {}
            }
        }
        let records: Vec<_> = case.pieces.iter().map(|piece| piece.record).collect();
        let sics = sic::of_records(&records);
        let used = sic::keep(&mut findings, &sics);
        if let Some(level) = rules.level(&rules::STALE_SIC, &case.cover().house.office.rules) {
            findings.extend(rules::STALE_SIC.run(level, |found| {
                ran.stale(&records, &used, found);
            }));
        }
        tidy(&mut findings);
        findings
    }
}

/// Checks what the letters of a folder say of each other.
pub fn check_folder(index: &Index<'_>, rules: &Rules) -> Vec<Finding> {
    let mut findings = Vec::new();
    let none = std::collections::BTreeMap::new();
    for rule in RULES {
        if let (Scope::Folder(check), Some(level)) = (rule.scope, rules.level(rule, &none)) {
            findings.extend(rule.run(level, |found| check(index, found)));
        }
    }
    sic::keep(&mut findings, &index.sics());
    tidy(&mut findings);
    findings
}

/// The order in which findings are shown, each of them once. An enclosed letter may be checked
/// by itself and with its cover: of the same finding, the one that explains more stays.
pub fn tidy(findings: &mut Vec<Finding>) {
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.related.len()));
    Finding::sort(findings);
    findings.dedup_by(|b, a| a.rule == b.rule && a.message == b.message && a.place == b.place);
}
