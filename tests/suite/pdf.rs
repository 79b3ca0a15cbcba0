//! Letters on paper.

mod again;
mod ends;
mod mistakes;
mod pages;
mod records;
mod strangers;

use std::sync::Arc;

use crate::common::members::{change_office, change_sheet, name_file, set_date};
use crate::prelude::*;
use chancery::document::{Block, Inline, Mark, Role, plain};
use chancery::files::records_in;
use chancery::office::Names;
use chancery::write::LetterFile;
use chancery::write::pdf::{PdfWriter, built_in_design, read_records};
use pages::dump::{dump, lines};
use proptest::prelude::*;

fn writer() -> PdfWriter {
    PdfWriter::new(&built_in_design(), &[]).expect("the built-in page design has no mistakes")
}

fn write(name: &str, package: &Package) -> LetterFile {
    let written = writer()
        .write(package)
        .unwrap_or_else(|findings| panic!("{name}: {}", told(&findings)));
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.pdf")), &written.bytes).unwrap();
    written
}

/// What keeps a package from paper.
fn refused(design: &Arc<Source>, package: &Package) -> String {
    match PdfWriter::new(design, &[]).and_then(|writer| writer.write(package)) {
        Ok(_) => "nothing".to_owned(),
        Err(findings) => told(&findings),
    }
}

/// The built-in page design with some of its words replaced.
fn design(from: &str, to: &str) -> Arc<Source> {
    let built_in = built_in_design();
    assert!(built_in.text().contains(from), "{from}");
    Source::new("offices/pga/page/letter.typ", built_in.text().replacen(from, to, 1))
}

/// A letter whose body is these blocks.
fn letter(body: Vec<Block>) -> Package {
    let mut member = pages::president();
    for part in &mut member.document.parts {
        if part.role == Role::Body {
            part.blocks.clone_from(&body);
        }
    }
    pages::package(vec![member])
}

fn told(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&format!(
            "{} [{}] {}\n",
            finding.level.name(),
            finding.rule,
            finding.message
        ));
        if let Some(place) = &finding.place {
            let (line, column) = place.line_column();
            text.push_str(&format!(
                "  at {}:{line}:{column} “{}”\n",
                place.source().name(),
                place.text()
            ));
        }
        finding
            .help
            .iter()
            .for_each(|help| text.push_str(&format!("  help: {help}\n")));
    }
    text
}

#[test]
fn samples() {
    for (name, package) in [
        ("two-members", pages::two_members()),
        ("three-pages", pages::three_pages()),
        ("six-signatories", pages::six_signatories()),
        ("forty-rows", pages::forty_rows()),
        ("arabic", pages::arabic()),
        ("letter-paper", pages::letter_paper()),
    ] {
        let written = write(name, &package);
        assert_eq!(told(&written.notes), "", "{name}");
        golden(name, &dump(&written.bytes));
    }
}

#[test]
fn same_package_same_bytes() {
    let packages = [pages::two_members(), pages::three_pages(), pages::arabic()];
    let writer = writer();
    let once: Vec<_> = packages
        .iter()
        .map(|package| writer.write(package).unwrap().bytes)
        .collect();
    std::thread::scope(|scope| {
        for turn in 0..2 {
            let (writer, packages, once) = (&writer, &packages, &once);
            scope.spawn(move || {
                for at in 0..packages.len() {
                    let at = (at + turn) % packages.len();
                    assert!(writer.write(&packages[at]).unwrap().bytes == once[at], "{at}");
                }
            });
        }
    });
    assert!(self::writer().write(&packages[0]).unwrap().bytes == once[0]);
}

#[test]
fn a_file_ends_with_its_line_so_that_a_signature_begins_one() {
    let bytes = writer().write(&pages::two_members()).unwrap().bytes;
    assert!(bytes.ends_with(b"%%EOF\n"));
}

#[test]
fn links_are_written_in_ascii() {
    let link = |href: &str| Inline::Link { href: href.into(), content: vec![Inline::text("x")] };
    let content = vec![
        link("https://example.org/\u{e9}/a b_(c)?x=1&y=%20#\u{fc}"),
        link("mailto:a@b.example?subject=F\u{fc}r%20Sie"),
    ];
    let text = dump(&write("links", &letter(vec![Block::Paragraph { content }])).bytes);
    assert!(text.contains("→ https://example.org/%C3%A9/a%20b_(c)?x=1&y=%20#%C3%BC"), "{text}");
    assert!(text.contains("→ mailto:a@b.example?subject=F%C3%BCr%20Sie"), "{text}");
}

