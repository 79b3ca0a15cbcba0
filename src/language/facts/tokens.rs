//! A text as words, numbers and marks, each with its bytes and with what it may mean.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::vocabulary::{Entry, Sense, Vocabulary};

/// What a merge field leaves behind besides its first character: nobody's word.
const FILLER: char = '\u{1}';
/// A number has so many figures at most; a longer one is a code.
const WIDEST: usize = 18;

/// A word, a number or a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Token {
    /// Its first byte.
    pub(super) start: usize,
    /// The byte after it.
    pub(super) end: usize,
    pub(super) kind: Kind,
    /// White space stands before it.
    pub(super) gap: bool,
    /// What it may mean: a stretch of the meanings of all tokens.
    senses: (u32, u32),
}

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Ideographs, with which no space parts words.
    Ideographs,
    /// Figures of one script: their value, and how many they are.
    Figures(u64, u8),
    /// Ideographs that are a number: their value, and how many they are.
    Numeral(u64, u8),
    /// Anything else; one character, in the form of ASCII where it has one.
    Mark(char),
}

/// The tokens of a text.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    pub(super) all: Vec<Token>,
    /// A meaning, and the token after its words.
    senses: Vec<(Sense, u32)>,
}

impl Tokens {
    /// What the words that begin at a token may mean, each with the token after them; longer
    /// words first.
    pub(super) fn senses(&self, at: usize) -> &[(Sense, u32)] {
        let (start, end) = self.all.get(at).map_or((0, 0), |token| token.senses);
        &self.senses[start as usize..end as usize]
    }

    /// Reads a text.
    pub(super) fn read(text: &str, vocabulary: &Vocabulary) -> Self {
        let mut splitter = Splitter {
            text,
            vocabulary,
            addresses: addresses(text),
            tokens: Vec::with_capacity(text.len() / 5 + 4),
            gap: true,
        };
        splitter.run();
        let mut tokens = Self { all: splitter.tokens, senses: Vec::new() };
        tokens.mean(text, vocabulary);
        tokens
    }

    /// Looks every token up.
    fn mean(&mut self, text: &str, vocabulary: &Vocabulary) {
        let mut folded = String::new();
        for at in 0..self.all.len() {
            let token = self.all[at];
            let start = self.senses.len() as u32;
            if let Kind::Mark(mark) = token.kind
                && !vocabulary.has_mark(mark)
            {
                continue;
            }
            let word = &text[token.start..token.end];
            if !vocabulary.may_know(word) {
                continue;
            }
            fold(word, &mut folded);
            vocabulary.look_up(&folded, |entry| {
                if let Some(next) = self.rest(text, at, entry) {
                    self.senses.push((entry.sense, next as u32));
                }
            });
            let end = self.senses.len() as u32;
            if end > start + 1 {
                self.senses[start as usize..].sort_by_key(|(_, next)| std::cmp::Reverse(*next));
            }
            self.all[at].senses = (start, end);
        }
    }

    /// The token after the words of an entry whose first word stands at a token.
    fn rest(&self, text: &str, at: usize, entry: &Entry) -> Option<usize> {
        let first = &text[self.all[at].start..];
        if entry.capital && !first.starts_with(char::is_uppercase) {
            return None;
        }
        let mut next = at + 1;
        let mut folded = String::new();
        for (gap, word) in &entry.rest {
            let token = self.all.get(next)?;
            fold(&text[token.start..token.end], &mut folded);
            if token.gap != *gap || !word.fits(&folded) {
                return None;
            }
            next += 1;
        }
        Some(next)
    }
}

