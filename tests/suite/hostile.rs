//! Text that looks like markup comes out as that text, in every format, from every field.

mod prose;
mod sanitiser;

use std::sync::LazyLock;

use crate::common::{html, words};
use crate::prelude::*;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sanitiser::{sanitiser, shape};
use serde_json::Value;

/// A letter with every field; each text is the word `Ztext`, which nothing else says.
const LETTER: &str = include_str!("../hostile/letter.json");
const WORD: &str = "Ztext";

/// An office that shows everything.
const OFFICE: &str = r#"
letterhead = ["THE HOUSE"]
place = "Geneva"
[sender.name]
one = "the Officer"
many = "the Officers"
[show]
place = true
[signature]
honorific = true
"#;

const HOSTILE: &[&str] = &[
    "*",
    "_",
    "**bold**",
    "_a_ and __b__",
    "a_b*c*d",
    "<script>alert(1)</script>",
    "<b>b</b>",
    "<",
    "a < b > c",
    "{{7*7}}",
    "{{ subject }}",
    "{% raw %}",
    "{% if true %}",
    "{# no #}",
    "#",
    "# one",
    "a #",
    "1.",
    "1. one",
    "12) a",
    "+ a",
    "- a",
    "-",
    "=",
    "===",
    "---",
    "***",
    "___",
    "|",
    "a | b | c",
    "| --- |",
    ":::",
    "::: note",
    "> quote",
    "~~~",
    "```",
    "`code`",
    "<!-- part body -->",
    "<!-- end -->",
    "-->",
    "<time datetime=\"x\">",
    "</time>",
    "</style>",
    "](javascript:alert(1))",
    "[a](javascript:alert(1))",
    "![a](https://x.org/a.png)",
    "[a]: https://x.org",
    "[^1]",
    "<https://un.org>",
    "https://un.org",
    "&lt;",
    "&amp;lt;",
    "&#42;",
    "&copy",
    "\"quoted\"",
    "it's",
    "' onload='a",
    "\\",
    "\\\\",
    "\\*",
    "a\\",
    "\\n",
    "$x$",
    "#set",
    "@a",
    "%",
    "^",
    "a\u{a0}b",
    "\u{2003}a",
    "“quoted”",
    "أصحاب السعادة",
    "שלום (1)",
    "致：常驻代表",
    "e\u{301}\u{323}",
    "👩‍👩‍👧",
    "a\u{200f}b",
    "Ltd.",
    "A/72/1-S/2018/2",
];

fn engine() -> &'static Engine {
    static ENGINE: LazyLock<Engine> = LazyLock::new(house);
    &ENGINE
}

fn house() -> Engine {
    let mut templates = Templates::embedded();
    templates.overlay([(
        "offices/house/office.toml".to_owned(),
        "house".to_owned(),
        OFFICE.as_bytes().to_vec(),
    )]);
    Engine::new(templates)
}

fn letter() -> Value {
    serde_json::from_str(LETTER).expect("the letter is JSON")
}

