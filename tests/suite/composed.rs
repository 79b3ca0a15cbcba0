//! Composed Markdown as the tree reads it: what is asked for stands there, once or twice, and
//! what nobody can see is refused, however it is written.

use chancery::document::{Block, Document, Inline, Part, Passage, Role, passages, read_composed};
use proptest::prelude::*;
use proptest::sample::select;

use crate::prelude::*;
use crate::roundtrip;

fn body(blocks: Vec<Block>) -> Vec<Part> {
    vec![Part { role: Role::Body, blocks }]
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { content: vec![Inline::text(text)] }
}

#[test]
fn prose_that_is_asked_for_twice_stands_twice() {
    let read = |markdown: &str| read_composed(markdown, vec![paragraph("Prose.")]);
    let once = "<!-- part body -->\n\nBefore.\n\n<!-- prose -->\n\nAfter.";
    assert_eq!(
        read(once),
        Ok(body(vec![paragraph("Before."), paragraph("Prose."), paragraph("After.")]))
    );
    let twice = "<!-- part body -->\n\n<!-- prose -->\n\nBetween.\n\n<!-- prose -->";
    assert_eq!(
        read(twice),
        Ok(body(vec![paragraph("Prose."), paragraph("Between."), paragraph("Prose.")]))
    );
    // What only looks like the mark asks for nothing, and takes nothing away.
    let shown = "<!-- part body -->\n\n\\<!-- prose -->\n\n<!-- prose -->";
    assert_eq!(read(shown), Ok(body(vec![paragraph("<!-- prose -->"), paragraph("Prose.")])));
}

#[test]
fn what_nobody_can_see_is_refused_as_character_and_as_reference() {
    for hidden in ["a\u{200B}b", "a&#8203;b", "a&#x200b;b", "a&ZeroWidthSpace;b", "a\u{AD}b"] {
        let read = read_composed(&format!("<!-- part body -->\n\n{hidden}"), Vec::new());
        let rules: Vec<_> = read.iter().flatten().map(|part| part.role).collect();
        assert!(rules.is_empty(), "{hidden:?} was read");
        let rules: Vec<_> = read.unwrap_err().into_iter().map(|found| found.rule).collect();
        assert_eq!(rules, ["invisible-character"], "{hidden:?}");
    }
    for seen in ["é", "‘’“”–", "«\u{A0}»", "نعم", "\u{200C}\u{200D}", "第一", "\u{1F54A}"]
    {
        let read = read_composed(&format!("<!-- part body -->\n\n{seen}"), Vec::new());
        assert_eq!(read, Ok(body(vec![paragraph(seen)])), "{seen:?}");
    }
}

/// Every text, and every picture's words, in the order in which the document as JSON has them.
fn texts_of_json(value: &serde_json::Value, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    serde_json::Value::String(text) if name == "text" || name == "alt" => {
                        found.push(text.clone());
                    }
                    value => texts_of_json(value, found),
                }
            }
        }
        serde_json::Value::Array(items) => {
            items.iter().for_each(|item| texts_of_json(item, found));
        }
        _ => {}
    }
}

/// Characters that mean something to Markdown, YAML or Tera somewhere, and some that mean nothing.
const CHARACTERS: &str = r#" aZ9éЖع第\`*_{}[]()#+-.!<>|~:;='"&@^$%/?,"#;

fn words() -> impl Strategy<Value = String> {
    let any_of = proptest::collection::vec(select(CHARACTERS.chars().collect::<Vec<_>>()), 1..24);
    prop_oneof![any_of.prop_map(|chars| chars.into_iter().collect()), any::<String>()]
}

/// The words of the parts with this role.
fn said(package: &Package, role: Role) -> Vec<String> {
    let blocks: Vec<_> = package.letter().document.part(role).cloned().collect();
    passages(&blocks).map(Passage::words).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// In a line of its own, in a sentence, in an item of a list and in a cell.
    #[test]
    fn what_a_record_says_is_said_as_it_is(text in words()) {
        let engine = engine();
        let read = |form: &str| {
            let record = serde_json::json!({
                "office": "pga", "date": "2018-01-18", "marking": text,
                "meetings": [{ "title": text, "dates": "2018-02-01", "room": text }],
                "body": format!("{{{{ meetings.1.room }}}}\n\n{{{{ schedule | {form} }}}}"),
            });
            compose(&engine, "any", &record.to_string(), Syntax::Json, &Records::default())
        };
        // What no record may hold, or what makes no sense, is a finding elsewhere.
        let (Ok(list), Ok(table)) = (read("list"), read("table")) else {
            return Ok(());
        };
        let letter = list.letter().letter();
        let (Some(text), Some(room)) = (&letter.marking, &letter.meetings[0].room) else {
            return Err(TestCaseError::fail("the record gives both"));
        };
        prop_assume!(!text.is_empty());
        prop_assert_eq!(said(&list, Role::Marking), [text.as_str()]);
        let body = said(&list, Role::Body);
        prop_assert_eq!(&body[0], room);
        prop_assert!(body[1].ends_with(&format!(", {room}.")), "{:?}", body);
        let body = said(&table, Role::Body);
        prop_assert_eq!(body.last(), Some(room), "{:?}", body);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_texts_of_a_document_are_all_its_texts(parts in roundtrip::strategies::parts()) {
        let document: Document = roundtrip::strategies::document(parts);
        let mut expected = Vec::new();
        texts_of_json(&serde_json::to_value(&document.parts).unwrap(), &mut expected);
        prop_assert_eq!(document.texts().collect::<Vec<_>>(), expected);
    }
}
