//! Which characters the fonts at hand have: an answer in a moment, before anything is set.

use typst::text::{Font, is_default_ignorable};
use unicode_normalization::char::is_combining_mark;

/// The code points that some face has, a bit each.
pub(super) struct Coverage(Vec<u64>);

impl Coverage {
    pub(super) fn of(faces: &[Font]) -> Self {
        let mut bits = Vec::new();
        for point in faces.iter().flat_map(|face| face.info().coverage.iter()) {
            let (at, bit) = (point as usize / 64, point % 64);
            if bits.len() <= at {
                bits.resize(at + 1, 0);
            }
            bits[at] |= 1 << bit;
        }
        Self(bits)
    }

    fn has(&self, c: char) -> bool {
        let (at, bit) = (c as usize / 64, c as u32 % 64);
        self.0.get(at).is_some_and(|bits| bits >> bit & 1 == 1)
    }

    /// Whether every character of a text is sure to be printed, whichever face sets it. Where it
    /// is not sure, only setting the text tells.
    pub(super) fn is_sure_of(&self, text: &str, faces: &[Font]) -> bool {
        let mut base = None;
        text.chars().all(|c| {
            // What cannot be seen needs no glyph, and a space is made of nothing.
            if is_default_ignorable(c) || c.is_whitespace() {
                return true;
            }
            // A mark stands on its letter, so one face must have both.
            let together = !is_combining_mark(c)
                || base.is_some_and(|base| {
                    faces.iter().filter(|face| has(face, base)).all(|face| has(face, c))
                });
            if !is_combining_mark(c) {
                base = Some(c);
            }
            together && self.has(c)
        })
    }
}

fn has(face: &Font, c: char) -> bool {
    face.info().coverage.contains(c as u32)
}
