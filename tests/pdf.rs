//! Letters on paper.
#![cfg(feature = "pdf")]
#![allow(missing_docs, reason = "a test")]

mod pages;

use chancery::finding::Finding;
use chancery::package::Package;
use chancery::write::pdf::{Press, Written, built_in_design};
use pages::dump::dump;

fn press() -> Press {
    Press::new(&built_in_design(), &[]).expect("the built-in page design has no mistakes")
}

fn write(name: &str, package: &Package) -> Written {
    let written = press().write(package).unwrap_or_else(|findings| panic!("{name}: {}", told(&findings)));
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join(format!("{name}.pdf")), &written.bytes).unwrap();
    written
}

fn told(findings: &[Finding]) -> String {
    let mut text = String::new();
    for finding in findings {
        text.push_str(&format!("{} [{}] {}\n", finding.level.name(), finding.rule, finding.message));
        if let Some(place) = &finding.place {
            let (line, column) = place.line_column();
            text.push_str(&format!("  at {}:{line}:{column} “{}”\n", place.source().name(), place.text()));
        }
        finding.help.iter().for_each(|help| text.push_str(&format!("  help: {help}\n")));
    }
    text
}

#[test]
fn samples() {
    for (name, package) in [
        ("two-members", pages::two_members()),
        ("three-pages", pages::three_pages()),
        ("six-signatories", pages::six_signatories()),
        ("forty-rows", pages::forty_rows()),
        ("arabic", pages::arabic()),
        ("letter-paper", pages::letter_paper()),
    ] {
        let written = write(name, &package);
        assert_eq!(told(&written.notes), "", "{name}");
        golden(name, &dump(&written.bytes));
    }
}

/// Compares with the golden file; `GOLDEN=write` writes it anew.
fn golden(name: &str, text: &str) {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden-pdf/{name}.txt"));
    if std::env::var_os("GOLDEN").is_some() {
        std::fs::write(&file, text).unwrap();
    }
    let expected = std::fs::read_to_string(&file).unwrap_or_default();
    assert!(expected == text, "{name} is not its golden file; see it with GOLDEN=write and git diff");
}
