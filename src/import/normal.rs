//! What is taken as equal where two texts are compared, counted by kind. There is nothing else.

use std::ops::AddAssign;

use serde::Serialize;

/// How often each kind of difference was passed over.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Normalised {
    /// A word divided at the end of a line.
    pub divided: usize,
    /// Hyphens and dashes of other lengths.
    pub dashes: usize,
    /// Quotation marks and apostrophes of other shapes.
    pub quotes: usize,
    /// Ligatures, and letters of full or half width.
    pub ligatures: usize,
    /// Spaces that another program would not break at, marks that nobody sees.
    pub spaces: usize,
}

impl AddAssign for Normalised {
    fn add_assign(&mut self, other: Self) {
        self.divided += other.divided;
        self.dashes += other.dashes;
        self.quotes += other.quotes;
        self.ligatures += other.ligatures;
        self.spaces += other.spaces;
    }
}

impl Normalised {
    /// The kinds that were met, with how often, in words.
    pub fn told(&self) -> Vec<(usize, &'static str)> {
        let all = [
            (self.divided, "words divided at line ends"),
            (self.dashes, "dashes"),
            (self.quotes, "quotation marks"),
            (self.ligatures, "ligatures"),
            (self.spaces, "spaces and unseen marks"),
        ];
        all.into_iter().filter(|(count, _)| *count > 0).collect()
    }
}

/// A word as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// As it is written.
    pub(super) raw: String,
    /// As it is compared.
    pub(super) normal: String,
}

/// The words of a text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Token> {
    let words = text.split(|c: char| c.is_whitespace() || c == '\u{200B}');
    words
        .filter(|word| !word.is_empty())
        .map(Token::new)
        .filter(|token| !token.normal.is_empty())
}

impl Token {
    fn new(raw: &str) -> Self {
        let mut normal = String::with_capacity(raw.len());
        for c in raw.chars() {
            match kind(c) {
                Kind::Plain => normal.push(c),
                Kind::Dash => normal.push('-'),
                Kind::Single => normal.push('\''),
                Kind::Double => normal.push('"'),
                Kind::Unseen => {}
                Kind::Ligature(letters) => normal.push_str(letters),
                Kind::Wide => normal.extend(narrow(c)),
            }
        }
        Self { raw: raw.to_owned(), normal: crate::text::nfc(&normal).into_owned() }
    }

    /// What was passed over to find it equal to another.
    pub(super) fn passed_over(&self, other: &Self) -> Normalised {
        let mut found = Normalised::default();
        if self.raw == other.raw {
            return found;
        }
        let shapes = |token: &Self| {
            let mut counts = [0_usize; 4];
            for c in token.raw.chars() {
                match kind(c) {
                    Kind::Dash if c != '-' => counts[0] += 1,
                    Kind::Single | Kind::Double if !c.is_ascii() => counts[1] += 1,
                    Kind::Ligature(_) | Kind::Wide => counts[2] += 1,
                    Kind::Unseen => counts[3] += 1,
                    _ => {}
                }
            }
            counts
        };
        let (a, b) = (shapes(self), shapes(other));
        let differ = |at: usize| usize::from(a[at] != b[at] || a[at] > 0);
        found.dashes = differ(0);
        found.quotes = differ(1);
        found.ligatures = differ(2);
        found.spaces = differ(3);
        found
    }
}

enum Kind {
    Plain,
    Dash,
    Single,
    Double,
    Unseen,
    Ligature(&'static str),
    Wide,
}

fn kind(c: char) -> Kind {
    match c {
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '\u{FF0D}' => {
            Kind::Dash
        }
        '\'' | '\u{2018}'..='\u{201B}' | '\u{2032}' | '\u{02BC}' | '`' | '´' => Kind::Single,
        '"' | '\u{201C}'..='\u{201F}' | '\u{2033}' => Kind::Double,
        '\u{AD}'
        | '\u{61C}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FEFF}' => Kind::Unseen,
        'ﬀ' => Kind::Ligature("ff"),
        'ﬁ' => Kind::Ligature("fi"),
        'ﬂ' => Kind::Ligature("fl"),
        'ﬃ' => Kind::Ligature("ffi"),
        'ﬄ' => Kind::Ligature("ffl"),
        'ﬅ' | 'ﬆ' => Kind::Ligature("st"),
        '…' => Kind::Ligature("..."),
        '\u{FF01}'..='\u{FF5E}' => Kind::Wide,
        _ => Kind::Plain,
    }
}

/// The usual form of a character of full width.
fn narrow(c: char) -> Option<char> {
    char::from_u32(u32::from(c).checked_sub(0xFEE0)?)
}

/// A mark of direction, or of a place to break: nobody sees it.
pub(super) fn is_unseen(c: char) -> bool {
    matches!(kind(c), Kind::Unseen)
}
