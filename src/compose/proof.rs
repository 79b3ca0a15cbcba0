//! Trying templates out: mistakes are found before any letter is rendered.

use super::Chancery;
use crate::finding::Finding;
use crate::gather::{self, Shelf};
use crate::letter::Day;
use crate::record::{self, Syntax};
use crate::write::{Format, Writers};

impl Chancery {
    /// Words a letter of every kind, for every office an overlay touches and for the
    /// offices the starters name, and dresses it: every mistake of a template that shows.
    pub fn proof(&self) -> Vec<Finding> {
        let mut offices: Vec<Option<&str>> = vec![None];
        offices.extend(self.templates().overlaid_offices().into_iter().map(Some));
        let mut findings: Vec<Finding> = Vec::new();
        for office in offices {
            if let Some(id) = office {
                if let Err(mistakes) = self.office(id).map(|_| ()) {
                    findings.extend(mistakes);
                    continue;
                }
            }
            for kind in self.starters() {
                let mistakes = self.try_out(&kind, office).err().unwrap_or_default();
                // One mistake of a common template shows in every kind.
                findings.extend(mistakes.into_iter().filter(|finding| is_template(finding)));
            }
        }
        Finding::sort(&mut findings);
        findings.dedup();
        findings
    }

    fn try_out(&self, kind: &str, office: Option<&str>) -> Result<(), Vec<Finding>> {
        let Some(starter) = self.starter(kind, office, Day::from_epoch(17_500)) else {
            return Ok(());
        };
        let record = record::read(
            &starter.id,
            &starter.id,
            starter.text.as_bytes(),
            Syntax::Markdown,
        )?;
        let (bundle, _) = gather::gather(record, &Starters(self));
        let package = self.compose(&bundle)?;
        Writers::new(self, Vec::new())
            .write(&package, Format::Html)
            .map(|_| ())
    }
}

/// Whether a finding is about a template or an office, not about the starter that showed it.
fn is_template(finding: &Finding) -> bool {
    finding.place.as_ref().is_none_or(|place| {
        let name = place.source().name();
        [".md", ".toml", ".html", ".css", ".typ", "(as composed)"]
            .iter()
            .any(|end| name.ends_with(end))
    })
}

/// Starters may enclose a starter: the id `new-KIND` is the starter of that kind.
struct Starters<'a>(&'a Chancery);

impl Shelf for Starters<'_> {
    fn record(&self, id: &str) -> Result<(String, Syntax, Vec<u8>), String> {
        let kind = id.strip_prefix("new-").unwrap_or("letter");
        let starter = self.0.starter(kind, None, Day::from_epoch(17_500));
        let starter = starter.or_else(|| self.0.starter("letter", None, Day::from_epoch(17_500)));
        starter
            .map(|starter| (starter.id, Syntax::Markdown, starter.text.into_bytes()))
            .ok_or_else(|| "there is none".to_owned())
    }

    fn file(&self, _: &str, _: u64) -> Result<Vec<u8>, String> {
        Ok(b"%PDF-1.7\n".to_vec())
    }

    fn ids(&self) -> Vec<String> {
        Vec::new()
    }
}
