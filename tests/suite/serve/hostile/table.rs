//! The requests, a line each. What other local servers let pass stands here by its number.

/// Whose mistake it was or what it is, the status, and the request: its line, its fields, and what
/// it carries behind `||`. `PORT`, `COOKIE` (of the visitor), `BEARER` (of a program) and `OWN` (host,
/// cookie and origin of a page of the desk) are filled in.
#[rustfmt::skip]
pub const HOSTILE: &[(&str, u16, &str)] = &[
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
    ("a path up in a rename", 404, "GET /rename/..%2f..%2fsecret | OWN"),
    ("a sheet of no letter", 404, "GET /sheet/..%2f..%2fsecret/1 | OWN"),
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
#[rustfmt::skip]
pub const KNOWN: &[&str] = &[
    "GHSA-vg6x-rcgg-rjx6", "CVE-2025-24010", "CVE-2024-28224", "OpenRefine#3288",
    "quick-lint-js#951", "oss-fuzz#14111", "CVE-2026-59950", "DFIR-Companion#305", "ocp#446",
    "DFIR-Companion#280", "tower-csrf 0.1.0", "Go 1.25", "ollama#17721", "GHSA-67mh-4wv8-2f99",
    "mcp-chrome#266", "CVE-2025-49596", "GHSA-g9hg-qhmf-q45m", "tinymist#1093", "CVE-2019-10255",
    "CVE-2023-39968",
];
