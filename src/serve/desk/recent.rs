//! Texts that pages were made of: what somebody types is a change of such a text, also where another
//! program has written the record meanwhile.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use crate::text::Fingerprint;

/// The most bytes of texts that are remembered: a day's work.
const MOST: usize = 32 << 20;

/// The texts that were shown last.
#[derive(Debug, Default)]
pub(super) struct RecentTexts(Mutex<Texts>);

#[derive(Debug, Default)]
struct Texts {
    /// The last shown at the end.
    all: VecDeque<(Fingerprint, Arc<[u8]>)>,
    bytes: usize,
}

impl RecentTexts {
    /// Remembers a text.
    pub(super) fn note(&self, print: Fingerprint, bytes: &[u8]) {
        let mut texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = texts.all.iter().position(|(known, _)| *known == print) {
            if let Some(known) = texts.all.remove(at) {
                texts.all.push_back(known);
            }
            return;
        }
        texts.bytes += bytes.len();
        texts.all.push_back((print, bytes.into()));
        while texts.bytes > MOST {
            let Some((_, gone)) = texts.all.pop_front() else { break };
            texts.bytes -= gone.len();
        }
    }

    /// The text with a fingerprint.
    pub(super) fn get(&self, print: Fingerprint) -> Option<Vec<u8>> {
        let texts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let found = texts.all.iter().find(|(known, _)| *known == print);
        found.map(|(_, bytes)| bytes.to_vec())
    }
}