#[test]
fn a_day_and_an_id_make_another_file() {
    let mut other = pages::two_members();
    set_date(&mut other.members[0], Some("2018-01-19"));
    let bytes = writer().write(&other).unwrap().bytes;
    assert!(dump(&bytes).contains("made: D:20180119000000Z"));

    other.members.iter_mut().for_each(|member| set_date(member, None));
    other.members[0].document.title = " ".into();
    let text = dump(&write("undated", &other).bytes);
    assert!(text.contains("made: D:19700101000000Z"), "{text}");
    assert!(text.contains("title: 2018-01-18-pga"), "{text}");
}

#[test]
fn an_enclosed_file_follows_its_letter_and_drops_the_claim() {
    let mut package = pages::two_members();
    name_file(&mut package.members[0], "programme.pdf");
    package.files.insert(
        "programme.pdf".into(),
        writer().write(&pages::letter_paper()).unwrap().bytes.into(),
    );
    let written = writer()
        .write(&package)
        .unwrap_or_else(|findings| panic!("{}", told(&findings)));
    let text = format!("{}\n{}", told(&written.notes), dump(&written.bytes));
    golden("enclosed-file", &text);
    assert_eq!(read_records(&written.bytes).unwrap().len(), 2);
}

#[test]
fn languages_ornaments_and_marks_are_tagged() {
    let mut french = pages::co_chairs();
    french.id = "2018-01-17-fr".into();
    french.document.language = "fr-FR".into();
    for part in &mut french.document.parts {
        if part.role == Role::Body {
            part.blocks = vec![pages::paragraph(
                "J’ai l’honneur de vous transmettre le calendrier des réunions.",
            )];
        }
        if part.role == Role::Signatures
            && let Block::Signature { mark, .. } = &mut part.blocks[0]
        {
            *mark = Some(Mark::Image {
                name: "mark.png".into(),
                alt: "Signature de Kaha Imnadze".into(),
            });
        }
    }
    change_sheet(&mut french, |sheet| {
        sheet.letterhead.emblem = Some("emblem.png".into());
        sheet.letterhead.alt = "Emblème".into();
    });
    let mut english = pages::president();
    change_sheet(&mut english, |sheet| sheet.letterhead.emblem = Some("emblem.png".into()));
    let mut package = pages::package(vec![english, french]);
    package.pictures = pages::six_signatories().pictures;
    package
        .pictures
        .insert("mark.png".into(), package.pictures["rattray.png"].clone());
    golden("two-languages", &dump(&write("two-languages", &package).bytes));
}

#[test]
fn a_wish_for_an_unknown_font_is_a_warning() {
    let mut package = pages::two_members();
    change_sheet(&mut package.members[0], |sheet| {
        sheet.fonts = vec!["Libertinus Serf".into(), "Noto Naskh Arabic".into()]
    });
    let notes = writer().write(&package).unwrap().notes;
    assert_eq!(
        told(&notes),
        "warning [unknown-font] there is no font `Libertinus Serf`\n  \
         help: did you mean `Libertinus Serif`?\n  help: give its file with the office's fonts\n"
    );
}

#[test]
fn text_is_text() {
    let hostile = "#panic(\"x\") $x$ *b* _i_ `c` #read(\"/etc/passwd\") <script> = H \\ // @r [l] -- ... ~ '\"";
    let mut package = letter(vec![
        pages::paragraph(hostile),
        Block::Heading { level: 1, content: vec![Inline::text(hostile)] },
        pages::list(&[hostile]),
    ]);
    package.members[0].document.title = hostile.into();
    change_office(&mut package.members[0], |office| {
        office.sender.name = Names::Same(hostile.into());
    });
    package.members[0].id = hostile.into();
    change_sheet(&mut package.members[0], |sheet| sheet.continuation = "#panic() {page}".into());
    let text = dump(&write("hostile", &package).bytes);
    assert_eq!(text.matches(hostile).count(), 5, "{text}");
}

#[test]
fn a_signature_never_stands_alone() {
    let writer = writer();
    for words in (0..360).step_by(9) {
        let mut body: Vec<_> = (0..3)
            .map(|_| pages::paragraph(&"in good time before the end ".repeat(14)))
            .collect();
        body.push(pages::paragraph(&"word ".repeat(words + 1)));
        let pages = lines(&writer.write(&letter(body)).unwrap().bytes);
        let page = pages
            .iter()
            .find(|page| page.iter().any(|line| line == "Miroslav Lajčák"))
            .unwrap();
        let before = page.iter().position(|line| line == "Miroslav Lajčák").unwrap();
        assert!(before > 2 || (before == 2 && words < 1), "{words} words: {page:?}");
        // No page ends or begins with one line of a paragraph.
        assert!(pages.len() <= 2, "{words} words: {} pages", pages.len());
    }
}

