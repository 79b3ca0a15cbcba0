//! The search page in a browser, served by a server that knows nothing of search.
//! Without Chromium the tests say so, and are skipped.

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use super::many;
use super::site::Site;
use chancery::archive::search::{Builder, Months};

/// What a site sends with its search page, where it can send headers.
const POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; \
                      connect-src 'self'; frame-src 'self'";

/// A server of files that writes down what it is asked for.
struct Server {
    port: u16,
    asked: Arc<Mutex<Vec<(String, usize)>>>,
}

impl Server {
    fn start(files: BTreeMap<String, Vec<u8>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let port = listener.local_addr().expect("an address").port();
        let asked = Arc::new(Mutex::new(Vec::new()));
        let (files, log) = (Arc::new(files), asked.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (files, log) = (files.clone(), log.clone());
                std::thread::spawn(move || answer(stream, &files, &log));
            }
        });
        Self { port, asked }
    }

    /// The page after its scripts have run, as HTML; none without Chromium.
    fn page(&self, address: &str) -> Option<String> {
        let name = format!("chromium-{}", self.port);
        let profile = Path::new(env!("CARGO_TARGET_TMPDIR")).join(&name);
        let dumped = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.html"));
        let browser = Command::new("chromium")
            .args([
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-quic",
            ])
            .args([
                "--no-first-run",
                "--disable-background-networking",
                "--disable-sync",
            ])
            .args(["--disable-component-update", "--virtual-time-budget=20000"])
            // A request that would leave the site finds nobody.
            .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
            .arg(format!("--user-data-dir={}", profile.display()))
            .args([
                "--dump-dom",
                &format!("http://127.0.0.1:{}/{address}", self.port),
            ])
            .stdout(std::fs::File::create(&dumped).expect("a file"))
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut browser) = browser else {
            println!("skipped: Chromium is not installed");
            return None;
        };
        // A page that never ends fails its test, and does not hold up the others.
        let ended = (0..600).any(|_| {
            std::thread::sleep(Duration::from_millis(200));
            browser.try_wait().is_ok_and(|status| status.is_some())
        });
        if !ended {
            let _ = browser.kill();
            let _ = browser.wait();
        }
        let page = std::fs::read_to_string(&dumped).expect("a page");
        // What is left of the profile does not matter.
        let _ = std::fs::remove_dir_all(&profile);
        assert!(ended, "{address} never ends");
        Some(page)
    }

    /// What was asked for, with the bytes that it cost; what browsers ask by themselves aside.
    fn asked(&self) -> Vec<(String, usize)> {
        let mut asked = self.asked.lock().expect("no panic").clone();
        asked.retain(|(path, _)| path != "favicon.ico");
        asked
    }
}

fn answer(
    mut stream: TcpStream,
    files: &BTreeMap<String, Vec<u8>>,
    log: &Mutex<Vec<(String, usize)>>,
) {
    let (mut request, mut part) = (Vec::new(), [0; 4096]);
    while !request.windows(4).any(|end| end == b"\r\n\r\n") {
        match stream.read(&mut part) {
            Ok(read) if read > 0 => request.extend_from_slice(&part[..read]),
            _ => return,
        }
    }
    let request = String::from_utf8_lossy(&request);
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path
        .split('?')
        .next()
        .unwrap_or_default()
        .trim_start_matches('/');
    let file = files.get(path);
    let kind = match path.rsplit('.').next() {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("json") => "application/json",
        _ => "application/octet-stream",
    };
    let (status, body) = match file {
        Some(body) => ("200 OK", body.as_slice()),
        None => ("404 Not Found", &b"nothing here"[..]),
    };
    log.lock()
        .expect("no panic")
        .push((path.to_owned(), body.len()));
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {POLICY}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    // A browser that goes away needs no answer.
    let _ = stream
        .write_all(head.as_bytes())
        .and_then(|()| stream.write_all(body));
}

/// The files of a site: the search page, its index, and what the tests lay beside them.
fn files(index: Site) -> BTreeMap<String, Vec<u8>> {
    let mut tera = tera::Tera::default();
    tera.add_raw_templates([
        ("site/base.html", include_str!("base.html")),
        (
            "site/search.html",
            include_str!("../../templates/site/search.html"),
        ),
    ])
    .expect("the templates are right");
    let mut context = tera::Context::new();
    context.insert("title", "Search");
    let page = tera.render("site/search.html", &context).expect("a page");
    let frame = |script: &str, inner: &str| {
        format!(
            "<!DOCTYPE html><title>test</title>{inner}<pre id=out></pre><script type=module src=/test/{script}></script>"
        )
    };
    let mut files = index.0;
    for (path, text) in [
        ("search/index.html", page.as_str()),
        (
            "search/search.js",
            include_str!("../../templates/site/search.js"),
        ),
        (
            "search/words.js",
            include_str!("../../templates/site/words.js"),
        ),
        (
            "search/search.css",
            include_str!("../../templates/site/search.css"),
        ),
        ("test/words.json", include_str!("words.json")),
        ("test/words.js", include_str!("words.js")),
        ("test/typing.js", include_str!("typing.js")),
        ("test/words.html", &frame("words.js", "")),
        (
            "test/typing.html",
            &frame("typing.js", "<iframe src=/search/index.html></iframe>"),
        ),
    ] {
        files.insert(path.to_owned(), text.as_bytes().to_vec());
    }
    files
}

