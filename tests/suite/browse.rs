//! A built site in a browser: what it asks for, what it complains of, and what it prints.

use std::path::Path;
use std::process::Command;

use crate::common::browser::{Files, Server};
use crate::common::store::{bytes, tree};
use crate::prelude::*;

const LETTER: &str = "2018/2018-01-18-pga-ign/index.html";

/// The site of the sample letters, built by the program.
fn built() -> Files {
    let desk = TempSite::with_samples();
    desk.build(&["--to", "html,md"]);
    bytes(&tree(&desk.site()))
}

#[test]
fn every_page_asks_only_for_what_is_there_and_breaks_no_policy() {
    let server = Server::start(built(), None);
    for (address, says) in [
        ("index.html", "Archive of letters"),
        (LETTER, "Lajčák"),
        ("programme/index.html", "<h1><bdi>Programme"),
        ("threads/index.html", "<h1><bdi>Threads"),
        ("search/index.html?q=lajcak", "<mark>Lajčák</mark>"),
    ] {
        let Some(seen) = server.look(address) else {
            return;
        };
        assert!(seen.page.contains(says), "{address}: {}", seen.page);
        // What a page may not load, from here or elsewhere, its policy reports there.
        assert!(seen.console.is_empty(), "{address}: {:?}", seen.console);
    }
    let asked = server.asked();
    assert!(asked.iter().any(|asked| asked.path == "search/index.json"));
    for asked in asked {
        assert_eq!(asked.status, 200, "{asked:?}");
    }
}

/// The test above would see it.
#[test]
fn a_page_that_breaks_its_policy_is_reported() {
    let page = "<!DOCTYPE html><meta http-equiv=\"Content-Security-Policy\" \
                content=\"default-src 'none'\"><img src=\"https://elsewhere.example/a.png\">";
    let files = Files::from([("index.html".to_owned(), page.as_bytes().to_vec())]);
    let Some(seen) = Server::start(files, None).look("index.html") else {
        return;
    };
    let told = seen.console.concat();
    assert!(told.contains("Content Security Policy"), "{told}");
}

#[test]
fn a_letter_is_printed_without_the_site_around_it() {
    let room = tempfile::tempdir().unwrap();
    let file = room.path().join("letter.pdf");
    let server = Server::start(built(), None);
    let Some(text) = server.print(LETTER, &file).and_then(|()| text_of(&file)) else {
        return;
    };
    assert!(text.contains("Miroslav Lajčák"), "{text}");
    for around in ["Skip to content", "Threads", "Programme", "Register", "Next letter"] {
        assert!(!text.contains(around), "{around}: {text}");
    }
}

/// The text of a PDF file; none without pdftotext.
fn text_of(file: &Path) -> Option<String> {
    let Ok(output) = Command::new("pdftotext").arg(file).arg("-").output() else {
        skip("pdftotext is not installed");
        return None;
    };
    assert!(output.status.success(), "no PDF that pdftotext reads");
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}
