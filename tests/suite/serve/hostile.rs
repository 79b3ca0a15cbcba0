//! Hostile requests over the desk's own port: each is refused or does no harm, and none changes a byte
//! of the folder.

mod table;

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use table::{HOSTILE, KNOWN};

use super::client::{Client, Page};
use super::samples;
use crate::prelude::*;

const BRIEFING: &str = "2026-09-14-pga-briefing";

fn filled(desk: &Client, text: &str) -> String {
    let port = desk.port().to_string();
    let own = "host: 127.0.0.1:PORT | COOKIE | origin: http://127.0.0.1:PORT";
    let many: Vec<_> = (0..100).map(|at| format!("a{at}: b")).collect();
    text.replace("OWN", own)
        .replace("COOKIE", &format!("cookie: {}", desk.cookie()))
        .replace("BEARER", "authorization: Bearer PROGRAM")
        .replace("FORM", "content-type: application/x-www-form-urlencoded")
        .replace("PROGRAM", desk.key())
        .replace("TOKEN", desk.token())
        .replace("LONGID", &"a".repeat(20_000))
        .replace("LONG", &"a".repeat(100_000))
        .replace("MANY", &many.join(" | "))
        .replace("PORT", &port)
        .replace("/ID", &format!("/{BRIEFING}"))
}

fn sent(desk: &Client, request: &str) -> Page {
    let (head, body) = request.split_once(" || ").unwrap_or((request, ""));
    let mut lines = head.split(" | ");
    let line = lines.next().expect("a line");
    let line = if line.contains(" HTTP/") { line.to_owned() } else { format!("{line} HTTP/1.1") };
    let fields: String = lines.map(|field| format!("{field}\r\n")).collect();
    let length =
        if body.is_empty() { String::new() } else { format!("content-length: {}\r\n", body.len()) };
    desk.ask(&format!("{line}\r\n{fields}{length}connection: close\r\n\r\n{body}"), head)
}

