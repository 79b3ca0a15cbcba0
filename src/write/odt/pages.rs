//! Pages: what flows in a letter, and what stands at the head and foot of its pages.

use super::blocks::Position;
use super::state::{Master, OdtState};
use super::story::StoryWriter;
use super::styles::encode;
use crate::document::{Part, Role};
use crate::package::Member;
use crate::write::layout::Style;

/// What office people call the pages of a letter.
const FIRST: &str = "First Page";
const FOLLOWING: &str = "Following Pages";

/// Makes the pages of a letter; the name of the first one's master.
pub(super) fn of<'w>(
    state: &mut OdtState<'w>,
    member: &'w Member,
    at: usize,
    set: usize,
) -> String {
    let mut story = |write: &dyn Fn(&mut StoryWriter<'_, 'w>)| {
        let mut writer = StoryWriter::new(state, member, set, String::new());
        write(&mut writer);
        writer.xml.into_string()
    };
    let continuation = story(&|writer| continuation(writer, at));
    let (header, footer) = (story(&letterhead), story(&foot));
    let master = |first, next, header, footer| Master {
        name: String::new(),
        set,
        first,
        next,
        header,
        footer,
    };
    let following = state.master(master(false, None, continuation, String::new()), FOLLOWING);
    let first = state.master(master(true, Some(following), header, footer), FIRST);
    encode(&first)
}

/// Writes the parts that run with the text of the letter at a place in the package.
pub(super) fn letter(writer: &mut StoryWriter<'_, '_>, at: usize) {
    let at_foot = writer.styles().addressee_at_foot();
    let flows = |part: &&Part| match part.role {
        Role::Letterhead | Role::Footer => false,
        Role::Addressee => !at_foot,
        _ => true,
    };
    let parts: Vec<&Part> = writer.member.document.parts.iter().filter(flows).collect();
    for (index, part) in parts.iter().enumerate() {
        if part.role == Role::Annex {
            writer.turn_page();
        }
        // Two lines of text stay with the closing, so that no signature stands alone.
        let next = parts.get(index + 1).map(|part| part.role);
        let keep = matches!(next, Some(Role::Closing | Role::Signatures));
        writer.blocks(&part.blocks, Position::part(Style::of(part.role), keep));
    }
    if counts_by_mark(writer) {
        // The number of this paragraph's page is the number of the letter's pages.
        writer.open(Style::Spacer);
        writer.xml.empty("text:bookmark", &[("text:name", &end_of(at))]);
        writer.close();
    } else if writer.after_table || !writer.begun {
        writer.empty(Style::Spacer);
    }
}

/// Whether the number of a letter's pages is that of its last one: a program counts only those of
/// the whole document.
fn counts_by_mark(writer: &StoryWriter<'_, '_>) -> bool {
    writer.state.package.members.len() > 1 && writer.member.sheet().continuation.contains("{pages}")
}

fn end_of(at: usize) -> String {
    format!("End of letter {}", at + 1)
}

/// The head of the first page: emblem and lines.
fn letterhead(writer: &mut StoryWriter<'_, '_>) {
    let letterhead = &writer.member.sheet().letterhead;
    if let Some(emblem) = &letterhead.emblem {
        // An emblem without words is the letterhead, and bears its rule.
        let alone = writer.member.document.part(Role::Letterhead).next().is_none();
        writer.open(if alone { Style::Letterhead } else { Style::LetterheadEmblem });
        let widest = writer.styles().width;
        writer.picture(emblem, &letterhead.alt, letterhead.height, widest);
        writer.close();
    }
    parts(writer, Role::Letterhead, Style::Letterhead);
}

/// The foot of the first page: the addressee, where the office wants it there, above the
/// letterhead's own last lines. It stays there however long the letter is.
fn foot(writer: &mut StoryWriter<'_, '_>) {
    if writer.styles().addressee_at_foot() {
        parts(writer, Role::Addressee, Style::AddresseeAtFoot);
    }
    parts(writer, Role::Footer, Style::Footer);
}

fn parts(writer: &mut StoryWriter<'_, '_>, role: Role, style: Style) {
    let member = writer.member;
    for part in member.document.parts.iter().filter(|part| part.role == role) {
        writer.blocks(&part.blocks, Position::part(style, false));
    }
}

/// The head of continuation pages: the page number as the office writes it.
fn continuation(writer: &mut StoryWriter<'_, '_>, at: usize) {
    // On the first page the mark of a draft stands above the letter itself.
    parts(writer, Role::Draft, Style::Marking);
    let mark = counts_by_mark(writer).then(|| end_of(at));
    writer.open(Style::Header);
    let mut rest = writer.member.sheet().continuation.as_str();
    while let Some(open) = rest.find("{page") {
        let field = ["{page}", "{pages}"]
            .into_iter()
            .find(|field| rest[open..].starts_with(field));
        let end = open + field.map_or("{page".len(), str::len);
        writer.text(&rest[..if field.is_some() { open } else { end }]);
        match (field, &mark) {
            (Some("{page}"), _) => {
                writer.field("text:page-number", &[("text:select-page", "current")], "2");
            }
            (Some(_), Some(mark)) => {
                let to = [("text:reference-format", "page"), ("text:ref-name", mark.as_str())];
                writer.field("text:bookmark-ref", &to, "…");
            }
            (Some(_), None) => writer.field("text:page-count", &[], "…"),
            (None, _) => {}
        }
        rest = &rest[end..];
    }
    writer.text(rest);
    writer.close();
}

impl StoryWriter<'_, '_> {
    /// Writes a field, with what is shown until a program counts; a wrong number would be worse
    /// than none.
    fn field(&mut self, name: &str, attributes: &[(&str, &str)], shown: &str) {
        self.xml.open(name, attributes);
        self.xml.text(shown);
        self.xml.close(name);
        self.spaced = false;
    }
}