#[test]
fn letters_with_next_to_nothing_can_be_written() {
    let mut empty = pages::president();
    empty.document.parts.clear();
    let deep =
        (0..40).fold(pages::paragraph("deep"), |inner, _| Block::Quote { blocks: vec![inner] });
    assert_eq!(lines(&write("empty", &pages::package(vec![empty])).bytes).len(), 1);
    assert!(refused(&built_in_design(), &letter(vec![deep])).contains("[too-deep]"));
    let odd = vec![
        Block::PageBreak,
        Block::Heading { level: 6, content: pages::inlines("Six") },
        Block::List {
            start: Some(3),
            items: vec![vec![], vec![Block::PageBreak, pages::paragraph("")]],
        },
        Block::Table { columns: vec![], head: vec![], rows: vec![] },
        Block::Quote { blocks: vec![] },
        Block::Signature { mark: None, lines: vec![] },
        Block::Schedule { meetings: vec![], blocks: vec![] },
        Block::PageBreak,
    ];
    write("odd", &letter(odd));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    /// Whatever Latin text says, it prints as it is.
    #[test]
    fn any_text_prints_literally(text in "[!-~][ -~]{0,60}[!-~]") {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let bytes = writer().write(&letter(vec![Block::Paragraph { content: vec![Inline::text(&text)] }])).unwrap().bytes;
        let said = lines(&bytes).concat().concat();
        prop_assert!(said.contains(&text), "{text}\n{said}");
    }

    /// Whatever happened to a PDF on its way, reading it ends in records or in a finding.
    #[test]
    fn a_damaged_pdf_is_no_disaster(at in 0usize..20_000, byte in any::<u8>(), cut in 0usize..40_000) {
        let mut bytes = writer().write(&pages::two_members()).unwrap().bytes;
        let len = bytes.len();
        bytes[at % len] = byte;
        bytes.truncate(len - cut % len);
        let _ = read_records(&bytes);
        let mut package = pages::two_members();
        name_file(&mut package.members[0], "damaged.pdf");
        package.files.insert("damaged.pdf".into(), bytes.into());
        let _ = writer().write(&package);
    }
}

/// Holds a text to its golden file.
fn golden(name: &str, text: &str) {
    crate::common::golden::golden(format!("tests/golden-pdf/{name}.txt"), text);
}

/// Every sample letter as a machine reads it aloud.
#[test]
fn the_samples_are_read_aloud_as_expected() {
    let engine = Engine::new(Templates::embedded());
    let writers = Writers::new(engine.templates(), Vec::new());
    for path in records_in(std::path::Path::new("letters")).expect("the letters") {
        let bytes = std::fs::read(&path).expect("a record");
        let extension = path.extension().and_then(|end| end.to_str()).expect("an ending");
        let id = path.file_stem().and_then(|stem| stem.to_str()).expect("a name");
        let syntax = Syntax::from_extension(extension).expect("a syntax");
        let record = record::read(id, id, &bytes, syntax).expect("a record without mistakes");
        let (bundle, missing) = gather(record, &Folder::of(&path));
        assert!(missing.is_empty(), "{missing:?}");
        let package = compose::package(&engine, &bundle).expect("a letter");
        let pdf = writers.write(&package, Format::PDF).expect("a PDF").bytes;
        let text = dump(&pdf);
        golden(&format!("letters/{id}"), &text);
        // A cell's words stand together, whatever runs they were made of.
        let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
        let aloud = letters(&text);
        let parts = package.members.iter().flat_map(|member| &member.document.parts);
        for cell in parts.flat_map(|part| cells(&part.blocks)) {
            assert!(aloud.contains(&letters(&cell)), "{id}: the cell `{cell}` was torn");
        }
    }
}

/// The words of every table cell among some blocks.
fn cells(blocks: &[Block]) -> Vec<String> {
    let mut found = Vec::new();
    for block in blocks {
        match block {
            Block::Table { head, rows, .. } => {
                found.extend(head.iter().chain(rows.iter().flatten()).map(|cell| plain(cell)));
            }
            Block::Schedule { blocks, .. } | Block::Quote { blocks } => found.extend(cells(blocks)),
            _ => {}
        }
    }
    found
}
