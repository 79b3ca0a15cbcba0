//! Where tracked changes go wrong in the programs of others: marks of paragraphs, ends of containers,
//! rows, headers, words from right to left.

use quick_xml::Reader;
use quick_xml::events::Event;

use super::redline::letter;
use super::{Arc, Bundle, bundle, difference};
use crate::docx::reading;
use crate::prelude::*;
use chancery::write::docx::redline::Revision;

/// The paragraphs of a part once all its changes are accepted, or rejected, each with its words.
/// Where the mark of a paragraph goes, the next one carries it on; the last mark of a container
/// stays, as Word keeps it.
pub(super) fn paragraphs(xml: &str, accepts: bool) -> Vec<String> {
    #[derive(Default)]
    struct Container {
        done: Vec<String>,
        /// What a paragraph said whose mark is gone.
        held: Option<String>,
    }
    let mut reader = Reader::from_str(xml);
    let mut open = vec![Container::default()];
    let mut rows: Vec<(usize, bool)> = Vec::new();
    let (mut ins, mut del, mut text) = (0, 0, false);
    let (mut in_mark, mut in_row_look) = (false, false);
    let mut paragraph: Option<(String, bool)> = None;
    loop {
        let event = reader.read_event().expect("well-formed XML");
        let goes = |name: &str| match name {
            "w:ins" => !accepts,
            "w:del" => accepts,
            _ => false,
        };
        match event {
            Event::Start(start) => match start.name().as_ref() {
                "w:ins" => ins += 1,
                "w:del" => del += 1,
                "w:tc" | "w:txbxContent" => open.push(Container::default()),
                "w:tr" => rows.push((open.last().expect("one").done.len(), false)),
                "w:pPr" => in_mark = true,
                "w:trPr" => in_row_look = true,
                "w:p" => {
                    let held = open.last_mut().expect("one").held.take();
                    paragraph = Some((held.unwrap_or_default(), false));
                }
                "w:t" => text = if accepts { del == 0 } else { ins == 0 },
                "w:delText" => text = !accepts,
                _ => {}
            },
            Event::Empty(empty) => {
                let name = empty.name().as_ref().to_owned();
                if in_mark && let Some((_, gone)) = &mut paragraph {
                    *gone |= goes(&name);
                }
                if in_row_look && let Some((_, gone)) = rows.last_mut() {
                    *gone |= goes(&name);
                }
                let stands = if accepts { del == 0 } else { ins == 0 };
                if matches!(name.as_str(), "w:br" | "w:tab")
                    && stands
                    && let Some((words, _)) = &mut paragraph
                {
                    words.push(' ');
                }
                if name == "w:p" {
                    let here = open.last_mut().expect("one");
                    let held = here.held.take().unwrap_or_default();
                    here.done.push(held);
                }
            }
            Event::End(end) => match end.name().as_ref() {
                "w:ins" => ins -= 1,
                "w:del" => del -= 1,
                "w:t" | "w:delText" => text = false,
                "w:pPr" => in_mark = false,
                "w:trPr" => in_row_look = false,
                "w:p" => {
                    let here = open.last_mut().expect("one");
                    match paragraph.take() {
                        Some((words, true)) => here.held = Some(words),
                        Some((words, false)) => here.done.push(words),
                        None => {}
                    }
                }
                "w:tc" | "w:txbxContent" => {
                    let mut inner = open.pop().expect("one");
                    inner.done.extend(inner.held.take());
                    open.last_mut().expect("one").done.append(&mut inner.done);
                }
                "w:tr" => {
                    let (start, goes) = rows.pop().expect("a row");
                    let here = open.last_mut().expect("one");
                    match here.held.take() {
                        held if goes => {
                            here.done.truncate(start);
                            here.held = held;
                        }
                        // A paragraph of which nothing is left stands before no table.
                        Some(held) if !held.is_empty() => here.done.insert(start, held),
                        _ => {}
                    }
                }
                _ => {}
            },
            Event::Text(part) if text => push(&mut paragraph, &part),
            Event::GeneralRef(reference) if text => push(
                &mut paragraph,
                match &*reference {
                    "amp" => "&",
                    "lt" => "<",
                    "gt" => ">",
                    _ => "\"",
                },
            ),
            Event::Eof => break,
            _ => {}
        }
    }
    let mut whole = open.pop().expect("one");
    whole.done.extend(whole.held.take());
    whole.done
}

