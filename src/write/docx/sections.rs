//! Sections: a letter of a package with its paper, its letterhead and its page numbers.

use super::blocks::Place;
use super::desk::{Desk, Story};
use super::language::Language;
use super::pen::{Last, Pen};
use super::relations::{Kind, Relations, push_id};
use super::styles::{Dress, NAMESPACE, Style};
use super::template::Stationery;
use super::xml::{self, DECLARATION};
use crate::document::{Part, Role};
use crate::package::Member;

/// The namespaces of a part that holds text.
pub(super) fn push_namespaces(out: &mut String) {
    out.push_str(" xmlns:w=\"");
    out.push_str(NAMESPACE);
    out.push_str(
        "\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\"",
    );
}

/// What a section's properties refer to: the element, its type, and the relation's number.
type References = Vec<(&'static str, &'static str, usize)>;

/// Writes one letter as a section after `out`, and gives both back.
///
/// `last` says that no letter follows: the properties of the last section stand in the body.
pub(super) fn write<'w>(
    desk: &mut Desk<'w>,
    member: &'w Member,
    stationery: Option<&Stationery>,
    (out, mut relations): (String, Relations),
    last: bool,
) -> (String, Relations) {
    let look = desk.look(member);
    let language = Language::of(&member.document);
    let references = around(desk, member, look, &language, stationery, &mut relations);
    let mut pen = Pen::new(desk, member, look, &language, out, relations);
    letter(&mut pen);
    let properties = properties(&pen, stationery, &references);
    if last {
        if !matches!(pen.last, Last::Paragraph(_)) {
            pen.empty(Style::Spacer);
        }
        pen.out.push_str(&properties);
    } else {
        pen.end_section(&properties);
    }
    (pen.out, pen.relations)
}

/// Writes the parts that run with the text.
fn letter(pen: &mut Pen<'_, '_>) {
    let parts: Vec<&Part> = pen.member.document.parts.iter().collect();
    let at_foot = pen.look().addressee_at_foot();
    let flows = |part: &Part| match part.role {
        Role::Letterhead | Role::Footer => false,
        Role::Addressee => !at_foot,
        _ => true,
    };
    let flowing: Vec<&Part> = parts.into_iter().filter(|part| flows(part)).collect();
    for (at, part) in flowing.iter().enumerate() {
        if part.role == Role::Annex {
            pen.turn = true;
        }
        // Two lines of text stay with the closing, so that no signature stands alone.
        let next = flowing.get(at + 1).map(|part| part.role);
        let keep = matches!(next, Some(Role::Closing | Role::Signatures));
        pen.blocks(&part.blocks, Place::part(style(part.role)).kept(keep));
    }
}

/// The style of a part's plain paragraphs.
fn style(role: Role) -> Style {
    match role {
        Role::Letterhead => Style::Letterhead,
        Role::Reference => Style::Reference,
        Role::Marking | Role::Draft => Style::Marking,
        Role::PlaceAndDate => Style::PlaceAndDate,
        Role::Addressee => Style::Addressee,
        Role::Subject => Style::Subject,
        Role::Salutation => Style::Salutation,
        Role::Body | Role::Annex => Style::BodyText,
        Role::Closing => Style::Closing,
        Role::Signatures => Style::Signature,
        Role::Enclosures => Style::Enclosures,
        Role::Copies => Style::Copies,
        Role::Footer => Style::Footer,
    }
}

/// Writes the headers and footers of a letter, each where the office's stationery has none.
fn around<'w>(
    desk: &mut Desk<'w>,
    member: &'w Member,
    look: usize,
    language: &Language,
    stationery: Option<&Stationery>,
    relations: &mut Relations,
) -> References {
    let mut references = References::new();
    for (kind, element) in
        [(Kind::Header, "w:headerReference"), (Kind::Footer, "w:footerReference")]
    {
        for page in ["first", "default", "even"] {
            let own = stationery.and_then(|stationery| stationery.part(kind, page));
            let file = if let Some(own) = own {
                let addressee = (kind, page) == (Kind::Footer, "first")
                    && desk.looks[look].addressee_at_foot()
                    && member.document.part(Role::Addressee).next().is_some();
                if addressee {
                    let paragraphs = addressee_alone(desk, member, look, language);
                    let number = desk.story(own.with(&paragraphs));
                    desk.story_file(number, kind)
                } else {
                    own.file.clone()
                }
            } else if page == "even" {
                continue;
            } else {
                let story = story(desk, member, look, language, kind, page);
                let number = desk.story(story);
                desk.story_file(number, kind)
            };
            references.push((element, page, relations.to(kind, &file)));
        }
    }
    references
}

/// The addressee's paragraphs, to stand in a footer of the office's own.
fn addressee_alone<'w>(
    desk: &mut Desk<'w>,
    member: &'w Member,
    look: usize,
    language: &Language,
) -> String {
    let mut pen = Pen::new(desk, member, look, language, String::new(), Relations::default());
    // The footer's relations are the office's; a link in it would need one of ours.
    pen.links = false;
    parts(&mut pen, Role::Addressee, Style::AddresseeAtFoot);
    pen.empty(Style::TableSpace);
    pen.out
}

