//! The dictionary of a language, in the form of Hunspell.

use std::borrow::Cow;
use std::fmt;
use std::sync::OnceLock;

use foldhash::fast::FixedState;

/// The words of a language. It is read when a word is first looked up.
pub struct Dictionary {
    rules: Cow<'static, str>,
    words: Cow<'static, str>,
    read: OnceLock<Result<spellbook::Dictionary<FixedState>, String>>,
}

impl fmt::Debug for Dictionary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dictionary({} bytes)", self.words.len())
    }
}

/// A word that is longer is looked up, but no near ones are sought.
const LONGEST: usize = 40;

impl Dictionary {
    /// A dictionary by the texts of its two files, `.aff` and `.dic`.
    pub fn new(rules: Cow<'static, str>, words: Cow<'static, str>) -> Self {
        Self { rules, words, read: OnceLock::new() }
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
        self.read().map_or(true, |dictionary| dictionary.check(word))
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
