//! All phrases of a language's lists, found in one pass over a text.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, Anchored, Input, MatchKind, StartKind};

use super::beginnings::Beginnings;
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
    compiled: OnceLock<Option<Compiled>>,
}

/// What a text is searched with.
struct Compiled {
    /// Gives the longest phrase at a place.
    automaton: AhoCorasick,
    /// Phrases that each phrase begins with, itself first.
    begins: Vec<Vec<usize>>,
    /// How phrases begin that begin with a word.
    beginnings: Beginnings,
    /// Some phrases begin with a mark or an ideograph.
    anywhere: bool,
}

/// A phrase in the form in which it is sought.
struct Phrase {
    text: String,
    /// Its last word must end with it.
    is_word_at_end: bool,
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
                let is_word_at_end = !begins && text.ends_with(is_of_word);
                phrases.push(Phrase { text, is_word_at_end, meanings: Vec::new() });
                phrases.len() - 1
            });
            phrases[at].meanings.push((list, item));
        }
        Self { phrases, compiled: OnceLock::new() }
    }

    /// Every phrase that stands in a text, list by list, in the order of the text.
    pub fn find(&self, text: &str) -> Vec<Hit> {
        let compiled = self.compiled.get_or_init(|| Compiled::new(&self.phrases));
        let Some(compiled) = compiled else {
            return Vec::new();
        };
        let folded = Folded::of_text(text);
        let mut hits = Vec::new();
        let text = folded.text.as_bytes();
        // A phrase begins with a word, or with a character that no word takes in.
        let mut within = false;
        let mut at = 0;
        while at < text.len() {
            let (length, of_word, goes_on) = match text[at] {
                byte if byte.is_ascii() => {
                    let alphanumeric = byte.is_ascii_alphanumeric();
                    (1, alphanumeric, alphanumeric)
                }
                _ => {
                    let c = folded.text[at..].chars().next().unwrap_or_default();
                    (c.len_utf8().max(1), is_of_word(c), c.is_alphanumeric())
                }
            };
            let begins = if of_word {
                !within && compiled.beginnings.may_begin(&text[at..])
            } else {
                compiled.anywhere
            };
            if begins {
                self.take(compiled, &folded, at, &mut hits);
            }
            within = goes_on;
            at += length;
        }
        hits.sort_unstable_by_key(|hit| (hit.list, hit.start, hit.item));
        hits
    }

    /// Takes the phrases that begin at a place.
    fn take(&self, compiled: &Compiled, folded: &Folded<'_>, at: usize, hits: &mut Vec<Hit>) {
        let rest = Input::new(folded.text.as_ref()).span(at..folded.text.len());
        let Some(longest) = compiled.automaton.find(rest.anchored(Anchored::Yes)) else {
            return;
        };
        for number in &compiled.begins[longest.pattern().as_usize()] {
            let phrase = &self.phrases[*number];
            let end = at + phrase.text.len();
            if phrase.goes_on(&folded.text, end) {
                continue;
            }
            let (start, end) = (folded.unfold(at), folded.unfold(end));
            let meanings = phrase.meanings.iter();
            hits.extend(meanings.map(|(list, item)| Hit { list: *list, item: *item, start, end }));
        }
    }
}

impl Compiled {
    fn new(phrases: &[Phrase]) -> Option<Self> {
        let automaton = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .match_kind(MatchKind::LeftmostLongest)
            .start_kind(StartKind::Anchored)
            .build(phrases.iter().map(|phrase| &phrase.text))
            .ok()?;
        let mut known: HashMap<&str, Vec<usize>> = HashMap::new();
        for (number, phrase) in phrases.iter().enumerate() {
            known.entry(&phrase.text).or_default().push(number);
        }
        let begins = phrases.iter().map(|phrase| {
            let text = phrase.text.as_str();
            let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            ends.filter_map(|end| known.get(&text[..end]))
                .flatten()
                .copied()
                .collect()
        });
        let (words, others): (Vec<_>, Vec<_>) = phrases
            .iter()
            .map(|phrase| &*phrase.text)
            .partition(|text| text.starts_with(is_of_word));
        Some(Self {
            begins: begins.collect(),
            automaton,
            beginnings: Beginnings::of(words),
            anywhere: !others.is_empty(),
        })
    }
}

impl Phrase {
    /// Whether its last word goes on at a byte.
    fn goes_on(&self, text: &str, end: usize) -> bool {
        self.is_word_at_end && text[end..].starts_with(char::is_alphanumeric)
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
