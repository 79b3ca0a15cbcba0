//! Hostile requests, a line each; what other local servers let pass stands here with its number.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::{Guard, Secret};

fn guard() -> (Guard, String) {
    let secret = Secret::new().unwrap();
    let guard = Guard::new(8017, &["desk.example.org:8017".to_owned()], &secret, false);
    let cookie = guard.let_in(secret.once()).unwrap();
    let cookie = cookie.split(';').next().unwrap().to_owned();
    (guard, cookie)
}

fn judge(guard: &Guard, request: &str) -> u16 {
    let mut lines = request.split(" | ");
    let (method, path) = lines.next().unwrap().split_once(' ').unwrap();
    let mut headers = HeaderMap::new();
    for line in lines {
        let (name, value) = line.split_once(": ").unwrap();
        let name: HeaderName = name.parse().unwrap();
        headers.append(name, HeaderValue::from_bytes(value.as_bytes()).unwrap());
    }
    let uri: Uri = path.parse().unwrap();
    match guard.judge(&method.parse::<Method>().unwrap(), &uri, &headers) {
        Ok(()) => 200,
        Err(refusal) => refusal.status,
    }
}

/// What is refused, with its status; `KEY` is the visitor's own cookie.
const HOSTILE: &[(u16, &str)] = &[
    // Another name for this machine: CVE-2025-24010 (Vite), CVE-2024-28224 (Ollama), OpenRefine#3288.
    (421, "GET / | host: evil.example | cookie: KEY"),
    (421, "GET /letter/a | host: evil.example:8017 | cookie: KEY"),
    (421, "GET / | host: 127.0.0.1.evil.example:8017 | cookie: KEY"),
    (421, "GET / | host: evil-localhost:8017 | cookie: KEY"),
    (421, "GET / | host: localhost.:8017 | cookie: KEY"),
    (421, "GET / | host: 127.0.0.1 | cookie: KEY"),
    (421, "GET / | host: 127.0.0.1:8018 | cookie: KEY"),
    (421, "GET / | host: 127.1:8017 | cookie: KEY"),
    (421, "GET / | host: 2130706433:8017 | cookie: KEY"),
    (421, "GET / | host: 0.0.0.0:8017 | cookie: KEY"),
    (421, "GET / | host: [::]:8017 | cookie: KEY"),
    (421, "GET / | host: desk.example.org | cookie: KEY"),
    // None, empty or odd: ollama#17721.
    (421, "GET / | cookie: KEY"),
    (421, "GET / | host:  | cookie: KEY"),
    (421, "GET / | host: :8017 | cookie: KEY"),
    (421, "GET / | host: 127.0.0.1:8017 | host: evil.example | cookie: KEY"),
    (421, "GET / | host: user@127.0.0.1:8017 | cookie: KEY"),
    (421, "GET / | host: 127.0.0.1:8017,evil.example | cookie: KEY"),
    (421, "GET http://evil.example/ | host: 127.0.0.1:8017 | cookie: KEY"),
    // The origin equals the host, and both are foreign: ocp#446, DFIR-Companion#280, tower-csrf 0.1.0.
    (421, "POST /letter/a | host: evil.example | origin: http://evil.example | cookie: KEY"),
    // Another page writes: CSRF.
    (403, "POST /letter/a | host: 127.0.0.1:8017 | origin: http://evil.example | cookie: KEY"),
    (403, "POST /letter/a | host: 127.0.0.1:8017 | origin: null | cookie: KEY"),
    (403, "POST /letter/a | host: 127.0.0.1:8017 | origin: http://127.0.0.1:3000 | cookie: KEY"),
    (403, "POST /letter/a | host: 127.0.0.1:8017 | origin: https://127.0.0.1:8017 | cookie: KEY"),
    (
        403,
        "POST /letter/a | host: 127.0.0.1:8017 | origin: http://127.0.0.1:8017 | origin: http://evil.example | cookie: KEY",
    ),
    (403, "POST /letter/a | host: 127.0.0.1:8017 | cookie: KEY"),
    (403, "POST /letter/a | host: 127.0.0.1:8017 | sec-fetch-site: none | cookie: KEY"),
    (403, "POST /letter/a | host: 127.0.0.1:8017 | sec-fetch-site: same-site | cookie: KEY"),
    // Another page reads or frames: other ports of this machine are the same site, and are sent the cookie.
    (403, "GET /letter/a | host: 127.0.0.1:8017 | sec-fetch-site: same-site | cookie: KEY"),
    (403, "GET /letter/a | host: 127.0.0.1:8017 | sec-fetch-site: cross-site | cookie: KEY"),
    (403, "GET /letter/a | host: 127.0.0.1:8017 | origin: http://evil.example | cookie: KEY"),
    (
        403,
        "GET /letter/a | host: 127.0.0.1:8017 | sec-fetch-site: same-origin | sec-fetch-site: cross-site | cookie: KEY",
    ),
    (403, "GET /letter/a | host: 127.0.0.1:8017 | sec-fetch-site: nonsense | cookie: KEY"),
    // Without the token: CVE-2025-49596 (MCP Inspector), other people on this machine (tinymist#1093).
    (401, "GET / | host: 127.0.0.1:8017"),
    (401, "GET /letter/a | host: localhost:8017 | cookie: chancery-8017="),
    (401, "GET /letter/a | host: localhost:8017 | cookie: chancery-8018=KEY"),
    (401, "POST /api/check | host: localhost:8017 | authorization: Bearer wrong"),
    (401, "POST /api/check | host: localhost:8017 | authorization: Basic KEY"),
    (401, "POST /enter | host: localhost:8017 | origin: http://localhost:8017"),
    // Methods that nobody needs; a preflight gets no leave (esbuild GHSA-67mh-4wv8-2f99).
    (403, "OPTIONS / | host: 127.0.0.1:8017 | origin: http://evil.example"),
    (405, "TRACE / | host: 127.0.0.1:8017 | cookie: KEY"),
    (405, "PUT /letter/a | host: 127.0.0.1:8017 | cookie: KEY"),
    (405, "DELETE /letter/a | host: 127.0.0.1:8017 | cookie: KEY"),
    (405, "CONNECT / | host: 127.0.0.1:8017 | cookie: KEY"),
];

