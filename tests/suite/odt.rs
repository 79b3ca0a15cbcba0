//! OpenDocument texts: that nothing is lost, that looks have names, that nothing changes.

mod programs;
pub mod reading;

use std::collections::BTreeSet;

use crate::docx::{packages, reading as words};
use crate::prelude::*;
use chancery::document::{Block, Inline, Mark, Role};
use chancery::office::{AddresseeAt, Sheet};
use packages::{member, package, paragraph, part};

fn write(package: &Package) -> Vec<u8> {
    chancery::write::odt::write(package).expect("a text document")
}

/// Letters made by hand, and every letter of `letters/`.
fn all() -> Vec<(String, Package)> {
    let made = [
        ("cover", packages::cover_and_enclosure()),
        ("long", packages::long()),
        ("schedule", packages::schedule()),
        ("arabic", packages::arabic()),
    ];
    let mut all: Vec<_> = made.map(|(name, package)| (name.to_owned(), package)).into();
    let engine = engine();
    for (id, text, syntax) in letters() {
        let package = compose(&engine, &id, &text, syntax, &Folder::new("letters"));
        all.push((id, package.expect("a letter")));
    }
    all
}

/// A letter with this body.
fn letter(body: Vec<Block>) -> Package {
    let parts = vec![part(Role::Body, body)];
    package(vec![member("letter", "an office", "2018-01-18", parts, Sheet::default())])
}

/// The words of a package in the order they stand on its pages: letterhead, text, foot.
fn expected(package: &Package) -> Vec<String> {
    let members = package.members.iter();
    let words = members.flat_map(|member| {
        words::words(&member.document, member.sheet().addressee == AddresseeAt::Foot)
    });
    words.collect()
}

#[test]
fn every_word_of_the_letter_is_in_the_file_and_no_other() {
    for (name, package) in all() {
        let read = words::split(&reading::whole_text(&write(&package)));
        assert_eq!(read, expected(&package), "{name}");
    }
}

#[test]
fn the_same_package_gives_the_same_bytes_and_bears_no_clock() {
    for (name, package) in all() {
        let bytes = write(&package);
        assert_eq!(bytes, write(&package), "{name}");
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bytes)).expect("a zip archive");
        for at in 0..zip.len() {
            let entry = zip.by_index(at).expect("an entry");
            assert_eq!(entry.last_modified(), Some(zip::DateTime::default()), "{name}");
        }
    }
}

#[test]
fn a_program_knows_the_file_by_its_beginning() {
    let bytes = write(&letter(vec![paragraph("Text.")]));
    // OpenDocument 1.3, part 2, section 3.3: at byte 30 the name, at byte 38 the media type.
    assert_eq!(&bytes[30..77], b"mimetypeapplication/vnd.oasis.opendocument.text");
    let parts = words::parts(&bytes);
    let manifest = String::from_utf8(parts["META-INF/manifest.xml"].clone()).expect("UTF-8");
    for path in parts
        .keys()
        .filter(|path| !matches!(path.as_str(), "mimetype" | "META-INF/manifest.xml"))
    {
        assert!(manifest.contains(&format!("manifest:full-path=\"{path}\"")), "{path}: {manifest}");
    }
}

#[test]
fn every_style_is_defined_and_every_look_has_a_name() {
    for (name, package) in all() {
        let bytes = write(&package);
        let (content, styles) =
            (words::part(&bytes, "content.xml"), words::part(&bytes, "styles.xml"));
        let named: BTreeSet<_> = reading::named(&styles, "office:styles").into_iter().collect();
        for part in [&content, &styles] {
            let automatic = reading::named(part, "office:automatic-styles");
            let known: BTreeSet<_> = named.iter().cloned().chain(automatic).collect();
            for used in reading::values(
                part,
                &["text:style-name", "table:style-name", "style:parent-style-name"],
            ) {
                assert!(known.contains(&used), "{name}: the style {used}");
            }
        }
        // Text looks as named styles say; what an automatic style adds is where a page begins.
        for properties in reading::automatic_text(&content) {
            let allowed = ["style:page-number", "fo:break-before"];
            assert!(
                allowed.iter().any(|allowed| properties.starts_with(allowed)),
                "{name}: {properties}"
            );
        }
        assert!(!content.contains("<style:text-properties"), "{name}");
    }
}

#[test]
fn an_enclosed_letter_is_a_section_with_pages_and_a_language_of_its_own() {
    let package = packages::cover_and_enclosure();
    let bytes = write(&package);
    let content = words::part(&bytes, "content.xml");
    let sections: Vec<_> = content.split("<text:section ").skip(1).collect();
    assert_eq!(sections.len(), package.members.len() - 1);
    assert!(sections[0].starts_with("text:name=\"Letter 2: "), "{}", &sections[0][..80]);
    // Its first paragraph begins a page that is counted from 1.
    let begins = content.matches("style:page-number=\"1\"").count();
    assert_eq!(begins, package.members.len());
    let styles = words::part(&bytes, "styles.xml");
    assert!(styles.contains("style:display-name=\"First Page 2\""), "{styles}");
}

