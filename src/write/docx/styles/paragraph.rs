//! A paragraph style's properties, written in the order the standard wants them.

use super::super::xml;
use crate::office::Align;

/// How a line is measured.
#[derive(Debug, Clone, Copy)]
pub(super) enum Line {
    /// Exactly so many twips.
    Exact(i32),
    /// So many twips, or more where a picture needs it.
    AtLeast(i32),
    /// So many 240ths of the type's own line.
    Auto(i32),
}

/// What a paragraph style says; nothing where it leaves things to its base.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) keep_next: Option<bool>,
    pub(super) keep_lines: bool,
    pub(super) page_break: bool,
    pub(super) number: Option<i32>,
    pub(super) rule_below: bool,
    pub(super) before: Option<i32>,
    pub(super) after: Option<i32>,
    pub(super) line: Option<Line>,
    pub(super) start: Option<i32>,
    pub(super) end: Option<i32>,
    pub(super) contextual: bool,
    pub(super) align: Option<Align>,
    pub(super) outline: Option<u8>,
    pub(super) bold: Option<bool>,
    pub(super) italic: bool,
    pub(super) spread: Option<i32>,
    pub(super) size: Option<i32>,
}

impl Paragraph {
    /// Appends `w:pPr` and `w:rPr`, their children in the order of CT_PPr and CT_RPr.
    pub(super) fn write(&self, out: &mut String) {
        let before = out.len();
        out.push_str("<w:pPr>");
        let inside = out.len();
        toggle("w:keepNext", self.keep_next, out);
        toggle("w:keepLines", self.keep_lines.then_some(true), out);
        toggle("w:pageBreakBefore", self.page_break.then_some(true), out);
        if let Some(number) = self.number {
            out.push_str("<w:numPr>");
            value("w:numId", number, out);
            out.push_str("</w:numPr>");
        }
        if self.rule_below {
            out.push_str(
                "<w:pBdr><w:bottom w:val=\"single\" w:sz=\"6\" w:space=\"6\" w:color=\"auto\"/></w:pBdr>",
            );
        }
        self.spacing(out);
        if self.start.is_some() || self.end.is_some() {
            out.push_str("<w:ind");
            counted("w:left", self.start, out);
            counted("w:right", self.end, out);
            out.push_str("/>");
        }
        toggle("w:contextualSpacing", self.contextual.then_some(true), out);
        if let Some(align) = self.align {
            // In Word left and right turn round with the paragraph: left is where lines begin.
            out.push_str(match align {
                Align::Start => "<w:jc w:val=\"left\"/>",
                Align::Center => "<w:jc w:val=\"center\"/>",
                Align::End => "<w:jc w:val=\"right\"/>",
            });
        }
        if let Some(outline) = self.outline {
            value("w:outlineLvl", i32::from(outline), out);
        }
        close("</w:pPr>", before, inside, out);
        self.runs(out);
    }

    fn spacing(&self, out: &mut String) {
        if self.before.is_none() && self.after.is_none() && self.line.is_none() {
            return;
        }
        out.push_str("<w:spacing");
        counted("w:before", self.before, out);
        counted("w:after", self.after, out);
        if let Some(line) = self.line {
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

    fn runs(&self, out: &mut String) {
        let before = out.len();
        out.push_str("<w:rPr>");
        let inside = out.len();
        toggle("w:b", self.bold, out);
        toggle("w:bCs", self.bold, out);
        toggle("w:i", self.italic.then_some(true), out);
        toggle("w:iCs", self.italic.then_some(true), out);
        if let Some(spread) = self.spread {
            value("w:spacing", spread, out);
        }
        if let Some(size) = self.size {
            value("w:sz", size, out);
            value("w:szCs", size, out);
        }
        close("</w:rPr>", before, inside, out);
    }
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