fn thousands() -> Site {
    let mut builder = Builder::new(Months::default());
    for at in 0..2_000 {
        let (card, text) = many::letter(at);
        builder.add(u32::try_from(at).expect("small"), &card, &text);
    }
    Site(builder.finish().collect())
}

/// What stands in an element of a dumped page.
fn part<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let (_, rest) = page
        .split_once(from)
        .unwrap_or_else(|| panic!("no {from} in {page}"));
    rest.split_once(to).map_or(rest, |(part, _)| part)
}

#[test]
fn a_reader_finds_a_name_without_its_marks() {
    let server = Server::start(files(super::site()));
    let Some(page) = server.page("search/index.html?q=lajcak") else {
        return;
    };
    assert_eq!(
        part(&page, "aria-live=\"polite\">", "</p>"),
        "1 letter found."
    );
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
    let server = Server::start(files(super::site()));
    let Some(page) = server.page("search/index.html?q=18+January+2018") else {
        return;
    };
    assert!(
        page.contains("dated <mark>18 January 2018</mark> from"),
        "{page}"
    );
}

#[test]
fn a_search_loads_a_few_pieces_of_this_site() {
    let server = Server::start(files(thousands()));
    let Some(page) = server.page("search/index.html?q=LAJCAK+kane") else {
        return;
    };
    assert!(page.contains(" letters found."), "{page}");
    let asked = server.asked();
    let mut paths: Vec<_> = asked.iter().map(|(path, _)| path.as_str()).collect();
    let of = |folder: &str| paths.iter().filter(|path| path.starts_with(folder)).count();
    let (words, letters) = (of("search/words/"), of("search/letters/"));
    assert!((1..=4).contains(&words), "{words} pieces: {paths:?}");
    assert!(
        (1..=20).contains(&letters),
        "{letters} files of entries: {paths:?}"
    );
    paths.retain(|path| !path.starts_with("search/words/") && !path.starts_with("search/letters/"));
    paths.sort_unstable();
    let always = [
        "index.html",
        "index.json",
        "search.css",
        "search.js",
        "words.js",
    ];
    assert_eq!(paths, always.map(|name| format!("search/{name}")));
}

#[test]
fn the_page_reads_words_as_the_index_does() {
    let server = Server::start(files(super::site()));
    let Some(page) = server.page("test/words.html") else {
        return;
    };
    let said = part(&page, "<pre id=\"out\">", "</pre>");
    assert!(said.ends_with(" as expected"), "{said}");
}

#[test]
fn results_follow_what_is_typed() {
    let server = Server::start(files(thousands()));
    let Some(page) = server.page("test/typing.html") else {
        return;
    };
    let said = part(&page, "<pre id=\"out\">", "</pre>");
    let expected = [
        "open | 2,000 letters to search. | 0 |  | ",
        "k | 2,000 letters found. | 20 | ?q=k | search-q",
        "ka | 2,000 letters found. | 20 | ?q=ka | search-q",
        "zzzz | No letter has “zzzz”. Try fewer words, or only the beginning of a word. | 0 | ?q=zzzz | search-q",
        "ka zzzz | No letter has “ka” or “zzzz”. Try fewer words, or only the beginning of a word. | 0 | ?q=ka+zzzz | search-q",
        " | 2,000 letters to search. | 0 |  | search-q",
        "lajcak, while zzzz was searched | 2,000 letters found. | 20 | ?q=lajcak | search-q",
        "more | 2,000 letters found. | 40 | ?q=lajcak | ../1998/1998-01-21-office-1979/index.html",
        "office-3 | 286 letters found. | 20 | ?q=lajcak&amp;office=office-3 | ",
        "office-3 in 1997 | 259 letters found. | 20 | ?q=lajcak&amp;year=1997&amp;office=office-3 | ",
    ];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
}

/// Under the strictest policy nothing of this runs or loads; it is also not written.
#[test]
fn the_page_names_no_other_site_and_runs_no_text() {
    let server = files(super::site());
    for name in ["index.html", "search.js", "words.js", "search.css"] {
        let text = String::from_utf8_lossy(&server[&format!("search/{name}")]).into_owned();
        for banned in [
            "http:",
            "https:",
            "\"//",
            "'//",
            "eval(",
            "innerHTML",
            " style=",
            " onclick=",
            "new Function",
        ] {
            assert!(!text.contains(banned), "{name}: {banned}");
        }
    }
}
