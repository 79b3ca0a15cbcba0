//! Where a word that is longer than its line may be broken.

use crate::write::layout::words;
use crate::write::pdf::widths::Measure;

/// How much of a line a piece of a broken word may take, so that it surely fits.
const PART: f32 = 0.97;

/// Finds the joints of running text in lines so wide, in ems.
pub(super) struct Joints<'f> {
    pub(super) measure: Measure<'f>,
    pub(super) room: f32,
    /// How wide the word is that the last text ended in.
    open: f32,
}

impl<'f> Joints<'f> {
    pub(super) fn new(measure: Measure<'f>) -> Self {
        Self { measure, room: f32::INFINITY, open: 0.0 }
    }

    /// A new line begins.
    pub(super) fn begin(&mut self) {
        self.open = 0.0;
    }

    /// The places within the next text of a line where it may be broken, as offsets in bytes.
    pub(super) fn of(&mut self, text: &str) -> Vec<usize> {
        let mut found = Vec::new();
        let mut at = 0;
        for word in words(text) {
            let core = word.trim_end_matches(' ');
            let width = self.measure.text(core);
            let first = core.chars().next().is_some_and(may_begin);
            if self.open > 0.0 && self.open + width > self.room && first {
                found.push(at);
                self.open = 0.0;
            }
            if width > self.room {
                self.cut(core, at, &mut found);
            }
            self.open = if core.len() < word.len() { 0.0 } else { self.open + width };
            at += word.len();
        }
        found
    }

    /// Cuts a word at its signs, and what is still too long wherever it must be.
    fn cut(&self, word: &str, at: usize, found: &mut Vec<usize>) {
        let mut part = 0.0;
        // The last place that may be cut, and how wide the part was there.
        let mut last = None;
        let mut before = ' ';
        for (offset, c) in word.char_indices() {
            let width = self.measure.letter(c);
            let free = offset > 0 && may_begin(c) && !opens(before);
            let sign = matches!(c, '@' | '&' | '#' | '=') && before.is_alphanumeric()
                || matches!(before, '/' | '.' | '?' | '-' | '_' | ',' | ';' | ':' | '+' | '\u{A0}')
                    && c.is_alphanumeric();
            if free {
                last = Some((offset, part));
            }
            let cuts = free && sign || part + width > self.room * PART;
            if cuts && let Some((cut, wide)) = last.take() {
                found.push(at + cut);
                part -= wide;
            }
            part += width;
            before = c;
        }
    }
}

/// Whether a line may begin with a character, even behind a space (Unicode Standard Annex 14, LB13).
fn may_begin(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(c, '@' | '&' | '#' | '=' | '_' | '~' | '+' | '*' | '<' | '|' | '$')
}

/// Whether a line never ends behind a character, even with a space between them (LB14).
fn opens(c: char) -> bool {
    matches!(c, '(' | '[' | '{' | '¿' | '¡' | '“' | '‘' | '«' | '‹' | '„' | '\u{2066}' | '\u{2067}')
}
