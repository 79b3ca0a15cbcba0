//! Pictures: marks and emblems as inline drawings (ECMA-376 part 1, clause 20.4).

use super::lengths;
use super::relations::push_id;
use super::xml;
use crate::package::{Picture, PictureKind};

/// The height of a signature's picture, in millimetres, unless its column is too narrow for it.
pub(super) const MARK_HEIGHT: f32 = 16.0;

/// English metric units in a twip.
const EMU_PER_TWIP: f64 = 635.0;

/// What is wrong with a picture, if something is.
pub(super) fn fault(picture: &Picture) -> Option<&'static str> {
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
pub(super) fn extension(kind: PictureKind) -> &'static str {
    match kind {
        PictureKind::Png => "png",
        PictureKind::Jpeg => "jpeg",
    }
}

/// Width and height in English metric units: so high, unless that makes it too wide.
pub(super) fn extent(size: (u32, u32), height: f32, widest: i32) -> (i64, i64) {
    let height = f64::from(lengths::emu(height).max(1));
    let width = height * f64::from(size.0) / f64::from(size.1);
    let shrink = (f64::from(widest) * EMU_PER_TWIP / width).min(1.0);
    #[allow(clippy::cast_possible_truncation, reason = "no page is so large")]
    let whole = |length: f64| (length * shrink).round().max(1.0) as i64;
    (whole(width), whole(height))
}

/// Appends a run's drawing. `number` must differ from all others in the file.
pub(super) fn inline(
    number: i32,
    relation: usize,
    alt: &str,
    (width, height): (i64, i64),
    out: &mut String,
) {
    out.push_str("<w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">");
    measure("wp:extent", (width, height), out);
    out.push_str("<wp:effectExtent l=\"0\" t=\"0\" r=\"0\" b=\"0\"/><wp:docPr id=\"");
    name(number, out);
    xml::attribute("descr", alt, out);
    if alt.is_empty() {
        // Readers who cannot see it need not be told of an ornament.
        out.push_str(
            "><a:extLst xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
             <a:ext uri=\"{C183D7F6-B498-43B3-948B-1728B52AA6E4}\"><adec:decorative \
             xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" \
             val=\"1\"/></a:ext></a:extLst></wp:docPr>",
        );
    } else {
        out.push_str("/>");
    }
    out.push_str(
        "<wp:cNvGraphicFramePr><a:graphicFrameLocks \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         noChangeAspect=\"1\"/></wp:cNvGraphicFramePr>\
         <a:graphic xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\">\
         <a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:pic xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\">\
         <pic:nvPicPr><pic:cNvPr id=\"",
    );
    name(number, out);
    out.push_str("/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:embed=\"");
    push_id(relation, out);
    out.push_str(
        "\"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>\
         <a:off x=\"0\" y=\"0\"/>",
    );
    measure("a:ext", (width, height), out);
    out.push_str(
        "</a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>\
         </a:graphicData></a:graphic></wp:inline></w:drawing>",
    );
}

fn name(number: i32, out: &mut String) {
    xml::number(number, out);
    out.push_str("\" name=\"Picture ");
    xml::number(number, out);
    out.push('"');
}

fn measure(element: &str, (width, height): (i64, i64), out: &mut String) {
    out.push('<');
    out.push_str(element);
    out.push_str(" cx=\"");
    xml::number(width, out);
    out.push_str("\" cy=\"");
    xml::number(height, out);
    out.push_str("\"/>");
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
