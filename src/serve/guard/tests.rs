//! Hostile requests, a line each; what other local servers let pass stands here with its number.
#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use super::{Guard, Reach, Secret};
use crate::serve::keys::{self, Keys, Role};

/// A desk on port 8017, the cookie of the browser that was let in, and the key of a program.
fn guard() -> (Guard, String, String) {
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("keys");
    let program = keys::add(&file, "case system", Role::Program).unwrap();
    let secret = Secret::new().unwrap();
    let keys = Keys::open(&file).unwrap();
    // The file stays until the test ends.
    std::mem::forget(room);
    let guard = Guard::new(reach(false), Some(&secret), Some(keys));
    let cookie = pair(&guard.let_in(secret.once()).unwrap());
    (guard, cookie, program)
}

fn reach(read_only: bool) -> Reach {
    let hosts = ["127.0.0.1:8017", "localhost:8017", "[::1]:8017", "desk.example.org:8017"];
    let hosts = hosts.map(str::to_owned).to_vec();
    Reach { hosts, port: 8017, is_secure: false, read_only }
}

fn pair(cookie: &str) -> String {
    cookie.split(';').next().unwrap().to_owned()
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
        Ok(_) => 200,
        Err(refusal) => refusal.status,
    }
}

/// What is refused, with its status; `KEY` is the visitor's own cookie, `PROGRAM` a program's key.
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
    (401, "POST /api/check | host: localhost:8017 | authorization: Basic PROGRAM"),
    (401, "POST /api/check | host: localhost:8017 | authorization: PROGRAM"),
    (401, "POST /api/check | host: localhost:8017 | cookie: KEY"),
    (
        401,
        "POST /api/check | host: localhost:8017 | authorization: Bearer PROGRAM | authorization: Bearer x",
    ),
    (401, "GET /api/letters | host: localhost:8017 | cookie: KEY"),
    (401, "GET / | host: localhost:8017 | authorization: Bearer PROGRAM"),
    (403, "POST /letter/a | host: localhost:8017 | authorization: Bearer PROGRAM"),
    // What a browser sends to programs' addresses is refused, whatever it shows.
    (
        403,
        "POST /api/check | host: localhost:8017 | origin: http://localhost:8017 | authorization: Bearer PROGRAM",
    ),
    (403, "POST /api/check | host: localhost:8017 | origin: null | authorization: Bearer PROGRAM"),
    (
        403,
        "GET /api/letters | host: localhost:8017 | sec-fetch-site: same-origin | authorization: Bearer PROGRAM",
    ),
    (403, "GET /api/openapi.json | host: localhost:8017 | sec-fetch-site: cross-site"),
    (421, "GET /api/openapi.json | host: evil.example"),
    // Methods that nobody needs; a preflight gets no leave (esbuild GHSA-67mh-4wv8-2f99).
    (403, "OPTIONS / | host: 127.0.0.1:8017 | origin: http://evil.example"),
    (405, "TRACE / | host: 127.0.0.1:8017 | cookie: KEY"),
    (405, "PUT /letter/a | host: 127.0.0.1:8017 | cookie: KEY"),
    (405, "DELETE /letter/a | host: 127.0.0.1:8017 | cookie: KEY"),
    (405, "CONNECT / | host: 127.0.0.1:8017 | cookie: KEY"),
];

