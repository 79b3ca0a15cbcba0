//! What other programs make of our files. They run where they are installed.

use std::path::Path;
use std::process::Command;

use chancery::document::Role;

use super::{all, write};
use crate::common::tools::{python_has, runs};
use crate::docx::programs::{folder, words};
use crate::docx::reading as word_reading;
use crate::prelude::*;
use chancery::office::AddresseeAt;

/// Isolates keep a symbol together in Arabic; nobody reads them.
fn read(path: &Path) -> String {
    let text = std::fs::read_to_string(path).expect("text");
    text.replace(['\u{2066}', '\u{2067}', '\u{2069}'], "")
}

/// Writes packages and converts them with LibreOffice, all at once: it is slow to begin.
fn convert(folder: &Path, all: &[(String, Package)], to: &str) {
    let files = all.iter().map(|(name, package)| {
        let path = folder.join(format!("{name}.odt"));
        std::fs::write(&path, write(package)).expect("written");
        path
    });
    let files: Vec<_> = files.collect();
    let output = Command::new("soffice")
        .arg(format!("-env:UserInstallation=file://{}/profile", folder.display()))
        .args(["--headless", "--convert-to", to, "--outdir"])
        .arg(folder)
        .args(files)
        .output()
        .expect("LibreOffice");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn libreoffice_reads_the_text_of_every_letter() {
    if !runs("LibreOffice", "soffice", &["--version"]) {
        return;
    }
    let folder = folder("odt-text");
    let all = all();
    convert(&folder, &all, "txt:Text (encoded):UTF8");
    for (name, package) in &all {
        let mut expected = String::new();
        for member in &package.members {
            // LibreOffice gives the text of the body and leaves headers and footers out.
            let mut document = member.document.clone();
            let at_foot = member.sheet().addressee == AddresseeAt::Foot;
            document.parts.retain(|part| {
                let around = matches!(part.role, Role::Letterhead | Role::Footer);
                !(around || at_foot && part.role == Role::Addressee)
            });
            expected.push_str(&word_reading::words(&document, at_foot).join(" "));
            expected.push(' ');
        }
        let text = read(&folder.join(format!("{name}.txt")));
        assert_eq!(words(&text), words(&expected), "{name}");
    }
}

#[test]
fn libreoffice_shows_every_letter_on_its_own_pages() {
    if !runs("LibreOffice", "soffice", &["--version"]) || !runs("pdftotext", "pdftotext", &["-v"]) {
        return;
    }
    let folder = folder("odt-pages");
    let counts = [("cover", 2), ("long", 4), ("schedule", 2), ("2018-01-18-pga-ign", 3)];
    let mut all = all();
    all.retain(|(name, _)| counts.iter().any(|(counted, _)| counted == name));
    convert(&folder, &all, "pdf");
    for (name, count) in counts {
        let text = Command::new("pdftotext")
            .args(["-layout", "-enc", "UTF-8"])
            .arg(folder.join(format!("{name}.pdf")))
            .arg("-")
            .output()
            .expect("pdftotext");
        let text = String::from_utf8(text.stdout).expect("UTF-8");
        let pages: Vec<_> = text.trim_end_matches('\u{C}').split('\u{C}').collect();
        assert_eq!(pages.len(), count, "{name}: {text}");
        for page in pages.iter().filter(|page| page.contains("-2-")) {
            assert!(
                page.trim_start().starts_with("-2-"),
                "{name}: a page number at the head: {page}"
            );
        }
    }
}

#[test]
fn odfdo_opens_the_file() {
    if !python_has("odfdo") {
        return;
    }
    let folder = folder("odfdo");
    let script = "import sys, odfdo\n\
        d = odfdo.Document(sys.argv[1])\n\
        m = d.meta\n\
        print(d.get_type(), m.title, '|', m.creator, m.creation_date, m.language)\n\
        print([s.name for s in d.body.sections])\n\
        print(sorted({p.style for p in d.body.paragraphs}))\n\
        print([h.text for h in d.body.headers])\n\
        print([t.size for t in d.body.tables])\n\
        print([p.name for p in d.styles.get_styles('master-page')])\n";
    let mut told = String::new();
    for (name, package) in all() {
        let path = folder.join(format!("{name}.odt"));
        std::fs::write(&path, write(&package)).expect("written");
        let output = Command::new("python3")
            .args(["-c", script])
            .arg(&path)
            .output()
            .expect("python3");
        assert!(output.status.success(), "{name}: {}", String::from_utf8_lossy(&output.stderr));
        told.push_str(&format!("{name}\n{}\n", String::from_utf8_lossy(&output.stdout)));
    }
    golden("tests/golden/odt/odfdo.txt", &told);
}
