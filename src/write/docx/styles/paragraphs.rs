//! The paragraph styles.

use super::paragraph::{Line, Paragraph};
use super::{Look, Style};
use crate::office::Align;

/// Between two columns of signatures, in twips.
const COLUMN_GAP: i32 = 240;

/// Appends the properties of a paragraph style.
///
/// `numbering` is the number of our bullets; our figures have the next one.
pub(super) fn define(style: Style, look: &Look, at: usize, numbering: i32, out: &mut String) {
    if style == Style::Normal {
        if at == 0 {
            out.push_str("<w:pPr><w:widowControl/></w:pPr>");
        } else {
            // Another office's letters must not take over what a template says of all paragraphs.
            out.push_str(
                "<w:pPr><w:widowControl/><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" \
                 w:lineRule=\"auto\"/></w:pPr>",
            );
            out.push_str("<w:rPr>");
            look.type_properties(out);
            out.push_str("</w:rPr>");
        }
        return;
    }
    let mut paragraph = match style {
        Style::Letterhead
        | Style::LetterheadEmblem
        | Style::LetterheadSpace
        | Style::FootSpace
        | Style::FootSpaceFirst
        | Style::TableSpace
        | Style::Header
        | Style::Footer
        | Style::AddresseeAtFoot
        | Style::Spacer
        | Style::PageBreak => around(style, look),
        Style::ListBullet
        | Style::ListNumber
        | Style::ListContinue
        | Style::ListContinue2
        | Style::ListContinue3
        | Style::Schedule
        | Style::ScheduleItem
        | Style::TableText
        | Style::TableTextCentred
        | Style::TableTextEnd
        | Style::TableHeading
        | Style::TableHeadingCentred
        | Style::TableHeadingEnd => rows(style, look, numbering),
        Style::Heading1
        | Style::Heading2
        | Style::Heading3
        | Style::Heading4
        | Style::Heading5
        | Style::Heading6 => heading(style, look),
        _ => letter(style, look),
    };
    if style.base() == Some(Style::Normal) {
        // Whatever an office makes of its Normal, lines that belong together stay together.
        paragraph.before.get_or_insert(0);
        paragraph.after.get_or_insert(0);
        paragraph.line.get_or_insert(Line::Auto(240));
    }
    paragraph.write(out);
}

/// What stands around the letter: header, footer, filler.
fn around(style: Style, look: &Look) -> Paragraph {
    match style {
        Style::Letterhead => Paragraph {
            // Only the first line keeps the space above and only the last the space below.
            contextual: true,
            before: Some(if has_emblem(look) { look.em(0.3) } else { look.above_letterhead }),
            after: Some(look.em(2.0)),
            rule_below: look.sheet.letterhead.rule,
            align: Some(look.letterhead()),
            spread: look.spread,
            size: Some(look.size + 2),
            ..Paragraph::default()
        },
        Style::LetterheadEmblem => Paragraph {
            keep_next: Some(true),
            before: Some(look.above_letterhead),
            after: Some(look.em(0.5)),
            align: Some(look.letterhead()),
            ..Paragraph::default()
        },
        Style::LetterheadSpace => high(look.above_letterhead.max(20)),
        Style::FootSpaceFirst => high(look.foot.0),
        Style::FootSpace => high(look.foot.1),
        Style::TableSpace => high(look.em(0.8)),
        Style::Header => Paragraph {
            after: Some(look.below_number),
            line: Some(Line::Exact(look.header_line())),
            align: Some(Align::Center),
            ..Paragraph::default()
        },
        Style::Footer => Paragraph {
            before: Some(look.em(1.0)),
            contextual: true,
            align: Some(Align::Center),
            size: Some((look.size - 4).max(12)),
            ..Paragraph::default()
        },
        Style::AddresseeAtFoot => {
            Paragraph { before: Some(look.em(1.0)), after: Some(0), ..Paragraph::default() }
        }
        Style::PageBreak => Paragraph { page_break: true, ..Paragraph::default() },
        _ => Paragraph { before: Some(0), after: Some(0), size: Some(2), ..high(20) },
    }
}

/// An empty line that holds so much of the page free.
fn high(twips: i32) -> Paragraph {
    Paragraph { line: Some(Line::Exact(twips)), ..Paragraph::default() }
}

