//! Sections: a letter of a package with its paper, its letterhead and its page numbers.

use super::blocks::Position;
use super::language::Language;
use super::relations::{Kind, Relations, push_id};
use super::state::{DocxState, Story};
use super::story::{Last, StoryWriter};
use super::styles::{CharacterStyle, NAMESPACE, Style};
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
    state: &mut DocxState<'w>,
    member: &'w Member,
    stationery: Option<&Stationery>,
    (out, mut relations): (String, Relations),
    last: bool,
) -> (String, Relations) {
    let set = state.set(member);
    let language = Language::of(member);
    let references = around(state, member, set, &language, stationery, &mut relations);
    let mut writer = StoryWriter::new(state, member, set, &language, out, relations);
    letter(&mut writer);
    let properties = properties(&writer, stationery, &references);
    if last {
        if !matches!(writer.last, Last::Paragraph(_)) {
            writer.empty(Style::Spacer);
        }
        writer.out.push_str(&properties);
    } else {
        writer.end_section(&properties);
    }
    (writer.out, writer.relations)
}

/// Writes the parts that run with the text.
fn letter(writer: &mut StoryWriter<'_, '_>) {
    let parts: Vec<&Part> = writer.member.document.parts.iter().collect();
    let at_foot = writer.set().addressee_at_foot();
    let flows = |part: &Part| match part.role {
        Role::Letterhead | Role::Footer => false,
        Role::Addressee => !at_foot,
        _ => true,
    };
    let flowing: Vec<&Part> = parts.into_iter().filter(|part| flows(part)).collect();
    for (at, part) in flowing.iter().enumerate() {
        if part.role == Role::Annex {
            writer.turn = true;
        }
        // Two lines of text stay with the closing, so that no signature stands alone.
        let next = flowing.get(at + 1).map(|part| part.role);
        let keep = matches!(next, Some(Role::Closing | Role::Signatures));
        writer.blocks(&part.blocks, Position::part(Style::of(part.role)).with_keep(keep));
    }
}

/// Writes the headers and footers of a letter, each where the office's stationery has none.
fn around<'w>(
    state: &mut DocxState<'w>,
    member: &'w Member,
    set: usize,
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
                    && state.sets[set].addressee_at_foot()
                    && member.document.part(Role::Addressee).next().is_some();
                if addressee {
                    let paragraphs = addressee_alone(state, member, set, language);
                    let number = state.story(own.with(&paragraphs));
                    state.story_file(number, kind)
                } else {
                    own.file.clone()
                }
            } else if page == "even" {
                continue;
            } else {
                let story = story(state, member, set, language, kind, page);
                let number = state.story(story);
                state.story_file(number, kind)
            };
            references.push((element, page, relations.to(kind, &file)));
        }
    }
    references
}

/// The addressee's paragraphs, to stand in a footer of the office's own.
fn addressee_alone<'w>(
    state: &mut DocxState<'w>,
    member: &'w Member,
    set: usize,
    language: &Language,
) -> String {
    let mut writer =
        StoryWriter::new(state, member, set, language, String::new(), Relations::default());
    // The footer's relations are the office's; a link in it would need one of ours.
    writer.links = false;
    parts(&mut writer, Role::Addressee, Style::AddresseeAtFoot);
    writer.empty(Style::TableSpace);
    writer.out
}

/// Writes one header or footer of our own.
fn story<'w>(
    state: &mut DocxState<'w>,
    member: &'w Member,
    set: usize,
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
    let mut writer = StoryWriter::new(state, member, set, language, out, Relations::default());
    match (kind, page) {
        (Kind::Header, "first") => letterhead(&mut writer),
        (Kind::Header, _) => continuation(&mut writer),
        (_, "first") => foot(&mut writer),
        _ => writer.empty(Style::FootSpace),
    }
    let StoryWriter { mut out, relations, .. } = writer;
    out.push_str("</");
    out.push_str(root);
    out.push('>');
    let relations = (!relations.is_empty()).then(|| relations.part());
    let own = (kind, page) == (Kind::Footer, "first");
    Story { kind, own, text: out, relations }
}

