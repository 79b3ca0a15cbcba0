//! The records inside a PDF.

use super::{golden, pages, told, writer};
use crate::common::members::set_record;
use crate::prelude::*;
use chancery::write::pdf::{Attachment, Relationship, read_records};

#[test]
fn the_record_travels_inside() {
    let package = pages::two_members();
    let calendar = Attachment {
        name: "letter.ics".into(),
        media_type: "text/calendar".into(),
        description: "Calendar of the meetings".into(),
        relationship: Relationship::Supplement,
        bytes: b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n".to_vec(),
    };
    let bytes = writer().write_with(&package, &[calendar]).unwrap().bytes;
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("pdf");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("with-calendar.pdf"), &bytes).unwrap();
    assert!(lopdf_names(&bytes).contains(&"letter.ics".to_owned()));

    let records = read_records(&bytes).unwrap();
    let names: Vec<_> = records.iter().map(|record| record.name.as_str()).collect();
    assert_eq!(names, ["2018-01-18-pga.md", "2018-01-17-ign.md"]);
    for (record, member) in records.iter().zip(&package.members) {
        assert_eq!(record.bytes, member.record().text().as_bytes());
        assert_eq!(record.sha256.len(), 64);
    }
}

#[test]
fn records_of_one_name_are_told_apart_and_one_record_goes_once() {
    let mut package = pages::two_members();
    set_record(&mut package.members[1], Source::new("../other/2018-01-18-pga.md", "another"));
    package.members.push(package.members[0].clone());
    let records = read_records(&writer().write(&package).unwrap().bytes).unwrap();
    let names: Vec<_> = records.iter().map(|record| record.name.as_str()).collect();
    assert_eq!(names, ["2018-01-18-pga.md", "2018-01-18-pga-2.md"]);
}

fn lopdf_names(bytes: &[u8]) -> Vec<String> {
    let pdf = lopdf::Document::load_mem(bytes).unwrap();
    pdf.objects
        .values()
        .filter_map(|object| {
            object
                .as_dict()
                .ok()?
                .get(b"UF")
                .and_then(lopdf::decode_text_string)
                .ok()
        })
        .collect()
}

/// The PDF with every embedded file replaced.
fn swapped(bytes: &[u8], stream: &lopdf::Stream) -> Vec<u8> {
    let mut pdf = lopdf::Document::load_mem(bytes).unwrap();
    for object in pdf.objects.values_mut() {
        if let lopdf::Object::Stream(old) = object
            && old
                .dict
                .get(b"Type")
                .and_then(lopdf::Object::as_name)
                .is_ok_and(|name| name == b"EmbeddedFile")
        {
            *old = stream.clone();
        }
    }
    let mut out = Vec::new();
    pdf.save_to(&mut out).unwrap();
    out
}

#[test]
fn a_changed_record_is_found() {
    let bytes = writer().write(&pages::two_members()).unwrap().bytes;
    let mut text = String::new();
    let changed = lopdf::Stream::new(lopdf::Dictionary::new(), b"date: 2019-01-01".to_vec());
    let mut bomb = lopdf::Stream::new(lopdf::Dictionary::new(), vec![b'0'; 64 << 20]);
    bomb.compress().unwrap();
    assert!(bomb.content.len() < 1 << 20);
    for (name, file) in [
        ("changed", swapped(&bytes, &changed)),
        ("a bomb", swapped(&bytes, &bomb)),
        ("no PDF", b"Excellency,".to_vec()),
        ("half a PDF", bytes[..bytes.len() / 2].to_vec()),
        ("no record", no_record()),
    ] {
        text.push_str(&format!("== {name}\n{}", told(&[read_records(&file).unwrap_err()])));
    }
    golden("errors-read", &text);
}

fn no_record() -> Vec<u8> {
    let mut pdf = lopdf::Document::with_version("1.7");
    let pages = pdf.new_object_id();
    pdf.objects.insert(
        pages,
        lopdf::dictionary! { "Type" => "Pages", "Kids" => Vec::<lopdf::Object>::new(), "Count" => 0 }.into(),
    );
    let catalog = pdf.add_object(lopdf::dictionary! { "Type" => "Catalog", "Pages" => pages });
    pdf.trailer.set("Root", catalog);
    let mut out = Vec::new();
    pdf.save_to(&mut out).unwrap();
    out
}
