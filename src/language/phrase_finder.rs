//! All phrases of a language's lists, found in one pass over a text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::AhoCorasick;

use super::word_lists::List;

/// A phrase of a list, where it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The list.
    pub list: List,
    /// The number of the phrase in its list; of pairs, both are counted.
    pub item: usize,
    /// Its first byte.
    pub start: usize,
    /// The byte after it.
    pub end: usize,
}

impl Hit {
    /// Its bytes.
    pub fn range(&self) -> Range<usize> {
        self.start..self.end
    }
}

/// Finds phrases as whole words, whatever their case, white space, hyphens and apostrophes.
/// What ends in `*` is found at the start of a word. It is compiled when it is first used.
pub struct PhraseFinder {
    phrases: Vec<Phrase>,
    automaton: OnceLock<Option<AhoCorasick>>,
}

/// A phrase in the form in which it is sought.
struct Phrase {
    text: String,
    /// A word begins with it, and ends with it.
    whole: (bool, bool),
    meanings: Vec<(List, usize)>,
}

impl fmt::Debug for PhraseFinder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PhraseFinder({} phrases)", self.phrases.len())
    }
}

impl PhraseFinder {
    /// A finder of phrases, each with its list and its number there.
    pub fn new<'p>(wanted: impl IntoIterator<Item = (List, usize, &'p str)>) -> Self {
        let (mut phrases, mut known) = (Vec::<Phrase>::new(), HashMap::new());
        for (list, item, phrase) in wanted {
            let (bare, begins) = match phrase.strip_suffix('*') {
                Some(bare) => (bare, true),
                None => (phrase, false),
            };
            let text = Folded::of(bare).text.into_owned();
            if text.trim().is_empty() {
                continue;
            }
            let at = *known.entry((text.clone(), begins)).or_insert_with(|| {
                let first = text.chars().next().is_some_and(is_of_word);
                let last = !begins && text.chars().next_back().is_some_and(is_of_word);
                phrases.push(Phrase { text, whole: (first, last), meanings: Vec::new() });
                phrases.len() - 1
            });
            phrases[at].meanings.push((list, item));
        }
        Self { phrases, automaton: OnceLock::new() }
    }

    /// Every phrase that stands in a text, list by list, in the order of the text.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let automaton = self.automaton.get_or_init(|| {
            let phrases = self.phrases.iter().map(|phrase| &phrase.text);
            AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .build(phrases)
                .ok()
        });
        let Some(automaton) = automaton else {
            return Vec::new();
        };
        let folded = Folded::of_text(text);
        let mut hits = Vec::new();
        for found in automaton.find_overlapping_iter(folded.text.as_ref()) {
            let phrase = &self.phrases[found.pattern().as_usize()];
            if !phrase.is_whole(&folded.text, found.start(), found.end()) {
                continue;
            }
            let (start, end) = (folded.unfold(found.start()), folded.unfold(found.end()));
            let meanings = phrase.meanings.iter();
            hits.extend(meanings.map(|(list, item)| Hit { list: *list, item: *item, start, end }));
        }
        hits.sort_unstable_by_key(|hit| (hit.list, hit.start, hit.item));
        hits
    }
}

impl Phrase {
    /// Whether no word around it goes on.
    fn is_whole(&self, text: &str, start: usize, end: usize) -> bool {
        let (first, last) = self.whole;
        let before = || text[..start].chars().next_back().is_some_and(char::is_alphanumeric);
        let after = || text[end..].chars().next().is_some_and(char::is_alphanumeric);
        !(first && before()) && !(last && after())
    }
}

/// Whether a character belongs to a word that white space or marks part from the next;
/// ideographs do not.
fn is_of_word(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// A text in small letters, with one space for white space, and with the hyphens and apostrophes of a
/// typewriter.
struct Folded<'t> {
    text: Cow<'t, str>,
    /// Where bytes of the folded text and of the text no longer go side by side.
    shifts: Vec<(usize, usize)>,
}

impl<'t> Folded<'t> {
    /// A text to be searched; plain text is left as it is, and the automaton ignores its case.
    fn of_text(text: &'t str) -> Self {
        let plain = text.is_ascii()
            && !text.bytes().any(|byte| byte.is_ascii_control())
            && memchr::memmem::find(text.as_bytes(), b"  ").is_none();
        if plain {
            return Self { text: Cow::Borrowed(text), shifts: Vec::new() };
        }
        Self::of(text)
    }

    fn of(text: &str) -> Self {
        let mut folded = String::with_capacity(text.len());
        let mut shifts = Vec::new();
        let (mut shift, mut spaced) = (0, false);
        for (at, c) in text.char_indices() {
            let space = c.is_whitespace();
            if space && spaced {
                continue;
            }
            spaced = space;
            if at - folded.len() != shift {
                shift = at - folded.len();
                shifts.push((folded.len(), at));
            }
            match c {
                _ if c.is_ascii() && !space => folded.push(c.to_ascii_lowercase()),
                _ if space => folded.push(' '),
                '’' => folded.push('\''),
                '‑' => folded.push('-'),
                _ => {
                    // A small letter that is longer would run ahead of the text.
                    let small = c.to_lowercase();
                    let length = small.clone().map(char::len_utf8).sum::<usize>();
                    if length <= c.len_utf8() { folded.extend(small) } else { folded.push(c) }
                }
            }
        }
        if text.len() - folded.len() != shift {
            shifts.push((folded.len(), text.len()));
        }
        Self { text: Cow::Owned(folded), shifts }
    }

    /// The byte of the text at a byte of the folded text.
    fn unfold(&self, at: usize) -> usize {
        let before = self.shifts.partition_point(|(folded, _)| *folded <= at);
        match before.checked_sub(1).and_then(|before| self.shifts.get(before)) {
            Some((folded, text)) => text + (at - folded),
            None => at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let wanted = phrases
            .iter()
            .enumerate()
            .map(|(at, phrase)| (List::Held, at, *phrase));
        let hits = PhraseFinder::new(wanted).find(text);
        hits.iter().map(|hit| text[hit.range()].to_owned()).collect()
    }

    #[test]
    fn phrases_are_whole_words() {
        assert_eq!(found(&["we"], "We went; owe we, we’re"), ["We", "we", "we"]);
        assert_eq!(found(&["will be held"], "will be held, will be helds"), ["will be held"]);
        assert_eq!(found(&["enclos*"], "enclosed, disclosed, ENCLOSURE"), ["enclos", "ENCLOS"]);
    }

    #[test]
    fn phrases_are_found_whatever_their_white_space() {
        let text = "é will  be\u{A0}held\nwill be\theld  ";
        assert_eq!(found(&["will be held"], text), ["will  be\u{A0}held", "will be\theld"]);
    }

    #[test]
    fn phrases_are_found_in_six_scripts() {
        assert_eq!(found(&["États Membres"], "les ÉTATS membres"), ["ÉTATS membres"]);
        assert_eq!(found(&["j'ai"], "J’ai, j'aime"), ["J’ai"]);
        assert_eq!(found(&["состоится"], "Состоится СОСТОИТСЯ состоитсяя").len(), 2);
        assert_eq!(found(&["ستعقد"], "وستعقد الجلسة، ستعقد"), ["ستعقد"]);
        assert_eq!(found(&["将于"], "会议将于二月举行"), ["将于"]);
        assert_eq!(found(&["co-chair"], "Co‑Chair İCo-chair"), ["Co‑Chair"]);
    }
}
