//! How large pictures are, and what may be wrong with them.

use super::lengths;
use crate::picture::{Picture, PictureKind};

/// The height of a signature's picture, in millimetres, unless its column is too narrow for it.
pub(in crate::write) const MARK_HEIGHT: f32 = 16.0;

/// English metric units in a twip.
const EMU_PER_TWIP: f64 = 635.0;

/// What is wrong with a picture, if something is.
pub(in crate::write) fn fault(picture: &Picture) -> Option<&'static str> {
    let begins = match picture.kind {
        PictureKind::Png => picture.bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
        PictureKind::Jpeg => picture.bytes.starts_with(b"\xFF\xD8\xFF"),
    };
    if !begins {
        Some("is not coded as its name says")
    } else if picture.size.0 == 0 || picture.size.1 == 0 {
        Some("has no width or no height")
    } else {
        None
    }
}

/// How a file of this kind ends.
pub(in crate::write) fn extension(kind: PictureKind) -> &'static str {
    match kind {
        PictureKind::Png => "png",
        PictureKind::Jpeg => "jpeg",
    }
}

/// Width and height in English metric units: so high, unless that makes it too wide.
pub(in crate::write) fn extent(size: (u32, u32), height: f32, widest: i32) -> (i64, i64) {
    let height = f64::from(lengths::emu(height).max(1));
    let width = height * f64::from(size.0) / f64::from(size.1);
    let shrink = (f64::from(widest) * EMU_PER_TWIP / width).min(1.0);
    #[allow(clippy::cast_possible_truncation, reason = "no page is so large")]
    let whole = |length: f64| (length * shrink).round().max(1.0) as i64;
    (whole(width), whole(height))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_keeps_its_shape_and_fits_its_column() {
        assert_eq!(extent((200, 100), 10.0, 10_000), (720_000, 360_000));
        assert_eq!(extent((2000, 100), 10.0, 1440), (914_400, 45_720));
    }
}