#[test]
fn every_hostile_request_is_refused_or_does_no_harm() {
    let desk = samples();
    let before: Vec<_> = desk.names().iter().map(|name| desk.bytes(name)).collect();
    let mut wrong = Vec::new();
    for (what, status, request) in HOSTILE {
        let page = sent(&desk, &filled(&desk, request));
        let mut told =
            |why: &str| wrong.push(format!("{what}: {why}: {} {:.300}", page.status, page.body));
        if page.status != *status {
            told(&format!("not {status}"));
        }
        if page.body.contains("<script>alert") {
            told("a script");
        }
        for (name, value) in &page.head {
            let is_foreign = match name.as_str() {
                "set-cookie" => !value.starts_with("chancery-"),
                "location" => value.contains("evil"),
                name => name.starts_with("access-control") || value.contains("a=b"),
            };
            if is_foreign {
                told(&format!("{name}: {value}"));
            }
        }
        if page.field("content-security-policy").is_none()
            && page.status != 400
            && page.status != 431
        {
            told("no policy");
        }
    }
    let after: Vec<_> = desk.names().iter().map(|name| desk.bytes(name)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(before == after, "the folder was changed");
    assert!(HOSTILE.len() >= 30);
    for known in KNOWN {
        assert!(HOSTILE.iter().any(|(what, ..)| what.contains(known)), "{known} has no row");
    }
}

/// What refuses a name says how to allow one: tinymist#2105, #2379 and Vite's `allowedHosts: true`
/// were too strict without a word, and people switched them off.
#[test]
fn who_is_refused_is_told_what_to_do() {
    let desk = samples();
    let page = sent(&desk, "GET / | host: desk.example.org");
    assert!(page.body.contains("--allow-host NAME:PORT"), "{}", page.body);
    assert!(!page.body.contains("desk.example.org"), "nothing of the request: {}", page.body);
}

/// The token is given up at once: no page that knows it is left in the browser, or tells another.
#[test]
fn a_token_leaves_no_trace() {
    let desk = samples();
    let entered = desk.entered();
    assert_eq!((entered.status, entered.field("location")), (303, Some("/")));
    let cookie = entered.field("set-cookie").expect("a cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    assert!(!cookie.contains(desk.token()), "{cookie}");
    // Pages tell the desk itself that a form is theirs, and nobody else.
    for (page, referrer) in [(&*entered, "no-referrer"), (&desk.get("/"), "same-origin")] {
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", referrer),
            ("x-content-type-options", "nosniff"),
            ("cross-origin-opener-policy", "same-origin"),
        ] {
            assert_eq!(page.field(name), Some(value));
        }
        let policy = page.field("content-security-policy").expect("a policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(!page.body.contains(desk.token()));
    }
}

/// What a letter says never makes the desk, or the browser that shows it, ask another machine.
#[test]
fn nothing_is_asked_of_another_machine() {
    let desk = samples();
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let there = format!("http://{}", listener.local_addr().unwrap());
    let record = format!(
        "---\noffice: pga\ndate: 2026-01-01\nto: all-permanent-representatives\n\
         signatories: {{ name: Anna, signature: '{there}/a.png' }}\n\
         enclosures: [{{ file: '{there}/a.pdf', title: a }}, {{ letter: '{there}/a' }}]\n---\n\
         ![a]({there}/a.png) <img src=\"{there}/b.png\"> <{there}/c> [a](javascript:alert(1))\n\n\
         <svg onload=alert(1)><script>alert(1)</script></svg>\n\n[b](data:text/html,a)\n"
    );
    std::fs::write(desk.folder().join("outside.md"), record).unwrap();
    std::fs::write(
        desk.folder().join("a.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
    )
    .unwrap();
    let mut pages = vec![desk.get("/letter/outside"), desk.get("/page/outside"), desk.get("/")];
    for format in Format::ALL {
        pages.push(desk.get(&format!("/file/{}/outside", format.extension())));
    }
    for page in pages {
        assert!(page.status < 500, "{}", page.body);
        for bad in [
            "<script>alert", "<svg onload", "href=\"javascript:", "href=\"data:", "<img src=\"http",
        ] {
            assert!(!page.body.contains(bad), "{bad}: {}", page.body);
        }
    }
    assert_eq!(desk.get("/file/svg/a").status, 404);
    assert!(listener.accept().is_err(), "somebody asked");
}

/// Whoever sends slowly, or much, keeps nobody waiting.
#[test]
fn slow_and_large_requests_end() {
    let desk = Client::with(tempfile::tempdir().unwrap(), |options| {
        options.patience = Duration::from_secs(1);
    });
    let port = desk.port();
    let mut slow = Vec::new();
    for begin in [
        "GET / HTTP/1.1\r\nhost: a\r\n".to_owned(),
        String::new(),
        filled(
            &desk,
            "POST /new HTTP/1.1\r\nhost: 127.0.0.1:PORT\r\nCOOKIE\r\norigin: http://127.0.0.1:PORT\r\nFORM\r\ncontent-length: 1000\r\n\r\na",
        ),
    ] {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.write_all(begin.as_bytes()).unwrap();
        slow.push(stream);
    }
    // Many that say nothing: others are answered all the same.
    let silent: Vec<_> = (0..300)
        .map(|_| TcpStream::connect(("127.0.0.1", port)).unwrap())
        .collect();
    let began = Instant::now();
    assert_eq!(desk.get("/").status, 200);
    assert!(began.elapsed() < Duration::from_secs(5));
    for mut stream in slow {
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        let mut answer = Vec::new();
        let ended = stream.read_to_end(&mut answer);
        assert!(ended.is_ok(), "{ended:?}");
    }
    drop(silent);
    let began = Instant::now();
    let fields: String = (0..200_000).map(|at| format!("f{at}=a&")).collect();
    let answer = desk.post("/new", &fields);
    assert!(answer.status < 500 && began.elapsed() < Duration::from_secs(20), "{}", answer.status);
}

/// A small file that unpacks to much is refused before it does.
#[test]
fn a_bomb_does_not_go_off() {
    use zip::write::SimpleFileOptions;
    let desk = samples();
    let mut packed = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    for name in ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        packed.start_file(name, options).unwrap();
        let spaces = vec![b' '; 1 << 20];
        for _ in 0..if name.contains("sheet1") { 600 } else { 1 } {
            packed.write_all(&spaces).unwrap();
        }
    }
    let bytes = packed.finish().unwrap().into_inner();
    use base64::Engine as _;
    let list = base64::engine::general_purpose::STANDARD.encode(&bytes);
    let began = Instant::now();
    for syntax in ["xlsx", "ods"] {
        let asked = serde_json::json!({
            "letter": { "id": BRIEFING }, "list": { "syntax": syntax, "base64": list }, "formats": ["txt"],
        });
        let page = desk.call("POST", "/api/merge", &asked.to_string());
        assert_eq!(page.status, 422, "{}", page.body);
    }
    assert!(began.elapsed() < Duration::from_secs(20), "{:?}", began.elapsed());
}
