//! A record compared with a finished letter: word by word, in every format that people hand out.

use super::{Arc, Bundle, bundle, difference};
use crate::prelude::*;
use chancery::difference::{Difference, FinishedFormat, FinishedLetter, Part, RecordSide};

const FORMATS: [(FinishedFormat, Format); 5] = [
    (FinishedFormat::Html, Format::HTML),
    (FinishedFormat::Markdown, Format::MARKDOWN),
    (FinishedFormat::Text, Format::TEXT),
    (FinishedFormat::Docx, Format::DOCX),
    (FinishedFormat::Odt, Format::ODT),
];

fn written(engine: &Engine, bundle: &Arc<Bundle>, format: Format) -> Vec<u8> {
    let package = chancery::compose::package(engine, bundle).expect("a letter");
    let writers = Writers::new(engine.templates(), Vec::new());
    writers.write(&package, format).expect("a file").bytes
}

fn read(bytes: &[u8], format: FinishedFormat) -> FinishedLetter {
    FinishedLetter::read("finished", bytes, format).expect("a finished letter")
}

fn compared(engine: &Engine, bundle: &Arc<Bundle>, finished: &FinishedLetter) -> Difference {
    difference::compare_finished(engine, (bundle, RecordSide::New), finished, Some("en"))
        .unwrap_or_else(|findings| panic!("{findings:#?}"))
}

fn sentences(told: &Difference) -> Vec<String> {
    let own = told.changes.iter().map(|change| change.sentence.clone());
    own.chain(told.enclosed.iter().flat_map(sentences)).collect()
}

/// What one of both letters says on the page of their difference.
fn said(told: &Difference, stands: Part) -> String {
    let pieces = told.page.iter().flat_map(|line| &line.pieces);
    let pieces = pieces.filter(|piece| piece.stands == stands || piece.stands == Part::Both);
    pieces.map(|piece| piece.text.as_str()).collect::<Vec<_>>().concat()
}

#[test]
fn a_letter_does_not_differ_from_what_is_made_of_it() {
    let engine = engine();
    let mut number = 0;
    for (id, text, syntax) in letters() {
        let Some(bundle) = bundle(&id, &text, syntax) else { continue };
        if chancery::compose::package(&engine, &bundle).is_err() {
            continue;
        }
        number += 1;
        for version in std::iter::once(&bundle).chain(&bundle.versions) {
            for (as_finished, format) in FORMATS {
                let finished = read(&written(&engine, version, format), as_finished);
                let told = compared(&engine, &bundle, &finished);
                let name = format!("{id}, {as_finished:?}");
                assert!(told.is_empty(), "{name}:\n{}", difference::text(&told));
            }
        }
    }
    assert!(number > 12);
}

/// What the older letter of `tests/diff/meetings` says in each format, against the newer record.
#[test]
fn facts_and_prose_are_told_by_the_words() {
    let engine = engine();
    let side = |side: &str| {
        let text = std::fs::read_to_string(format!("tests/diff/meetings/{side}.md"));
        bundle(side, &text.expect("a record"), Syntax::Markdown).expect("a letter")
    };
    let (old, new) = (side("old"), side("new"));
    let mut told = FORMATS.iter().map(|(as_finished, format)| {
        compared(&engine, &new, &read(&written(&engine, &old, *format), *as_finished))
    });
    let first = told.next().expect("a format");
    goldens(vec![differs("tests/diff/meetings/finished.txt", &difference::text(&first))]);
    for other in told {
        assert_eq!(sentences(&first), sentences(&other));
    }
    let finished = read(&written(&engine, &new, Format::TEXT), FinishedFormat::Text);
    for language in [super::LANGUAGES.as_slice(), &["en"]].concat() {
        let pair = (&old, RecordSide::Old);
        let told = difference::compare_finished(&engine, pair, &finished, Some(language));
        let told = told.expect("a difference");
        let text = difference::text(&told);
        assert!(!text.contains('{') && told.changes.len() == first.changes.len(), "{text}");
        let (old, new) = (&said(&told, Part::Old), &said(&told, Part::New));
        assert!(
            old.contains("1–2 May 2018, Trusteeship Council;") && !old.contains("1 July 2018"),
            "{old}"
        );
        assert!(
            new.contains("1 July 2018, 10 a.m. to 1 p.m.;") && !new.contains("1–2 May"),
            "{new}"
        );
    }
}

