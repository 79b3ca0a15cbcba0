//! Lengths: millimetres and points in the units WordprocessingML counts in.

/// Twentieths of a point in a millimetre.
const TWIPS: f32 = 1440.0 / 25.4;

/// English metric units in a millimetre, what drawings are measured in.
const EMU: f32 = 36_000.0;

/// The longest side of a page Word accepts, in twips (22 inches).
const LONGEST: f32 = 31_680.0;

/// A length on the page in twentieths of a point; what is no length counts as none.
pub(in crate::write) fn twips(millimetres: f32) -> i32 {
    rounded(millimetres * TWIPS, LONGEST)
}

/// A length of a drawing in English metric units.
pub(in crate::write) fn emu(millimetres: f32) -> i32 {
    rounded(millimetres * EMU, LONGEST / TWIPS * EMU)
}

/// A type size in half points, within what Word accepts.
pub(in crate::write) fn half_points(points: f32) -> i32 {
    rounded(points * 2.0, 3276.0).max(2)
}

/// Points in twips.
pub(in crate::write) fn points(points: f32) -> i32 {
    rounded(points * 20.0, LONGEST)
}

#[allow(clippy::cast_possible_truncation, reason = "clamped before")]
fn rounded(value: f32, most: f32) -> i32 {
    if value.is_finite() { value.clamp(0.0, most).round() as i32 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paper_comes_out_as_word_knows_it() {
        assert_eq!((twips(210.0), twips(297.0)), (11906, 16838));
        assert_eq!((twips(215.9), twips(279.4)), (12240, 15840));
        assert_eq!(half_points(12.0), 24);
        assert_eq!(emu(25.4), 914_400);
        assert_eq!(twips(f32::NAN), 0);
    }
}
