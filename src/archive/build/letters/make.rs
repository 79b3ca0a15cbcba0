//! Makes a letter, and writes its files.

use std::collections::{HashMap, HashSet};
use std::sync::Mutex;

use super::unchanged::of_all;
use super::{LetterBuild, ListedRecord, folder_of, id_of};
use crate::archive::letter::{NewLetter, sha256};
use crate::archive::state::{BesideFile, Letter, PackedLetter};
use crate::error::Error;
use crate::finding::{Finding, nearest};
use crate::gather::{Neighbours, Unavailable};
use crate::pipeline::Input;
use crate::record::{RecordFile, Syntax};
use crate::text::nfc;

impl LetterBuild<'_> {
    /// Makes a letter and writes its files. The outer error stops the build, the inner one
    /// only this letter.
    pub(super) fn make(
        &self,
        listed: &ListedRecord,
    ) -> Result<Result<PackedLetter, Vec<Finding>>, Error> {
        let path = &listed.path;
        let (records, site) = (self.io.records, self.io.site);
        let bytes = match records.read(path) {
            Ok(bytes) => bytes,
            Err(error) => return Ok(Err(vec![unreadable(&error)])),
        };
        let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
        let syntax = Syntax::from_extension(extension).unwrap_or(Syntax::Yaml);
        let input = Input { id: id_of(path), name: &records.shown(path), bytes: &bytes, syntax };
        let neighbours = records.beside(path);
        let read = Hashing { neighbours: &*neighbours, work: self, path, seen: Mutex::default() };
        let NewLetter { mut card, files, article, words, uses } =
            match self.maker.make(input, &read, &|letter| self.before(path, letter)) {
                Ok(letter) => letter,
                Err(findings) => return Ok(Err(findings)),
            };
        card.texts = self.io.texts.add(&article, &words)?;
        let hash = sha256(&bytes);
        let folder = folder_of(path);
        let within = |name: &str| match folder {
            "" => name.to_owned(),
            _ => format!("{folder}/{name}"),
        };
        let seen = read.seen.into_inner().unwrap_or_default();
        let enclosed = uses.records.iter().filter_map(|id| seen.get(id));
        let mut enclosed: Vec<_> = enclosed.map(|(name, hash)| (within(name), *hash)).collect();
        let known: HashSet<_> = enclosed.iter().map(|(path, _)| path.clone()).collect();
        for (id, _) in &uses.earlier {
            let earlier = self.path_beside(path, id).filter(|path| !known.contains(*path));
            let hashed = earlier.and_then(|path| Some((path.to_owned(), self.hash(path)?)));
            enclosed.extend(hashed);
        }
        let versions = uses.versions.iter().filter_map(|id| seen.get(id)).cloned();
        let beside = uses.beside.into_iter().chain(versions);
        let beside: Vec<_> = beside.map(|(name, hash)| (within(&name), hash)).collect();
        let templates = self.maker.templates(&uses.wordings, &uses.offices);
        let fingerprint = of_all(hash, &enclosed, &beside, templates);
        let written = card.written().zip(&files);
        let stamps = written.map(|(file, bytes)| Ok(site.write(&file.path, bytes)?.stamp));
        let beside = beside.into_iter().map(|(path, sha256)| BesideFile {
            stamp: records.stamp(&path),
            path,
            sha256,
        });
        let letter = Letter {
            path: path.clone(),
            // Bytes that are not those of the listing are looked at again.
            stamp: listed.stamp,
            sha256: hash,
            records: enclosed.into_iter().map(|(path, _)| path).collect(),
            earlier: uses.earlier,
            names: uses.names,
            beside: beside.collect(),
            wordings: uses.wordings,
            offices: uses.offices,
            templates,
            fingerprint,
            stamps: stamps.collect::<Result<_, Error>>()?,
        };
        let packed = PackedLetter::new(&letter, &card);
        packed
            .map(Ok)
            .ok_or_else(|| Error::output("a letter cannot be written into the state"))
    }
}

/// A finding that a record cannot be read.
fn unreadable(error: &Error) -> Finding {
    Finding::error("unreadable", error.to_string())
        .help("look at the file's permissions, or take it out of the folder")
}

/// Neighbours that remembers which records were read, by id: name and hash; and that knows what
/// lies beside a record without looking at the folder again.
struct Hashing<'a, 'w> {
    neighbours: &'a dyn Neighbours,
    work: &'a LetterBuild<'w>,
    /// The record beside which it lies.
    path: &'a str,
    seen: Mutex<HashMap<String, (String, [u8; 32])>>,
}

impl Neighbours for Hashing<'_, '_> {
    fn record(&self, id: &str) -> Result<RecordFile, Unavailable> {
        let record = self.neighbours.record(id)?;
        let name = record.name.as_str();
        let file = name.rsplit_once(['/', '\\']).map_or(name, |(_, file)| file);
        if let Ok(mut seen) = self.seen.lock() {
            seen.insert(id.to_owned(), (file.to_owned(), sha256(&record.bytes)));
        }
        Ok(record)
    }

    fn versions(&self, id: &str) -> Vec<String> {
        self.neighbours.versions(id)
    }

    fn file(&self, name: &str, limit: u64) -> Result<Vec<u8>, Unavailable> {
        self.neighbours.file(name, limit)
    }

    fn ids(&self) -> Vec<String> {
        let ids = self.work.beside_of(self.path).iter();
        ids.map(|id| nfc(id).into_owned()).collect()
    }

    fn nearest(&self, id: &str) -> Option<String> {
        let ids = self.work.beside_of(self.path).iter();
        nearest(id, ids.copied()).map(|id| nfc(id).into_owned())
    }
}
