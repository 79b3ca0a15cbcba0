//! A paragraph style's properties, written in the order the standard wants them.

use super::super::xml;
use crate::office::Align;
use crate::write::layout::{Line, ListKind, StyleSet, StyleSpec};

/// Appends `w:pPr` and `w:rPr`, their children in the order of CT_PPr and CT_RPr.
///
/// `numbering` is the number of our bullets; our figures have the next one.
pub(super) fn write(spec: &StyleSpec, numbering: i32, out: &mut String) {
    let before = out.len();
    out.push_str("<w:pPr>");
    let inside = out.len();
    toggle("w:keepNext", spec.keep_next, out);
    toggle("w:keepLines", spec.keep_lines.then_some(true), out);
    toggle("w:pageBreakBefore", spec.page_break.then_some(true), out);
    if let Some(list) = spec.list {
        let number = match list {
            ListKind::Bullets => numbering,
            ListKind::Figures => numbering + 1,
        };
        out.push_str("<w:numPr>");
        value("w:numId", number, out);
        out.push_str("</w:numPr>");
    }
    if spec.rule_below {
        out.push_str(
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"6\" w:color=\"auto\"/></w:pBdr>",
            );
    }
    spacing(spec, out);
    if spec.start.is_some() || spec.end.is_some() {
        out.push_str("<w:ind");
        counted("w:left", spec.start, out);
        counted("w:right", spec.end, out);
        out.push_str("/>");
    }
    toggle("w:contextualSpacing", spec.contextual.then_some(true), out);
    if let Some(align) = spec.align {
        // In Word left and right turn round with the paragraph: left is where lines begin.
        out.push_str(match align {
            Align::Start => "<w:jc w:val=\"left\"/>",
            Align::Center => "<w:jc w:val=\"center\"/>",
            Align::End => "<w:jc w:val=\"right\"/>",
        });
    }
    if let Some(outline) = spec.outline {
        value("w:outlineLvl", i32::from(outline), out);
    }
    close("</w:pPr>", before, inside, out);
    runs(spec, out);
}

fn spacing(spec: &StyleSpec, out: &mut String) {
    if spec.before.is_none() && spec.after.is_none() && spec.line.is_none() {
        return;
    }
    out.push_str("<w:spacing");
    counted("w:before", spec.before, out);
    counted("w:after", spec.after, out);
    if let Some(line) = spec.line {
        let (height, rule) = match line {
            Line::Exact(twips) => (twips, "exact"),
            Line::AtLeast(twips) => (twips, "atLeast"),
            Line::Auto(parts) => (parts, "auto"),
        };
        counted("w:line", Some(height), out);
        xml::attribute("w:lineRule", rule, out);
    }
    out.push_str("/>");
}

fn runs(spec: &StyleSpec, out: &mut String) {
    let before = out.len();
    out.push_str("<w:rPr>");
    let inside = out.len();
    toggle("w:b", spec.bold, out);
    toggle("w:bCs", spec.bold, out);
    toggle("w:i", spec.italic.then_some(true), out);
    toggle("w:iCs", spec.italic.then_some(true), out);
    if let Some(spread) = spec.spread {
        value("w:spacing", spread, out);
    }
    if let Some(size) = spec.size {
        value("w:sz", size, out);
        value("w:szCs", size, out);
    }
    close("</w:rPr>", before, inside, out);
}

/// Appends the properties of the style that all others are based on; `at` is the number of the set.
pub(super) fn base(set: &StyleSet, at: usize, out: &mut String) {
    if at == 0 {
        out.push_str("<w:pPr><w:widowControl/></w:pPr>");
        return;
    }
    // Another office's letters must not take over what a template says of all paragraphs.
    out.push_str(
        "<w:pPr><w:widowControl/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" \
         w:lineRule=\"auto\"/></w:pPr>",
    );
    out.push_str("<w:rPr>");
    type_properties(set, out);
    out.push_str("</w:rPr>");
}

/// Appends the faces and size of a set's type.
pub(super) fn type_properties(set: &StyleSet, out: &mut String) {
    let face = set.face();
    out.push_str("<w:rFonts");
    xml::attribute("w:ascii", face, out);
    xml::attribute("w:eastAsia", "SimSun", out);
    xml::attribute("w:hAnsi", face, out);
    xml::attribute("w:cs", face, out);
    out.push_str("/><w:sz w:val=\"");
    xml::number(set.size, out);
    out.push_str("\"/><w:szCs w:val=\"");
    xml::number(set.size, out);
    out.push_str("\"/>");
}

/// Closes an element, or takes it back when nothing came to stand in it.
fn close(end: &str, before: usize, inside: usize, out: &mut String) {
    if out.len() == inside {
        out.truncate(before);
    } else {
        out.push_str(end);
    }
}

fn toggle(name: &str, on: Option<bool>, out: &mut String) {
    if let Some(on) = on {
        out.push('<');
        out.push_str(name);
        out.push_str(if on { "/>" } else { " w:val=\"0\"/>" });
    }
}

fn value(name: &str, value: i32, out: &mut String) {
    out.push('<');
    out.push_str(name);
    counted("w:val", Some(value), out);
    out.push_str("/>");
}

fn counted(name: &str, value: Option<i32>, out: &mut String) {
    if let Some(value) = value {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        xml::number(value, out);
        out.push('"');
    }
}
