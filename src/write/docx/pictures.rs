//! Pictures: marks and emblems as inline drawings (ECMA-376 part 1, clause 20.4).

use super::relations::push_id;
use super::xml;

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
