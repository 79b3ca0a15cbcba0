//! Composed Markdown as the tree reads it: what is asked for stands there, once or twice, and
//! what nobody can see is refused, however it is written.

use chancery::document::{Block, Document, Inline, Part, Role, read_composed};
use proptest::prelude::*;

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
