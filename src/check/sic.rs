//! What a record keeps on purpose, and what it only thinks it keeps.

use std::collections::{BTreeMap, BTreeSet};

use super::rules::STALE_SIC;
use super::{Found, Rule};
use crate::finding::{Finding, Level};
use crate::record::Record;

/// The reasons of every record, by the name its places give,
/// with the name of the record itself: a version's file is one of its texts.
pub(super) type Sics<'a> = BTreeMap<&'a str, (&'a str, &'a BTreeMap<String, String>)>;

/// Which reason kept something: the name of the record, and the rule.
pub(super) type Used = BTreeSet<(String, &'static str)>;

pub(super) fn of_records<'a>(records: &[&'a Record]) -> Sics<'a> {
    let of = |record: &'a Record| {
        let reasons = (record.source.name(), &record.letter.sic.0);
        record.texts().map(move |text| (text.name(), reasons))
    };
    records.iter().flat_map(|record| of(record)).collect()
}

/// Marks what is kept on purpose: by the record a finding points at, or by one that explains it.
pub(super) fn keep(findings: &mut [Finding], sics: &Sics<'_>) -> Used {
    let mut used = Used::new();
    for finding in findings {
        let rule = finding.rule;
        let places = finding.place.iter();
        let places = places.chain(finding.related.iter().map(|(place, _)| place));
        let names = places.map(|place| place.source().name());
        let kept = names.into_iter().find_map(|name| {
            let (record, reasons) = sics.get(name)?;
            Some(((*record).to_owned(), reasons.get(rule)?.clone()))
        });
        if let Some((name, reason)) = kept {
            used.insert((name, rule));
            finding.level = Level::Note;
            finding.suppressed = Some(reason);
            finding.fix.clear();
        }
    }
    used
}

/// Which rules have looked at which records: only they can be called stale.
#[derive(Default)]
pub(super) struct RulesRun(BTreeSet<(String, &'static str)>);

impl RulesRun {
    pub(super) fn note(&mut self, rule: &Rule, record: &Record) {
        if record.letter.sic.0.contains_key(rule.name) {
            self.0.insert((record.source.name().to_owned(), rule.name));
        }
    }

    /// Reasons for findings that are no longer there.
    pub(super) fn stale(&self, records: &[&Record], used: &Used, found: &mut Found) {
        for (name, rule) in self.0.difference(used) {
            let record = records.iter().find(|record| record.source.name() == name);
            let Some(record) = record else { continue };
            let path = format!("sic.{rule}");
            found.push(
                STALE_SIC
                    .finding(format!("`{rule}` finds nothing here that would be kept"))
                    .at(record.place_of_key(&path))
                    .help("take the line out of `sic`"),
            );
        }
    }
}
