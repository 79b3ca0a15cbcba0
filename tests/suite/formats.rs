//! The formats of a letter say the same words, and the page is a good page.

use std::collections::BTreeSet;

use crate::common::{html, words};
use crate::prelude::*;
use chancery::document::{Mark, Passage};
use chancery::letter::{Dates, Day};

/// Every letter of `letters/`, composed.
fn packages(engine: &Engine) -> Vec<(String, Package)> {
    let composed = letters().into_iter().map(|(id, text, syntax)| {
        let package = compose(engine, &id, &text, syntax, &Folder::new("letters"));
        let package = package.unwrap_or_else(|findings| panic!("{id}: {findings:#?}"));
        (id, package)
    });
    composed.collect()
}

#[test]
fn every_format_says_the_same_words() {
    let engine = engine();
    for (id, package) in packages(&engine) {
        let page = words::of_html(&written(&engine, &package, Format::HTML));
        let markdown = words::of_markdown(&written(&engine, &package, Format::MARKDOWN));
        let akn = words::of_akn(&written(&engine, &package, Format::AKN));
        assert_eq!(words::parting(&page, &akn), None, "{id}: the page and Akoma Ntoso");
        // On paper the letterhead stands first and the addressee last, and items are numbered by the list.
        let odt = chancery::write::odt::write(&package).expect("a text document");
        let odt = words::folded(&crate::odt::reading::whole_text(&odt));
        assert_eq!(
            sorted(&unnumbered(&page)),
            sorted(&unnumbered(&odt)),
            "{id}: the page and OpenDocument"
        );
        // Plain text adds the address of a link that does not show it.
        let text = written(&engine, &package, Format::TEXT);
        let text = words::of_text(&without_addresses(&text));
        assert!(page.len() > 200, "{id} is nearly empty: {page}");
        assert_eq!(words::parting(&page, &markdown), None, "{id}: the page and Markdown");
        // In a table of plain text the lines of its cells stand side by side.
        if has_table(&package) {
            assert_eq!(sorted(&page), sorted(&text), "{id}: the page and plain text");
        } else {
            assert_eq!(words::parting(&page, &text), None, "{id}: the page and plain text");
        }
    }
}

fn has_table(package: &Package) -> bool {
    let mut blocks = package
        .members
        .iter()
        .flat_map(|member| &member.document.parts)
        .flat_map(|part| &part.blocks);
    blocks.any(|block| format!("{block:?}").contains("Table {"))
}

fn sorted(text: &str) -> Vec<&str> {
    let mut words: Vec<_> = text.split(' ').collect();
    words.sort_unstable();
    words
}

/// Plain text without the addresses that stand in angle brackets after a link.
fn without_addresses(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(" <").filter(|at| {
        ["http://", "https://", "mailto:"]
            .iter()
            .any(|scheme| rest[at + 2..].starts_with(scheme))
    }) {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('>').expect("an address ends");
        rest = &rest[at + end + 1..];
    }
    out + rest
}

#[test]
fn a_page_is_well_formed_and_stands_by_itself() {
    let engine = engine();
    for (id, package) in packages(&engine) {
        let page = written(&engine, &package, Format::HTML);
        let dom = html::parse(&page);
        assert!(page.starts_with("<!DOCTYPE html>\n"), "{id}");
        let (mut names, mut ids) = (Vec::new(), BTreeSet::new());
        html::elements(&dom.document, &mut |name, element| {
            names.push(name.to_owned());
            for (key, value) in html::attributes(element) {
                assert!(!key.starts_with("on"), "{id}: <{name} {key}> is a script");
                match (name, key.as_str()) {
                    ("a", "href") => assert!(
                        ["http://", "https://", "mailto:"]
                            .iter()
                            .any(|scheme| value.starts_with(scheme)),
                        "{id}: a link to {value}"
                    ),
                    ("img", "src") => assert!(value.starts_with("data:image/"), "{id}: {value}"),
                    (
                        _,
                        "src" | "srcset" | "href" | "data" | "action" | "poster" | "background"
                        | "ping",
                    ) => {
                        panic!("{id}: <{name} {key}=\"{value}\"> makes a request")
                    }
                    (_, "id") => {
                        assert!(ids.insert(value.clone()), "{id}: two elements are called {value}")
                    }
                    (_, "style") => assert!(!value.contains("url("), "{id}: {value}"),
                    ("time", "datetime") => {
                        assert!(is_date(&value), "{id}: <time datetime=\"{value}\">")
                    }
                    _ => {}
                }
            }
            if name == "style" {
                let text = style(element);
                assert!(text.contains("@page"), "{id}: the style is missing");
                assert!(
                    !text.contains("url(") && !text.contains("@import"),
                    "{id}: the style makes a request"
                );
            }
            if name == "img" {
                assert!(html::attribute(element, "alt").is_some(), "{id}: a picture without `alt`");
            }
            if name == "time" {
                assert!(
                    html::attribute(element, "datetime").is_some(),
                    "{id}: a time without `datetime`"
                );
            }
        });
        for never in
            ["script", "iframe", "object", "embed", "form", "link", "base", "svg", "video", "audio"]
        {
            assert!(!names.iter().any(|name| name == never), "{id}: a page has no <{never}>");
        }
        assert!(names.iter().any(|name| name == "time"), "{id}: no date is marked");
        assert_eq!(names.iter().filter(|name| *name == "main").count(), 1, "{id}: one main");
    }
}

