//! Files of strangers: bounded, never run, refused with a reason.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::importer;
use crate::prelude::*;
use chancery::import::ImportOptions;
use chancery::original::{Original, OriginalFormat, Tracked};

const ALL: [OriginalFormat; 5] = [
    OriginalFormat::Docx,
    OriginalFormat::Odt,
    OriginalFormat::Html,
    OriginalFormat::Markdown,
    OriginalFormat::Text,
];

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .expect("a part");
        writer.write_all(bytes).expect("its bytes");
    }
    writer.finish().expect("a file").into_inner()
}

fn word(body: &str) -> Vec<u8> {
    let ns = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    let xml = format!("<w:document xmlns:w=\"{ns}\"><w:body>{body}</w:body></w:document>");
    packed(&[("word/document.xml", xml.as_bytes())])
}

fn paragraph(text: &str) -> String {
    format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
}

#[test]
fn what_cannot_be_read_is_said_with_its_reason() {
    let bomb = vec![b' '; 200 << 20];
    let deep = "<w:p>".repeat(5_000);
    let cases: Vec<(&str, OriginalFormat, Vec<u8>)> = vec![
        ("rubbish.docx", OriginalFormat::Docx, b"rubbish".to_vec()),
        (
            "password.docx",
            OriginalFormat::Docx,
            vec![0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1],
        ),
        ("no-word.docx", OriginalFormat::Docx, packed(&[("a.txt", b"a")])),
        ("empty.docx", OriginalFormat::Docx, word("")),
        ("bomb.docx", OriginalFormat::Docx, packed(&[("word/document.xml", &bomb)])),
        ("deep.docx", OriginalFormat::Docx, word(&deep)),
        ("broken.docx", OriginalFormat::Docx, word("<w:p></w:r>")),
        ("entity.docx", OriginalFormat::Docx, word("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>")),
        (
            "doctype.odt",
            OriginalFormat::Odt,
            packed(&[("content.xml", b"<!DOCTYPE a [<!ENTITY x \"y\">]><a/>")]),
        ),
        ("rubbish.odt", OriginalFormat::Odt, vec![0, 1, 2, 3]),
        ("binary.txt", OriginalFormat::Text, vec![0xFF, 0xFE, 0, 0]),
        ("blank.txt", OriginalFormat::Text, b" \n\n\t".to_vec()),
        ("script.html", OriginalFormat::Html, b"<script>alert(1)</script>".to_vec()),
    ];
    let mut out = String::new();
    for (name, format, bytes) in cases {
        let why = Original::read(name, &bytes, format, Tracked::Accept).expect_err(name);
        writeln!(out, "{}\n  {}", why.message, why.help.join("; ")).expect("text");
    }
    golden("tests/import/refused.txt", &out);
}

#[test]
fn what_is_beside_the_words_of_a_word_file_is_noticed() {
    let body = [
        "<w:p><w:r><w:t>The meeting is </w:t></w:r>",
        "<w:del w:author=\"Ann\"><w:r><w:delText>on Monday</w:delText></w:r></w:del>",
        "<w:ins w:author=\"Ann\"><w:r><w:t>on Tuesday</w:t></w:r></w:ins>",
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>, which nobody sees</w:t></w:r>",
        "<w:r><w:t>.</w:t></w:r></w:p>",
    ]
    .concat();
    let bytes = word(&body);
    let read =
        |tracked| Original::read("a.docx", &bytes, OriginalFormat::Docx, tracked).expect("a file");
    let (accepted, rejected) = (read(Tracked::Accept), read(Tracked::Reject));
    assert_eq!(accepted.paragraphs[0].text(), "The meeting is on Tuesday.");
    assert_eq!(rejected.paragraphs[0].text(), "The meeting is on Monday.");
    let noticed: Vec<_> = accepted
        .notices
        .iter()
        .map(|it| (it.what.plural(), it.detail.as_str()))
        .collect();
    assert_eq!(
        noticed,
        [
            ("tracked changes", "Ann"),
            ("tracked changes", "Ann"),
            ("hidden texts", ", which nobody sees")
        ]
    );
}

#[test]
fn a_page_of_a_site_gives_its_words_and_nothing_it_would_run() {
    let page = "<title>x</title><p onclick=evil()>One <b>two</b><script>three</script> <a href='javascript:a()'>four</a>\
                <img src=http://a.example/x.png alt='A seal'></p><p>five";
    let read = Original::read("a.html", page.as_bytes(), OriginalFormat::Html, Tracked::Accept)
        .expect("a page");
    let texts: Vec<_> = read.paragraphs.iter().map(|it| it.text()).collect();
    assert_eq!(texts, ["One two four", "five"].map(str::to_owned));
    assert!(read.paragraphs[0].lines[0].runs.iter().all(|run| run.href.is_none()));
    assert_eq!(read.notices[0].detail, "A seal");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        for format in ALL {
            let _ = Original::read("a", &bytes, format, Tracked::Accept);
        }
    }

    #[test]
    fn any_lines_are_a_letter_or_none(lines in proptest::collection::vec(
        prop_oneof![
            Just("Excellency,".to_owned()), Just("18 January 2018".to_owned()), Just("To: All".to_owned()),
            Just("cc: Ann".to_owned()), Just("Please accept, Excellency, the assurances of my highest consideration.".to_owned()),
            Just(String::new()), Just("- item".to_owned()), Just("Enclosures: 2".to_owned()), Just("Ann Able".to_owned()),
            Just("(a) first-".to_owned()), Just("----------------------------".to_owned()),
            "[ -~]{0,40}", "\\PC{0,20}",
        ], 1..24,
    )) {
        let text = lines.join("\n");
        if let Ok(original) = Original::read("a.txt", text.as_bytes(), OriginalFormat::Text, Tracked::Accept) {
            let options = ImportOptions { language: Some("en".to_owned()), new_office: true, ..ImportOptions::default() };
            if let Ok(letters) = importer(options).import("a", &original) {
                for letter in letters {
                    // Each word of the file is said by the letter or named in a gap.
                    let gaps: usize = letter.gaps.iter().filter(|gap| gap.side == chancery::import::Side::File)
                        .map(|gap| gap.words.split_whitespace().count()).sum();
                    prop_assert_eq!(letter.words.0, letter.words.1 + gaps);
                }
            }
        }
    }
}

#[test]
fn a_long_word_file_is_read_in_one_go() {
    let many: String = (0..20_000)
        .map(|number| paragraph(&format!("Paragraph {number} of many")))
        .collect();
    let read = Original::read("long.docx", &word(&many), OriginalFormat::Docx, Tracked::Accept)
        .expect("a file");
    assert_eq!(read.paragraphs.len(), 20_000);
    let many: String = (0..200_000)
        .map(|number| paragraph(&format!("a b c {number}")))
        .collect();
    let why = Original::read("long.docx", &word(&many), OriginalFormat::Docx, Tracked::Accept)
        .expect_err("too long");
    assert!(why.message.contains("more than"), "{}", why.message);
}
