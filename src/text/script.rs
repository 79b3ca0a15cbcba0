//! Scripts, as far as names and words are told apart by them.

/// A script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
pub enum Script {
    /// Latin.
    Latin,
    /// Greek.
    Greek,
    /// Cyrillic.
    Cyrillic,
    /// Hebrew.
    Hebrew,
    /// Arabic.
    Arabic,
    /// Chinese characters.
    Han,
    /// Any other.
    Other,
}

impl Script {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Latin,
        Self::Greek,
        Self::Cyrillic,
        Self::Hebrew,
        Self::Arabic,
        Self::Han,
        Self::Other,
    ];

    /// The word for it in the settings of a language.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Han => "Han",
            Self::Other => "Other",
            script => script.name(),
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Latin => "Latin",
            Self::Greek => "Greek",
            Self::Cyrillic => "Cyrillic",
            Self::Hebrew => "Hebrew",
            Self::Arabic => "Arabic",
            Self::Han => "Chinese",
            Self::Other => "another",
        }
    }

    /// The script of a letter; none for what is no letter.
    pub fn of(c: char) -> Option<Self> {
        if !c.is_alphabetic() {
            return None;
        }
        Some(match c {
            'A'..='Z' | 'a'..='z' | '\u{AA}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Self::Latin,
            '\u{370}'..='\u{3FF}' | '\u{1F00}'..='\u{1FFF}' => Self::Greek,
            '\u{400}'..='\u{52F}' => Self::Cyrillic,
            '\u{590}'..='\u{5FF}' => Self::Hebrew,
            '\u{600}'..='\u{77F}'
            | '\u{8A0}'..='\u{8FF}'
            | '\u{FB50}'..='\u{FDFF}'
            | '\u{FE70}'..='\u{FEFF}' => Self::Arabic,
            '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}' => Self::Han,
            _ => Self::Other,
        })
    }

    /// Whether a name is written in this script. Latin letters stand in names of every script, so
    /// a name is Latin where all its letters are.
    pub fn writes(self, name: &str) -> bool {
        let mut letters = name.chars().filter_map(Self::of);
        match self {
            Self::Latin => letters.all(|script| script == self),
            _ => letters.any(|script| script == self),
        }
    }
}