/// Every word of the seed package, changed, taken out, and doubled: it is named, and nothing else.
#[test]
fn every_changed_word_is_named() {
    let engine = engine();
    let text = std::fs::read_to_string("letters/2018-01-18-pga-ign.md").expect("the seed");
    let bundle = bundle("2018-01-18-pga-ign", &text, Syntax::Markdown).expect("a letter");
    let page = String::from_utf8(written(&engine, &bundle, Format::TEXT)).expect("text");
    let words: Vec<_> = page
        .split_whitespace()
        .map(|word| word.as_ptr() as usize - page.as_ptr() as usize..)
        .map(|from| from.start)
        .collect();
    let mut wrong = Vec::new();
    for (number, start) in words.into_iter().enumerate().step_by(3) {
        let word = page[start..].split_whitespace().next().expect("a word");
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        let (before, after) = (&page[..start], &page[start + word.len()..]);
        let changed = match number % 4 {
            0 => format!("{before}{}{after}", word.replacen(bare, "Zanzibar", 1)),
            1 => format!("{before}{}{after}", word.replacen(bare, "", 1)),
            _ => format!("{before}Zanzibar {word}{after}"),
        };
        let told = compared(&engine, &bundle, &read(changed.as_bytes(), FinishedFormat::Text));
        let said = sentences(&told);
        let expected = if number % 4 == 1 { bare } else { "Zanzibar" };
        if said.len() != 1 || !said[0].contains(expected) {
            wrong.push(format!("{word}: {said:#?}"));
        }
    }
    assert!(wrong.is_empty(), "{} words\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_no_version_of_the_letter_is_refused() {
    let engine = engine();
    let text = std::fs::read_to_string("letters/2018-01-18-pga-ign.md").expect("the seed");
    let bundle = bundle("2018-01-18-pga-ign", &text, Syntax::Markdown).expect("a letter");
    let other = read("Bring milk, bread and two lemons.\n".as_bytes(), FinishedFormat::Text);
    let refused = difference::compare_finished(&engine, (&bundle, RecordSide::New), &other, None);
    let findings = refused.expect_err("another text");
    assert!(findings[0].message.contains("hardly a word in common"), "{findings:#?}");
    let many = "word ".repeat(40_000);
    for (bytes, format, why) in [
        (&b"\xff\xfe\x00rubbish"[..], FinishedFormat::Html, "no text in UTF-8"),
        (b"a\0b", FinishedFormat::Text, "no text"),
        (b"PK\x03\x04 cut short", FinishedFormat::Docx, "no Word file"),
        (b" \n\t", FinishedFormat::Markdown, "holds no words"),
        (many.as_bytes(), FinishedFormat::Text, "words are compared"),
    ] {
        let finding = FinishedLetter::read("file", bytes, format).expect_err("no letter");
        assert!(finding.message.contains(why), "{}", finding.message);
        assert!(!finding.help.is_empty());
    }
}

/// Tracked changes of a file are taken as accepted, and the file says that it holds some.
#[test]
fn tracked_changes_are_accepted() {
    let page = "<p>The <del>old</del><ins>new</ins> room</p><script>no()</script><p>&amp; more";
    let finished = read(page.as_bytes(), FinishedFormat::Html);
    assert!(finished.has_tracked_changes);
    let engine = engine();
    let side = |side: &str| {
        let text = std::fs::read_to_string(format!("tests/diff/meetings/{side}.md"));
        bundle(side, &text.expect("a record"), Syntax::Markdown).expect("a letter")
    };
    let (old, new) = (side("old"), side("new"));
    let by = chancery::write::docx::redline::Revision { author: "A".to_owned(), date: None };
    let marked = difference::redline(&engine, (&old, &new), &by).expect("tracked changes");
    let finished = read(&marked, FinishedFormat::Docx);
    assert!(finished.has_tracked_changes);
    let told = compared(&engine, &new, &finished);
    assert!(told.is_empty(), "{}", difference::text(&told));
}