/// The parts of the letter itself.
fn letter(style: Style, look: &Look) -> Paragraph {
    let text = Paragraph { after: Some(look.em(0.8)), ..Paragraph::default() };
    match style {
        Style::BodyText => Paragraph { line: Some(Line::Auto(259)), ..text },
        Style::BodyTextKeep => Paragraph { keep_next: Some(true), ..Paragraph::default() },
        Style::Reference => Paragraph { after: Some(look.em(0.5)), ..text },
        Style::Marking => Paragraph { bold: Some(true), after: Some(look.em(0.5)), ..text },
        Style::PlaceAndDate => {
            Paragraph { after: Some(look.em(2.0)), align: Some(look.date()), ..text }
        }
        Style::Addressee => Paragraph {
            keep_lines: true,
            after: Some(look.em(1.5)),
            end: Some(look.width / 3),
            ..text
        },
        Style::Subject => {
            Paragraph { keep_next: Some(true), bold: Some(true), after: Some(look.em(1.2)), ..text }
        }
        Style::Salutation => Paragraph { keep_next: Some(true), after: Some(look.em(1.0)), ..text },
        // The closing, the marks and the names hold together, so no signature stands alone.
        Style::Closing => Paragraph {
            keep_next: Some(true),
            keep_lines: true,
            line: Some(Line::Auto(259)),
            after: Some(look.em(1.0)),
            ..text
        },
        Style::SignatureMark => Paragraph {
            keep_next: Some(true),
            keep_lines: true,
            line: Some(Line::AtLeast(look.em(3.6))),
            start: Some(look.width / 2),
            ..Paragraph::default()
        },
        Style::Signature => Paragraph {
            keep_next: Some(true),
            keep_lines: true,
            start: Some(look.width / 2),
            ..Paragraph::default()
        },
        // The gap between columns; cell margins would not turn round with the script everywhere.
        Style::SignatureColumn | Style::SignatureColumnMark => {
            Paragraph { start: Some(0), end: Some(COLUMN_GAP), ..Paragraph::default() }
        }
        Style::SignatureColumnLoose => Paragraph {
            keep_next: Some(false),
            start: Some(0),
            end: Some(COLUMN_GAP),
            ..Paragraph::default()
        },
        Style::Enclosures | Style::Copies => Paragraph {
            keep_lines: true,
            contextual: true,
            before: Some(look.em(1.2)),
            after: Some(0),
            ..Paragraph::default()
        },
        Style::Quote => Paragraph {
            start: Some(look.em(2.5)),
            end: Some(look.em(2.5)),
            line: Some(Line::Auto(259)),
            ..text
        },
        _ => text,
    }
}

fn heading(style: Style, look: &Look) -> Paragraph {
    let level = (style.index() - Style::Heading1.index()) as u8;
    Paragraph {
        keep_next: Some(true),
        keep_lines: true,
        before: Some(look.em(if level == 0 { 1.4 } else { 1.0 })),
        after: Some(look.em(0.6)),
        align: (level == 0).then_some(Align::Center),
        outline: Some(level),
        bold: Some(level < 4),
        italic: matches!(level, 2..=4),
        size: match level {
            0 => Some(look.size + 4),
            1 => Some(look.size + 2),
            _ => None,
        },
        ..Paragraph::default()
    }
}

/// Lists, schedules and tables.
fn rows(style: Style, look: &Look, numbering: i32) -> Paragraph {
    let item = Paragraph {
        contextual: true,
        after: Some(look.em(0.8)),
        line: Some(Line::Auto(259)),
        ..Paragraph::default()
    };
    let cell =
        Paragraph { before: Some(look.em(0.2)), after: Some(look.em(0.2)), ..Paragraph::default() };
    match style {
        Style::ListBullet => Paragraph { number: Some(numbering), ..item },
        Style::ListNumber => Paragraph { number: Some(numbering + 1), ..item },
        Style::ListContinue => Paragraph { start: Some(720), contextual: false, ..item },
        Style::ListContinue2 => Paragraph { start: Some(1080), ..Paragraph::default() },
        Style::ListContinue3 => Paragraph { start: Some(1440), ..Paragraph::default() },
        Style::TableText => cell,
        Style::TableTextCentred | Style::TableHeadingCentred => {
            Paragraph { align: Some(Align::Center), ..Paragraph::default() }
        }
        Style::TableTextEnd | Style::TableHeadingEnd => {
            Paragraph { align: Some(Align::End), ..Paragraph::default() }
        }
        Style::TableHeading => {
            Paragraph { keep_next: Some(true), bold: Some(true), ..Paragraph::default() }
        }
        _ => Paragraph::default(),
    }
}

fn has_emblem(look: &Look) -> bool {
    look.sheet.letterhead.emblem.is_some()
}