/// Writes one header or footer of our own.
fn story<'w>(
    desk: &mut Desk<'w>,
    member: &'w Member,
    look: usize,
    language: &Language,
    kind: Kind,
    page: &str,
) -> Story {
    let root = if kind == Kind::Header { "w:hdr" } else { "w:ftr" };
    let mut out = String::with_capacity(1024);
    out.push_str(DECLARATION);
    out.push('<');
    out.push_str(root);
    push_namespaces(&mut out);
    out.push('>');
    let mut pen = Pen::new(desk, member, look, language, out, Relations::default());
    match (kind, page) {
        (Kind::Header, "first") => letterhead(&mut pen),
        (Kind::Header, _) => continuation(&mut pen),
        (_, "first") => foot(&mut pen),
        _ => pen.empty(Style::FootSpace),
    }
    let Pen { mut out, relations, .. } = pen;
    out.push_str("</");
    out.push_str(root);
    out.push('>');
    let relations = (!relations.is_empty()).then(|| relations.part());
    let own = (kind, page) == (Kind::Footer, "first");
    Story { kind, own, text: out, relations }
}

/// The head of the first page: emblem and lines.
fn letterhead(pen: &mut Pen<'_, '_>) {
    let letterhead = &pen.member.sheet.letterhead;
    if let Some(emblem) = &letterhead.emblem {
        // An emblem without words is the letterhead, and bears its rule.
        let alone = pen.member.document.part(Role::Letterhead).next().is_none();
        pen.open(if alone { Style::Letterhead } else { Style::LetterheadEmblem });
        let widest = pen.look().width;
        pen.picture(emblem, &letterhead.alt, letterhead.height, widest);
        pen.close();
    }
    parts(pen, Role::Letterhead, Style::Letterhead);
    if pen.last == Last::Nothing {
        pen.empty(Style::LetterheadSpace);
    } else if pen.last == Last::Table {
        pen.empty(Style::Spacer);
    }
}

/// The foot of the first page: the addressee, where the office wants it there, above the
/// letterhead's own last lines. The text above gives way to it on every page size, and it stays
/// on the first page however long the letter is.
fn foot(pen: &mut Pen<'_, '_>) {
    if pen.look().addressee_at_foot() {
        parts(pen, Role::Addressee, Style::AddresseeAtFoot);
    }
    if pen.member.document.part(Role::Footer).next().is_some() {
        parts(pen, Role::Footer, Style::Footer);
        if pen.last == Last::Table {
            pen.empty(Style::Spacer);
        }
    } else {
        pen.empty(Style::FootSpaceFirst);
    }
}

fn parts(pen: &mut Pen<'_, '_>, role: Role, style: Style) {
    let member = pen.member;
    for part in member.document.parts.iter().filter(|part| part.role == role) {
        pen.blocks(&part.blocks, Place::part(style));
    }
}

/// The head of continuation pages: the page number as the office writes it.
fn continuation(pen: &mut Pen<'_, '_>) {
    // One letter is one section, and LibreOffice counts no section's pages.
    let pages = if pen.desk.package.members.len() == 1 { "NUMPAGES" } else { "SECTIONPAGES" };
    // On the first page the mark of a draft stands above the letter itself.
    parts(pen, Role::Draft, Style::Marking);
    let pattern = &pen.member.sheet.continuation;
    pen.open(Style::Header);
    let mut rest = pattern.as_str();
    while let Some(at) = rest.find("{page") {
        let (field, name) = if rest[at..].starts_with("{page}") {
            ("{page}", "PAGE")
        } else if rest[at..].starts_with("{pages}") {
            ("{pages}", pages)
        } else {
            let end = at + "{page".len();
            pen.text(&rest[..end], Dress::default());
            rest = &rest[end..];
            continue;
        };
        pen.text(&rest[..at], Dress::default());
        // What is shown until a program counts; a wrong number would be worse than none.
        pen.field(name, if name == "PAGE" { "2" } else { "…" });
        rest = &rest[at + field.len()..];
    }
    pen.text(rest, Dress::default());
    pen.close();
}

impl Pen<'_, '_> {
    /// Writes a field that the program which opens the file works out.
    fn field(&mut self, name: &str, shown: &str) {
        for content in [
            "<w:fldChar w:fldCharType=\"begin\"/>",
            &format!("<w:instrText xml:space=\"preserve\"> {name} </w:instrText>"),
            "<w:fldChar w:fldCharType=\"separate\"/>",
            &format!("<w:t>{shown}</w:t>"),
            "<w:fldChar w:fldCharType=\"end\"/>",
        ] {
            self.open_run("", Dress::default(), false);
            self.out.push_str(content);
            self.out.push_str("</w:r>");
        }
    }
}

/// The section's properties, in the order of CT_SectPr.
fn properties(
    pen: &Pen<'_, '_>,
    stationery: Option<&Stationery>,
    references: &References,
) -> String {
    let look = pen.look();
    let mut out = String::with_capacity(900);
    out.push_str("<w:sectPr>");
    for (element, page, relation) in references {
        out.push('<');
        out.push_str(element);
        xml::attribute("w:type", page, &mut out);
        out.push_str(" r:id=\"");
        push_id(*relation, &mut out);
        out.push_str("\"/>");
    }
    out.push_str("<w:type w:val=\"nextPage\"/><w:pgSz");
    count("w:w", look.page.0, &mut out);
    count("w:h", look.page.1, &mut out);
    out.push_str("/><w:pgMar");
    count("w:top", look.margins.top, &mut out);
    count("w:right", look.margins.right, &mut out);
    count("w:bottom", look.margins.bottom, &mut out);
    count("w:left", look.margins.left, &mut out);
    // A template's headers were drawn for its own distances.
    let (header, footer) = stationery.map_or((None, None), |s| (s.header, s.footer));
    count("w:header", header.unwrap_or(look.header), &mut out);
    count("w:footer", footer.unwrap_or(look.footer), &mut out);
    out.push_str(
        " w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/><w:titlePg/>",
    );
    if pen.language.rtl {
        out.push_str("<w:bidi/>");
    }
    out.push_str("</w:sectPr>");
    out
}

fn count(name: &str, value: i32, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    xml::number(value, out);
    out.push('"');
}
