//! What other programs make of our files. They run where they are installed.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::common::members::change_sheet;
use crate::prelude::*;
use chancery::office::AddresseeAt;

use super::{all, reading, write};
use crate::common::tools::{python_has, runs};

/// A folder of its own for a test.
pub fn folder(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::create_dir_all(&path).expect("a folder");
    path
}

/// Converts a file with LibreOffice, which gets a profile of its own.
fn convert(folder: &Path, file: &str, to: &str) -> bool {
    let profile = format!("-env:UserInstallation=file://{}/profile", folder.display());
    let status = Command::new("soffice")
        .args([profile.as_str(), "--headless", "--convert-to", to, "--outdir"])
        .arg(folder)
        .arg(folder.join(file))
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    status.is_ok_and(|status| status.success())
}

/// The words, without the marks and numbers LibreOffice puts before list items.
pub fn words(text: &str) -> Vec<String> {
    let mut words = reading::split(text.trim_start_matches('\u{FEFF}'));
    words.retain(|word| {
        let number = word.trim_end_matches('.');
        let mark = matches!(word.as_str(), "•" | "–" | "◦");
        !(mark || word.ends_with('.') && number.chars().all(|c| c.is_ascii_digit()))
    });
    words
}

#[test]
fn libreoffice_reads_the_text_of_the_letter() {
    if !runs("LibreOffice", "soffice", &["--version"]) {
        return;
    }
    let folder = folder("libreoffice-text");
    for (name, package) in all() {
        std::fs::write(folder.join(format!("{name}.docx")), write(&package)).expect("written");
        assert!(convert(&folder, &format!("{name}.docx"), "txt:Text (encoded):UTF8"));
        let text = std::fs::read_to_string(folder.join(format!("{name}.txt"))).expect("text");
        let text = text.replace(reading::MARKS, "");
        let mut expected = String::new();
        for member in &package.members {
            // LibreOffice gives the text of the body and leaves headers and footers out.
            let mut document = member.document.clone();
            let at_foot = member.sheet().addressee == AddresseeAt::Foot;
            document.parts.retain(|part| {
                use chancery::document::Role;
                let around = matches!(part.role, Role::Letterhead | Role::Footer);
                !(around || at_foot && part.role == Role::Addressee)
            });
            expected.push_str(&reading::words(&document, at_foot).join(" "));
            expected.push(' ');
        }
        assert_eq!(words(&text), words(&expected), "{name}");
    }
}

#[test]
fn libreoffice_shows_every_word_on_its_pages() {
    if !runs("LibreOffice", "soffice", &["--version"]) || !runs("pdftotext", "pdftotext", &["-v"]) {
        return;
    }
    let folder = folder("libreoffice-pages");
    for (name, pages, mut package) in [
        ("cover", 2, super::packages::cover_and_enclosure()),
        ("long", 4, super::packages::long()),
        ("schedule", 2, super::packages::schedule()),
    ] {
        for member in &mut package.members {
            change_sheet(member, |sheet| sheet.continuation = "continued".to_owned());
        }
        std::fs::write(folder.join(format!("{name}.docx")), write(&package)).expect("written");
        assert!(convert(&folder, &format!("{name}.docx"), "pdf"));
        let output = Command::new("pdftotext")
            .args(["-raw", "-enc", "UTF-8"])
            .arg(folder.join(format!("{name}.pdf")))
            .arg("-")
            .output()
            .expect("pdftotext");
        let text = String::from_utf8(output.stdout).expect("UTF-8");
        let page_texts: Vec<&str> = text.trim_end_matches('\u{C}').split('\u{C}').collect();
        assert_eq!(page_texts.len(), pages, "{name}");
        for member in &package.members {
            for word in reading::words(&member.document, true) {
                assert!(text.contains(&word), "{name}: {word} is not on the pages");
            }
        }
        if name == "long" {
            // The addressee stands on the first page though the letter runs on.
            assert!(page_texts[0].contains("H.E. Mr. Juan Pérez"));
            assert!(!page_texts[1].contains("Juan"));
            // The signatures stand on one page, with the closing and text above it.
            assert!(page_texts[2].contains("Please accept") && page_texts[2].contains("Éva Szabó"));
        }
    }
}

#[test]
fn python_docx_opens_the_file() {
    if !python_has("docx") {
        return;
    }
    let folder = folder("python-docx");
    let script = "import sys, docx\n\
        d = docx.Document(sys.argv[1])\n\
        print(d.core_properties.title, d.core_properties.author, d.core_properties.created)\n\
        print(len(d.sections), all(s.different_first_page_header_footer for s in d.sections))\n\
        print([p.text for p in d.sections[0].first_page_header.paragraphs])\n\
        print([p.text for p in d.sections[0].first_page_footer.paragraphs])\n\
        print(sorted({p.style.name for p in d.paragraphs}))\n\
        print([c.text for c in d.tables[0].rows[0].cells])\n";
    let path = folder.join("cover.docx");
    std::fs::write(&path, write(&super::packages::cover_and_enclosure())).expect("written");
    let output = Command::new("python3")
        .args(["-c", script])
        .arg(&path)
        .output()
        .expect("python3");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    golden(
        "tests/golden/docx/cover/python-docx.txt",
        &String::from_utf8(output.stdout).expect("UTF-8"),
    );
}
