//! A reason in `sic` for a finding that is no longer there.

use crate::check::{Family, Rule, Scope};
use crate::finding::Level;

pub(in crate::check) static RULE: Rule = Rule {
    name: "stale-sic",
    family: Family::Records,
    level: Level::Warning,
    most: Level::Error,
    summary: "a reason in `sic` keeps nothing",
    checks: "Every entry of `sic` must keep a finding. An entry of a rule that was not run, or that \
             reads enclosures or other letters which are not at hand, is passed over.",
    why: "What once was a quirk of the original may have been corrected since. A reason that stays \
          behind would keep the next mistake, which nobody has looked at.",
    example: "sic: { predates-citation: the original bears 2017 }   (above `date: 2018-01-17`)",
    instead: "Take the line out of `sic`.",
    source: "the format of records",
    scope: Scope::Checker,
};
