//! What is sent back, and what every answer carries.

use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use sha2::{Digest as _, Sha256};

use super::guard::Refusal;
use crate::finding::Finding;

/// An answer before it is one of HTTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) media_type: &'static str,
    pub(super) bytes: Vec<u8>,
    /// Further header fields.
    pub(super) fields: Vec<(&'static str, String)>,
}

/// What the desk's own pages may do: run its scripts, and ask nobody else for anything. A style that
/// the editor writes into its page is let in by the number of that page.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'self'; style-src 'self' 'nonce-{nonce}'; img-src 'self' \
         data:; font-src 'self'; connect-src 'self'; frame-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
    )
}

impl Answer {
    /// A page of the desk, and the number that it gives its editor.
    pub(super) fn page(bytes: Vec<u8>, nonce: &str) -> Self {
        Self::new(200, "text/html; charset=utf-8", bytes)
            .with("content-security-policy", policy(nonce))
    }

    /// Data for a script or a program.
    pub(super) fn json(value: &serde_json::Value) -> Self {
        Self::new(200, "application/json", value.to_string().into_bytes())
    }

    /// The page of a letter, which is shown in a frame: no script of it runs, and its own style is
    /// let in by its hash.
    pub(super) fn letter(page: String) -> Self {
        let styles = hashes(&page, "<style>\n", "</style>").join(" ");
        let policy = format!(
            "default-src 'none'; style-src {styles}; img-src data:; sandbox allow-same-origin; \
             base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
        );
        Self::new(200, "text/html; charset=utf-8", page.into_bytes())
            .with("content-security-policy", policy)
    }

    /// The same page of the desk for a frame: no script of it runs.
    #[cfg(feature = "pdf")]
    pub(super) fn framed(mut self) -> Self {
        if self.status != 200 {
            return self;
        }
        self.fields.retain(|(name, _)| *name != "content-security-policy");
        let policy = "default-src 'none'; style-src 'self'; img-src 'self'; sandbox \
                      allow-same-origin; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
        self.with("content-security-policy", policy.to_owned())
    }

    /// A picture that never changes under its address; opened by itself, it can do nothing.
    #[cfg(feature = "pdf")]
    pub(super) fn picture(media_type: &'static str, bytes: Vec<u8>) -> Self {
        let policy = "default-src 'none'; img-src data:; sandbox; frame-ancestors 'none'";
        Self::new(200, media_type, bytes)
            .with("content-security-policy", policy.to_owned())
            .with("cache-control", "private, max-age=86400, immutable".to_owned())
    }

    /// A file to save, under a name that is all plain letters or is quoted (RFC 6266).
    pub(super) fn file(media_type: &'static str, name: &str, bytes: Vec<u8>) -> Self {
        let plain: String = name
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() || "-._".contains(c) { c } else { '_' })
            .collect();
        let encoded = crate::text::percent::encode(name, crate::text::percent::SEGMENT);
        Self::new(200, media_type, bytes).with(
            "content-disposition",
            format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}"),
        )
    }

    /// To another page of the desk, by a path that the desk itself made.
    pub(super) fn to(path: String) -> Self {
        Self::new(303, "text/plain; charset=utf-8", Vec::new()).with("location", path)
    }

    /// A few plain words, for who is not let in or asks for nothing that is there.
    pub(super) fn plain(status: u16, words: &str) -> Self {
        Self::new(status, "text/plain; charset=utf-8", format!("{words}\n").into_bytes())
    }

    /// A mistake in the desk's own templates.
    pub(super) fn broken(findings: &[Finding]) -> Self {
        let words: Vec<_> = findings.iter().map(|finding| finding.message.as_str()).collect();
        Self::plain(500, &format!("The desk's own pages have a mistake: {}", words.join("; ")))
    }

    pub(super) fn new(status: u16, media_type: &'static str, bytes: Vec<u8>) -> Self {
        Self { status, media_type, bytes, fields: Vec::new() }
    }

    /// With one more header field.
    pub(super) fn with(mut self, name: &'static str, value: String) -> Self {
        self.fields.push((name, value));
        self
    }

    /// With another status.
    pub(super) fn status(mut self, status: u16) -> Self {
        self.status = status;
        self
    }
}

impl From<Refusal> for Answer {
    fn from(refusal: Refusal) -> Self {
        let answer = Self::plain(refusal.status, &refusal.message);
        if refusal.status == 405 {
            answer.with("allow", "GET, HEAD, POST".to_owned())
        } else {
            answer
        }
    }
}

/// What every answer carries, unless it says otherwise.
const ALWAYS: &[(&str, &str)] = &[
    ("x-content-type-options", "nosniff"),
    // With `no-referrer`, browsers do not even tell the desk that a form is its own.
    ("referrer-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("content-security-policy", "default-src 'none'; frame-ancestors 'none'"),
];

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut response = self.bytes.into_response();
        *response.status_mut() =
            StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        for (name, value) in self.fields {
            // Whatever cannot be a header field was made of what a person typed, and is left out.
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.append(HeaderName::from_static(name), value);
            }
        }
        guarded(response)
    }
}

/// An answer with what every answer carries, whoever made it.
pub(super) fn guarded(mut response: Response) -> Response {
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        let name = HeaderName::from_static(name);
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}

/// The hashes of what stands between two marks, as a policy names them.
fn hashes(page: &str, open: &str, close: &str) -> Vec<String> {
    let open_tag = open.trim_end();
    let mut found = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once(open_tag) {
        let Some((inside, next)) = after.split_once(close) else { break };
        found.push(format!("'sha256-{}'", BASE64.encode(Sha256::digest(inside))));
        rest = next;
    }
    if found.is_empty() {
        found.push("'none'".to_owned());
    }
    found
}
