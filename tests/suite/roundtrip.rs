//! Markdown keeps a letter whole: what is written is read back as the same document.

pub mod strategies;

use chancery::document::{Block, Document, Part, Role, read_composed};
use chancery::write::markdown;
use proptest::prelude::*;
use proptest::sample::select;

use strategies::{SOURCES, document, parts, running, table};

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, max_shrink_iters: 20_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_back(parts in parts()) {
        let document = document(parts);
        let written = markdown::write_marked(&document);
        let read = read_composed(&written, Vec::new());
        prop_assert_eq!(read.as_ref(), Ok(&document.parts), "\n{}", written);
    }

    #[test]
    fn running_text_is_read_back(content in running(true)) {
        let parts = vec![Part { role: Role::Body, blocks: vec![Block::Paragraph { content }] }];
        let written = markdown::write_marked(&document(parts.clone()));
        let read = read_composed(&written, Vec::new());
        prop_assert_eq!(read, Ok(parts), "\n{}", written);
    }

    #[test]
    fn a_table_is_read_back(table in table()) {
        let parts = vec![Part { role: Role::Body, blocks: vec![table] }];
        let written = markdown::write_marked(&document(parts.clone()));
        let read = read_composed(&written, Vec::new());
        prop_assert_eq!(read, Ok(parts), "\n{}", written);
    }

    /// Whatever Markdown is read, the tree it makes is in normal form: written and read again
    /// it stays the same.
    #[test]
    fn what_is_read_is_in_normal_form(pieces in proptest::collection::vec(select(SOURCES), 1..14)) {
        let source = format!("<!-- part body -->\n\n{}", pieces.concat());
        if let Ok(parts) = read_composed(&source, Vec::new()) {
            let written = markdown::write_marked(&document(parts.clone()));
            prop_assert_eq!(read_composed(&written, Vec::new()), Ok(parts), "\n{}\n=>\n{}", source, written);
        }
    }
}

/// Emphasis beside the same emphasis is one, whatever stood between their marks, and a link
/// without words is none.
#[test]
fn what_says_nothing_leaves_no_mark() {
    for text in [
        "*_*_*_ a",
        "_*_*[x](https://un.org)*",
        "*- [](https://a.b)*[x](https://un.org)",
        "*a [ ](https://a.b)* b",
        "*a*[](https://a.b)*b*",
        "**a [**[](https://a.b)** ](https://a.b)**b",
    ] {
        let source = format!("<!-- part body -->\n\n{text}");
        let parts = read_composed(&source, Vec::new()).expect("a letter");
        let written = markdown::write_marked(&document(parts.clone()));
        assert_eq!(read_composed(&written, Vec::new()), Ok(parts), "{text}");
    }
}

/// Without its marks the Markdown says the same, in the same words and the same layout.
#[test]
fn clean_markdown_is_marked_markdown_without_the_marks() {
    let engine = crate::common::engine();
    for (id, text, syntax) in crate::common::letters() {
        let neighbours = crate::common::Records::default();
        let package = crate::common::compose(&engine, &id, &text, syntax, &neighbours)
            .unwrap_or_else(|findings| panic!("{id}: {findings:#?}"));
        let marked: Vec<_> = package
            .members
            .iter()
            .map(|member| without_marks(&member.document))
            .collect();
        let clean = markdown::write(&package);
        assert_eq!(clean, marked.join("\n---\n\n"), "{id}");
    }
}

/// The documented differences: no marks; a subject is a heading; a line across the page
/// before an annex and where a page breaks; no picture of a signature.
fn without_marks(document: &Document) -> String {
    let mut out = String::new();
    for part in &document.parts {
        let alone = Document { parts: vec![part.clone()], ..document.clone() };
        let mut text = markdown::write_marked(&alone)
            .lines()
            .filter(|line| !line.trim().starts_with("<!-- ") || line.trim() == "<!-- -->")
            .map(|line| line.to_owned() + "\n")
            .collect::<String>();
        while let Some(start) = ["<time ", "<span "].iter().find_map(|tag| text.find(tag)) {
            let end = start + text[start..].find('>').expect("a mark ends") + 1;
            text.replace_range(start..end, "");
        }
        text = text.replace("</time>", "").replace("</span>", "");
        while text.contains("\n\n\n") {
            text = text.replace("\n\n\n", "\n\n");
        }
        let text = text.trim_matches('\n');
        let text = match part.role {
            Role::Subject => format!("# {}", text.replace("\n\n", "\n\n# ")),
            Role::Annex => format!("***\n\n{text}"),
            _ => text.to_owned(),
        };
        out.push_str(if out.is_empty() { "" } else { "\n" });
        out.push_str(&text);
        out.push('\n');
    }
    out
}
