//! Tracked changes: all accepted they are the new letter, all rejected the old one, word for word.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::traps::paragraphs;
use super::{Arc, Bundle, bundle, difference};
use crate::docx::{order, reading};
use crate::prelude::*;
use chancery::write::docx::redline::Revision;

/// The words of a part once all its changes are accepted, or rejected.
pub(super) fn settled(xml: &str, accepts: bool) -> Vec<String> {
    let mut reader = Reader::from_str(xml);
    let (inserted, deleted) = ("w:ins", "w:del");
    let (mut ins, mut del, mut mark) = (0, 0, 0);
    let (mut words, mut text, mut ends) = (String::new(), false, true);
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(start) => match start.name().as_ref() {
                name if name == inserted => ins += 1,
                name if name == deleted => del += 1,
                "w:rPr" | "w:trPr" => mark += 1,
                "w:p" => ends = true,
                "w:t" => text = if accepts { del == 0 } else { ins == 0 },
                "w:delText" => text = !accepts,
                _ => {}
            },
            Event::Empty(empty) => match empty.name().as_ref() {
                name if name == inserted && mark > 0 && !accepts => ends = false,
                name if name == deleted && mark > 0 && accepts => ends = false,
                "w:br" | "w:tab" => words.push(' '),
                _ => {}
            },
            Event::End(end) => match end.name().as_ref() {
                name if name == inserted => ins -= 1,
                name if name == deleted => del -= 1,
                "w:rPr" | "w:trPr" => mark -= 1,
                "w:t" | "w:delText" => text = false,
                "w:p" if ends => words.push('\n'),
                _ => {}
            },
            Event::Text(part) if text => words.push_str(&part),
            Event::GeneralRef(reference) if text => words.push_str(match &*reference {
                "amp" => "&",
                "lt" => "<",
                "gt" => ">",
                _ => "\"",
            }),
            Event::Eof => break,
            _ => {}
        }
    }
    words.split_whitespace().map(str::to_owned).collect()
}

pub(super) fn written(engine: &Engine, bundle: &Arc<Bundle>) -> Vec<u8> {
    let package = chancery::compose::package(engine, bundle).expect("a letter");
    let writers = Writers::new(engine.templates(), Vec::new());
    writers.write(&package, Format::DOCX).expect("a Word file").bytes
}

fn holds(engine: &Engine, name: &str, old: &Arc<Bundle>, new: &Arc<Bundle>) {
    let by = Revision { author: "Second <reader>".to_owned(), date: None };
    let marked = difference::redline(engine, (old, new), &by).expect("tracked changes");
    let (old, new) = (written(engine, old), written(engine, new));
    let mut ids = std::collections::BTreeSet::new();
    for (path, content) in reading::parts(&marked) {
        let Some(story) = path.strip_prefix("word/").filter(|file| file.ends_with(".xml")) else {
            continue;
        };
        if !["document", "header", "footer"]
            .iter()
            .any(|kind| story.starts_with(kind))
        {
            continue;
        }
        let xml = String::from_utf8(content).expect("UTF-8");
        let words = |bytes: &[u8]| {
            let part = reading::parts(bytes).remove(&path);
            part.map(|part| settled(&String::from_utf8(part).expect("UTF-8"), true))
        };
        assert_eq!(settled(&xml, true), words(&new).expect("its part"), "{name}, accepted: {path}");
        if let Some(old) = words(&old) {
            assert_eq!(settled(&xml, false), old, "{name}, rejected: {path}");
        }
        let whole = |bytes: &[u8]| {
            let part = reading::parts(bytes).remove(&path);
            part.map(|part| paragraphs(&String::from_utf8(part).expect("UTF-8"), true))
        };
        let same = |accepts: bool, letter: &[String]| {
            let settled = paragraphs(&xml, accepts);
            let at = settled
                .iter()
                .zip(letter)
                .take_while(|(one, other)| one == other)
                .count();
            let from = at.saturating_sub(1);
            assert!(
                settled == letter,
                "{name}, accepted {accepts}: {path}\n{:#?}\n{:#?}",
                settled[from..].iter().take(3).collect::<Vec<_>>(),
                letter[from..].iter().take(3).collect::<Vec<_>>()
            );
        };
        same(true, &whole(&new).expect("its part"));
        if let Some(old) = whole(&old) {
            same(false, &old);
        }
        assert_eq!(order::faults(&path, &xml), Vec::<String>::new(), "{name}: {path}");
        for id in xml
            .match_indices("w:id=\"")
            .map(|(at, _)| xml[at + 6..].split('"').next())
        {
            assert!(
                ids.insert(id.map(str::to_owned)) || !xml.contains("w:ins"),
                "{name}: {id:?} twice"
            );
        }
    }
}

/// Letters beside each other in the folder, each with itself, and texts in which tracked changes go
/// wrong: split and joined paragraphs, lists, the last paragraph, one character of a long word,
/// quotation marks, right to left.
pub(super) fn pairs(engine: &Engine) -> Vec<(String, Arc<Bundle>, Arc<Bundle>)> {
    const TEXTS: [&str; 8] = [
        "One sentence. Another one.",
        "One sentence.\n\nAnother one.",
        "- first\n- second\n- third",
        "- first\n- third\n- second\n- fourth\n\nAfter the list.",
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n| 3 | 4 |",
        "| a | b |\n| --- | --- |\n| 1 | 5 |\n\nLast & \\<least>.",
        "\"Incomprehensibilities\" it is.\n\nLast.",
        "“Incomprehensibility” it is.\n\nرسالة (A/1) إلى الوفود.",
    ];
    let letters: Vec<_> = letters()
        .into_iter()
        .filter_map(|(id, text, syntax)| Some((id.clone(), bundle(&id, &text, syntax)?)))
        .filter(|(_, bundle)| chancery::compose::package(engine, bundle).is_ok())
        .collect();
    assert!(letters.len() > 10);
    let mut pairs = Vec::new();
    for pair in letters.windows(2) {
        let ((one, old), (two, new)) = (&pair[0], &pair[1]);
        pairs.push((format!("{one} → {two}"), Arc::clone(old), Arc::clone(new)));
        pairs.push((one.clone(), Arc::clone(old), Arc::clone(old)));
    }
    for old in TEXTS {
        for new in TEXTS {
            pairs.push((format!("{old:?} → {new:?}"), letter(old), letter(new)));
        }
    }
    pairs
}

/// A letter of this prose.
pub(super) fn letter(text: &str) -> Arc<Bundle> {
    let record = format!(
        "---\noffice: pga\ndate: 2026-09-14\nto: {{ name: Anna Berg, title: Envoy }}\nsignatories: {{ name: Amara Lindqvist }}\n---\n{text}\n"
    );
    bundle("letter", &record, Syntax::Markdown).expect("a record")
}

#[test]
fn accepted_it_is_the_new_letter_and_rejected_the_old_one() {
    let engine = engine();
    for (name, old, new) in pairs(&engine) {
        holds(&engine, &name, &old, &new);
    }
}
