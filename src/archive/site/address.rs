//! Addresses within the site: links between pages.

use crate::text::percent;

/// A path as it stands in a link (RFC 3986, section 2.3: all but the unreserved is encoded).
pub(in crate::archive) fn href(path: &str) -> String {
    percent::encode(path, percent::PATH)
}

/// The way from the page at `path` up to the front page.
pub(in crate::archive) fn up(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A path as people cite it: without the name that servers add.
pub(in crate::archive) fn folder_of(path: &str) -> &str {
    path.strip_suffix("index.html").unwrap_or(path)
}
