//! Packages of letters composed by hand, each with its page.

pub use crate::common::members::package;
use crate::common::members::{self, change_sheet};
use crate::prelude::*;
use chancery::document::{Block, Direction, Document, Inline, Part, Role};
use chancery::office::{AddresseeAt, Margins, Paper, Sheet};
use chancery::package::Member;
use chancery::picture::{Picture, PictureKind};

/// A paragraph of plain text.
pub fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: vec![Inline::text(text)] }
}

/// A part.
pub fn part(role: Role, blocks: Vec<Block>) -> Part {
    Part { role, blocks }
}

/// A letter as a member of a package.
pub fn member(id: &str, sender: &str, day: &str, parts: Vec<Part>, sheet: Sheet) -> Member {
    let document = Document {
        language: "en".to_owned(),
        direction: Direction::Ltr,
        title: format!("Letter of {sender}, {day}"),
        parts,
    };
    let source = Source::new(format!("{id}.md"), format!("---\nid: {id}\n---\n"));
    let mut member = members::member(id, day, sender, source, document);
    change_sheet(&mut member, |own| *own = sheet);
    member
}

/// A picture of one grey pixel, said to be `size` large.
pub fn picture(size: (u32, u32)) -> Picture {
    let bytes = [
        0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0x00, 0x00, 0x00, 0x0D, 0x49, 0x48, 0x44,
        0x52, 0x00, 0x00, 0x00, 0x01, 0x00, 0x00, 0x00, 0x01, 0x08, 0x00, 0x00, 0x00, 0x00, 0x3A,
        0x7E, 0x9B, 0x55, 0x00, 0x00, 0x00, 0x0A, 0x49, 0x44, 0x41, 0x54, 0x78, 0x9C, 0x63, 0x68,
        0x00, 0x00, 0x00, 0x82, 0x00, 0x81, 0x4C, 0x17, 0xD7, 0xDF, 0x00, 0x00, 0x00, 0x00, 0x49,
        0x45, 0x4E, 0x44, 0xAE, 0x42, 0x60, 0x82,
    ];
    Picture { kind: PictureKind::Png, size, bytes: bytes.as_slice().into() }
}

/// A cover letter that encloses a letter of two signatories with a schedule.
pub fn cover_and_enclosure() -> Package {
    let (mut cover, mut enclosed) = (members::letter("cover"), members::letter("enclosed"));
    change_sheet(&mut cover, |sheet| sheet.letterhead.rule = true);
    change_sheet(&mut enclosed, |sheet| {
        sheet.size = 11.0;
        sheet.fonts = vec!["Liberation Sans".to_owned(), "Arial".to_owned()];
    });
    let mut package = package(vec![cover, enclosed]);
    package.pictures.insert("mark.png".to_owned(), picture((300, 100)));
    package
}

/// A letter over three pages with six signatories, an emblem, copies and an annex.
pub fn long() -> Package {
    let mut letter = members::letter("six-facilitators");
    change_sheet(&mut letter, |sheet| {
        sheet.letterhead.emblem = Some("emblem.png".to_owned());
        sheet.letterhead.rule = true;
        sheet.continuation = "Page {page} of {pages}".to_owned();
    });
    let mut package = package(vec![letter]);
    package.pictures.insert("emblem.png".to_owned(), picture((110, 100)));
    package
}

/// A letter with a schedule of forty meetings as a table, on Letter paper.
pub fn schedule() -> Package {
    let mut letter = members::letter("forty-meetings");
    change_sheet(&mut letter, |sheet| {
        sheet.addressee = AddresseeAt::Top;
        sheet.paper = Paper::Letter;
        sheet.first = Some(Margins { top: 40.0, right: 25.0, bottom: 40.0, left: 25.0 });
    });
    package(vec![letter])
}

/// A letter in Arabic, with a document symbol, a list and a table.
pub fn arabic() -> Package {
    package(vec![members::letter("arabic-two-signatories")])
}