#[test]
fn strangers_are_refused() {
    let (guard, cookie, program) = guard();
    let filled = |request: &str| request.replace("KEY", &cookie).replace("PROGRAM", &program);
    let wrong: Vec<_> = (HOSTILE.iter())
        .map(|(status, request)| (judge(&guard, &filled(request)), status, request))
        .filter(|(got, status, _)| got != *status)
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_desk_s_own_pages_are_answered() {
    let (guard, cookie, program) = guard();
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
    for request in [
        "POST /api/check | host: 127.0.0.1:8017 | authorization: Bearer PROGRAM",
        "GET /api/letters | host: localhost:8017 | authorization: bearer PROGRAM",
        "GET /api/openapi.json | host: localhost:8017 | sec-fetch-site: none",
    ] {
        assert_eq!(judge(&guard, &request.replace("PROGRAM", &program)), 200, "{request}");
    }
}

#[test]
fn a_token_is_good_once() {
    let secret = Secret::new().unwrap();
    let guard = Guard::new(reach(false), Some(&secret), None);
    assert_eq!(guard.let_in("wrong").unwrap_err().status, 401);
    assert!(guard.let_in(secret.once()).is_ok());
    assert_eq!(guard.let_in(secret.once()).unwrap_err().status, 401);
}

#[test]
fn a_reading_room_takes_nothing() {
    let secret = Secret::new().unwrap();
    let guard = Guard::new(reach(true), Some(&secret), None);
    let cookie = guard.let_in(secret.once()).unwrap();
    let cookie = cookie.split(';').next().unwrap();
    let post = "host: 127.0.0.1:8017 | origin: http://127.0.0.1:8017 | cookie: ";
    for path in ["/letter/a", "/source/a", "/versions/a", "/new", "/settings/a"] {
        assert_eq!(judge(&guard, &format!("POST {path} | {post}{cookie}")), 403, "{path}");
    }
    assert_eq!(judge(&guard, &format!("POST /settings | {post}{cookie}")), 200);
}

/// People sign in with keys of their own; a key that is taken out opens nothing any more.
#[test]
fn people_are_known_by_their_keys() {
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("keys");
    let anna = keys::add(&file, "Anna Berg", Role::Writer).unwrap();
    let reader = keys::add(&file, "Omar Haddad", Role::Reader).unwrap();
    let program = keys::add(&file, "case system", Role::Program).unwrap();
    let guard = Guard::new(reach(false), None, Some(Keys::open(&file).unwrap()));
    assert_eq!(guard.let_in("").unwrap_err().status, 401);
    assert_eq!(guard.sign_in(&program), None);
    assert_eq!(guard.sign_in("chancery-wrong"), None);
    let (one, other) = (guard.sign_in(&anna).unwrap(), guard.sign_in(&anna).unwrap());
    assert_ne!(one, other, "a cookie is new each time");
    assert!(!one.contains(&anna));
    let post = "POST /letter/a | host: 127.0.0.1:8017 | origin: http://127.0.0.1:8017 | cookie: ";
    assert_eq!(judge(&guard, &format!("{post}{}", pair(&one))), 200);
    let reads = pair(&guard.sign_in(&reader).unwrap());
    assert_eq!(judge(&guard, &format!("{post}{reads}")), 403);
    assert_eq!(
        judge(&guard, &format!("GET /letter/a | host: 127.0.0.1:8017 | cookie: {reads}")),
        200
    );
    // A person's key is no program's, and is no cookie either.
    let api = "GET /api/letters | host: 127.0.0.1:8017";
    assert_eq!(judge(&guard, &format!("{api} | authorization: Bearer {anna}")), 403);
    assert_eq!(judge(&guard, &format!("{post}chancery-8017={anna}")), 401);
    assert_eq!(judge(&guard, &format!("{api} | authorization: Bearer {program}")), 200);
    keys::remove(&file, "Anna Berg").unwrap();
    assert_eq!(judge(&guard, &format!("{post}{}", pair(&one))), 401);
    let mut headers = HeaderMap::new();
    headers.insert("cookie", HeaderValue::from_str(&reads).unwrap());
    assert!(guard.sign_out(&headers).contains("Max-Age=0"));
    assert_eq!(judge(&guard, &format!("GET / | host: 127.0.0.1:8017 | cookie: {reads}")), 401);
    // A key file with a mistake lets nobody in.
    std::fs::write(&file, "writer abc Anna Berg\n").unwrap();
    assert_eq!(judge(&guard, &format!("{api} | authorization: Bearer {program}")), 401);
}
