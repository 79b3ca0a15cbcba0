//! What the letters of one package share while they are written.

use super::lists::Lists;
use super::relations::Kind;
use super::styles::{CharacterStyle, Names, Style, StyleSet, UsedStyles};
use crate::document::Direction;
use crate::finding::Finding;
use crate::package::{Member, Package};
use crate::write::layout::{self, findings};

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
pub(super) struct DocxState<'w> {
    /// How styles are called.
    pub(super) names: &'w Names,
    /// The package.
    pub(super) package: &'w Package,
    /// The style sets of its offices, each once.
    pub(super) sets: Vec<StyleSet>,
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
    /// The styles that the letters of each set use.
    pub(super) used: Vec<UsedStyles>,
    drawings: i32,
    characters: [bool; CharacterStyle::COUNT],
}

impl<'w> DocxState<'w> {
    /// Nothing written yet.
    pub(super) fn new(
        names: &'w Names,
        lists: Lists,
        template: bool,
        package: &'w Package,
    ) -> Self {
        Self {
            names,
            package,
            sets: Vec::new(),
            lists,
            stories: Vec::new(),
            media: Vec::new(),
            findings: Vec::new(),
            template,
            used: Vec::new(),
            drawings: 0,
            characters: [false; CharacterStyle::COUNT],
        }
    }

    /// The number of the style set that a letter uses.
    pub(super) fn set(&mut self, member: &Member) -> usize {
        let rtl = member.document.direction == Direction::Rtl;
        let known = self
            .sets
            .iter()
            .position(|l| l.rtl == rtl && l.sheet == *member.sheet());
        known.unwrap_or_else(|| {
            self.sets.push(StyleSet::of(member.sheet(), rtl));
            self.used.push(UsedStyles::default());
            self.sets.len() - 1
        })
    }

    /// Appends the identifier of a style in a set, and notes that it is used.
    pub(super) fn push_style(&mut self, style: Style, set: usize, out: &mut String) {
        self.used[set].add(style);
        self.names.push(style, set, out);
    }

    /// Notes that a run uses a character style.
    pub(super) fn use_character(&mut self, character: CharacterStyle) {
        self.characters[character.index()] = true;
    }

    /// The mixed character styles that are used, in a fixed order.
    pub(super) fn mixed(&self) -> Vec<CharacterStyle> {
        let used = (0..CharacterStyle::COUNT)
            .filter(|at| self.characters[*at])
            .map(CharacterStyle::at);
        used.filter(|character| character.is_mixed()).collect()
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
        format!("media/image{letter}{number}.{}", layout::pictures::extension(kind))
    }

    /// A new drawing of a picture: its number among drawings, its size in pixels, its file.
    /// A picture that cannot be shown is a finding.
    pub(super) fn draw(
        &mut self,
        member: &Member,
        name: &str,
    ) -> Option<(i32, (u32, u32), String)> {
        let found = findings::picture(self.package, member, name);
        let (name, picture) = found.map_err(|finding| self.findings.push(finding)).ok()?;
        let known = self.media.iter().position(|other| *other == name);
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
