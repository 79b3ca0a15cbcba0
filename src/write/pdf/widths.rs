//! How wide text is: what decides over columns, and over words longer than their line.

use std::collections::HashMap;

use typst::layout::Abs;
use typst::text::{Font, FontInstance, FontVariant, FontVariations, is_default_ignorable};

use super::data::Family;

/// Characters whose width is looked up once: Latin with its letters that bear marks.
const KNOWN: usize = 0x250;

/// The widths of all families at hand.
pub(super) struct Widths(HashMap<String, FamilyWidths>);

/// The widths of the characters of one family: those of its widest face, in ems.
struct FamilyWidths {
    faces: Vec<FontInstance>,
    known: Vec<Option<f32>>,
}

impl Widths {
    pub(super) fn of(faces: &[Font]) -> Self {
        let mut families: HashMap<String, FamilyWidths> = HashMap::new();
        for face in faces {
            let family = families
                .entry(face.info().family.to_lowercase())
                .or_insert_with(|| FamilyWidths { faces: Vec::new(), known: Vec::new() });
            let plain = (FontVariant::default(), Abs::pt(11.0), &FontVariations::default());
            family.faces.push(face.clone().instantiate(plain.0, plain.1, plain.2));
        }
        for family in families.values_mut() {
            let known =
                (0..KNOWN).map(|point| family.look_up(char::from_u32(u32::try_from(point).ok()?)?));
            family.known = known.collect();
        }
        Self(families)
    }

    /// The widths of text set in these families, the first before the others.
    pub(super) fn in_families(&self, wanted: &[Family<'_>]) -> Measure<'_> {
        let found = wanted
            .iter()
            .filter_map(|family| self.0.get(&family.name.to_lowercase()));
        Measure(found.collect())
    }
}

impl FamilyWidths {
    fn of(&self, c: char) -> Option<f32> {
        match self.known.get(c as usize) {
            Some(known) => *known,
            None => self.look_up(c),
        }
    }

    fn look_up(&self, c: char) -> Option<f32> {
        let widths = self.faces.iter().filter_map(|face| {
            let glyph = face.ttf().glyph_index(c)?;
            #[expect(clippy::cast_possible_truncation, reason = "a width needs no more")]
            let width = face.x_advance(glyph.0)?.get() as f32;
            Some(width)
        });
        widths.reduce(f32::max)
    }
}

/// Measures text of one letter, in ems.
pub(super) struct Measure<'f>(Vec<&'f FamilyWidths>);

impl Measure<'_> {
    pub(super) fn text(&self, text: &str) -> f32 {
        text.chars().map(|c| self.letter(c)).sum()
    }

    pub(super) fn letter(&self, c: char) -> f32 {
        if is_default_ignorable(c) {
            return 0.0;
        }
        self.0.iter().find_map(|family| family.of(c)).unwrap_or(1.0)
    }
}
