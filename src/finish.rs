//! From the bytes of a record to a letter that may go out: read, gathered, composed, checked.
//!
//! What `render` does for one letter and `build` for a hundred thousand.

use crate::check::Rules;
use crate::compose::Chancery;
use crate::finding::{Finding, Level, has_errors};
use crate::gather::{Bundle, Shelf, gather};
use crate::package::Package;
use crate::record::{self, Syntax};

/// A record as somebody gives it.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The id of the record.
    pub id: &'a str,
    /// What messages call it.
    pub name: &'a str,
    /// Its text.
    pub bytes: &'a [u8],
    /// How it is written.
    pub syntax: Syntax,
}

/// A letter that may go out.
#[derive(Debug)]
pub struct Finished {
    /// The record with all that belongs to it.
    pub bundle: Bundle,
    /// The letter, composed.
    pub package: Package,
    /// What should be looked at.
    pub remarks: Vec<Finding>,
}

impl Chancery {
    /// Makes a letter that may go out. With `draft`, errors that the rules find are remarks,
    /// and every page is marked.
    ///
    /// # Errors
    /// Everything that keeps it from going out, with the remarks.
    pub fn finish(
        &self,
        given: Given<'_>,
        shelf: &dyn Shelf,
        rules: &Rules,
        draft: bool,
    ) -> Result<Finished, Vec<Finding>> {
        let read = record::read_on(given.id, given.name, given.bytes, given.syntax);
        let record = match read {
            (Some(record), mistakes) if mistakes.is_empty() => record,
            (record, mut mistakes) => {
                mistakes.extend(record.iter().flat_map(|record| self.look_on(record)));
                return Err(mistakes);
            }
        };
        let mut remarks = record.findings.clone();
        let (bundle, mut mistakes) = gather(record, shelf);
        if !mistakes.is_empty() {
            mistakes.extend(self.compose(&bundle).err().unwrap_or_default());
            return Err(mistakes);
        }
        match self.complete(&bundle, rules, draft) {
            Ok((package, mut found)) => {
                remarks.append(&mut found);
                Ok(Finished {
                    bundle,
                    package,
                    remarks,
                })
            }
            Err(mut found) => {
                remarks.append(&mut found);
                Err(remarks)
            }
        }
    }

    /// Makes a letter that may go out of what is gathered already. With `draft`, errors that
    /// the rules find are remarks, and every page is marked.
    ///
    /// # Errors
    /// Everything that keeps it from going out, with the remarks.
    pub fn complete(
        &self,
        bundle: &Bundle,
        rules: &Rules,
        draft: bool,
    ) -> Result<(Package, Vec<Finding>), Vec<Finding>> {
        let mut package = self.compose(bundle)?;
        let mut remarks = self.check(bundle, Some(&package), rules);
        // Notes, and what is kept on purpose, are for `check` to say.
        remarks.retain(|finding| finding.fails(Level::Warning));
        if has_errors(&remarks) && !draft {
            return Err(remarks);
        }
        if draft {
            self.mark_draft(&mut package);
        }
        Ok((package, remarks))
    }
}
