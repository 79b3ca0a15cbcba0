//! The search page in a browser, served by a server that knows nothing of search.

use super::many;
use super::site::Site;
use crate::common::browser::{Files, Server};
use crate::common::site::site as archive;

/// What a site sends with its search page, where it can send headers.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; \
                      connect-src 'self'; frame-src 'self'";

/// A server of these files under the policy.
fn serve(files: Files) -> Server {
    Server::start(files, Some(POLICY))
}

/// The page after its scripts have run, as HTML; none without Chromium.
fn page(server: &Server, address: &str) -> Option<String> {
    server.look(address).map(|seen| seen.page)
}

/// The files of a site: the search page, its index, and what the tests lay beside them.
fn files(index: Site) -> Files {
    let mut context = tera::Context::new();
    context.insert("title", "Search");
    context.insert("section", "search");
    let page = archive(None)
        .render("search.html", "search/index.html", context)
        .expect("a page");
    let page = String::from_utf8(page).expect("a page is UTF-8");
    let frame = |script: &str, inner: &str| {
        format!(
            "<!DOCTYPE html><title>test</title>{inner}<pre id=out></pre><script type=module src=/test/{script}></script>"
        )
    };
    let mut files = index.0;
    for (path, text) in [
        ("search/index.html", page.as_str()),
        ("search/search.js", include_str!("../../../templates/site/search.js")),
        ("search/words.js", include_str!("../../../templates/site/words.js")),
        ("search/known.js", include_str!("../../../templates/site/known.js")),
        ("search/search.css", include_str!("../../../templates/site/search.css")),
        ("assets/site.css", include_str!("../../../templates/site/site.css")),
        ("test/words.json", include_str!("../../search/words.json")),
        ("test/words.js", include_str!("../../search/words.js")),
        ("test/strange.json", &super::strange::texts().to_string()),
        ("test/finds.json", &super::finds::queries()),
        ("test/finds.js", include_str!("../../search/finds.js")),
        ("test/finds.html", &frame("finds.js", "<iframe src=/search/index.html></iframe>")),
        ("test/typing.js", include_str!("../../search/typing.js")),
        ("test/words.html", &frame("words.js", "")),
        ("test/typing.html", &frame("typing.js", "<iframe src=/search/index.html></iframe>")),
    ] {
        files.insert(path.to_owned(), text.as_bytes().to_vec());
    }
    files
}

fn thousands() -> Site {
    let letters: Vec<_> = (0..2_000).map(many::letter).collect();
    let cards: Vec<_> = letters.iter().map(|(card, _)| card.clone()).collect();
    Site::of(&super::index(&letters, 0..letters.len()), &cards)
}

/// What stands in an element of a dumped page.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

#[test]
fn a_reader_finds_a_name_without_its_marks() {
    let server = serve(files(super::site()));
    let Some(page) = page(&server, "search/index.html?q=lajcak") else {
        return;
    };
    assert_eq!(part(&page, "aria-live=\"polite\">", "</p>"), "Letters found: 1");
    let results = part(&page, "class=\"search-results\">", "</ol>");
    assert_eq!(
        results,
        "<li><a href=\"../2018/2018-01-18-pga-ign/index.html\" lang=\"en\">Letter dated 18 January 2018 \
         from the President of the General Assembly, enclosing a letter from the Co-Chairs of the \
         intergovernmental negotiations on Security Council Reform</a><p class=\"search-details\">\
         <time datetime=\"2018-01-18\">2018-01-18</time> · <bdi>Miroslav <mark>Lajčák</mark></bdi></p></li>"
    );
}

#[test]
fn a_date_in_words_is_marked_whole() {
    let server = serve(files(super::site()));
    let Some(page) = page(&server, "search/index.html?q=18+January+2018") else {
        return;
    };
    assert!(page.contains("dated <mark>18 January 2018</mark> from"), "{page}");
}

#[test]
fn a_search_loads_a_few_pieces_of_this_site() {
    let server = serve(files(thousands()));
    let Some(page) = page(&server, "search/index.html?q=LAJCAK+kane") else {
        return;
    };
    assert!(page.contains("Letters found: "), "{page}");
    let asked = server.asked();
    let mut paths: Vec<_> = asked.iter().map(|asked| asked.path.as_str()).collect();
    let of = |folder: &str| paths.iter().filter(|path| path.starts_with(folder)).count();
    let (words, letters) = (of("search/words/"), of("search/letters/"));
    assert!((1..=4).contains(&words), "{words} pieces: {paths:?}");
    assert!((1..=20).contains(&letters), "{letters} files of entries: {paths:?}");
    paths.retain(|path| !path.starts_with("search/words/") && !path.starts_with("search/letters/"));
    paths.sort_unstable();
    let always = [
        "assets/site.css", "search/index.html", "search/index.json", "search/known.js",
        "search/search.css", "search/search.js", "search/words.js",
    ];
    assert_eq!(paths, always);
}

#[test]
fn the_page_reads_words_as_the_index_does() {
    let server = serve(files(super::site()));
    let Some(page) = page(&server, "test/words.html") else {
        return;
    };
    let said = part(&page, "<pre id=\"out\">", "</pre>");
    assert!(said.ends_with(" as expected"), "{said}");
}

#[test]
fn a_page_of_queries_finds_its_letters() {
    let server = serve(files(super::finds::site()));
    let Some(page) = page(&server, "test/finds.html") else {
        return;
    };
    let said = part(&page, "<pre id=\"out\">", "</pre>");
    assert!(said.ends_with(" as expected"), "{said}");
}

#[test]
fn results_follow_what_is_typed() {
    let server = serve(files(thousands()));
    let Some(page) = page(&server, "test/typing.html") else {
        return;
    };
    let said = part(&page, "<pre id=\"out\">", "</pre>");
    let expected = [
        "open | Letters to search: 2,000 | 0 |  | ",
        "k | Letters found: 2,000 | 20 | ?q=k | search-q",
        "ka | Letters found: 2,000 | 20 | ?q=ka | search-q",
        "zzzz | No letter has “zzzz”. Try fewer words, or only the beginning of a word. | 0 | ?q=zzzz | search-q",
        "ka zzzz | No letter has “ka” or “zzzz”. Try fewer words, or only the beginning of a word. | 0 | ?q=ka+zzzz | search-q",
        " | Letters to search: 2,000 | 0 |  | search-q",
        "lajcak, while zzzz was searched | Letters found: 2,000 | 20 | ?q=lajcak | search-q",
        "more | Letters found: 2,000 | 40 | ?q=lajcak | ../1998/1998-01-21-office-1979/index.html",
        "office-3 | Letters found: 286 | 20 | ?q=lajcak&amp;office=office-3 | ",
        "office-3 in 1997 | Letters found: 259 | 20 | ?q=lajcak&amp;year=1997&amp;office=office-3 | ",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

/// Under the strictest policy nothing of this runs or loads; it is also not written.
#[test]
fn the_page_names_no_other_site_and_runs_no_text() {
    let server = files(super::site());
    for name in ["index.html", "search.js", "words.js", "known.js", "search.css"] {
        let text = String::from_utf8_lossy(&server[&format!("search/{name}")]).into_owned();
        for banned in [
            "http:", "https:", "\"//", "'//", "eval(", "innerHTML", " style=", " onclick=",
            "new Function",
        ] {
            assert!(!text.contains(banned), "{name}: {banned}");
        }
    }
}