fn push(paragraph: &mut Option<(String, bool)>, text: &str) {
    if let Some((words, _)) = paragraph {
        words.push_str(text);
    }
}

fn part(old: &Arc<Bundle>, new: &Arc<Bundle>, path: &str) -> String {
    let by = Revision { author: "A".to_owned(), date: None };
    let marked = difference::redline(&engine(), (old, new), &by).expect("tracked changes");
    let part = reading::parts(&marked).remove(path).expect("its part");
    String::from_utf8(part).expect("UTF-8")
}

fn document(old: &str, new: &str) -> String {
    part(&letter(old), &letter(new), "word/document.xml")
}

fn count(xml: &str, what: &str) -> usize {
    xml.matches(what).count()
}

/// What is deleted, and what is inserted, run by run.
fn tracked(xml: &str) -> (Vec<String>, Vec<String>) {
    let between = |start: &str, end: &str| -> Vec<String> {
        let runs = xml.split(start).skip(1);
        let inner = |run: &str| {
            let run = run.split_once(end)?.0;
            let text: String = run
                .split('<')
                .filter_map(|it| it.split_once('>'))
                .map(|it| it.1)
                .collect();
            (!text.is_empty()).then_some(text)
        };
        runs.filter_map(inner).collect()
    };
    (between("<w:del w:id", "</w:del>"), between("<w:ins w:id", "</w:ins>"))
}

#[test]
fn one_character_of_a_long_word_is_one_word_that_changed() {
    let xml = document("The incomprehensibilities remain.", "The incomprehensibilitiez remain.");
    let texts = |text: &str| vec![text.to_owned()];
    assert_eq!(tracked(&xml), (texts("incomprehensibilities"), texts("incomprehensibilitiez")));
}

/// Words that share no more than a space and a dash are replaced as one.
#[test]
fn what_is_replaced_is_replaced_whole() {
    let xml = document("Meet in Protocol Hall on 1–2 May.", "Meet in Room 999 on 5–6 May.");
    let (deleted, inserted) = tracked(&xml);
    assert_eq!(deleted, ["Protocol Hall", "1–2"]);
    assert_eq!(inserted, ["Room 999", "5–6"]);
}

#[test]
fn quotation_marks_change_alone() {
    let xml = document("The \"matter\" remains.", "The “matter” remains.");
    let (deleted, inserted) = tracked(&xml);
    assert!(!deleted.concat().contains("matter") && !inserted.concat().contains("matter"), "{xml}");
}

#[test]
fn a_split_paragraph_gains_a_mark_and_a_joined_one_loses_it() {
    let (one, two) = (
        "One sentence is here. Another one follows it.",
        "One sentence is here.\n\nAnother one follows it.",
    );
    let split = document(one, two);
    let joined = document(two, one);
    let marks = |xml: &str, mark: &str| count(xml, &format!("<w:rPr><{mark} "));
    assert!(marks(&split, "w:ins") >= 1, "{split}");
    assert!(marks(&joined, "w:del") >= 1, "{joined}");
}

/// Cells hold one paragraph before and after: its mark is nobody's change.
#[test]
fn the_last_mark_of_a_cell_stays() {
    let table = |cell: &str| format!("| a | b |\n| --- | --- |\n| {cell} | same |\n");
    let xml = document(&table("before"), &table("afterwards"));
    for cell in xml
        .split("<w:tc>")
        .skip(1)
        .filter_map(|cell| cell.split_once("</w:tc>"))
    {
        let last = cell.0.rsplit("<w:p>").next().unwrap_or_default();
        let look = last.split_once("</w:pPr>").map_or("", |(look, _)| look);
        assert!(!look.contains("<w:ins ") && !look.contains("<w:del "), "{}", cell.0);
    }
    assert_eq!(tracked(&xml), (vec!["before".to_owned()], vec!["afterwards".to_owned()]));
}

