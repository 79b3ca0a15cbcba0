//! Who has a letter open. Nobody is kept out by it.

use std::io::{self, Write as _};

use serde::{Deserialize, Serialize};

use super::hidden::key;
use super::journal::short;
use super::texts::new_file;
use super::{By, Held, Store};
use crate::error::Error;
use crate::text::Fingerprint;

/// A window that was silent for longer is taken for closed, in seconds. Browsers let a window that
/// nobody looks at speak once a minute.
const SILENT: u64 = 150;

/// The largest note that is read.
const MAX_NOTE: u64 = 4096;

/// A window in which somebody has a letter open.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Present {
    /// The person; empty where nobody gave a name.
    pub who: String,
    /// Since when, in seconds since 1970 (UTC).
    pub since: i64,
    /// When it was last heard of.
    pub at: i64,
}

impl Present {
    fn is_there(&self, at: i64) -> bool {
        self.at.abs_diff(at) <= SILENT
    }
}

fn note(tab: &str) -> String {
    Fingerprint::of_text(tab.as_bytes()).to_string()
}

fn read(held: &Held, name: &str) -> Option<Present> {
    serde_json::from_slice(&held.read(name, MAX_NOTE).ok()?).ok()
}

impl Store {
    /// Notes that a window has a letter open. In a folder that may only be read nothing is noted.
    ///
    /// # Errors
    /// That it cannot be written.
    pub fn beat(&self, id: &str, by: &By) -> Result<(), Error> {
        if self.read_only {
            return Ok(());
        }
        let Some(place) = self.find(id)? else { return Ok(()) };
        let noted = (|| {
            let held = self.hidden()?.made("open")?.made(&key(&place.id))?;
            let name = note(&by.tab);
            let before = read(&held, &name).filter(|before| before.is_there(by.at));
            let since = before.map_or(by.at, |before| before.since);
            let present = Present { who: short(&by.who), since, at: by.at };
            let (part, mut file) = new_file(&held, "part")?;
            let written = file
                .write_all(&serde_json::to_vec(&present)?)
                .and_then(|()| held.rename(&part, &name));
            if written.is_err() {
                let _ = held.remove(&part);
            }
            written
        })();
        noted.map_err(|error: io::Error| self.unsaved(&place.path, &error))
    }

    /// Who else has a letter open at a moment, whoever came first first. What is stale is removed.
    ///
    /// # Errors
    /// That there is no such id.
    pub fn others(&self, id: &str, by: &By) -> Result<Vec<Present>, Error> {
        let place = self.find(id)?;
        let id = place.as_ref().map_or(id, |place| &place.id);
        // Presence is a courtesy: what cannot be read is not there.
        let Ok(Some(held)) = self.hidden_at(&["open", &key(id)]) else { return Ok(Vec::new()) };
        let mine = note(&by.tab);
        let mut others = Vec::new();
        for name in held.names().unwrap_or_default() {
            let Some(present) = read(&held, &name) else { continue };
            let is_there = present.is_there(by.at);
            if is_there && name != mine {
                others.push(present);
            } else if !is_there && !self.read_only {
                let _ = held.remove(&name);
            }
        }
        others.sort_by(|one, other| (one.since, &one.who).cmp(&(other.since, &other.who)));
        Ok(others)
    }

    /// Notes that a window has closed a letter.
    ///
    /// # Errors
    /// That there is no such id.
    pub fn leave(&self, id: &str, by: &By) -> Result<(), Error> {
        let place = self.find(id)?;
        let id = place.as_ref().map_or(id, |place| &place.id);
        if !self.read_only
            && let Ok(Some(held)) = self.hidden_at(&["open", &key(id)])
        {
            let _ = held.remove(&note(&by.tab));
        }
        Ok(())
    }
}
