//! The paragraph styles.

use super::{Line, ListKind, Style, StyleSet, StyleSpec};
use crate::office::Align;

/// Between two columns of signatures, in twips.
const COLUMN_GAP: i32 = 240;

/// What a paragraph style says in a set; the base style says nothing.
pub(in crate::write) fn spec(style: Style, set: &StyleSet) -> StyleSpec {
    if style == Style::Normal {
        return StyleSpec::default();
    }
    let mut spec = match style {
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
        | Style::PageBreak => around(style, set),
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
        | Style::TableHeadingEnd => rows(style, set),
        Style::Heading1
        | Style::Heading2
        | Style::Heading3
        | Style::Heading4
        | Style::Heading5
        | Style::Heading6 => heading(style, set),
        _ => letter(style, set),
    };
    if style.base() == Some(Style::Normal) {
        // Whatever an office makes of its Normal, lines that belong together stay together.
        spec.before.get_or_insert(0);
        spec.after.get_or_insert(0);
        spec.line.get_or_insert(Line::Auto(240));
    }
    spec
}

/// What stands around the letter: header, footer, filler.
fn around(style: Style, set: &StyleSet) -> StyleSpec {
    match style {
        Style::Letterhead => StyleSpec {
            // Only the first line keeps the space above and only the last the space below.
            contextual: true,
            before: Some(if has_emblem(set) { set.em(0.3) } else { set.above_letterhead }),
            after: Some(set.em(2.0)),
            rule_below: set.sheet.letterhead.rule,
            align: Some(set.letterhead()),
            spread: set.spread,
            size: Some(set.size + 2),
            ..StyleSpec::default()
        },
        Style::LetterheadEmblem => StyleSpec {
            keep_next: Some(true),
            before: Some(set.above_letterhead),
            after: Some(set.em(0.5)),
            align: Some(set.letterhead()),
            ..StyleSpec::default()
        },
        Style::LetterheadSpace => high(set.above_letterhead.max(20)),
        Style::FootSpaceFirst => high(set.foot.0),
        Style::FootSpace => high(set.foot.1),
        Style::TableSpace => high(set.em(0.8)),
        Style::Header => StyleSpec {
            after: Some(set.below_number),
            line: Some(Line::Exact(set.header_line())),
            align: Some(Align::Center),
            ..StyleSpec::default()
        },
        Style::Footer => StyleSpec {
            before: Some(set.em(1.0)),
            contextual: true,
            align: Some(Align::Center),
            size: Some((set.size - 4).max(12)),
            ..StyleSpec::default()
        },
        Style::AddresseeAtFoot => {
            StyleSpec { before: Some(set.em(1.0)), after: Some(0), ..StyleSpec::default() }
        }
        Style::PageBreak => StyleSpec { page_break: true, ..StyleSpec::default() },
        _ => StyleSpec { before: Some(0), after: Some(0), size: Some(2), ..high(20) },
    }
}

/// An empty line that holds so much of the page free.
fn high(twips: i32) -> StyleSpec {
    StyleSpec { line: Some(Line::Exact(twips)), ..StyleSpec::default() }
}

