//! A text with its tokens, and the questions that every reader of facts asks of them.

use std::ops::Range;

use super::Fact;
use super::reader::Rules;
use super::symbol::SymbolKind;
use super::symbols::STROKES;
use super::tokens::{Kind, Token, Tokens, is_ideograph};
use super::vocabulary::{Sense, Vocabulary};

/// A text that is being read.
pub(super) struct Cursor<'a> {
    pub(super) text: &'a str,
    pub(super) vocabulary: &'a Vocabulary,
    pub(super) rules: Rules,
    pub(super) tokens: Tokens,
    /// What has been found so far, in order.
    pub(super) found: Vec<Fact>,
    /// Of what the next symbols are, by the word before them.
    pub(super) symbols: Option<SymbolKind>,
    /// Found symbols that the word behind a later one may name.
    pub(super) unnamed: Vec<usize>,
    /// Before this byte there is no further symbol.
    pub(super) no_symbol: usize,
    /// The text has a stroke, as every symbol has.
    pub(super) has_strokes: bool,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str, vocabulary: &'a Vocabulary, rules: Rules) -> Self {
        Self {
            text,
            vocabulary,
            rules,
            tokens: Tokens::read(text, vocabulary),
            found: Vec::new(),
            symbols: None,
            unnamed: Vec::new(),
            no_symbol: 0,
            has_strokes: text.contains(STROKES),
        }
    }

    pub(super) fn token(&self, at: usize) -> Option<&Token> {
        self.tokens.all.get(at)
    }

    /// The words of a token.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// The bytes from a token up to another.
    pub(super) fn bytes(&self, at: usize, next: usize) -> Range<usize> {
        let start = self.token(at).map_or(self.text.len(), |token| token.start);
        start..self.end(next).max(start)
    }

    /// The byte after the token before `next`.
    pub(super) fn end(&self, next: usize) -> usize {
        next.checked_sub(1)
            .and_then(|last| self.token(last))
            .map_or(0, |token| token.end)
    }

    /// White space stands before a token, or the text ends.
    pub(super) fn gap(&self, at: usize) -> bool {
        self.token(at).is_none_or(|token| token.gap)
    }

    pub(super) fn mark(&self, at: usize) -> Option<char> {
        match self.token(at)?.kind {
            Kind::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    pub(super) fn is_mark(&self, at: usize, marks: &[char]) -> bool {
        self.mark(at).is_some_and(|mark| marks.contains(&mark))
    }

    /// The value of a token in figures, and how many they are.
    pub(super) fn figures(&self, at: usize) -> Option<(u64, u8)> {
        match self.token(at)?.kind {
            Kind::Figures(value, width) => Some((value, width)),
            _ => None,
        }
    }

    /// The value of a token in figures or in ideographs that are a number, and how many they are.
    pub(super) fn numeral(&self, at: usize) -> Option<(u64, u8)> {
        match self.token(at)?.kind {
            Kind::Figures(value, width) | Kind::Numeral(value, width) => Some((value, width)),
            _ => None,
        }
    }

    /// What the words at a token mean, if it is of a kind that is asked for, and the token after
    /// them.
    pub(super) fn sense<T>(
        &self,
        at: usize,
        wanted: impl Fn(Sense) -> Option<T>,
    ) -> Option<(T, usize)> {
        let senses = self.tokens.senses(at).iter();
        senses
            .filter_map(|(sense, next)| Some((wanted(*sense)?, *next as usize)))
            .next()
    }

    /// The token after words of one meaning.
    pub(super) fn is(&self, at: usize, wanted: Sense) -> Option<usize> {
        self.sense(at, |sense| (sense == wanted).then_some(()))
            .map(|((), next)| next)
    }

    /// The token after words of any of some meanings, which may also be missing.
    pub(super) fn skip(&self, at: usize, wanted: &[Sense]) -> usize {
        self.sense(at, |sense| wanted.contains(&sense).then_some(()))
            .map_or(at, |(_, next)| next)
    }

    /// Words of one meaning that end right before a token, at most three of them.
    pub(super) fn before(&self, at: usize, wanted: &[Sense]) -> Option<usize> {
        (1..=3).filter_map(|back| at.checked_sub(back)).find(|start| {
            self.tokens
                .senses(*start)
                .iter()
                .any(|(sense, next)| *next as usize == at && wanted.contains(sense))
        })
    }

    /// The token before one, if no white space is between them.
    pub(super) fn glued_before(&self, at: usize) -> Option<&Token> {
        if self.gap(at) { None } else { self.token(at.checked_sub(1)?) }
    }

    /// Whether a token is a word, and no ideographs.
    pub(super) fn is_letters(&self, at: usize) -> bool {
        self.token(at).is_some_and(|token| token.kind == Kind::Word)
    }

    /// Whether the character before a byte is an ideograph.
    pub(super) fn ideograph_before(&self, byte: usize) -> bool {
        self.text[..byte].chars().next_back().is_some_and(is_ideograph)
    }

    pub(super) fn push(&mut self, fact: Fact) {
        self.found.push(fact);
    }
}
