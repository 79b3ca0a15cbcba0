//! A folder of records in memory, checked as the command line checks one on disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use chancery::check::{FolderIndex, FolderLetter, Rules, check_folder, tidy};
use chancery::compose::Engine;
use chancery::finding::Finding;
use chancery::gather::{Neighbours, gather};
use chancery::record::{self, Syntax};
use chancery::source::Source;

/// Records by the names of their files.
#[derive(Debug, Clone, Default)]
pub struct FakeFolder(pub BTreeMap<String, String>);

impl FakeFolder {
    fn file(&self, id: &str) -> Option<(&String, &String)> {
        self.0
            .iter()
            .find(|(name, _)| name.rsplit_once('.').is_some_and(|(stem, _)| stem == id))
    }

    /// All findings in the folder, in their order.
    pub fn check(&self, engine: &Engine, rules: &Rules) -> Vec<Finding> {
        let (mut findings, mut entries) = (Vec::new(), Vec::new());
        for (name, text) in &self.0 {
            let (id, extension) = name.rsplit_once('.').unwrap_or((name, "md"));
            if record::version_of(id).is_some_and(|(letter, _)| self.file(letter).is_some()) {
                continue;
            }
            let syntax = Syntax::from_extension(extension).unwrap_or(Syntax::Markdown);
            let record = match record::read(id, name, text.as_bytes(), syntax) {
                Ok(record) => record,
                Err(mistakes) => {
                    findings.extend(mistakes);
                    continue;
                }
            };
            entries.push(FolderLetter::new(&record));
            let (bundle, mistakes) = gather(record, self);
            findings.extend(mistakes);
            findings.extend(engine.look_at(&bundle, rules));
        }
        let text = |name: &str| self.0.get(name).map(|text| Source::new(name, text.as_str()));
        let text: &(dyn Fn(&str) -> Option<Arc<Source>> + Sync) = &text;
        findings.extend(check_folder(&FolderIndex::new(entries, text), rules));
        tidy(&mut findings);
        findings
    }
}

impl Neighbours for FakeFolder {
    fn record(&self, id: &str) -> Result<(String, Syntax, Vec<u8>), String> {
        let (name, text) = self.file(id).ok_or("there is no such record in the folder")?;
        let extension = name.rsplit_once('.').map_or("md", |(_, extension)| extension);
        let syntax = Syntax::from_extension(extension).unwrap_or(Syntax::Markdown);
        Ok((name.clone(), syntax, text.clone().into_bytes()))
    }

    fn file(&self, _: &str, _: u64) -> Result<Vec<u8>, String> {
        Ok(b"%PDF-1.7\n".to_vec())
    }

    fn versions(&self, id: &str) -> Vec<String> {
        let stems = self.0.keys().filter_map(|name| Some(name.rsplit_once('.')?.0));
        let versions = stems.filter_map(record::version_of);
        versions
            .filter(|(letter, _)| *letter == id)
            .map(|(_, tag)| tag.to_owned())
            .collect()
    }

    fn ids(&self) -> Vec<String> {
        self.0
            .keys()
            .filter_map(|name| Some(name.rsplit_once('.')?.0.to_owned()))
            .collect()
    }
}
