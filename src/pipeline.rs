//! From the bytes of a record to a letter that may go out: read, gathered, composed, checked.
//!
//! What `render` does for one letter and `build` for a hundred thousand.

use std::sync::Arc;

use crate::check::Rules;
use crate::compose::Engine;
use crate::finding::{Finding, Level, has_errors};
use crate::gather::{Bundle, Neighbours, gather};
use crate::package::Package;
use crate::record::{self, Syntax};

/// A record as somebody gives it.
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

impl Engine {
    /// Makes a letter that may go out. With `draft`, errors that the rules find are remarks,
    /// and every page is marked.
    ///
    /// # Errors
    /// Everything that keeps it from going out, with the remarks.
    pub fn finish(
        &self,
        given: Input<'_>,
        neighbours: &dyn Neighbours,
        rules: &Rules,
        draft: bool,
    ) -> Result<Ready, Vec<Finding>> {
        self.finish_in(given, neighbours, rules, draft, None)
    }

    /// The same in one language only, where one is named.
    ///
    /// # Errors
    /// Everything that keeps it from going out, with the remarks.
    pub fn finish_in(
        &self,
        given: Input<'_>,
        neighbours: &dyn Neighbours,
        rules: &Rules,
        draft: bool,
        language: Option<&str>,
    ) -> Result<Ready, Vec<Finding>> {
        let read = record::read_on(given.id, given.name, given.bytes, given.syntax);
        let record = match read {
            (Some(record), mistakes) if mistakes.is_empty() => record,
            (record, mut mistakes) => {
                mistakes.extend(record.iter().flat_map(|record| self.look_on(record)));
                return Err(mistakes);
            }
        };
        let mut remarks = record.findings.clone();
        let (bundle, mut mistakes) = gather(record, neighbours);
        let wanted = match self.wanted(&bundle, language) {
            Ok(wanted) => wanted,
            Err(finding) => {
                mistakes.push(finding);
                return Err(mistakes);
            }
        };
        if !mistakes.is_empty() {
            for bundle in &wanted {
                mistakes.extend(self.compose(bundle).err().unwrap_or_default());
            }
            crate::check::tidy(&mut mistakes);
            return Err(mistakes);
        }
        match self.complete_all(&bundle, &wanted, rules, draft) {
            Ok((packages, mut found)) => {
                remarks.append(&mut found);
                let mut packages = packages.into_iter();
                match packages.next() {
                    Some(package) => {
                        Ok(Ready { package, versions: packages.collect(), bundle, remarks })
                    }
                    None => Err(remarks),
                }
            }
            Err(mut found) => {
                remarks.append(&mut found);
                Err(remarks)
            }
        }
    }

    /// Everything that can be said of a letter in all its languages, whether it may go out or not.
    pub fn look_at(&self, letter: &Arc<Bundle>, rules: &Rules) -> Vec<Finding> {
        let (mut made, mut findings) = (Vec::new(), Vec::new());
        for bundle in letter.in_each() {
            let composed = match bundle.lacks_prose(letter) {
                true => Err(self.house_of(&bundle.record).err().unwrap_or_default()),
                false => self.compose(bundle),
            };
            let package = composed.map_err(|mut mistakes| findings.append(&mut mistakes));
            made.push((bundle, package.ok()));
        }
        let made: Vec<_> = made
            .iter()
            .map(|(bundle, package)| (*bundle, package.as_ref()))
            .collect();
        findings.extend(self.check_versions(letter, &made, rules));
        findings
    }

    /// The letter in the languages that are asked for: all, or one.
    fn wanted<'b>(
        &self,
        bundle: &'b Arc<Bundle>,
        language: Option<&str>,
    ) -> Result<Vec<&'b Arc<Bundle>>, Finding> {
        let Some(language) = language else {
            return Ok(bundle.in_each().collect());
        };
        let own = |bundle: &&Arc<Bundle>| match bundle.tag() {
            Some(tag) => tag == language,
            // What is wrong with the office is said when the letter is composed.
            None => (self.house_of(&bundle.record))
                .map_or(true, |house| house.language.tag() == language),
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

    /// Composes and checks a letter in some of its languages.
    fn complete_all(
        &self,
        letter: &Arc<Bundle>,
        wanted: &[&Arc<Bundle>],
        rules: &Rules,
        draft: bool,
    ) -> Result<(Vec<Package>, Vec<Finding>), Vec<Finding>> {
        let (mut made, mut mistakes) = (Vec::new(), Vec::new());
        for bundle in wanted {
            // The rules say that a version lacks its prose; what they do not forbid goes without it.
            let composed = match bundle.lacks_prose(letter) {
                true => self.house_of(&bundle.record).map(|_| None),
                false => self.compose(bundle).map(Some),
            };
            match composed {
                Ok(package) => made.push((*bundle, package)),
                Err(mut found) => mistakes.append(&mut found),
            }
        }
        if !mistakes.is_empty() {
            crate::check::tidy(&mut mistakes);
            return Err(mistakes);
        }
        let checked: Vec<_> = made
            .iter()
            .map(|(bundle, package)| (*bundle, package.as_ref()))
            .collect();
        let mut remarks = self.check_versions(letter, &checked, rules);
        // Notes, and what is kept on purpose, are for `check` to say.
        remarks.retain(|finding| finding.fails(Level::Warning));
        if has_errors(&remarks) && !draft {
            return Err(remarks);
        }
        let packages = made.into_iter().filter_map(|(_, package)| package);
        let packages = packages.map(|mut package| {
            if draft {
                self.mark_draft(&mut package);
            }
            package
        });
        Ok((packages.collect(), remarks))
    }

    /// Makes a letter that may go out of what is gathered already. With `draft`, errors that
    /// the rules find are remarks, and every page is marked.
    ///
    /// # Errors
    /// Everything that keeps it from going out, with the remarks.
    pub fn complete(
        &self,
        bundle: &Arc<Bundle>,
        rules: &Rules,
        draft: bool,
    ) -> Result<(Package, Vec<Finding>), Vec<Finding>> {
        let (mut packages, remarks) = self.complete_all(bundle, &[bundle], rules, draft)?;
        match packages.pop() {
            Some(package) => Ok((package, remarks)),
            None => Err(remarks),
        }
    }
}
