//! What is said when a letter cannot be written.

use super::{design, golden, letter, pages, refused, told, writer};
use crate::common::members::{name_file, set_record};
use crate::prelude::*;
use chancery::picture::{Picture, PictureKind};
use chancery::write::pdf::{PdfWriter, built_in_design};

#[test]
fn a_character_without_a_glyph_is_named_with_its_place() {
    let mut package = letter(vec![pages::paragraph("The delegation of 中国 took the floor.")]);
    let record = "---\ndate: 2018-01-18\n---\n\nThe delegation of 中国 took the floor.\n";
    set_record(&mut package.members[0], Source::new("letters/2018.md", record));
    let mut text = String::new();
    text.push_str("== in the record\n");
    text.push_str(&refused(&built_in_design(), &package));
    text.push_str("== in the page design\n");
    text.push_str(&refused(
        &design("blocks(parts.salutation)", "[☃]\n  blocks(parts.salutation)"),
        &pages::two_members(),
    ));
    text.push_str("== private\n");
    text.push_str(&refused(
        &built_in_design(),
        &letter(vec![pages::paragraph("Seal \u{E000} here")]),
    ));
    golden("errors-glyph", &text);
}

#[test]
fn a_mistake_in_the_page_design_has_a_place() {
    let package = pages::two_members();
    let mut text = String::new();
    for (name, design) in [
        ("unknown variable", design("blocks(parts.salutation)", "blocks(part.salutation)")),
        ("unknown field", design("blocks(parts.salutation)", "blocks(parts.greeting)")),
        ("syntax", design("#let sheet(it) = (", "#let sheet(it) = ((")),
        ("wrong argument", design("blocks(parts.salutation)", "blocks(1)")),
        ("does not print through package", design("#package(sheet, letter)", "Excellency,")),
        (
            "prints twice",
            design("#package(sheet, letter)", "#package(sheet, letter)\n#package(sheet, letter)"),
        ),
        ("a file outside", design("#package(sheet, letter)", "#read(\"/etc/passwd\")")),
        ("a folder outside", design("#package(sheet, letter)", "#read(\"../../secret\")")),
        (
            "a package from the network",
            design("#package(sheet, letter)", "#import \"@preview/cetz:0.3.0\""),
        ),
        ("the clock", design("#package(sheet, letter)", "#datetime.today().display()")),
        ("without end", design("#package(sheet, letter)", "#while true { }")),
        ("without bottom", design("#package(sheet, letter)", "#let f(n) = f(n + 1)\n#f(0)")),
    ] {
        text.push_str(&format!("== {name}\n{}", refused(&design, &package)));
    }
    golden("errors-design", &text);
}

#[test]
fn broken_pictures_files_and_fonts_are_named() {
    let mut text = String::new();
    let mut package = pages::six_signatories();
    package.pictures.insert(
        "rattray.png".into(),
        Picture {
            kind: PictureKind::Png,
            size: (220, 80),
            bytes: b"\x89PNG\r\n\x1a\n".as_slice().into(),
        },
    );
    text.push_str(&format!("== broken picture\n{}", refused(&built_in_design(), &package)));
    package.pictures.remove("rattray.png");
    text.push_str(&format!("== missing picture\n{}", refused(&built_in_design(), &package)));

    let inner = writer().write(&pages::forty_rows()).unwrap().bytes;
    let mut package = pages::two_members();
    name_file(&mut package.members[0], "annex.pdf");
    let record = Source::new("letters/2018-01-18-pga.md", "enclosures:\n  - file: annex.pdf\n");
    set_record(&mut package.members[0], record);
    text.push_str(&format!("== missing file\n{}", refused(&built_in_design(), &package)));
    for (name, bytes) in [
        ("no PDF", b"GIF89a".to_vec()),
        ("half a PDF", inner[..400].to_vec()),
        ("encrypted", encrypted(&inner)),
    ] {
        package.files.insert("annex.pdf".into(), bytes.into());
        text.push_str(&format!("== {name}\n{}", refused(&built_in_design(), &package)));
    }
    let font = PdfWriter::new(&built_in_design(), &[b"no font".to_vec()])
        .err()
        .unwrap();
    text.push_str(&format!("== broken font\n{}", told(&font)));
    golden("errors-files", &text);
}

fn encrypted(bytes: &[u8]) -> Vec<u8> {
    let mut pdf = lopdf::Document::load_mem(bytes).unwrap();
    let version = lopdf::EncryptionVersion::V2 {
        document: &pdf,
        owner_password: "owner",
        user_password: "",
        key_length: 128,
        permissions: lopdf::Permissions::PRINTABLE,
    };
    let state = lopdf::EncryptionState::try_from(version).unwrap();
    pdf.encrypt(&state).unwrap();
    let mut out = Vec::new();
    pdf.save_to(&mut out).unwrap();
    out
}
