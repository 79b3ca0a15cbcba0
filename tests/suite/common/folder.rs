//! A folder of records in memory, checked as the command line checks one on disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use chancery::check::{self, FolderIndex, FolderLetter, Rules};
use chancery::compose::Engine;
use chancery::finding::Finding;
use chancery::gather::{InMemory, Neighbours, Unavailable};
use chancery::pipeline::{self, Input};
use chancery::record::{self, RecordFile, Syntax};
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

    fn stored(&self) -> InMemory {
        let files = self.0.iter();
        files.map(|(name, text)| (name.as_str(), text.as_str())).collect()
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
            let input = Input { id, name, bytes: text.as_bytes(), syntax };
            let neighbours: &dyn Neighbours = self;
            let told = pipeline::diagnose(engine, (input, neighbours), rules);
            findings.extend(told.findings);
            entries.extend(told.bundle.map(|bundle| FolderLetter::new(&bundle.record)));
        }
        let text = |name: &str| self.0.get(name).map(|text| Source::new(name, text.as_str()));
        let text: &(dyn Fn(&str) -> Option<Arc<Source>> + Sync) = &text;
        findings.extend(check::folder(&FolderIndex::new(entries, text), rules));
        check::dedup(&mut findings);
        findings
    }
}

/// Records lie as they would on disk; every file that is asked for is a PDF.
impl Neighbours for FakeFolder {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        self.stored().record(id)
    }

    fn file(&self, _: &str, _: u64) -> Result<Vec<u8>, Unavailable> {
        Ok(b"%PDF-1.7\n".to_vec())
    }

    fn versions(&self, id: &str) -> Vec<String> {
        self.stored().versions(id)
    }

    fn ids(&self) -> Vec<String> {
        self.stored().ids()
    }
}
