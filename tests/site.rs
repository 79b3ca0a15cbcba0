//! The site of an archive: every page of the sample letters, and what hostile letters do to it.
#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it expects"
)]

mod common;

use common::site::{Archive, programme, site};

/// For people who want to look: `SITE=DIR cargo test --test site look` writes the sample site.
#[test]
fn look() {
    let Ok(folder) = std::env::var("SITE") else {
        return;
    };
    let archive = Archive::sample();
    let pages = archive.pages(&site(None), &programme());
    let own = archive.letter_files();
    let own = own.into_iter().map(|(path, text)| (path, text.to_owned()));
    for (path, text) in pages.into_iter().chain(own) {
        let path = std::path::Path::new(&folder).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
