//! The part `meta.xml`: what registers know a file by. It bears the letter's own day; a clock would
//! make every rendering another file.

use super::properties::{NAMESPACES, VERSION};
use crate::package::Member;
use crate::write::docx::language::Language;
use crate::write::xml::Xml;

pub(super) fn part(letter: &Member) -> String {
    let mut xml = Xml::new();
    let mut root = NAMESPACES.to_vec();
    root.push(("office:version", VERSION));
    xml.open("office:document-meta", &root);
    xml.open("office:meta", &[]);
    xml.element("meta:generator", concat!("Chancery/", env!("CARGO_PKG_VERSION")));
    xml.element("dc:title", &letter.document.title);
    xml.element("meta:initial-creator", letter.sender());
    xml.element("dc:creator", letter.sender());
    if let Some(day) = letter.day() {
        let moment = format!("{day}T00:00:00");
        xml.element("meta:creation-date", &moment);
        xml.element("dc:date", &moment);
    }
    xml.element("dc:language", &Language::of(letter).tag);
    xml.close("office:meta");
    xml.close("office:document-meta");
    xml.into_string()
}
