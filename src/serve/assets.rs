//! Scripts and styles of the desk, which are part of the program.

use std::sync::LazyLock;

use super::answer::Answer;
use crate::text::{Fingerprinter, hex};

#[derive(rust_embed::Embed)]
#[folder = "assets/desk/"]
struct Embedded;

/// What all files together are: in their addresses, so that a browser keeps them until they change.
pub(super) static FINGERPRINT: LazyLock<String> = LazyLock::new(|| {
    let mut print = Fingerprinter::default();
    for name in Embedded::iter() {
        print.add(name.as_bytes());
        print.add(Embedded::get(&name).map(|file| file.data).unwrap_or_default());
    }
    hex(print.fingerprint().as_ref())
});

/// The media types of what is served.
const TYPES: &[(&str, &str)] = &[
    (".js", "text/javascript; charset=utf-8"),
    (".css", "text/css; charset=utf-8"),
    (".svg", "image/svg+xml"),
];

/// A file of the desk.
pub(super) fn answer(print: &str, name: &str) -> Answer {
    let found = Embedded::get(name).filter(|_| print == FINGERPRINT.as_str());
    let media_type = TYPES.iter().find(|(end, _)| name.ends_with(end));
    match (found, media_type) {
        (Some(file), Some((_, media_type))) => Answer::new(200, media_type, file.data.into_owned())
            .with("cache-control", "private, max-age=31536000, immutable".to_owned()),
        _ => Answer::plain(404, "There is no such file at the desk."),
    }
}
