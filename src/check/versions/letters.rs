//! A text letter by letter: figures of every script made one, and each letter counted once.

use std::ops::Range;

/// The letters of a text with their bytes, and which of them are spoken for.
pub(super) struct Letters {
    all: Vec<(char, Range<usize>)>,
    taken: Vec<bool>,
}

impl Letters {
    pub(super) fn new(text: &str) -> Self {
        let all: Vec<_> = text
            .char_indices()
            .filter(|(_, c)| !is_direction(*c))
            .map(|(at, c)| (plain(c), at..at + c.len_utf8()))
            .collect();
        Self { taken: vec![false; all.len()], all }
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    /// The letter at a place; a line break past the end.
    pub(super) fn at(&self, at: usize) -> char {
        self.all.get(at).map_or('\n', |(c, _)| *c)
    }

    /// The letter before a place; a line break before the first.
    pub(super) fn before(&self, at: usize) -> char {
        at.checked_sub(1).map_or('\n', |at| self.at(at))
    }

    pub(super) fn is_free(&self, range: Range<usize>) -> bool {
        !self.taken[range].iter().any(|taken| *taken)
    }

    pub(super) fn take(&mut self, range: Range<usize>) {
        self.taken[range].fill(true);
    }

    /// The bytes of some letters.
    pub(super) fn bytes(&self, range: Range<usize>) -> Range<usize> {
        self.all[range.start].1.start..self.all[range.end - 1].1.end
    }

    pub(super) fn text(&self, range: Range<usize>) -> String {
        self.all[range].iter().map(|(c, _)| *c).collect()
    }

    /// Where a word ends that stands at a place, whatever its case.
    pub(super) fn starts(&self, at: usize, word: &str) -> Option<usize> {
        let mut end = at;
        for c in word.chars() {
            if lower(self.at(end)) != lower(c) || end >= self.len() {
                return None;
            }
            end += 1;
        }
        Some(end)
    }

    /// The same for a whole word: no further letter follows.
    pub(super) fn word(&self, at: usize, word: &str) -> Option<usize> {
        let end = self.starts(at, word)?;
        let ends_in_letter = word.chars().next_back().is_some_and(char::is_alphabetic);
        (!ends_in_letter || !self.at(end).is_alphabetic() || is_ideograph(self.at(end)))
            .then_some(end)
    }

    /// Where a word begins that ends before a place: no letter stands before it.
    pub(super) fn ends(&self, end: usize, word: &str) -> Option<usize> {
        let start = end.checked_sub(word.chars().count())?;
        let first = word.chars().next().is_some_and(char::is_alphabetic);
        let before = self.before(start);
        (self.starts(start, word)? == end
            && (!first || !before.is_alphabetic() || is_ideograph(before)))
        .then_some(start)
    }

    /// The first place that is no white space, from a place on.
    pub(super) fn skip(&self, mut at: usize) -> usize {
        while at < self.len() && self.at(at) == ' ' {
            at += 1;
        }
        at
    }

    /// The last place before which no white space stands, from a place back.
    pub(super) fn skip_back(&self, mut at: usize) -> usize {
        while at > 0 && self.at(at - 1) == ' ' {
            at -= 1;
        }
        at
    }

    /// The figures at a place, all free; at most `most` of them, and no further one follows.
    pub(super) fn figures(&self, at: usize, most: usize) -> Option<(u32, usize)> {
        let mut end = at;
        while end < self.len() && self.at(end).is_ascii_digit() {
            end += 1;
        }
        let fits = end > at && end - at <= most && self.is_free(at..end);
        let number = fits.then(|| self.text(at..end).parse().ok()).flatten()?;
        Some((number, end))
    }

    /// The figures that end before a place.
    pub(super) fn figures_before(&self, end: usize, most: usize) -> Option<(u32, usize)> {
        let mut start = end;
        while start > 0 && self.at(start - 1).is_ascii_digit() {
            start -= 1;
        }
        let (number, last) = self.figures(start, most)?;
        (last == end).then_some((number, start))
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9FFF}')
}

/// Marks of direction: nobody sees them.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Figures of Arabic, Persian and full width as those of ASCII, and every space as one.
fn plain(c: char) -> char {
    let figure = |zero: u32| char::from_digit(u32::from(c) - zero, 10).unwrap_or(c);
    match c {
        '\u{0660}'..='\u{0669}' => figure(0x0660),
        '\u{06F0}'..='\u{06F9}' => figure(0x06F0),
        '\u{FF10}'..='\u{FF19}' => figure(0xFF10),
        '\u{FF1A}' => ':',
        '\u{066B}' => '.',
        '\u{066C}' => ',',
        '\u{2010}' | '\u{2011}' => '-',
        c if c.is_whitespace() => ' ',
        c => c,
    }
}
