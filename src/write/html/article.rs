//! The letters of a package as articles of another page, which has a style of its own.

use std::fmt::Write as _;

use super::escape::attribute;
use super::parts;
use crate::document::Role;
use crate::package::Package;

/// The letters of a package, an `article` each and a `section` for each annex, with the classes
/// of the built-in page design. Headings go down by `offset` levels.
pub fn article(package: &Package, offset: u8) -> String {
    let mut out = String::with_capacity(4096);
    for (at, member) in package.members.iter().enumerate() {
        let document = &member.document;
        let language = attribute(&document.language);
        let spoken = format!("lang=\"{language}\" dir=\"{}\"", document.direction.name());
        let parts = parts(package, at, offset);
        let (annexes, letter): (Vec<_>, Vec<_>) =
            parts.iter().partition(|(role, _)| *role == Role::Annex);
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<article class=\"sheet\" id=\"{}\" {spoken} aria-label=\"{}\">",
            attribute(&member.id),
            attribute(&document.title)
        );
        for (role, html) in letter {
            let element = element(*role);
            let _ = writeln!(out, "<{element} class=\"{}\">\n{html}</{element}>", role.name());
        }
        out.push_str("</article>\n");
        for (_, html) in annexes {
            let _ = writeln!(out, "<section class=\"sheet annex\" {spoken}>\n{html}</section>");
        }
    }
    out
}

fn element(role: Role) -> &'static str {
    match role {
        Role::Letterhead => "header",
        Role::Addressee => "address",
        Role::Body => "section",
        Role::Footer => "footer",
        _ => "div",
    }
}
