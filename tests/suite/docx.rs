//! Word documents: that Word accepts them, that nothing is lost, that nothing changes.

pub mod order;
pub mod packages;
pub mod programs;
pub mod reading;
mod seeds;
mod templates;

use crate::common::members::{change_office, change_sheet, set_date, set_record};
use crate::prelude::*;
use chancery::document::{Block, Inline, Mark, Role};
use chancery::office::{AddresseeAt, Names, Sheet};
use chancery::write::docx::Word;
use proptest::prelude::*;

use packages::{member, package, paragraph, part};

fn word() -> Word {
    Word::new(None).expect("no template")
}

fn write(package: &Package) -> Vec<u8> {
    word().write(package).expect("a Word document")
}

fn all() -> [(&'static str, Package); 4] {
    [
        ("cover", packages::cover_and_enclosure()),
        ("long", packages::long()),
        ("schedule", packages::schedule()),
        ("arabic", packages::arabic()),
    ]
}

/// A letter with this body.
fn letter(body: Vec<Block>) -> Package {
    let parts = vec![part(Role::Body, body)];
    package(vec![member("letter", "an office", "2018-01-18", parts, Sheet::default())])
}

#[test]
fn every_element_stands_where_the_standard_wants_it() {
    for (name, package) in all() {
        for (path, content) in reading::parts(&write(&package)) {
            if path.ends_with(".png") {
                continue;
            }
            let xml = String::from_utf8(content).expect("UTF-8");
            let faults = order::faults(&path, &xml);
            assert!(faults.is_empty(), "{name}: {faults:#?}");
        }
    }
}

#[test]
fn the_same_package_gives_the_same_bytes() {
    for (name, package) in all() {
        let word = word();
        let first = word.write(&package).expect("a Word document");
        assert_eq!(first, word.write(&package).expect("the same"), "{name}");
        assert_eq!(first, write(&package), "{name}");
    }
}

#[test]
fn entries_are_deflated_and_bear_no_clock() {
    let bytes = write(&packages::cover_and_enclosure());
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("a zip archive");
    assert_eq!(zip.by_index(0).expect("an entry").name().expect("a name"), "[Content_Types].xml");
    for at in 0..zip.len() {
        let entry = zip.by_index(at).expect("an entry");
        assert_eq!(entry.compression(), zip::CompressionMethod::Deflated);
        assert_eq!(entry.last_modified(), Some(zip::DateTime::default()));
    }
}

#[test]
fn golden_documents() {
    for (name, path, file) in [
        ("cover", "word/document.xml", "document.xml"),
        ("cover", "word/styles.xml", "styles.xml"),
        ("cover", "word/header1.xml", "header1.xml"),
        ("cover", "docProps/core.xml", "core.xml"),
        ("long", "word/document.xml", "document.xml"),
        ("long", "word/numbering.xml", "numbering.xml"),
        ("arabic", "word/document.xml", "document.xml"),
    ] {
        let package = all().into_iter().find(|(other, _)| *other == name);
        let bytes = write(&package.expect("a package").1);
        let xml = reading::pretty(&reading::part(&bytes, path));
        golden(format!("tests/golden/docx/{name}/{file}"), &xml);
    }
}

#[test]
fn every_word_of_the_letter_is_in_the_file_and_no_other() {
    for (name, package) in all() {
        let mut expected = Vec::new();
        for member in &package.members {
            let at_foot = member.sheet().addressee == AddresseeAt::Foot;
            expected.extend(reading::words(&member.document, at_foot));
        }
        let read = reading::split(&reading::whole_text(&write(&package)));
        assert_eq!(read, expected, "{name}");
    }
}

#[test]
fn looks_are_styles_and_runs_say_only_what_they_mean() {
    for (name, package) in all() {
        let bytes = write(&package);
        let styles = reading::part(&bytes, "word/styles.xml");
        for (path, content) in reading::parts(&bytes) {
            let named = |start: &str| path.starts_with(start);
            if !(named("word/document") || named("word/header") || named("word/footer")) {
                continue;
            }
            let xml = String::from_utf8(content).expect("UTF-8");
            for direct in
                ["<w:b/>", "<w:i/>", "<w:sz ", "<w:color", "<w:jc", "<w:spacing", "<w:ind"]
            {
                assert!(!xml.contains(direct), "{name}: {path} has {direct}");
            }
            for run in xml.split("<w:r>").skip(1) {
                let properties = &run[..run.find("</w:rPr>").expect("properties")];
                assert!(properties.contains("<w:lang w:val="), "{name}: {path}: {run}");
            }
            for used in ["w:pStyle", "w:rStyle", "w:tblStyle"] {
                let start = format!("<{used} w:val=\"");
                for style in xml.split(&start).skip(1) {
                    let id = &style[..style.find('"').expect("its end")];
                    let defined = format!("w:styleId=\"{id}\"");
                    assert!(styles.contains(&defined), "{name}: {path} wears {id}");
                }
            }
        }
    }
}

#[test]
fn each_letter_is_a_section_with_its_own_head_and_count() {
    let bytes = write(&packages::cover_and_enclosure());
    let document = reading::part(&bytes, "word/document.xml");
    assert_eq!(document.matches("<w:sectPr>").count(), 2);
    assert_eq!(document.matches("<w:titlePg/>").count(), 2);
    assert_eq!(document.matches("<w:pgNumType w:start=\"1\"/>").count(), 2);
    let head = reading::part(&bytes, "word/header1.xml");
    assert!(head.contains("THE PRESIDENT OF THE GENERAL ASSEMBLY"));
    let later = reading::part(&bytes, "word/header2.xml");
    assert!(later.contains("<w:instrText xml:space=\"preserve\"> PAGE </w:instrText>"));
}

#[test]
fn pages_are_counted_by_letter() {
    let mut package = packages::cover_and_enclosure();
    for member in &mut package.members {
        change_sheet(member, |sheet| sheet.continuation = "{page}({pages}) {pagee}".to_owned());
    }
    let header = reading::part(&write(&package), "word/header2.xml");
    assert!(header.contains(" SECTIONPAGES "));
    assert_eq!(reading::text(&header), "() {pagee}\n");
    package.members.truncate(1);
    assert!(reading::part(&write(&package), "word/header2.xml").contains(" NUMPAGES "));
}

#[test]
fn lists_begin_again_where_they_say() {
    let numbering = reading::part(&write(&packages::long()), "word/numbering.xml");
    let starts: Vec<&str> = numbering
        .split("<w:startOverride w:val=\"")
        .skip(1)
        .map(|rest| &rest[..rest.find('"').expect("its end")])
        .collect();
    assert_eq!(starts, ["3", "1", "1"]);
}

#[test]
fn the_header_of_a_table_comes_again() {
    let document = reading::part(&write(&packages::schedule()), "word/document.xml");
    assert_eq!(document.matches("<w:tblHeader/>").count(), 1);
    assert!(document.contains("<w:tblStyle w:val=\"ScheduleTable\"/>"));
}

#[test]
fn a_symbol_in_arabic_runs_from_left_to_right() {
    let document = reading::part(&write(&packages::arabic()), "word/document.xml");
    for symbol in ["A/RES/72/313", "A/70/623-S/2015/988", "72/560", "General Assembly Hall"] {
        let run =
            format!("<w:t xml:space=\"preserve\">\u{200F}\u{200E}{symbol}\u{200E}\u{200F}</w:t>");
        let at = document
            .find(&run)
            .unwrap_or_else(|| panic!("{symbol} in a run of its own"));
        let properties = &document[document[..at].rfind("<w:rPr>").expect("properties")..at];
        assert!(!properties.contains("<w:rtl/>"), "{symbol}");
    }
    assert_eq!(document.matches("<w:bidiVisual/>").count(), 2);
    assert!(document.contains("<w:lang w:val=\"ar-SA\" w:bidi=\"ar-SA\"/>"));
}

#[test]
fn a_page_break_before_nothing_or_after_nothing_is_no_page() {
    let breaks = vec![
        Block::PageBreak,
        paragraph("a"),
        Block::PageBreak,
        Block::PageBreak,
        paragraph("b"),
        Block::PageBreak,
    ];
    let document = reading::part(&write(&letter(breaks)), "word/document.xml");
    assert_eq!(document.matches("<w:pStyle w:val=\"PageBreak\"/>").count(), 1);
}

#[test]
fn an_undated_letter_leaves_the_properties_without_a_day() {
    let mut package = letter(vec![paragraph("a")]);
    let core = reading::part(&write(&package), "docProps/core.xml");
    assert!(core.contains("2018-01-18T00:00:00Z</dcterms:created>"), "{core}");
    set_date(&mut package.members[0], None);
    let core = reading::part(&write(&package), "docProps/core.xml");
    assert!(!core.contains("dcterms:created"), "{core}");
}

fn refused(package: &Package) -> Finding {
    let mut findings = word().write(package).expect_err("a refusal");
    assert_eq!(findings.len(), 1, "{findings:#?}");
    findings.remove(0)
}

#[test]
fn a_missing_picture_is_found_in_the_record() {
    let mut package = packages::cover_and_enclosure();
    package.pictures.clear();
    let text = "---\nsignatories:\n  - signature: mark.png\n---\n";
    set_record(&mut package.members[1], Source::new("ign.md", text));
    let finding = refused(&package);
    assert_eq!(finding.rule, "missing-picture");
    assert_eq!(finding.place.expect("a place").line_column(), (3, 16));
}

#[test]
fn a_picture_that_is_none_is_refused() {
    for (bytes, size) in
        [(b"GIF89a".as_slice().into(), (1, 1)), (packages::picture((1, 1)).bytes, (0, 1))]
    {
        let mut package = packages::cover_and_enclosure();
        let picture = package.pictures.get_mut("mark.png").expect("the mark");
        (picture.bytes, picture.size) = (bytes, size);
        assert_eq!(refused(&package).rule, "broken-picture");
    }
}

#[test]
fn a_link_to_a_program_is_refused() {
    for href in ["javascript:alert(1)", "file:///etc/passwd", "relative/path"] {
        let content =
            vec![Inline::Link { href: href.to_owned(), content: vec![Inline::text("a")] }];
        assert_eq!(refused(&letter(vec![Block::Paragraph { content }])).rule, "unsafe-link");
    }
}

#[test]
fn text_that_nests_too_deep_is_refused() {
    let mut block = paragraph("a");
    let mut inline = Inline::text("a");
    for _ in 0..200 {
        block = Block::Quote { blocks: vec![block] };
        inline = Inline::Strong { content: vec![inline] };
    }
    assert_eq!(refused(&letter(vec![block])).rule, "nested-too-deep");
    let paragraph = Block::Paragraph { content: vec![inline] };
    assert_eq!(refused(&letter(vec![paragraph])).rule, "nested-too-deep");
}

#[test]
fn a_package_without_a_letter_is_refused() {
    assert_eq!(refused(&package(Vec::new())).rule, "empty-package");
}

#[test]
fn a_sheet_out_of_all_measure_still_gives_a_file() {
    let mut package = packages::cover_and_enclosure();
    for member in &mut package.members {
        change_sheet(member, |sheet| {
            sheet.size = f32::NAN;
            sheet.margins.left = 1e30;
            sheet.margins.right = -5.0;
            sheet.signatures = 0;
            sheet.letterhead.height = f32::INFINITY;
        });
    }
    for (path, content) in reading::parts(&write(&package)) {
        if !path.ends_with(".png") {
            let faults = order::faults(&path, &String::from_utf8(content).expect("UTF-8"));
            assert!(faults.is_empty(), "{faults:#?}");
        }
    }
}

/// What XML can carry of a text, as a reader sees it.
fn carried(text: &str) -> String {
    let kept = text.replace("\r\n", "\n").replace('\r', "\n");
    kept.chars()
        .map(|c| match c {
            '\t' | '\n' => c,
            '\0'..='\x1F' | '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
            c => c,
        })
        .collect()
}

proptest! {
    #[test]
    fn any_text_comes_out_as_that_text(text in "\\PC*|[\\x00-\\x7f]*|(?s:.)*", rtl: bool) {
        let mut package = letter(vec![Block::Paragraph { content: vec![
            Inline::text(text.clone()),
            Inline::Strong { content: vec![Inline::Date { iso: "2018-01-01".to_owned(), text: text.clone() }] },
        ] }]);
        let member = &mut package.members[0];
        if rtl {
            member.document.direction = chancery::document::Direction::Rtl;
        }
        member.document.title = text.clone();
        change_office(member, |office| office.sender.name = Names::Same(text.clone()));
        change_sheet(member, |sheet| {
            sheet.continuation = text.clone();
            sheet.fonts = vec![text.clone(), text.clone()];
        });
        let bytes = write(&package);
        let read = reading::text(&reading::part(&bytes, "word/document.xml"));
        prop_assert_eq!(read, format!("{0}{0}\n", carried(&text).replace(reading::MARKS, "")));
        for (path, content) in reading::parts(&bytes) {
            let faults = order::faults(&path, &String::from_utf8(content).expect("UTF-8"));
            prop_assert!(faults.is_empty(), "{:#?}", faults);
        }
    }

    #[test]
    fn any_name_of_a_mark_or_address_makes_a_whole_file(text in "\\PC*") {
        let mut package = letter(vec![Block::Signature {
            mark: Some(Mark::Image { name: text.clone(), alt: text.clone() }),
            lines: vec![vec![Inline::Link { href: format!("https://{text}"), content: vec![Inline::text("a")] }]],
        }]);
        package.pictures.insert(text, packages::picture((3, 1)));
        for (path, content) in reading::parts(&write(&package)) {
            if !path.ends_with(".png") {
                let faults = order::faults(&path, &String::from_utf8(content).expect("UTF-8"));
                prop_assert!(faults.is_empty(), "{:#?}", faults);
            }
        }
    }
}
