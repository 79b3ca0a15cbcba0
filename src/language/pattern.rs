//! Patterns: words with named places, compiled once when a language is read.

use serde::{Deserialize, Deserializer, de};

use crate::finding::suggest;

/// The places a kind of pattern may have.
pub(super) trait Slot: Copy + PartialEq + 'static {
    /// Each with the name that stands in braces.
    const ALL: &'static [(&'static str, Self)];
}

/// Defines the places of a kind of pattern.
macro_rules! slots {
    ($(#[$doc:meta])* $name:ident { $($slot:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name { $($slot),+ }
        impl $crate::language::pattern::Slot for $name {
            const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$slot)),+];
        }
    };
}
pub(super) use slots;

/// Words with named places: `{day} {month} {year}`.
#[derive(Debug, Clone)]
pub(super) struct Pattern<S> {
    pieces: Vec<Piece<S>>,
}

/// A piece of a pattern.
#[derive(Debug, Clone)]
pub(super) enum Piece<S> {
    /// It stands as it is.
    Text(String),
    /// It is filled in.
    Slot(S),
}

impl<S: Slot> Pattern<S> {
    fn compile(text: &str) -> Result<Self, String> {
        let mut pieces = Vec::new();
        let mut rest = text;
        while let Some(at) = rest.find(['{', '}']) {
            if at > 0 {
                pieces.push(Piece::Text(rest[..at].to_owned()));
            }
            let inside = rest[at..].strip_prefix('{').and_then(|after| after.split_once('}'));
            let Some((name, after)) = inside else {
                return Err("a brace of the pattern has no partner".to_owned());
            };
            let Some((_, slot)) = S::ALL.iter().find(|(known, _)| *known == name) else {
                let help = suggest(name, S::ALL.iter().map(|(known, _)| *known));
                return Err(format!("the pattern cannot be filled with `{name}`; {help}"));
            };
            pieces.push(Piece::Slot(*slot));
            rest = after;
        }
        if !rest.is_empty() {
            pieces.push(Piece::Text(rest.to_owned()));
        }
        Ok(Self { pieces })
    }

    /// The pieces in order.
    pub(super) fn pieces(&self) -> &[Piece<S>] {
        &self.pieces
    }

    /// Writes the pattern, asking `fill` for each place.
    pub(super) fn write(&self, out: &mut String, mut fill: impl FnMut(S, &mut String)) {
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Slot(slot) => fill(*slot, out),
            }
        }
    }

    /// The pattern with every place filled by `text`.
    pub(super) fn fill(&self, text: &str) -> String {
        let mut out = String::new();
        self.write(&mut out, |_, out| out.push_str(text));
        out
    }

    /// The names of those of `needed` that the pattern does not have exactly once.
    pub(super) fn lacks(&self, needed: &[S]) -> Vec<&'static str> {
        let times = |slot: S| {
            self.pieces
                .iter()
                .filter(|piece| matches!(piece, Piece::Slot(s) if *s == slot))
                .count()
        };
        S::ALL
            .iter()
            .filter(|(_, slot)| needed.contains(slot) && times(*slot) != 1)
            .map(|(name, _)| *name)
            .collect()
    }
}

impl<'de, S: Slot> Deserialize<'de> for Pattern<S> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::compile(&String::deserialize(deserializer)?).map_err(de::Error::custom)
    }
}
