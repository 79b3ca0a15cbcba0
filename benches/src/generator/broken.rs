//! Letters broken on purpose, each in a way that is known.

use super::Syntax;
use super::draft::Draft;
use super::value::{Fields, Value};

/// What is wrong with a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// Its date is on no calendar.
    BadDate,
    /// Nobody has an office of that name.
    UnknownOffice,
    /// It encloses a letter that is not in the folder.
    MissingEnclosure,
    /// Its syntax ends in the middle of a list.
    Syntax,
    /// It is not UTF-8.
    NotUtf8,
}

impl Fault {
    const ALL: [Self; 5] =
        [Self::BadDate, Self::UnknownOffice, Self::MissingEnclosure, Self::Syntax, Self::NotUtf8];

    /// Its name in the list of what is broken.
    pub fn name(self) -> &'static str {
        match self {
            Self::BadDate => "bad date",
            Self::UnknownOffice => "unknown office",
            Self::MissingEnclosure => "missing enclosure",
            Self::Syntax => "syntax error",
            Self::NotUtf8 => "not UTF-8",
        }
    }

    /// Breaks what is said.
    pub(super) fn before(self, draft: &mut Draft) {
        match self {
            Self::BadDate => draft.set("date", format!("{}-02-30", draft.day.year())),
            Self::UnknownOffice => draft.set("office", "ministry-of-silly-seals"),
            Self::MissingEnclosure => {
                let missing = format!("{}-nobody-lost-letter", draft.day);
                draft.set("enclosures", vec![Fields::of("letter", missing)]);
            }
            Self::Syntax => draft.fields.push(("place", Value::Text("New York".to_owned()))),
            Self::NotUtf8 => {}
        }
    }

    /// Breaks how it is written.
    pub(super) fn after(self, draft: &Draft, bytes: &mut Vec<u8>) {
        let place = |needle: &[u8]| bytes.windows(needle.len()).position(|window| window == needle);
        match self {
            // The last field opens a list that nobody closes.
            Self::Syntax => {
                let name: &[u8] = match draft.syntax {
                    Syntax::Markdown | Syntax::Yaml => b"\nplace: ",
                    Syntax::Toml => b"\nplace = ",
                    Syntax::Json => b"\"place\": ",
                };
                if let Some(at) = place(name) {
                    bytes.insert(at + name.len(), b'[');
                }
            }
            // An e with an acute accent, as Latin-1 writes it, within the subject.
            Self::NotUtf8 => {
                let at = place(b"subject").map_or(bytes.len(), |at| at + "subject = \"".len());
                bytes.insert(at, 0xE9);
            }
            _ => {}
        }
    }
}

/// Says whose turn it is to be broken.
pub(super) struct Breaker {
    per_thousand: u32,
    due: u32,
    broken: usize,
}

impl Breaker {
    /// The first is due in the middle of its thousand.
    pub(super) fn new(per_thousand: u32) -> Self {
        Self { per_thousand, due: 500, broken: 0 }
    }

    /// Whether this letter is broken, and how. One that another encloses lets the next go first.
    pub(super) fn turn(&mut self, draft: &Draft) -> Option<Fault> {
        self.due += self.per_thousand;
        if self.due < 1000 || draft.enclosed {
            return None;
        }
        self.due -= 1000;
        self.broken += 1;
        Some(Fault::ALL[(self.broken - 1) % Fault::ALL.len()])
    }
}