#[test]
fn arabic_runs_from_right_to_left_and_a_symbol_in_it_does_not() {
    let bytes = write(&packages::arabic());
    let styles = words::part(&bytes, "styles.xml");
    assert!(styles.contains("style:writing-mode=\"rl-tb\""));
    assert!(!styles.contains("style:writing-mode=\"lr-tb\""), "{styles}");
    assert!(styles.contains("style:language-complex=\"ar\" style:country-complex="), "{styles}");
    let content = words::part(&bytes, "content.xml");
    assert!(content.contains("\u{2066}A/RES/72/313\u{2069}"), "{content}");
}

#[test]
fn white_space_is_kept() {
    let text = "  two  spaces, a\ttab\r\nand a line ";
    let bytes = write(&letter(vec![paragraph(text), paragraph("\u{0}\u{FFFF}")]));
    let content = words::part(&bytes, "content.xml");
    assert!(
        content.contains(
            "<text:s/><text:s/>two <text:s/>spaces, a<text:tab/>tab<text:line-break/>and a line "
        ),
        "{content}"
    );
    assert!(content.contains(">\u{FFFD}\u{FFFD}<"), "{content}");
}

#[test]
fn a_table_in_a_list_stands_between_its_halves() {
    let cell = |text: &str| vec![Inline::text(text)];
    let table = Block::Table {
        columns: Vec::new(),
        head: vec![cell("head")],
        rows: vec![vec![cell("cell")]],
    };
    let items = vec![vec![paragraph("one"), table, paragraph("more")], vec![paragraph("two")]];
    let bytes = write(&letter(vec![Block::List { start: Some(4), items }]));
    let content = words::part(&bytes, "content.xml");
    assert!(content.contains("<text:list-item text:start-value=\"4\">"), "{content}");
    let table = content.find("<table:table ").expect("a table");
    assert!(content[..table].ends_with("</text:list-item></text:list>"), "{content}");
    let after = &content[content.find("</table:table>").expect("its end")..];
    let next = after
        .find("<text:list ")
        .map(|at| &after[at..])
        .expect("the list goes on");
    assert!(next.contains("text:continue-numbering=\"true\"><text:list-header>"), "{next}");
}

#[test]
fn a_page_break_before_nothing_or_after_nothing_is_no_page() {
    let pages = |body| {
        let content = words::part(&write(&letter(body)), "content.xml");
        content.matches("fo:break-before=\"page\"").count()
    };
    assert_eq!(pages(vec![Block::PageBreak, paragraph("Text.")]), 0);
    assert_eq!(pages(vec![paragraph("Text."), Block::PageBreak]), 0);
    assert_eq!(pages(vec![paragraph("Text."), Block::PageBreak, paragraph("More.")]), 1);
}

#[test]
fn pages_of_one_letter_among_several_are_counted_by_its_end() {
    let mut package = packages::cover_and_enclosure();
    for member in &mut package.members {
        crate::common::members::change_sheet(member, |sheet| {
            sheet.continuation = "{page} of {pages}".to_owned();
        });
    }
    let bytes = write(&package);
    let (content, styles) = (words::part(&bytes, "content.xml"), words::part(&bytes, "styles.xml"));
    for letter in ["End of letter 1", "End of letter 2"] {
        assert!(content.contains(&format!("<text:bookmark text:name=\"{letter}\"/>")));
        assert!(styles.contains(&format!("text:ref-name=\"{letter}\"")));
    }
}

/// What keeps a package from being written.
fn refused(package: &Package) -> Vec<&'static str> {
    let findings = chancery::write::odt::write(package).expect_err("refused");
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn what_cannot_be_shown_is_refused() {
    let mark = Mark::Image { name: "mark.png".to_owned(), alt: String::new() };
    let signed = Block::Signature { mark: Some(mark), lines: Vec::new() };
    assert_eq!(refused(&letter(vec![signed])), ["missing-picture"]);
    let link = Inline::Link { href: "file:///etc/passwd".to_owned(), content: Vec::new() };
    assert_eq!(refused(&letter(vec![Block::Paragraph { content: vec![link] }])), ["unsafe-link"]);
    let deep = (0..20).fold(paragraph("x"), |inner, _| Block::Quote { blocks: vec![inner] });
    assert_eq!(refused(&letter(vec![deep])), ["nested-too-deep"]);
    assert_eq!(refused(&package(Vec::new())), ["empty-package"]);
}

#[test]
fn golden_documents() {
    for (id, part) in [
        ("2018-01-18-pga-ign", "content.xml"),
        ("2018-01-18-pga-ign", "styles.xml"),
        ("2018-01-18-pga-ign", "meta.xml"),
        ("2026-04-20-pga-ocean-dialogue", "content.xml"),
    ] {
        let package = all().into_iter().find(|(other, _)| other == id).expect("a letter").1;
        let xml = words::pretty(&words::part(&write(&package), part));
        golden(format!("tests/golden/odt/{id}/{part}"), &xml);
    }
}
