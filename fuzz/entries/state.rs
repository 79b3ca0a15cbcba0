//! State of a build → parts: what a build remembers is read, or is none, whoever wrote it.
use chancery::Error;
use chancery::archive::{FileInfo, Parts, SiteFolder, Stamp, WriteWith, Written};
use sha2::{Digest as _, Sha256};

/// A folder of a site that holds a state and nothing else.
struct Remembers(Vec<u8>);

impl SiteFolder for Remembers {
    fn stamp(&self, _: &str) -> Option<Stamp> {
        None
    }

    fn read(&self, _: &str) -> Result<Vec<u8>, Error> {
        Err(Error::input("there is no such file"))
    }

    fn write(&self, _: &str, _: &[u8]) -> Result<FileInfo, Error> {
        Err(Error::output("nothing is written"))
    }

    fn write_with(&self, _: &str, _: WriteWith<'_>) -> Result<FileInfo, Error> {
        Err(Error::output("nothing is written"))
    }

    fn remove(&self, _: &str, _: &[[u8; 32]]) -> Result<bool, Error> {
        Ok(false)
    }

    fn unfinished(&self) -> Result<Vec<Written>, Error> {
        Ok(Vec::new())
    }

    fn load_state(&self) -> Option<Vec<u8>> {
        Some(self.0.clone())
    }

    fn save_state(&self, _: u32, _: WriteWith<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn append(&self, _: u32, _: &[u8]) -> Result<u64, Error> {
        Ok(0)
    }

    fn read_pack(&self, _: u32, _: u64, _: usize) -> Option<Vec<u8>> {
        None
    }

    fn pack_size(&self, _: u32) -> u64 {
        0
    }

    fn remove_pack(&self, _: u32) -> Result<(), Error> {
        Ok(())
    }
}

/// What is done with one input: a state without its checksum, which somebody may well put right.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    let state = [bytes, Sha256::digest(bytes).as_slice()].concat();
    let folder = Remembers(state);
    let folders = [("fuzz".to_owned(), &folder as &dyn SiteFolder)];
    if let Ok(parts) = Parts::read(&folders) {
        let _ = (parts.count(), parts.formats(), parts.name((1, 1)));
    }
}
