//! Packages of letters composed by hand, each with its page.

pub use crate::common::members::package;
use crate::common::members::{change_sheet, drawn, letter};
use crate::prelude::*;

pub mod dump;

use chancery::document::{Block, Inline};
use chancery::office::{AddresseeAt, Align, Margins, Paper, Side};
use chancery::package::Member;

/// A paragraph; `|` breaks the line.
pub fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: inlines(text) }
}

/// Running text; `|` breaks the line.
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut content = Vec::new();
    for (at, line) in text.split('|').enumerate() {
        if at > 0 {
            content.push(Inline::Break);
        }
        content.push(Inline::text(line));
    }
    content
}

pub fn list(items: &[&str]) -> Block {
    Block::List { start: None, items: items.iter().map(|item| vec![paragraph(item)]).collect() }
}

/// The President's cover letter.
pub fn president() -> Member {
    let mut member = letter("president");
    change_sheet(&mut member, |sheet| {
        sheet.margins = Margins { top: 30.0, right: 28.0, bottom: 25.0, left: 28.0 }
    });
    member
}

/// The Co-Chairs' letter that it encloses.
pub fn co_chairs() -> Member {
    letter("co-chairs")
}

/// The model case: a letter that encloses a letter.
pub fn two_members() -> Package {
    package(vec![president(), co_chairs()])
}

/// A letter of three pages, with a subject, headings, a quote, links and a rule on top.
pub fn three_pages() -> Package {
    let mut member = letter("three-pages");
    change_sheet(&mut member, |sheet| {
        sheet.letterhead.rule = true;
        sheet.addressee = AddresseeAt::Foot;
        sheet.continuation = "{page}({pages})".into();
        sheet.first = Some(Margins { top: 18.0, right: 25.0, bottom: 16.0, left: 25.0 });
    });
    package(vec![member])
}

/// Six signatories with long titles, marks of every kind, an emblem, reference and copies.
pub fn six_signatories() -> Package {
    let mut member = letter("six-signatories");
    change_sheet(&mut member, |sheet| {
        sheet.letterhead.emblem = Some("emblem.png".into());
        sheet.signatures = 3;
    });
    let mut package = package(vec![member]);
    package.pictures.insert(
        "emblem.png".into(),
        drawn(96, 96, |x, y| {
            let (dx, dy) = (x as i32 - 48, y as i32 - 48);
            let d = dx * dx + dy * dy;
            (d < 46 * 46 && d > 40 * 40) || d < 20 * 20
        }),
    );
    package.pictures.insert(
        "rattray.png".into(),
        drawn(220, 80, |x, y| {
            let wave = 40.0 + 26.0 * (x as f32 / 14.0).sin() * (1.0 - x as f32 / 260.0);
            (y as f32 - wave).abs() < 2.4
        }),
    );
    package
}

/// A meeting table of forty rows.
pub fn forty_rows() -> Package {
    package(vec![letter("forty-rows")])
}

/// A letter in Arabic, mirrored, with symbols, a table, a link and numbers in it.
pub fn arabic() -> Package {
    package(vec![letter("arabic")])
}

/// The President's letter on North American paper, for an office that puts everything on top.
pub fn letter_paper() -> Package {
    let mut member = president();
    member.id = "2018-01-18-letter".into();
    change_sheet(&mut member, |sheet| {
        sheet.paper = Paper::Letter;
        sheet.addressee = AddresseeAt::Top;
        sheet.date = Side::Start;
        sheet.letterhead.align = Align::Start;
        sheet.letterhead.rule = true;
    });
    package(vec![member])
}
