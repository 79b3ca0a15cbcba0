//! The order of characters on the page is the same in every format: the pages `tests/paper/*.txt`
//! say it, each text beside its characters from left to right.

use unicode_bidi::{BidiInfo, Level};

use super::made;
use crate::common::browser::{Files, Server};
use crate::common::glyphs::{Glyph, lines, pages};
use crate::common::office_suite;
use crate::prelude::*;

/// What stands before and after the texts on a page.
const EDGE: &str = "!!!";

#[test]
fn arabic_letters_have_one_order_of_characters() {
    one_order("arabic", "ar", true);
}

#[test]
fn arabic_names_in_english_letters_have_one_order_of_characters() {
    one_order("english", "en", false);
}

fn one_order(name: &str, language: &str, rtl: bool) {
    let page = std::fs::read_to_string(format!("tests/paper/{name}.txt")).expect("the page");
    let texts: Vec<&str> = page
        .lines()
        .filter_map(|line| line.split(" ⇒ ").next())
        .filter(|text| !text.is_empty())
        .collect();
    // No letter runs on to a second page, whose head would come between.
    let records: Vec<String> = texts
        .chunks(8)
        .map(|texts| {
            format!(
                "---\nkind: letter\noffice: ministry-of-foreign-affairs\nlanguage: {language}\n\
                 date: 2026-05-04\nto: {{ name: A, form: madam }}\n\
                 signatories: [{{ name: Rui Castelar }}]\n---\n{EDGE}\n\n{}\n\n{EDGE}\n",
                texts.join("\n\n")
            )
        })
        .collect();
    let all = |format, read: &dyn Fn(&[u8]) -> Vec<String>| -> Vec<String> {
        records
            .iter()
            .flat_map(|record| read(&made(record, format)))
            .collect()
    };
    let orders = all(Format::PDF, &seen);
    assert_eq!(orders.len(), texts.len(), "{orders:#?}");
    let lines = texts.iter().zip(&orders);
    let now: String = lines.map(|(text, order)| format!("{text} ⇒ {order}\n")).collect();
    golden(format!("tests/paper/{name}.txt"), &now);

    assert_eq!(all(Format::TEXT, &|bytes| in_text(bytes, rtl)), orders, "plain text");
    for (end, format) in [("docx", Format::DOCX), ("odt", Format::ODT)] {
        let numbered = records.iter().enumerate();
        let files: Vec<_> = numbered
            .map(|(at, record)| (format!("letter-{at}.{end}"), made(record, format)))
            .collect();
        if let Some(made) = office_suite::to_pdf(&files) {
            assert_eq!(made.iter().flat_map(|pdf| seen(pdf)).collect::<Vec<_>>(), orders, "{end}");
        }
    }
    let pages = records.iter().enumerate();
    let pages = pages.map(|(at, record)| (format!("{at}.html"), made(record, Format::HTML)));
    let server = Server::start(pages.collect::<Files>(), None);
    let room = tempfile::tempdir().expect("room");
    let printed = (0..records.len()).map(|at| {
        let printed = room.path().join("letter.pdf");
        server.print(&format!("{at}.html"), &printed)?;
        Some(seen(&std::fs::read(&printed).expect("what Chromium printed")))
    });
    if let Some(printed) = printed.collect::<Option<Vec<_>>>() {
        assert_eq!(printed.concat(), orders, "HTML");
    }
}

/// The order of the characters of each line between the edges: Arabic letters as one, and brackets
/// without their side, because programs say of a turned one now what it is and now what it shows.
fn seen(pdf: &[u8]) -> Vec<String> {
    let lines = pages(pdf).iter().flat_map(lines).map(|line| shown(&line)).collect();
    between(lines)
}

fn between(lines: Vec<String>) -> Vec<String> {
    let inner = lines.into_iter().skip_while(|line| line != EDGE).skip(1);
    inner.take_while(|line| line != EDGE).collect()
}

fn shown(line: &[Glyph]) -> String {
    plain(&line.iter().map(|glyph| glyph.text.as_str()).collect::<String>())
}

fn plain(line: &str) -> String {
    let mut out = String::new();
    for c in line.chars() {
        match c {
            '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
                if c.is_alphanumeric() =>
            {
                if !out.ends_with('ع') {
                    out.push('ع');
                }
            }
            '(' | ')' => out.push('|'),
            '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => {}
            c if c.is_whitespace() || matches!(c, '\u{64B}'..='\u{65F}') => {}
            c => out.push(c),
        }
    }
    out
}

/// The order of characters in plain text, as whoever shows it takes it from Unicode.
fn in_text(bytes: &[u8], rtl: bool) -> Vec<String> {
    let text = String::from_utf8(bytes.to_vec()).expect("UTF-8");
    let level = if rtl { Level::rtl() } else { Level::ltr() };
    let lines = text.lines().filter(|line| !line.is_empty()).map(|line| {
        let info = BidiInfo::new(line, Some(level));
        let Some(paragraph) = info.paragraphs.first() else {
            return String::new();
        };
        plain(&info.reorder_line(paragraph, paragraph.range.clone()))
    });
    between(lines.collect())
}
