//! The forms of words: what is written together with a word, how it ends, how else it is spelt.
//!
//! Each language says it in its `search.toml`; a query does not say its language, so it is read by
//! the words of all of them.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::fold::folded;
use crate::finding::Finding;
use crate::node::fields::{fields, settings};
use crate::node::from_toml;
use crate::source::Source;

settings! {
    /// What search must know of the words of a language: its `search.toml`.
    #[holds(words)]
    pub struct WordForms as "search.toml" {
        /// What is written together with the word after it and is no part of it: "ال".
        articles: Vec<String>,
        /// What may be, and may be the beginning of the word itself: "و".
        prefixes: Vec<Affixes>,
        /// Words that begin so of themselves; what ends in `*` stands for all that begin with it.
        whole: Vec<String>,
        /// What may be missing where an apostrophe joins it to another word: "l", "s".
        elisions: Vec<String>,
        /// Endings that stand for one another: "y" and "ies".
        endings: Vec<Affixes>,
        /// Beginnings of words that are spelt in several ways: "organis", "organiz".
        spellings: Vec<Vec<String>>,
    }
}

fields! {
    /// Beginnings or endings of words.
    #[holds(words)]
    pub struct Affixes as "a group of affixes" {
        /// So many letters at least are the rest of the word.
        after: usize,
        /// The beginnings or endings; an empty ending is a word without one.
        #[field(required)]
        of: Vec<String>,
        /// What is left of such a beginning: "ل" of "لل".
        leaves: Option<String>,
    }
}

impl WordForms {
    /// Reads `search.toml`.
    ///
    /// # Errors
    /// Every mistake in it, at its place.
    pub fn read(source: &Arc<Source>) -> Result<Self, Vec<Finding>> {
        from_toml(source)
    }
}

/// The forms of words in all languages of letters, folded.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Forms {
    articles: Vec<String>,
    prefixes: Vec<Prefix>,
    whole: Vec<String>,
    elisions: BTreeSet<String>,
    endings: Vec<Endings>,
    spellings: Vec<Vec<String>>,
    /// What a family name begins with: "van", "bin".
    particles: BTreeSet<String>,
    /// With what articles and prefixes begin.
    #[serde(skip)]
    first: BTreeSet<char>,
}

/// A beginning, what is left of it, and how many letters must follow.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
struct Prefix(String, String, usize);

/// How many letters must come before, and endings that stand for one another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct Endings(usize, Vec<String>);

/// So many letters at least follow an article.
pub(super) const AFTER_ARTICLE: usize = 2;

impl Forms {
    /// Adds those of a language.
    pub fn add(&mut self, forms: &WordForms) {
        let all = |words: &[String]| words.iter().map(|word| folded(word)).collect::<Vec<_>>();
        self.articles.extend(all(&forms.articles));
        // The longest first: وال before و.
        self.articles
            .sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        self.articles.dedup();
        for Affixes { after, of, leaves } in &forms.prefixes {
            let leaves = leaves.as_deref().map(folded).unwrap_or_default();
            let prefixes = all(of).into_iter();
            self.prefixes
                .extend(prefixes.map(|prefix| Prefix(prefix, leaves.clone(), *after)));
        }
        self.prefixes.sort();
        self.prefixes.dedup();
        self.whole.extend(all(&forms.whole));
        self.elisions.extend(all(&forms.elisions));
        for Affixes { after, of, .. } in &forms.endings {
            let endings = Endings(*after, all(of));
            if !self.endings.contains(&endings) {
                self.endings.push(endings);
            }
        }
        self.spellings.extend(forms.spellings.iter().map(|group| all(group)));
        let beginnings = (self.articles.iter()).chain(self.prefixes.iter().map(|prefix| &prefix.0));
        self.first = beginnings.filter_map(|word| word.chars().next()).collect();
    }

    /// Adds words that family names begin with.
    pub fn add_particles(&mut self, particles: &[String]) {
        self.particles.extend(particles.iter().map(|word| folded(word)));
    }

    pub(super) fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    pub(super) fn is_elided(&self, word: &str) -> bool {
        self.elisions.contains(word)
    }

    /// Calls `see` with what a word may be without what is written together with it.
    pub(super) fn stems(&self, word: &str, see: &mut impl FnMut(&str)) {
        if !word.starts_with(|c| self.first.contains(&c)) || self.is_whole(word) {
            return;
        }
        let rest = |beginning: &str, after: usize| {
            let rest = word.strip_prefix(beginning)?;
            (rest.chars().count() >= after).then_some(rest)
        };
        for article in &self.articles {
            if let Some(rest) = rest(article, AFTER_ARTICLE) {
                return see(rest);
            }
        }
        let found = self.prefixes.iter().filter_map(|Prefix(beginning, leaves, after)| {
            Some(format!("{leaves}{}", rest(beginning, *after)?))
        });
        let found: Vec<_> = found.collect();
        // What is known as a word is no other word with a prefix.
        match found.iter().find(|stem| self.is_whole(stem)) {
            Some(whole) => see(whole),
            None => found.iter().for_each(|stem| see(stem)),
        }
    }

    fn is_whole(&self, word: &str) -> bool {
        self.whole.iter().any(|whole| match whole.strip_suffix('*') {
            Some(beginning) => word.starts_with(beginning),
            None => word == whole,
        })
    }

    /// Calls `see` with the other forms of a word, by its endings.
    pub(super) fn other_endings(&self, word: &str, see: &mut impl FnMut(String)) {
        let block = |text: &str| text.chars().next_back().map(|c| u32::from(c) >> 8);
        let own = block(word);
        for Endings(after, group) in &self.endings {
            // Latin words have no Arabic endings; letters of one script share a block of 256.
            if group.iter().any(|ending| !ending.is_empty() && block(ending) != own) {
                continue;
            }
            for ending in group {
                let Some(stem) = word.strip_suffix(ending.as_str()) else {
                    continue;
                };
                if stem.chars().count() >= *after {
                    let others = group.iter().filter(|other| *other != ending);
                    others.for_each(|other| see(format!("{stem}{other}")));
                }
            }
        }
    }

    /// Calls `see` with the other spellings of a word.
    pub(super) fn other_spellings(&self, word: &str, see: &mut impl FnMut(String)) {
        for group in &self.spellings {
            let known = |spelling: &&String| word.starts_with(spelling.as_str());
            if let Some(known) = group.iter().find(known) {
                let rest = &word[known.len()..];
                let others = group.iter().filter(|other| *other != known);
                others.for_each(|other| see(format!("{other}{rest}")));
            }
        }
    }
}