/// What the HTML standard allows in `datetime` and a letter needs: a day, or a month.
fn is_date(value: &str) -> bool {
    let day = value.len() == 10 && Day::parse(value).is_ok();
    let month = value.len() == 7 && Dates::parse(value).is_ok();
    day || month
}

fn style(element: &markup5ever_rcdom::Handle) -> String {
    let children = element.children.borrow();
    let texts = children.iter().map(|child| match &child.data {
        markup5ever_rcdom::NodeData::Text { contents } => contents.borrow().to_string(),
        _ => String::new(),
    });
    texts.collect()
}

#[test]
fn each_letter_of_a_package_is_an_article_in_its_language() {
    let engine = engine();
    for (id, package) in packages(&engine) {
        let dom = html::parse(&written(&engine, &package, Format::HTML));
        let root = html::first(&dom.document, "html");
        let main = html::first(&dom.document, "main");
        let letter = &package.letter().document;
        assert_eq!(
            html::attribute(&root, "lang").as_deref(),
            Some(letter.language.as_str()),
            "{id}"
        );
        assert_eq!(html::attribute(&root, "dir").as_deref(), Some(letter.direction.name()), "{id}");
        let mut articles = Vec::new();
        html::elements(&main, &mut |name, element| {
            if name == "article" {
                articles.push(element.clone());
            }
        });
        assert_eq!(articles.len(), package.members.len(), "{id}: an article for each letter");
        for (article, member) in articles.iter().zip(&package.members) {
            let is = |key: &str, value: &str| {
                assert_eq!(html::attribute(article, key).as_deref(), Some(value), "{id}: {key}");
            };
            is("id", &member.id);
            is("lang", &member.document.language);
            is("dir", member.document.direction.name());
            is("aria-label", &member.document.title);
        }
    }
}

#[test]
fn headings_go_down_without_a_gap() {
    let engine = engine();
    for (id, package) in packages(&engine) {
        let dom = html::parse(&written(&engine, &package, Format::HTML));
        let mut last = 0;
        html::elements(&html::first(&dom.document, "main"), &mut |name, element| {
            // Each letter, and each annex, has headings of its own.
            if name == "article" {
                last = 0;
            }
            let level = name.strip_prefix('h').and_then(|level| level.parse::<u8>().ok());
            if let Some(level) = level {
                let words = html::text(element);
                assert!(level <= last + 1, "{id}: after h{last} comes h{level} {words:?}");
                assert!(!words.trim().is_empty(), "{id}: an empty heading");
                last = level;
            }
        });
    }
}

#[test]
fn every_format_has_a_name_in_every_language() {
    let templates = chancery::template::Templates::embedded();
    let mut known: Vec<_> = Format::ALL.iter().map(|format| format.extension()).collect();
    known.sort_unstable();
    for tag in templates.languages() {
        let site = templates
            .text("", &format!("{tag}/site.toml"))
            .expect("the site's words");
        let site: toml::Table = site.text().parse().expect("TOML");
        let named: Vec<_> = site["formats"].as_table().expect("a table").keys().collect();
        let mut named: Vec<_> = named.into_iter().map(String::as_str).collect();
        named.sort_unstable();
        assert_eq!(named, known, "{tag}/site.toml, [formats]");
    }
}

#[test]
fn no_two_formats_share_an_extension() {
    for format in Format::ALL {
        assert_eq!(Format::named(format.extension()), Some(*format));
        assert!(format.media_type().contains('/'), "{format:?}");
    }
    let known: BTreeSet<_> = Format::ALL.iter().map(|format| format.extension()).collect();
    assert_eq!(known.len(), Format::ALL.len());
}

#[test]
fn an_article_says_what_the_page_says_with_its_headings_lower() {
    let engine = engine();
    let mut headings = 0;
    for (id, package) in packages(&engine) {
        let page = written(&engine, &package, Format::HTML);
        let article = chancery::write::html::article(&package, 2);
        let main = format!("<!DOCTYPE html><title>x</title><body><main>{article}</main>");
        assert_eq!(
            words::parting(&words::of_html(&page), &words::of_html(&main)),
            None,
            "{id}: the page and the article"
        );
        assert_eq!(article.matches("<h1").count() + article.matches("<h2").count(), 0, "{id}");
        assert_eq!(page.matches("<h1>").count(), article.matches("<h3>").count(), "{id}");
        headings += page.matches("<h1>").count();
    }
    assert!(headings > 0, "the letters have subjects");
}

#[test]
fn the_passages_of_a_document_are_the_words_of_its_page() {
    let engine = engine();
    for (id, package) in packages(&engine) {
        let page = words::of_html(&written(&engine, &package, Format::HTML));
        let passages = package.members.iter().flat_map(|member| member.document.passages());
        let shown =
            passages.filter(|passage| !matches!(passage, Passage::Mark(Mark::Image { .. })));
        let texts = shown.map(Passage::words).collect::<Vec<_>>().join("\n");
        assert_eq!(words::parting(&unnumbered(&page), &unnumbered(&texts)), None, "{id}");
    }
}

/// Without the numbers of lists, which are their items', and no text.
fn unnumbered(text: &str) -> String {
    let is_number = |word: &&str| word.strip_suffix('.').is_some_and(is_figures);
    let words = text.split_whitespace().filter(|word| !is_number(word));
    words.collect::<Vec<_>>().join(" ")
}

fn is_figures(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}