/// The parts of the letter itself.
fn letter(style: Style, set: &StyleSet) -> StyleSpec {
    let text = StyleSpec { after: Some(set.em(0.8)), ..StyleSpec::default() };
    match style {
        Style::BodyText => StyleSpec { line: Some(Line::Auto(259)), ..text },
        Style::BodyTextKeep => StyleSpec { keep_next: Some(true), ..StyleSpec::default() },
        Style::Reference => StyleSpec { after: Some(set.em(0.5)), ..text },
        Style::Marking => StyleSpec { bold: Some(true), after: Some(set.em(0.5)), ..text },
        Style::PlaceAndDate => {
            StyleSpec { after: Some(set.em(2.0)), align: Some(set.date()), ..text }
        }
        Style::Addressee => StyleSpec {
            keep_lines: true,
            after: Some(set.em(1.5)),
            end: Some(set.width / 3),
            ..text
        },
        Style::Subject => {
            StyleSpec { keep_next: Some(true), bold: Some(true), after: Some(set.em(1.2)), ..text }
        }
        Style::Salutation => StyleSpec { keep_next: Some(true), after: Some(set.em(1.0)), ..text },
        // The closing, the marks and the names hold together, so no signature stands alone.
        Style::Closing => StyleSpec {
            keep_next: Some(true),
            keep_lines: true,
            line: Some(Line::Auto(259)),
            after: Some(set.em(1.0)),
            ..text
        },
        Style::SignatureMark => StyleSpec {
            keep_next: Some(true),
            keep_lines: true,
            line: Some(Line::AtLeast(set.em(3.6))),
            start: Some(set.width / 2),
            ..StyleSpec::default()
        },
        Style::Signature => StyleSpec {
            keep_next: Some(true),
            keep_lines: true,
            start: Some(set.width / 2),
            ..StyleSpec::default()
        },
        // The gap between columns; cell margins would not turn round with the script everywhere.
        Style::SignatureColumn | Style::SignatureColumnMark => {
            StyleSpec { start: Some(0), end: Some(COLUMN_GAP), ..StyleSpec::default() }
        }
        Style::SignatureColumnLoose => StyleSpec {
            keep_next: Some(false),
            start: Some(0),
            end: Some(COLUMN_GAP),
            ..StyleSpec::default()
        },
        // A copy may have two lines, and does not run into the next.
        Style::Copies => StyleSpec {
            keep_lines: true,
            before: Some(set.em(0.6)),
            after: Some(0),
            ..StyleSpec::default()
        },
        Style::Enclosures => StyleSpec {
            keep_lines: true,
            contextual: true,
            before: Some(set.em(1.2)),
            after: Some(0),
            ..StyleSpec::default()
        },
        Style::Quote => StyleSpec {
            start: Some(set.em(2.5)),
            end: Some(set.em(2.5)),
            line: Some(Line::Auto(259)),
            ..text
        },
        _ => text,
    }
}

fn heading(style: Style, set: &StyleSet) -> StyleSpec {
    let level = (style.index() - Style::Heading1.index()) as u8;
    StyleSpec {
        keep_next: Some(true),
        keep_lines: true,
        before: Some(set.em(if level == 0 { 1.4 } else { 1.0 })),
        after: Some(set.em(0.6)),
        align: (level == 0).then_some(Align::Center),
        outline: Some(level),
        bold: Some(level < 4),
        italic: matches!(level, 2..=4),
        size: match level {
            0 => Some(set.size + 4),
            1 => Some(set.size + 2),
            _ => None,
        },
        ..StyleSpec::default()
    }
}

/// Lists, schedules and tables.
fn rows(style: Style, set: &StyleSet) -> StyleSpec {
    let item = StyleSpec {
        contextual: true,
        after: Some(set.em(0.8)),
        line: Some(Line::Auto(259)),
        ..StyleSpec::default()
    };
    let cell =
        StyleSpec { before: Some(set.em(0.2)), after: Some(set.em(0.2)), ..StyleSpec::default() };
    match style {
        Style::ListBullet => StyleSpec { list: Some(ListKind::Bullets), ..item },
        Style::ListNumber => StyleSpec { list: Some(ListKind::Figures), ..item },
        Style::ListContinue => StyleSpec { start: Some(720), contextual: false, ..item },
        Style::ListContinue2 => StyleSpec { start: Some(1080), ..StyleSpec::default() },
        Style::ListContinue3 => StyleSpec { start: Some(1440), ..StyleSpec::default() },
        Style::TableText => cell,
        Style::TableTextCentred | Style::TableHeadingCentred => {
            StyleSpec { align: Some(Align::Center), ..StyleSpec::default() }
        }
        Style::TableTextEnd | Style::TableHeadingEnd => {
            StyleSpec { align: Some(Align::End), ..StyleSpec::default() }
        }
        Style::TableHeading => {
            StyleSpec { keep_next: Some(true), bold: Some(true), ..StyleSpec::default() }
        }
        _ => StyleSpec::default(),
    }
}

fn has_emblem(set: &StyleSet) -> bool {
    set.sheet.letterhead.emblem.is_some()
}
