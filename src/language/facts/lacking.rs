//! What a language does not say, and who cannot do without.

use crate::language::{Language, Lexicon};

/// Something that the folder of a language should say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Lack {
    /// The file in which it is missing.
    pub file: &'static str,
    /// Its name there.
    pub name: &'static str,
    /// What it is, with an example.
    pub about: &'static str,
    /// The rules of the checker, or the formats, that read it.
    pub readers: &'static [&'static str],
}

type Missing = fn(&Language, &Lexicon) -> bool;

const ALL: &[(Missing, Lack)] = &[
    (
        |language, _| language.code().is_none(),
        Lack {
            file: "phrases.toml",
            name: "iso-639-2",
            about: "its three letters: \"eng\"",
            readers: &["akn"],
        },
    ),
    (
        |language, _| language.with_region() == language.tag() && !language.tag().contains('-'),
        Lack {
            file: "phrases.toml",
            name: "region",
            about: "the region of those who write it: \"GB\"",
            readers: &["docx", "odt"],
        },
    ),
    (
        |language, _| language.script().is_none(),
        Lack {
            file: "phrases.toml",
            name: "script",
            about: "the script that it is written in: \"Latin\"",
            readers: &["docx", "versions-at-odds"],
        },
    ),
    (
        |_, lexicon| {
            lexicon.reading.numbers.words.is_empty() && lexicon.reading.numbers.numerals.is_empty()
        },
        Lack {
            file: "words.toml",
            name: "[reading.numbers.words]",
            about: "words for numbers: 20 = [\"twenty\"]",
            readers: &["versions-at-odds"],
        },
    ),
    (
        |_, lexicon| lexicon.reading.numbers.labels.is_empty(),
        Lack {
            file: "words.toml",
            name: "[reading.numbers] labels",
            about: "nouns whose number stands after them: \"paragraph\"",
            readers: &["lost-dash", "hyphen-range", "enclosure-count"],
        },
    ),
    (
        |_, lexicon| lexicon.reading.symbols.resolution.is_empty(),
        Lack {
            file: "words.toml",
            name: "[reading.symbols]",
            about: "what stands before the number of a resolution or decision: \"resolution\"",
            readers: &["session-number"],
        },
    ),
    (
        |_, lexicon| lexicon.reading.enclosures.sure.is_empty(),
        Lack {
            file: "words.toml",
            name: "[reading.enclosures]",
            about: "what tells that something is enclosed: \"enclos*\"",
            readers: &["versions-at-odds"],
        },
    ),
    (
        |_, lexicon| lexicon.rooms.is_empty(),
        Lack {
            file: "words.toml",
            name: "[rooms]",
            about: "names of rooms: conference-room = [\"Conference Room {number}\"]",
            readers: &["room-not-in-schedule"],
        },
    ),
];

/// What a language does not say for reading what is written in it, and for formats.
pub fn lacking(language: &Language, lexicon: &Lexicon) -> Vec<Lack> {
    let missing = ALL.iter().filter(|(missing, _)| missing(language, lexicon));
    missing.map(|(_, lack)| *lack).collect()
}
