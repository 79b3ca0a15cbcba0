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
    let mut element = |name: &str, text: &str| {
        xml.open(name, &[]);
        xml.text(text);
        xml.close(name);
    };
    element("meta:generator", concat!("Chancery/", env!("CARGO_PKG_VERSION")));
    element("dc:title", &letter.document.title);
    element("meta:initial-creator", letter.sender());
    element("dc:creator", letter.sender());
    if let Some(day) = letter.date() {
        let moment = format!("{day}T00:00:00");
        element("meta:creation-date", &moment);
        element("dc:date", &moment);
    }
    element("dc:language", &Language::of(letter).tag);
    xml.close("office:meta");
    xml.close("office:document-meta");
    xml.into_string()
}
