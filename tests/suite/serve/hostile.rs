//! Hostile requests over the desk's own port, a line each. What other local servers let pass stands
//! here by its number; none of it changes a byte of the folder.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use super::client::{Client, Page};
use super::samples;
use crate::prelude::*;

const BRIEFING: &str = "2026-09-14-pga-briefing";

/// Whose mistake it was or what it is, the status, and the request: its line, its fields, and what
/// it carries behind `||`. `PORT`, `COOKIE` (of the visitor), `BEARER` (of a program) and `OWN` (host,
/// cookie and origin of a page of the desk) are filled in.
const HOSTILE: &[(&str, u16, &str)] = &[
    // Other names for this machine, by which a page of another site would reach the desk.
    ("CVE-2025-24010, GHSA-vg6x-rcgg-rjx6 (Vite)", 421, "GET / | host: evil.example | COOKIE"),
    ("CVE-2024-28224 (Ollama)", 421, "GET /api/letters | host: evil.example:PORT | BEARER"),
    ("OpenRefine#3288", 421, "GET /letter/ID | host: 127.0.0.1.nip.example:PORT | COOKIE"),
    ("quick-lint-js#951", 421, "GET / | host: localhost.evil.example:PORT | COOKIE"),
    ("oss-fuzz#14111", 421, "GET / | host: 0.0.0.0:PORT | COOKIE"),
    (
        "DFIR-Companion#305: a rebound GET has no origin",
        421,
        "GET /source/ID | host: evil.example:PORT | COOKIE | sec-fetch-site: same-origin",
    ),
    ("ollama#17721", 421, "GET / | host: :PORT | COOKIE"),
    ("an empty Host", 421, "GET / | host:  | COOKIE"),
    ("no Host", 421, "GET / | COOKIE"),
    ("no Host, HTTP/1.0", 421, "GET / HTTP/1.0 | COOKIE"),
    ("two Hosts", 421, "GET / | host: 127.0.0.1:PORT | host: evil.example | COOKIE"),
    ("a Host with a user", 421, "GET / | host: user@127.0.0.1:PORT | COOKIE"),
    ("a Host with a stop at its end", 421, "GET / | host: localhost.:PORT | COOKIE"),
    ("a Host without a port", 421, "GET / | host: localhost | COOKIE"),
    ("another port", 421, "GET / | host: localhost:1 | COOKIE"),
    ("a short Host", 421, "GET / | host: 127.1:PORT | COOKIE"),
    ("a Host as a number", 421, "GET / | host: 2130706433:PORT | COOKIE"),
    ("a Host in hexadecimal digits", 421, "GET / | host: 0x7f.0.0.1:PORT | COOKIE"),
    ("a Host in octal digits", 421, "GET / | host: 0177.0.0.1:PORT | COOKIE"),
    ("a mapped Host", 421, "GET / | host: [::ffff:127.0.0.1]:PORT | COOKIE"),
    ("a long Host", 421, "GET / | host: [0:0:0:0:0:0:0:1]:PORT | COOKIE"),
    ("a Host with blanks", 421, "GET / | host: localhost :PORT | COOKIE"),
    ("an absolute address", 421, "GET http://evil.example/ | host: 127.0.0.1:PORT | COOKIE"),
    (
        "an absolute address with a user",
        421,
        "GET http://127.0.0.1:PORT@evil.example/ | host: 127.0.0.1:PORT | COOKIE",
    ),
    (
        "X-Forwarded-Host names nobody",
        421,
        "GET / | host: evil.example | x-forwarded-host: 127.0.0.1:PORT | forwarded: host=127.0.0.1:PORT | COOKIE",
    ),
    // The origin equals the Host, and both are foreign.
    (
        "ocp#446",
        421,
        "POST /letter/ID | host: evil.example | origin: http://evil.example | COOKIE | FORM || base=a",
    ),
    (
        "tower-csrf 0.1.0 and Go 1.25, rule 5",
        421,
        "POST /source/ID | host: evil.example:PORT | origin: http://evil.example:PORT | COOKIE | FORM || source=gone",
    ),
    // Another page writes.
    (
        "DFIR-Companion#280: another port of this machine",
        403,
        "POST /source/ID | host: 127.0.0.1:PORT | origin: http://127.0.0.1:3000 | COOKIE | FORM || source=gone",
    ),
    (
        "another site",
        403,
        "POST /source/ID | host: 127.0.0.1:PORT | origin: http://evil.example | COOKIE | FORM || source=gone",
    ),
    (
        "a page in a sandbox",
        403,
        "POST /source/ID | host: 127.0.0.1:PORT | origin: null | COOKIE | FORM || source=gone",
    ),
    (
        "another scheme",
        403,
        "POST /source/ID | host: 127.0.0.1:PORT | origin: https://127.0.0.1:PORT | COOKIE | FORM || source=gone",
    ),
    (
        "two origins",
        403,
        "POST /source/ID | host: 127.0.0.1:PORT | origin: http://127.0.0.1:PORT | origin: http://evil.example | COOKIE | FORM || source=gone",
    ),
    (
        "a form without an origin",
        403,
        "POST /source/ID | host: 127.0.0.1:PORT | COOKIE | FORM || source=gone",
    ),
    (
        "a form of plain text",
        403,
        "POST /source/ID | host: 127.0.0.1:PORT | COOKIE | content-type: text/plain || source=gone",
    ),
    (
        "a form of plain text of an own page",
        415,
        "POST /source/ID | OWN | content-type: text/plain || source=gone",
    ),
    (
        "a form in parts",
        415,
        "POST /source/ID | OWN | content-type: multipart/form-data; boundary=a || --a\r\ncontent-disposition: form-data; name=source\r\n\r\ngone\r\n--a--",
    ),
    (
        "a cross-site form",
        403,
        "POST /new | host: 127.0.0.1:PORT | sec-fetch-site: cross-site | COOKIE | FORM || kind=letter&office=pga",
    ),
    (
        "a same-site form",
        403,
        "POST /new | host: 127.0.0.1:PORT | sec-fetch-site: same-site | COOKIE | FORM || kind=letter&office=pga",
    ),
    (
        "a typed form",
        403,
        "POST /new | host: 127.0.0.1:PORT | sec-fetch-site: none | COOKIE | FORM || kind=letter&office=pga",
    ),
    (
        "signing out another",
        403,
        "POST /leave | host: 127.0.0.1:PORT | origin: http://evil.example | COOKIE | FORM || a=b",
    ),
    (
        "signing in another (login CSRF)",
        403,
        "POST /enter | host: 127.0.0.1:PORT | origin: http://evil.example | FORM || key=a",
    ),
    (
        "another method in a field",
        200,
        "GET /source/ID | OWN | x-http-method-override: DELETE | x-method: POST",
    ),
    ("another method in the address", 200, "GET /source/ID?_method=POST&source=gone | OWN"),
    // Another page reads.
    (
        "mcp-chrome#266",
        403,
        "GET /source/ID | host: 127.0.0.1:PORT | origin: http://evil.example | COOKIE",
    ),
    (
        "GHSA-67mh-4wv8-2f99 (esbuild)",
        403,
        "OPTIONS /source/ID | host: 127.0.0.1:PORT | origin: http://evil.example | access-control-request-method: POST",
    ),
    (
        "JSON as a script (hijack)",
        403,
        "GET /state/ID | host: 127.0.0.1:PORT | sec-fetch-site: cross-site | sec-fetch-dest: script | COOKIE",
    ),
    (
        "a letter as a picture",
        403,
        "GET /file/html/ID | host: 127.0.0.1:PORT | sec-fetch-site: same-site | sec-fetch-dest: image | COOKIE",
    ),
    (
        "CVE-2026-59950 (MCP): a socket of another site",
        421,
        "GET / | host: evil.example:PORT | connection: upgrade | upgrade: websocket | sec-websocket-key: a | sec-websocket-version: 13 | COOKIE",
    ),
    (
        "a socket of another origin",
        403,
        "GET / | host: 127.0.0.1:PORT | origin: http://evil.example | upgrade: websocket | COOKIE",
    ),
    (
        "the desk speaks no WebSocket",
        200,
        "GET / | OWN | upgrade: websocket | sec-websocket-key: a | sec-websocket-version: 13",
    ),
    // Nobody let them in.
    ("CVE-2025-49596 (MCP Inspector)", 401, "GET / | host: 127.0.0.1:PORT"),
    (
        "CVE-2025-49596, its interface",
        401,
        "POST /api/render | host: 127.0.0.1:PORT | content-type: application/json || {}",
    ),
    ("tinymist#1093: others on this machine", 401, "GET /state/ID | host: 127.0.0.1:PORT"),
    (
        "a cookie that somebody chose (fixation)",
        401,
        "GET / | host: 127.0.0.1:PORT | cookie: chancery-PORT=0000000000000000000000000000000000000000000000000000000000000000",
    ),
    ("a token that was used", 401, "GET /enter?token=TOKEN | host: 127.0.0.1:PORT"),
    ("a token that is none", 401, "GET /enter?token= | host: 127.0.0.1:PORT"),
    (
        "a visitor's cookie at the interface",
        401,
        "GET /api/letters | host: 127.0.0.1:PORT | COOKIE",
    ),
    ("a program's key at the pages", 401, "GET / | host: 127.0.0.1:PORT | BEARER"),
    (
        "a program's key to sign in",
        401,
        "POST /enter | host: 127.0.0.1:PORT | origin: http://127.0.0.1:PORT | FORM || key=PROGRAM",
    ),
    (
        "a page that calls the interface",
        403,
        "POST /api/check | host: 127.0.0.1:PORT | origin: http://127.0.0.1:PORT | BEARER | content-type: application/json || {}",
    ),
    // Methods that nobody needs.
    ("TRACE", 405, "TRACE / | host: 127.0.0.1:PORT | COOKIE"),
    ("PUT", 405, "PUT /source/ID | OWN || gone"),
    ("DELETE", 405, "DELETE /source/ID | OWN"),
    ("an invented method", 405, "FROB /source/ID | OWN"),
    // What is no request.
    ("two lengths", 400, "POST /source/ID | OWN | content-length: 5 | FORM || source=gone"),
    (
        "a length and chunks",
        400,
        "POST /source/ID | OWN | transfer-encoding: chunked | FORM || source=gone",
    ),
    ("a field over two lines", 400, "GET / | OWN | a: b\r\n c"),
    ("a blank before the colon", 400, "GET / | OWN | a : b"),
    ("NUL in a field", 400, "GET / | OWN | a: \u{0}"),
    ("a head of 100 KB", 431, "GET / | OWN | a: LONG"),
    ("100 fields", 431, "GET / | OWN | MANY"),
    // Paths.
    ("a NUL in a path", 404, "GET /letter/ID%00 | OWN"),
    ("a path up, encoded twice", 404, "GET /source/%252e%252e%252fsecret | OWN"),
    ("a path up in overlong UTF-8", 400, "GET /source/%c0%ae%c0%ae%c0%afsecret | OWN"),
    ("a path up with a semicolon", 404, "GET /source/..;/secret | OWN"),
    ("a path up behind a letter", 404, "GET /source/ID%2f..%2f..%2fsecret | OWN"),
    ("a path up in assets", 404, "GET /assets/x/..%2f..%2fCargo.toml | OWN"),
    ("a device name", 404, "GET /letter/con | OWN"),
    ("a device name with an ending", 404, "GET /letter/NUL.md | OWN"),
    ("a numbered device", 404, "GET /letter/COM1 | OWN"),
    ("another stream of a file", 404, "GET /source/ID.md::$DATA | OWN"),
    ("a share", 404, "GET /source/%5C%5Cevil.example%5Cshare | OWN"),
    ("an id of 20 KB", 404, "GET /letter/LONGID | OWN"),
    ("the hidden folder of the desk", 404, "GET /source/.chancery-desk/letters | OWN"),
    ("the key file", 404, "GET /source/.keys | OWN"),
    ("settings as a letter", 404, "GET /source/chancery | OWN"),
    // Headers made of what somebody typed.
    ("a format that splits the head", 404, "GET /file/txt%0d%0aset-cookie:%20a=b/ID | OWN"),
    (
        "a language that splits the head",
        200,
        "GET /file/txt/ID?language=en%0d%0aset-cookie:a=b | OWN",
    ),
    (
        "a name that splits the head",
        303,
        "POST /settings | OWN | FORM || name=a%0d%0aset-cookie:%20evil=1&language=en%0d%0alocation:%20//evil.example",
    ),
    // Words that become a page.
    (
        "GHSA-g9hg-qhmf-q45m (MCP Inspector): a script in the address",
        401,
        "GET /enter?token=%3Cscript%3Ealert(1)%3C/script%3E | host: 127.0.0.1:PORT",
    ),
    (
        "a script in a search",
        200,
        "GET /?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&page=99999999 | OWN",
    ),
    (
        "a script in a field",
        422,
        "POST /new | OWN | FORM || kind=%3Cscript%3Ealert(1)%3C/script%3E&office=pga&date=%3Cscript%3Ealert(1)%3C/script%3E",
    ),
    // Redirects.
    ("CVE-2019-10255 (Jupyter)", 303, "POST /settings | OWN | FORM || back=//evil.example"),
    ("CVE-2023-39968 (Jupyter)", 303, "POST /settings | OWN | FORM || back=http://evil.example"),
    ("a redirect with a backslash", 303, "POST /settings | OWN | FORM || back=/%5Cevil.example"),
    ("a redirect with a tab", 303, "POST /settings | OWN | FORM || back=/%09/evil.example"),
    (
        "a redirect where one enters",
        401,
        "GET /enter?token=a&next=//evil.example | host: 127.0.0.1:PORT",
    ),
];

/// All that the list of mistakes of others names.
const KNOWN: &[&str] = &[
    "GHSA-vg6x-rcgg-rjx6", "CVE-2025-24010", "CVE-2024-28224", "OpenRefine#3288",
    "quick-lint-js#951", "oss-fuzz#14111", "CVE-2026-59950", "DFIR-Companion#305", "ocp#446",
    "DFIR-Companion#280", "tower-csrf 0.1.0", "Go 1.25", "ollama#17721", "GHSA-67mh-4wv8-2f99",
    "mcp-chrome#266", "CVE-2025-49596", "GHSA-g9hg-qhmf-q45m", "tinymist#1093", "CVE-2019-10255",
    "CVE-2023-39968",
];

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
    for page in [&entered, &desk.get("/")] {
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
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
