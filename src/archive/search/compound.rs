//! Words that are also written as one: "e-mail", "O’Brien", "U.N.", "1,500", "van der Velde".

use super::fold::{is_apostrophe, is_hyphen};
use super::forms::Forms;
use super::words::{Case, LONGEST, Words};

/// Why words belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Compound {
    /// A symbol with hyphens for its slashes, as in names of files: A-RES-72-313.
    Code,
    /// Hyphens or apostrophes join them.
    Joined,
    /// A number in groups of three figures.
    Number,
    /// Letters with stops.
    Initials,
    /// A family name that begins with a word of its own.
    Name,
}

impl Words {
    /// What begins at a place and is no part of more; in a text that names no persons, names count
    /// only in scripts without capitals, where little else looks like them.
    pub(super) fn whole_compound(
        &self,
        at: usize,
        forms: &Forms,
        named: bool,
    ) -> Option<(Compound, usize)> {
        let before = at.checked_sub(1).and_then(|before| self.glue(before));
        let joins = |c: char| is_hyphen(c) || is_apostrophe(c) || matches!(c, '.' | '/' | ',');
        if before.is_some_and(joins) {
            return None;
        }
        let small = !named && self.words.get(at)?.case != Case::None;
        if small && self.glue(at) == Some(' ') {
            return None;
        }
        let (compound, length) = self.compound(at, forms)?;
        let spaced = before == Some(' ');
        let good = match compound {
            Compound::Number => !(spaced && is_number(self.text(at - 1))),
            Compound::Name => {
                let case = self.words[at + length - 1].case;
                case == Case::None || named && case == Case::Capital
            }
            _ => self.glue(at + length - 1) != Some('/'),
        };
        good.then_some((compound, length))
    }

    /// What begins at a place, and how many words it is.
    pub(super) fn compound(&self, at: usize, forms: &Forms) -> Option<(Compound, usize)> {
        let glue = self.glue(at)?;
        if self.words[at].han {
            return None;
        }
        let of = |compound, length| (length > 1).then_some((compound, length));
        if glue == ' ' && !is_number(self.text(at)) {
            return of(Compound::Name, self.name(at, forms));
        }
        of(Compound::Number, self.number(at, glue))
            .or_else(|| of(Compound::Code, self.code(at)))
            .or_else(|| of(Compound::Initials, self.initials(at)))
            .or_else(|| {
                let joins = |c| is_hyphen(c) || is_apostrophe(c);
                of(Compound::Joined, self.run(at, joins, |_| true))
            })
    }

    /// How many words from a place are joined so.
    fn run(&self, at: usize, joins: impl Fn(char) -> bool, fits: impl Fn(&str) -> bool) -> usize {
        let mut length = 1;
        while length < LONGEST
            && self.glue(at + length - 1).is_some_and(&joins)
            && !self.words[at + length].han
            && fits(self.text(at + length))
        {
            length += 1;
        }
        length
    }

    fn name(&self, at: usize, forms: &Forms) -> usize {
        let mut length = 1;
        while length < 6
            && self.glue(at + length - 1) == Some(' ')
            && forms.is_particle(self.text(at + length - 1))
            && !self.words[at + length].han
            && !self.text(at + length).starts_with(|c: char| c.is_ascii_digit())
        {
            length += 1;
        }
        length
    }

    fn number(&self, at: usize, glue: char) -> usize {
        let first = self.text(at);
        let groups = matches!(glue, ',' | '.' | '’' | '\'' | ' ');
        if !groups || first.len() > 3 || !is_number(first) {
            return 1;
        }
        self.run(at, |c| c == glue, |text| text.len() == 3 && is_number(text))
    }

    fn code(&self, at: usize) -> usize {
        let begins = |at: usize| self.text(at).starts_with(|c: char| c.is_ascii_digit());
        if begins(at) {
            return 1;
        }
        let mut length = self.run(at, |c| is_hyphen(c) || c == '.', |_| true);
        // The ending of a file's name is no part of it.
        while length > 1 && self.glue(at + length - 2) == Some('.') && !begins(at + length - 1) {
            length -= 1;
        }
        let numbers = (at..at + length).filter(|at| begins(*at)).count();
        let hyphens = (at..at + length - 1).any(|at| self.glue(at).is_some_and(is_hyphen));
        if length > 2 && numbers > 1 && hyphens { length } else { 1 }
    }

    fn initials(&self, at: usize) -> usize {
        let single = |text: &str| {
            let mut letters = text.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        };
        if single(self.text(at)) { self.run(at, |c| c == '.', single) } else { 1 }
    }

    /// Whether words are also written as one. Figures with a hyphen are two numbers.
    pub(super) fn is_joined(&self, compound: Compound, at: usize, length: usize) -> bool {
        compound != Compound::Joined || (at..at + length).any(|at| !is_number(self.text(at)))
    }

    /// Whether words with a hyphen may be a symbol: "72-313", "covid-19", and not "3-6".
    pub(super) fn is_coded(&self, at: usize, length: usize) -> bool {
        let mut numbers = (at..at + length)
            .map(|at| self.text(at))
            .filter(|text| is_number(text));
        let hyphens = (at..at + length - 1).all(|at| self.glue(at).is_some_and(is_hyphen));
        let words = self.is_joined(Compound::Joined, at, length);
        hyphens && numbers.any(|number| words || number.len() > 2)
    }

    /// Puts words as one into `out`.
    pub(super) fn joined(&self, at: usize, length: usize, out: &mut String) {
        out.clear();
        (at..at + length).for_each(|at| out.push_str(self.text(at)));
    }

    /// Puts words as a symbol into `out`.
    pub(super) fn with_slashes(&self, at: usize, length: usize, out: &mut String) {
        out.clear();
        for place in at..at + length {
            if place > at {
                out.push(if self.glue(place - 1) == Some('.') { '.' } else { '/' });
            }
            out.push_str(self.text(place));
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}
