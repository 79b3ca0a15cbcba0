//! The words of a letter in each format: what a reader reads, without its dress.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html;

/// Text in one line, its white space folded, without the marks of isolates that nobody reads.
pub fn folded(text: &str) -> String {
    let text = text.replace(['\u{2066}', '\u{2067}', '\u{2069}'], "");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a reader of Markdown reads, the numbers of lists included.
pub fn of_markdown(markdown: &str) -> String {
    let mut out = String::new();
    let mut lists: Vec<Option<u64>> = Vec::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) => out.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push('\n'),
            Event::Start(Tag::List(start)) => lists.push(start),
            Event::End(TagEnd::List(_)) => {
                lists.pop();
            }
            Event::Start(Tag::Item) => {
                out.push('\n');
                if let Some(Some(number)) = lists.last_mut() {
                    out.push_str(&format!("{number}. "));
                    *number += 1;
                }
            }
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Link { .. })
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link) => {}
            Event::Start(_) | Event::End(_) => out.push('\n'),
            // The comments that keep lists and emphasis apart.
            Event::Html(html) | Event::InlineHtml(html) => {
                assert_eq!(html.trim(), "<!-- -->", "HTML in Markdown:\n{markdown}");
            }
            other => panic!("{other:?} in Markdown:\n{markdown}"),
        }
    }
    folded(&out)
}

/// What a reader of plain text reads; bullets and lines across the page are no words.
pub fn of_text(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let line = line.trim();
        let rule = !line.is_empty() && line.chars().all(|c| matches!(c, '-' | '*' | ' '));
        // An item may begin with an item.
        let mut rest = line;
        while let Some(inner) = rest.strip_prefix("- ") {
            rest = inner;
        }
        if !rule {
            out.push_str(rest);
            out.push('\n');
        }
    }
    folded(&out)
}

/// What a reader of a page reads.
pub fn of_html(page: &str) -> String {
    let dom = html::parse(page);
    folded(&html::text(&html::first(&dom.document, "body")))
}

/// What a reader of Akoma Ntoso reads, attachments after the letter that has them.
pub fn of_akn(xml: &str) -> String {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(xml);
    let (mut out, mut depth) = (String::new(), 0);
    let text_of = |name: &str| matches!(name, "preface" | "mainBody" | "conclusions");
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(element) if text_of(element.name().as_ref()) => depth += 1,
            Event::End(element) if text_of(element.name().as_ref()) => depth -= 1,
            Event::End(element) if matches!(element.name().as_ref(), "p" | "block" | "num") => {
                out.push('\n');
            }
            Event::Empty(element) if element.name().as_ref() == "br" => out.push('\n'),
            Event::Text(text) if depth > 0 => out.push_str(&text),
            Event::GeneralRef(name) if depth > 0 => {
                let escaped = format!("&{};", &*name);
                out.push_str(&quick_xml::escape::unescape(&escaped).expect("known"));
            }
            Event::Eof => return folded(&out),
            _ => {}
        }
    }
}

/// Text as a record's field reads it: its spaces folded, and no other white space.
pub fn folded_spaces(text: &str) -> String {
    let words = text.split([' ', '\n', '\t']).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}

/// The first place where two texts part, with some words around it.
pub fn parting(a: &str, b: &str) -> Option<String> {
    let (a, b): (Vec<_>, Vec<_>) = (a.split(' ').collect(), b.split(' ').collect());
    let same = a.iter().zip(&b).take_while(|(a, b)| a == b).count();
    let around = |words: &[&str]| {
        let from = same.saturating_sub(8).min(words.len());
        words[from..(same + 8).min(words.len())].join(" ")
    };
    (same < a.len().max(b.len())).then(|| format!("{}\n  against\n{}", around(&a), around(&b)))
}