#[test]
fn strangers_are_refused() {
    let (guard, cookie) = guard();
    let wrong: Vec<_> = (HOSTILE.iter())
        .map(|(status, request)| (judge(&guard, &request.replace("KEY", &cookie)), status, request))
        .filter(|(got, status, _)| got != *status)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_desk_s_own_pages_are_answered() {
    let (guard, cookie) = guard();
    let key = cookie.split_once('=').unwrap().1.to_owned();
    for request in [
        "GET / | host: 127.0.0.1:8017 | cookie: KEY",
        "GET / | host: LOCALHOST:8017 | cookie: a=b; KEY",
        "GET / | host: [::1]:8017 | cookie: KEY | sec-fetch-site: none",
        "GET /enter?token=1 | host: 127.0.0.1:8017 | sec-fetch-site: none",
        "HEAD / | host: desk.example.org:8017 | cookie: KEY",
        "POST /letter/a | host: desk.example.org:8017 | origin: http://desk.example.org:8017 | cookie: KEY",
        "POST /letter/a | host: 127.0.0.1:8017 | origin: http://127.0.0.1:8017 | sec-fetch-site: same-origin | cookie: KEY",
    ] {
        assert_eq!(judge(&guard, &request.replace("KEY", &cookie)), 200, "{request}");
    }
    let program = format!("POST /api/check | host: 127.0.0.1:8017 | authorization: Bearer {key}");
    assert_eq!(judge(&guard, &program), 200);
}

#[test]
fn a_token_is_good_once() {
    let secret = Secret::new().unwrap();
    let guard = Guard::new(8017, &[], &secret, false);
    assert_eq!(guard.let_in("wrong").unwrap_err().status, 401);
    assert!(guard.let_in(secret.once()).is_ok());
    assert_eq!(guard.let_in(secret.once()).unwrap_err().status, 401);
}

#[test]
fn a_reading_room_takes_nothing() {
    let secret = Secret::new().unwrap();
    let guard = Guard::new(8017, &[], &secret, true);
    let cookie = guard.let_in(secret.once()).unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let post = "host: 127.0.0.1:8017 | origin: http://127.0.0.1:8017 | cookie: ";
    for path in ["/letter/a", "/source/a", "/versions/a", "/new", "/settings/a"] {
        assert_eq!(judge(&guard, &format!("POST {path} | {post}{cookie}")), 403, "{path}");
    }
    assert_eq!(judge(&guard, &format!("POST /settings | {post}{cookie}")), 200);
}