#[test]
fn rows_come_and_go_as_rows() {
    let table = |rows: &[&str]| "| a | b |\n| --- | --- |\n".to_owned() + &rows.concat();
    let (one, two, three) = ("| first | 1 |\n", "| second | 2 |\n", "| third | 3 |\n");
    let xml = document(&table(&[one, two]), &table(&[one, three, two]));
    let row_marks = |xml: &str, mark: &str| {
        let looks = xml
            .split("<w:trPr>")
            .skip(1)
            .filter_map(|look| look.split_once("</w:trPr>"));
        looks.filter(|(look, _)| look.contains(mark)).count()
    };
    assert_eq!((row_marks(&xml, "<w:ins "), row_marks(&xml, "<w:del ")), (1, 0), "{xml}");
    let xml = document(&table(&[one, two, three]), &table(&[one, three]));
    assert_eq!((row_marks(&xml, "<w:ins "), row_marks(&xml, "<w:del ")), (0, 1), "{xml}");
}

#[test]
fn items_of_a_list_come_and_go_with_their_marks() {
    let xml = document("- first\n- second\n- third", "- first\n- third\n- fourth");
    let (deleted, inserted) = tracked(&xml);
    assert_eq!((deleted, inserted), (vec!["second".to_owned()], vec!["fourth".to_owned()]));
}

/// Words from right to left stay so where they are deleted, and so does their paragraph.
#[test]
fn right_to_left_stays_right_to_left() {
    let letter = |room: &str| {
        let record = format!(
            "---\noffice: pga\nlanguage: ar\ndate: 2026-09-14\nto: {{ group: الوفود }}\nsignatories: {{ name: Amara Lindqvist }}\n---\nتعقد الجلسة في {room} يوم الإثنين.\n"
        );
        bundle("letter", &record, Syntax::Markdown).expect("a record")
    };
    let xml = part(&letter("القاعة الأولى"), &letter("القاعة الثانية"), "word/document.xml");
    let changed = xml
        .split("<w:p>")
        .find(|it| it.contains("<w:delText"))
        .expect("a change");
    assert!(changed.contains("<w:bidi/>") || xml.contains("w:bidi"), "{changed}");
    for run in changed
        .split("<w:r>")
        .skip(1)
        .filter_map(|run| run.split_once("</w:r>"))
    {
        assert!(run.0.contains("<w:rtl/>"), "{}", run.0);
    }
    let texts = |text: &str| vec![text.to_owned()];
    assert_eq!(tracked(&xml), (texts("الأولى"), texts("الثانية")));
}

/// The head of a letter in another office is another head.
#[test]
fn a_header_changes_as_the_letter_does() {
    let letter = |reference: &str| {
        let record = format!(
            "---\noffice: pga\ndate: 2026-09-14\nreference: {reference}\nto: {{ name: Anna Berg }}\nsignatories: {{ name: Amara Lindqvist }}\n---\n{}\n",
            "A paragraph of the letter that is long enough to fill a line of it.\n\n".repeat(60)
        );
        bundle("letter", &record, Syntax::Markdown).expect("a record")
    };
    let by = Revision { author: "A".to_owned(), date: None };
    let marked = difference::redline(&engine(), (&letter("A/1"), &letter("A/2")), &by);
    let parts = reading::parts(&marked.expect("tracked changes"));
    let stories = parts.iter().filter(|(path, _)| path.starts_with("word/header"));
    let texts = stories.map(|(_, part)| String::from_utf8_lossy(part).into_owned());
    let texts: Vec<_> = texts.filter(|xml| xml.contains("A/")).collect();
    for xml in texts {
        assert!(xml.contains("<w:ins ") && xml.contains("<w:del "), "{xml}");
    }
}
