//! Proof: that every file of a site is what its manifest says.

use std::collections::BTreeMap;

use super::manifest::{FileHash, Manifest};

/// A difference between a site and its manifest, or between a site and what its records make.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The file, by its path within the site.
    pub path: String,
    /// What is wrong with it.
    pub what: Damage,
}

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Damage {
    /// It is not there.
    Missing,
    /// It is there, and nothing says that it should be.
    Unknown,
    /// Its bytes are others.
    Changed,
}

impl Damage {
    /// In a word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unknown => "unknown",
            Self::Changed => "changed",
        }
    }
}

/// Compares the files that are there with those that should be.
pub fn compare(
    should: &BTreeMap<String, FileHash>,
    are: &BTreeMap<String, FileHash>,
) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut add = |path: &str, what| differences.push(Difference { path: path.to_owned(), what });
    for (path, file) in should {
        match are.get(path) {
            None => add(path, Damage::Missing),
            Some(found) if found != file => add(path, Damage::Changed),
            Some(_) => {}
        }
    }
    for path in are.keys().filter(|path| !should.contains_key(*path)) {
        add(path, Damage::Unknown);
    }
    differences.sort();
    differences
}

/// Why a letter that is made again may differ: in words, what it is made of now that it was
/// not made of then.
pub fn causes(then: &Manifest, now: &Manifest) -> Vec<String> {
    let mut causes = Vec::new();
    if then.chancery != now.chancery {
        causes.push(format!(
            "the site was made by version {}, and this is {}",
            then.chancery, now.chancery
        ));
    }
    for (id, letter) in &then.letters {
        match now.letters.get(id) {
            None => {
                causes.push(format!("{id}: its record is gone, or does not make a letter any more"))
            }
            Some(new) => {
                if new.sha256 != letter.sha256 {
                    causes.push(format!("{id}: its record {} has changed", letter.record));
                }
                if new.uses != letter.uses {
                    causes.push(format!("{id}: what it encloses has changed"));
                }
                if new.templates != letter.templates {
                    causes.push(format!("{id}: the templates that word it have changed"));
                }
            }
        }
    }
    let new = now.letters.keys().filter(|id| !then.letters.contains_key(*id));
    causes.extend(new.map(|id| format!("{id}: there was no such letter")));
    causes
}
