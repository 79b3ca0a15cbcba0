//! The desk: what the letters of one package share while they are written.

use super::lists::Lists;
use super::pictures;
use super::relations::Kind;
use super::styles::{Dress, Look, Names, Style, Worn};
use crate::document::Direction;
use crate::finding::Finding;
use crate::package::{Member, Package};
use crate::source::Place;

/// A part of the file beside the main one: a header or a footer.
#[derive(Debug, PartialEq)]
pub(super) struct Story {
    /// Header or footer.
    pub(super) kind: Kind,
    /// Whether it is the letter's own, with its addressee, and no other letter's.
    pub(super) own: bool,
    /// Its XML.
    pub(super) text: String,
    /// The part that lists its relations, if it has any.
    pub(super) relations: Option<String>,
}

/// What the letters of one package share.
#[derive(Debug)]
pub(super) struct Desk<'w> {
    /// How styles are called.
    pub(super) names: &'w Names,
    /// The package.
    pub(super) package: &'w Package,
    /// The looks of its offices, each once.
    pub(super) looks: Vec<Look>,
    /// The lists.
    pub(super) lists: Lists,
    /// Headers and footers, each once.
    pub(super) stories: Vec<Story>,
    /// Names of the pictures used, each once.
    pub(super) media: Vec<&'w str>,
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
    /// Whether parts of a template share the folder.
    pub(super) template: bool,
    /// The styles each look wears.
    pub(super) worn: Vec<Worn>,
    drawings: i32,
    dresses: [bool; Dress::COUNT],
}

impl<'w> Desk<'w> {
    /// An empty desk.
    pub(super) fn new(
        names: &'w Names,
        lists: Lists,
        template: bool,
        package: &'w Package,
    ) -> Self {
        Self {
            names,
            package,
            looks: Vec::new(),
            lists,
            stories: Vec::new(),
            media: Vec::new(),
            findings: Vec::new(),
            template,
            worn: Vec::new(),
            drawings: 0,
            dresses: [false; Dress::COUNT],
        }
    }

    /// The number of the look a letter wears.
    pub(super) fn look(&mut self, member: &Member) -> usize {
        let rtl = member.document.direction == Direction::Rtl;
        let known = self
            .looks
            .iter()
            .position(|l| l.rtl == rtl && l.sheet == member.sheet);
        known.unwrap_or_else(|| {
            self.looks.push(Look::of(&member.sheet, rtl));
            self.worn.push(Worn::default());
            self.looks.len() - 1
        })
    }

    /// Appends the identifier of a style as a look wears it, and notes that it does.
    pub(super) fn push_style(&mut self, style: Style, look: usize, out: &mut String) {
        self.worn[look].add(style);
        self.names.push(style, look, out);
    }

    /// Notes that a run wears a dress.
    pub(super) fn wear(&mut self, dress: Dress) {
        self.dresses[dress.index()] = true;
    }

    /// The mixed dresses worn, in a fixed order.
    pub(super) fn mixed(&self) -> Vec<Dress> {
        let worn = (0..Dress::COUNT).filter(|at| self.dresses[*at]).map(Dress::at);
        worn.filter(|dress| dress.is_mixed()).collect()
    }

    /// The file of a header or footer, in the folder of the main part.
    pub(super) fn story_file(&self, number: usize, kind: Kind) -> String {
        format!("{}{}{number}.xml", kind.name(), if self.template { "-letter" } else { "" })
    }

    /// The number of a story, kept once however many letters have it.
    pub(super) fn story(&mut self, story: Story) -> usize {
        let known = self.stories.iter().position(|other| *other == story);
        known.map_or_else(
            || {
                self.stories.push(story);
                self.stories.len()
            },
            |at| at + 1,
        )
    }

    /// The file of a picture, in the folder of the main part.
    pub(super) fn media_file(&self, number: usize) -> String {
        let kind = self.package.pictures[self.media[number - 1]].kind;
        let letter = if self.template { "-letter" } else { "" };
        format!("media/image{letter}{number}.{}", pictures::extension(kind))
    }

    /// A new drawing of a picture: its number among drawings, its size in pixels, its file.
    /// A picture that cannot be shown is a finding.
    pub(super) fn draw(
        &mut self,
        member: &Member,
        name: &str,
    ) -> Option<(i32, (u32, u32), String)> {
        let Some((name, picture)) = self.package.pictures.get_key_value(name) else {
            let finding = Finding::error(
                "missing-picture",
                format!("the picture `{name}` is not among those of the letter"),
            );
            self.findings.push(at_name(finding, member, name));
            return None;
        };
        if let Some(fault) = pictures::fault(picture) {
            let finding = Finding::error("broken-picture", format!("the picture `{name}` {fault}"))
                .help("save it again as PNG or JPEG");
            self.findings.push(at_name(finding, member, name));
            return None;
        }
        let known = self.media.iter().position(|other| other == name);
        let number = known.map_or_else(
            || {
                self.media.push(name);
                self.media.len()
            },
            |at| at + 1,
        );
        self.drawings += 1;
        Some((self.drawings, picture.size, self.media_file(number)))
    }
}

/// The finding, at the place where the member's record has `name`, if it has.
pub(super) fn at_name(finding: Finding, member: &Member, name: &str) -> Finding {
    match member.record.text().find(name) {
        Some(start) if !name.is_empty() => {
            finding.at(Place::new(&member.record, start..start + name.len()))
        }
        _ => finding,
    }
}