struct Splitter<'a> {
    text: &'a str,
    vocabulary: &'a Vocabulary,
    /// Stretches that state nothing, in order.
    addresses: Vec<(usize, usize)>,
    tokens: Vec<Token>,
    gap: bool,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let mut at = 0;
        let mut addresses = std::mem::take(&mut self.addresses).into_iter().peekable();
        while let Some(c) = self.text[at..].chars().next() {
            if let Some((_, end)) = addresses.next_if(|(start, _)| *start <= at) {
                self.push(at, end, Kind::Mark('\0'));
                at = end;
                continue;
            }
            at = self.next(at, c);
        }
    }

    /// Takes what begins at a byte; gives the byte after it.
    fn next(&mut self, at: usize, c: char) -> usize {
        if is_ignored(c) {
            return at + c.len_utf8();
        }
        if c.is_whitespace() || c == FILLER {
            self.gap = true;
            return at + c.len_utf8();
        }
        if figure(c).is_some() {
            return self.figures(at);
        }
        if is_ideograph(c) {
            return self.ideographs(at);
        }
        if c.is_alphabetic() {
            return self.word(at);
        }
        let end = at + c.len_utf8();
        self.push(at, end, Kind::Mark(plain(c)));
        end
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) {
        self.tokens
            .push(Token { start, end, kind, gap: self.gap, senses: (0, 0) });
        self.gap = false;
    }

    fn figures(&mut self, start: usize) -> usize {
        let (mut value, mut width, mut end) = (0_u64, 0_usize, start);
        for c in self.text[start..].chars() {
            let Some(figure) = figure(c) else { break };
            value = value.saturating_mul(10).saturating_add(u64::from(figure));
            width += 1;
            end += c.len_utf8();
        }
        let kind = match u8::try_from(width) {
            Ok(width) if usize::from(width) <= WIDEST => Kind::Figures(value, width),
            _ => Kind::Mark('\0'),
        };
        self.push(start, end, kind);
        end
    }

    fn ideographs(&mut self, start: usize) -> usize {
        let rest = &self.text[start..];
        if let Some((value, count, length)) = self.vocabulary.numeral(rest) {
            self.push(start, start + length, Kind::Numeral(value, count));
            return start + length;
        }
        let length = self.vocabulary.ideographs(rest);
        let length =
            length.unwrap_or_else(|| rest.chars().next().map_or(rest.len(), char::len_utf8));
        self.push(start, start + length, Kind::Ideographs);
        start + length
    }

    fn word(&mut self, start: usize) -> usize {
        let mut end = start;
        let mut rest = self.text[start..].chars().peekable();
        while let Some(c) = rest.next() {
            let inner = matches!(c, '-' | '‑' | '\'' | '’' | '\u{AD}')
                && rest.peek().is_some_and(|next| is_letter(*next));
            if !(is_letter(c) || inner || is_mark(c) && end > start) {
                break;
            }
            end += c.len_utf8();
        }
        self.words(start, end);
        end
    }

    /// A word; or several, where a particle clings to it or hyphens part its words.
    fn words(&mut self, start: usize, end: usize) {
        let word = &self.text[start..end];
        if !self.vocabulary.has_parts(word) {
            return self.push(start, end, Kind::Word);
        }
        let mut folded = String::new();
        fold(word, &mut folded);
        if self.vocabulary.knows(&folded) {
            return self.push(start, end, Kind::Word);
        }
        let next = self.text[end..].chars().next();
        if let Some(length) = self.vocabulary.particle(word, next.and_then(figure).is_some()) {
            self.push(start, start + length, Kind::Word);
            if start + length < end {
                self.words(start + length, end);
            }
            return;
        }
        // "twenty-one", but not "Co-Chairs": each word must be known as a number.
        let lengths = self.vocabulary.numbers_within(word);
        if lengths.is_empty() {
            return self.push(start, end, Kind::Word);
        }
        let mut at = start;
        for length in lengths {
            self.push(at, at + length, Kind::Word);
            at += length;
            at += self.text[at..end]
                .chars()
                .next()
                .filter(|c| is_hyphen(*c))
                .map_or(0, char::len_utf8);
        }
    }
}

/// The value of a figure: European, Arabic, Persian, or of full width.
pub(super) fn figure(c: char) -> Option<u32> {
    let zeros = ['0', '\u{660}', '\u{6F0}', '\u{FF10}'];
    let values = zeros.map(|zero| u32::from(c).checked_sub(u32::from(zero)));
    values.into_iter().flatten().find(|value| *value < 10)
}

/// A character of a script that puts no space between words.
pub(super) fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !is_ideograph(c)
}

/// A mark of the letter before it.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// Marks of direction, and joiners: nobody sees them.
fn is_ignored(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{61C}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}')
}

/// A mark as ASCII has it, where it has it.
pub(super) fn plain(c: char) -> char {
    match c {
        '‐' | '‑' | '－' => '-',
        '～' => '~',
        '：' | '∶' => ':',
        '．' | '٫' => '.',
        '，' | '،' | '٬' => ',',
        '（' => '(',
        '）' => ')',
        '／' => '/',
        c => c,
    }
}

/// A word for comparing: lower case, without marks that nobody must write.
pub(super) fn fold(word: &str, out: &mut String) {
    out.clear();
    if word.is_ascii() {
        out.push_str(word);
        out.make_ascii_lowercase();
        return;
    }
    for c in composed(word).chars().flat_map(char::to_lowercase) {
        match c {
            // The vowel signs of Arabic, and what only stretches or parts a word.
            '\u{64B}'..='\u{652}' | '\u{670}' | '\u{640}' | '\u{AD}' => {}
            '’' => out.push('\''),
            '‐' | '‑' => out.push('-'),
            'ё' => out.push('е'),
            c if figure(c).is_some() => {
                out.push(figure(c).and_then(|value| char::from_digit(value, 10)).unwrap_or(c));
            }
            c if is_ignored(c) => {}
            c => out.push(plain(c)),
        }
    }
}

fn composed(word: &str) -> Cow<'_, str> {
    if word.chars().any(|c| matches!(c, '\u{300}'..='\u{36F}')) {
        Cow::Owned(word.nfc().collect())
    } else {
        Cow::Borrowed(word)
    }
}

/// Addresses of the web and of mailboxes, which state nothing: their bytes.
fn addresses(text: &str) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = Vec::new();
    let signs = ["://", "@", "www."];
    if !signs.iter().any(|sign| text.contains(sign)) {
        return found;
    }
    let mut at = 0;
    for word in text.split(|c: char| c.is_whitespace() || !c.is_ascii()) {
        // The pieces are parted by one character each.
        let start = at;
        at += word.len() + text[at + word.len()..].chars().next().map_or(0, char::len_utf8);
        if word.contains("://") || word.contains('@') || word.starts_with("www.") {
            found.push((start, start + word.len()));
        }
    }
    found
}