/// The head of the first page: emblem and lines.
fn letterhead(writer: &mut StoryWriter<'_, '_>) {
    let letterhead = &writer.member.sheet().letterhead;
    if let Some(emblem) = &letterhead.emblem {
        // An emblem without words is the letterhead, and bears its rule.
        let alone = writer.member.document.part(Role::Letterhead).next().is_none();
        writer.open(if alone { Style::Letterhead } else { Style::LetterheadEmblem });
        let widest = writer.set().width;
        writer.picture(emblem, &letterhead.alt, letterhead.height, widest);
        writer.close();
    }
    parts(writer, Role::Letterhead, Style::Letterhead);
    if writer.last == Last::Nothing {
        writer.empty(Style::LetterheadSpace);
    } else if writer.last == Last::Table {
        writer.empty(Style::Spacer);
    }
}

/// The foot of the first page: the addressee, where the office wants it there, above the
/// letterhead's own last lines. The text above gives way to it on every page size, and it stays
/// on the first page however long the letter is.
fn foot(writer: &mut StoryWriter<'_, '_>) {
    if writer.set().addressee_at_foot() {
        parts(writer, Role::Addressee, Style::AddresseeAtFoot);
    }
    if writer.member.document.part(Role::Footer).next().is_some() {
        parts(writer, Role::Footer, Style::Footer);
        if writer.last == Last::Table {
            writer.empty(Style::Spacer);
        }
    } else {
        writer.empty(Style::FootSpaceFirst);
    }
}

fn parts(writer: &mut StoryWriter<'_, '_>, role: Role, style: Style) {
    let member = writer.member;
    for part in member.document.parts.iter().filter(|part| part.role == role) {
        writer.blocks(&part.blocks, Position::part(style));
    }
}

/// The head of continuation pages: the page number as the office writes it.
fn continuation(writer: &mut StoryWriter<'_, '_>) {
    // One letter is one section, and LibreOffice counts no section's pages.
    let pages = if writer.state.package.members.len() == 1 { "NUMPAGES" } else { "SECTIONPAGES" };
    // On the first page the mark of a draft stands above the letter itself.
    parts(writer, Role::Draft, Style::Marking);
    let pattern = &writer.member.sheet().continuation;
    writer.open(Style::Header);
    let mut rest = pattern.as_str();
    while let Some(at) = rest.find("{page") {
        let (field, name) = if rest[at..].starts_with("{page}") {
            ("{page}", "PAGE")
        } else if rest[at..].starts_with("{pages}") {
            ("{pages}", pages)
        } else {
            let end = at + "{page".len();
            writer.text(&rest[..end], CharacterStyle::default());
            rest = &rest[end..];
            continue;
        };
        writer.text(&rest[..at], CharacterStyle::default());
        // What is shown until a program counts; a wrong number would be worse than none.
        writer.field(name, if name == "PAGE" { "2" } else { "…" });
        rest = &rest[at + field.len()..];
    }
    writer.text(rest, CharacterStyle::default());
    writer.close();
}

impl StoryWriter<'_, '_> {
    /// Writes a field that the program which opens the file works out.
    fn field(&mut self, name: &str, shown: &str) {
        for content in [
            "<w:fldChar w:fldCharType=\"begin\"/>",
            &format!("<w:instrText xml:space=\"preserve\"> {name} </w:instrText>"),
            "<w:fldChar w:fldCharType=\"separate\"/>",
            &format!("<w:t>{shown}</w:t>"),
            "<w:fldChar w:fldCharType=\"end\"/>",
        ] {
            self.open_run("", CharacterStyle::default(), false);
            self.out.push_str(content);
            self.out.push_str("</w:r>");
        }
    }
}

/// The section's properties, in the order of CT_SectPr.
fn properties(
    writer: &StoryWriter<'_, '_>,
    stationery: Option<&Stationery>,
    references: &References,
) -> String {
    let set = writer.set();
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
    count("w:w", set.page.0, &mut out);
    count("w:h", set.page.1, &mut out);
    out.push_str("/><w:pgMar");
    count("w:top", set.margins.top, &mut out);
    count("w:right", set.margins.right, &mut out);
    count("w:bottom", set.margins.bottom, &mut out);
    count("w:left", set.margins.left, &mut out);
    // A template's headers were drawn for its own distances.
    let (header, footer) = stationery.map_or((None, None), |s| (s.header, s.footer));
    count("w:header", header.unwrap_or(set.header), &mut out);
    count("w:footer", footer.unwrap_or(set.footer), &mut out);
    out.push_str(
        " w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/><w:cols w:space=\"720\"/><w:titlePg/>",
    );
    if writer.language.rtl {
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