/// The paths of all texts of the letter.
fn fields() -> Vec<String> {
    fn walk(value: &Value, path: &str, found: &mut Vec<String>) {
        match value {
            Value::String(text) if text == WORD => found.push(path.to_owned()),
            Value::Array(items) => {
                let walk = |(at, item)| walk(item, &format!("{path}/{at}"), found);
                items.iter().enumerate().for_each(walk);
            }
            Value::Object(map) => {
                let walk = |(key, item): (&String, _)| walk(item, &format!("{path}/{key}"), found);
                map.iter().for_each(walk);
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    walk(&letter(), "", &mut found);
    assert!(found.len() > 70, "{found:?}");
    found
}

/// The letter of a kind with `text` at `field`, and a word of its own at all others.
fn with(kind: &str, field: &str, text: &str) -> String {
    let mut letter = letter();
    letter["kind"] = Value::from(kind);
    for (at, path) in fields().iter().enumerate() {
        let value = letter.pointer_mut(path).expect("the field is there");
        *value = Value::from(if path == field { text.to_owned() } else { format!("W{at}") });
    }
    letter.to_string()
}

fn package(engine: &Engine, record: &str) -> Package {
    let composed = compose(engine, "hostile", record, Syntax::Json, &Records::default());
    composed.unwrap_or_else(|findings| panic!("{}", report::text(&findings, false)))
}

/// What a reader reads, in each format.
fn read(engine: &Engine, record: &str) -> [String; 5] {
    let package = package(engine, record);
    let written = |format| written(engine, &package, format);
    let odt = chancery::write::odt::write(&package).expect("a text document");
    [
        words::folded(&written(Format::TEXT)),
        words::of_markdown(&written(Format::MARKDOWN)),
        words::of_html(&written(Format::HTML)),
        words::of_akn(&written(Format::AKN)),
        words::folded(&crate::odt::reading::whole_text(&odt)),
    ]
}

fn kinds(engine: &Engine) -> Vec<String> {
    let kinds = engine.templates().kinds("house", "en");
    assert!(kinds.len() >= 8, "{kinds:?}");
    kinds.into_iter().map(str::to_owned).collect()
}

/// Checks that a letter with `text` at `field` says what it says with a plain word there,
/// but for that word. Returns whether the field is shown.
fn holds(engine: &Engine, kind: &str, field: &str, text: &str) -> Result<bool, String> {
    let plain = read(engine, &with(kind, field, WORD));
    let hostile = read(engine, &with(kind, field, text));
    let text = words::folded_spaces(text);
    let mut shown = false;
    for (format, (plain, hostile)) in ["txt", "md", "html", "akn", "odt"]
        .iter()
        .zip(plain.iter().zip(&hostile))
    {
        shown |= plain.contains(WORD);
        // A table of plain text has its columns as wide as its words: what it says is looked for.
        // A line of Chinese ends between any two characters.
        if *format == "txt" {
            let said = hostile.to_lowercase();
            let lines = without_spaces(&said);
            let missing = text
                .split_whitespace()
                .map(str::to_lowercase)
                .find(|word| !said.contains(word) && !lines.contains(word));
            if let (Some(word), true) = (missing, plain.contains(WORD)) {
                return Err(format!("{kind}{field} in {format}: {word:?} is missing\n{hostile}"));
            }
            if in_a_table(field) {
                continue;
            }
            if !text.is_ascii()
                && without_spaces(&plain.replace(WORD, &text)) == without_spaces(hostile)
            {
                continue;
            }
        }
        let (mut expected, mut got) = (plain.replace(WORD, &text), hostile.clone());
        // A sentence that ends in the text of the field gets no stop beside one of its own.
        let bare = text.trim_end_matches(['"', '”', '’', '»']);
        if bare.ends_with(['.', ':', '!', '?', '…', '。']) {
            let text = words::folded(&text);
            let one_stop = |said: &str| words::folded(said).replace(&format!("{text}."), &text);
            (expected, got) = (one_stop(&expected), one_stop(&got));
        }
        // A room, a title or an addressee gets its article by how it begins.
        if ["/room", "/title"].iter().any(|end| field.ends_with(end)) || kind == "note-verbale" {
            let bare = |text: &str| text.replace(" the ", " ").replace(" The ", " ");
            (expected, got) = (bare(&expected), bare(&got));
        }
        // A number gets a full stop, unless it has a mark of its own.
        if field.ends_with("/number") {
            (expected, got) = (expected.replace('.', ""), got.replace('.', ""));
        }
        // A sentence that begins with the text of the field gives it a capital.
        if begins_a_sentence(field) {
            (expected, got) = (expected.to_lowercase(), got.to_lowercase());
        }
        if let Some(parting) = words::parting(&words::folded(&expected), &got) {
            return Err(format!("{kind}{field} in {format}: {text:?}\n{parting}"));
        }
    }
    Ok(shown)
}

fn without_spaces(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Whether the letter shows the field in a table: a schedule, a programme.
fn in_a_table(field: &str) -> bool {
    field.starts_with("/meetings/") || field == "/marking"
}

fn begins_a_sentence(field: &str) -> bool {
    ["/what", "/role", "/title"].iter().any(|end| field.ends_with(end))
}

#[test]
fn every_field_that_is_shown_is_shown_as_it_is() {
    let engine = engine();
    let mut unseen = Vec::new();
    let kinds = kinds(engine);
    for (at, field) in fields().into_iter().enumerate() {
        // Each field begins with another kind, and goes on until one shows it.
        let mut turns = (0..kinds.len()).map(|turn| &kinds[(at + turn) % kinds.len()]);
        let shown = turns.any(|kind| {
            holds(engine, kind, &field, "<b>*a* {{ b }}</b>").unwrap_or_else(|why| panic!("{why}"))
        });
        if !shown {
            unseen.push(field);
        }
    }
    assert_eq!(unseen, NOT_SHOWN, "fields that no wording shows");
}

/// Fields that are for registers, calendars and checks.
const NOT_SHOWN: &[&str] = &[
    // Said of an enclosed letter's meetings only.
    "/process/short",
    // Said where a letter announces the meetings of a year only.
    "/process/session", "/sic/undated",
];

#[test]
fn every_hostile_text_is_text() {
    let engine = engine();
    let (fields, kinds) = (fields(), kinds(engine));
    // Each text meets each kind, in the fields in turn.
    let mut turn = 0;
    for text in HOSTILE {
        for kind in &kinds {
            let field = &fields[turn % fields.len()];
            holds(engine, kind, field, text).unwrap_or_else(|why| panic!("{why}"));
            turn += 1;
        }
    }
}

#[test]
fn a_very_long_word_stays_whole() {
    let engine = engine();
    let long = "x".repeat(5_000);
    for field in fields() {
        holds(engine, "letter", &field, &long).unwrap_or_else(|why| panic!("{why}"));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_in_any_field_is_text(
        at in any::<Index>(),
        kind in any::<Index>(),
        pieces in proptest::collection::vec(select(HOSTILE), 1..4),
        spaced in any::<bool>(),
    ) {
        let engine = engine();
        let (fields, kinds) = (fields(), kinds(engine));
        let text = pieces.join(if spaced { " " } else { "" });
        let (kind, field): (&String, &String) = (kind.get(&kinds), at.get(&fields));
        let held = holds(engine, kind, field, &text);
        prop_assert!(held.is_ok(), "{}", held.unwrap_err());
    }

    /// Ammonia, which knows what is safe in a page, finds nothing to take away.
    #[test]
    fn a_sanitiser_finds_nothing_to_do(
        kind in any::<Index>(),
        texts in proptest::collection::vec(select(HOSTILE), 90),
    ) {
        let engine = engine();
        let kinds = kinds(engine);
        let mut letter = letter();
        letter["kind"] = Value::from(kind.get::<String>(&kinds).as_str());
        for (path, text) in fields().iter().zip(texts.iter().cycle()) {
            *letter.pointer_mut(path).expect("the field is there") = Value::from(*text);
        }
        let page = written(engine, &package(engine, &letter.to_string()), Format::HTML);
        let (start, end) = (page.find("<main>").unwrap(), page.find("</main>").unwrap());
        let ours = &page[start + "<main>".len()..end];
        let cleaned = sanitiser().clean(ours).to_string();
        prop_assert_eq!(shape(&cleaned), shape(ours));
    }
}

/// The attributes of a page hold texts of the record too.
#[test]
fn hostile_text_in_attributes_is_text() {
    let engine = engine();
    for text in HOSTILE {
        let package = package(engine, &with("letter", "/subject", text));
        let dom = html::parse(&written(engine, &package, Format::HTML));
        let article = html::first(&dom.document, "article");
        assert_eq!(
            html::attribute(&article, "aria-label").as_deref(),
            Some(words::folded_spaces(text).as_str())
        );
        let title = html::first(&dom.document, "title");
        let title = match &title.children.borrow()[0].data {
            markup5ever_rcdom::NodeData::Text { contents } => contents.borrow().to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!(title, words::folded_spaces(text));
    }
}
