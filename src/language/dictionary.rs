//! The dictionary of a language, in the form of Hunspell.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;
use std::sync::{OnceLock, RwLock};

use foldhash::fast::FixedState;

/// The words of a language. It is read when a word is first looked up.
pub struct Dictionary {
    rules: Cow<'static, str>,
    words: Cow<'static, str>,
    read: OnceLock<Result<spellbook::Dictionary<FixedState>, String>>,
    /// Words that it has: most of a letter's were looked up for the letters before.
    known: RwLock<HashSet<Box<str>, FixedState>>,
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dictionary({} bytes)", self.words.len())
    }
}

/// A word that is longer is looked up, but no near ones are sought.
const LONGEST: usize = 40;

/// So many known words are kept at most.
const MOST_KNOWN: usize = 1 << 16;

impl Dictionary {
    /// A dictionary by the texts of its two files, `.aff` and `.dic`.
    pub fn new(rules: Cow<'static, str>, words: Cow<'static, str>) -> Self {
        let known = RwLock::new(HashSet::with_hasher(FixedState::with_seed(0)));
        Self { rules, words, read: OnceLock::new(), known }
    }

    fn read(&self) -> Result<&spellbook::Dictionary<FixedState>, &str> {
        let read = self.read.get_or_init(|| {
            let hasher = FixedState::with_seed(0);
            spellbook::Dictionary::new_with_hasher(&self.rules, &self.words, hasher)
                .map_err(|why| why.to_string())
        });
        read.as_ref().map_err(String::as_str)
    }

    /// Why it cannot be read, if it cannot.
    pub fn mistake(&self) -> Option<&str> {
        self.read().err()
    }

    /// Whether it has a word; any word, where it cannot be read.
    pub fn has(&self, word: &str) -> bool {
        let Ok(dictionary) = self.read() else {
            return true;
        };
        if self.known.read().is_ok_and(|known| known.contains(word)) {
            return true;
        }
        let has = dictionary.check(word);
        if has
            && let Ok(mut known) = self.known.write()
            && known.len() < MOST_KNOWN
        {
            known.insert(word.into());
        }
        has
    }

    /// Whether its language writes letters with accents, so that a word without them is another.
    pub fn tells_accents(&self) -> bool {
        !self.alphabet().iter().all(char::is_ascii)
    }

    /// The words that differ from one in one letter: left out, put in, changed, or two that have
    /// changed places. The likeliest come first, each once.
    pub fn near(&self, word: &str) -> Vec<String> {
        let letters: Vec<char> = word.chars().collect();
        if letters.len() > LONGEST {
            return Vec::new();
        }
        let alphabet = self.alphabet();
        let mut tried = Vec::new();
        for at in 0..letters.len().saturating_sub(1) {
            let mut turned = letters.clone();
            turned.swap(at, at + 1);
            tried.push(turned);
        }
        for at in 0..letters.len() {
            let mut shorter = letters.clone();
            shorter.remove(at);
            tried.push(shorter);
        }
        for at in 0..=letters.len() {
            for c in &alphabet {
                let mut longer = letters.clone();
                longer.insert(at, *c);
                tried.push(longer);
            }
        }
        for at in 0..letters.len() {
            for c in &alphabet {
                let mut other = letters.clone();
                other[at] = *c;
                tried.push(other);
            }
        }
        let mut near: Vec<String> = Vec::new();
        for letters in tried {
            let text: String = letters.into_iter().collect();
            if text != word && !near.contains(&text) && self.has(&text) {
                near.push(text);
            }
        }
        near
    }

    /// The letters that the dictionary says to try.
    fn alphabet(&self) -> Vec<char> {
        let line = self.rules.lines().find_map(|line| line.strip_prefix("TRY "));
        let mut letters: Vec<char> = Vec::new();
        for c in line.unwrap_or_default().chars().flat_map(char::to_lowercase) {
            if c.is_alphabetic() && !letters.contains(&c) {
                letters.push(c);
            }
        }
        letters
    }

    /// Words that may be meant by one that it does not have, the likeliest first.
    pub fn suggest(&self, word: &str) -> Vec<String> {
        let mut words = Vec::new();
        if let (Ok(dictionary), true) = (self.read(), word.chars().count() <= LONGEST) {
            dictionary.suggest(word, &mut words);
        }
        words
    }
}
