//! What the letters of one package share while they are written.

use std::collections::BTreeSet;

use crate::document::Direction;
use crate::finding::Finding;
use crate::package::{Member, Package};
use crate::picture::PictureKind;
use crate::write::docx::language::Language;
use crate::write::layout::{Style, StyleSet};

/// What begins before a paragraph.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Start {
    /// A new page.
    Page,
    /// A letter, on pages with this master, which are counted from 1.
    Letter(String),
}

/// The styles of letters of one sheet, direction and language.
#[derive(Debug)]
pub(super) struct LetterStyles {
    pub(super) styles: StyleSet,
    pub(super) language: Language,
    pub(super) used: BTreeSet<usize>,
}

/// What the letters of one package share.
#[derive(Debug)]
pub(super) struct OdtState<'w> {
    /// The package.
    pub(super) package: &'w Package,
    /// The style sets of its letters, each once.
    pub(super) sets: Vec<LetterStyles>,
    /// Automatic styles of paragraphs at which something begins: the style of each, its set.
    pub(super) starts: Vec<(Style, usize, Start)>,
    /// The widths of tables with their sets, and of columns, in twips.
    pub(super) tables: BTreeSet<(usize, i32)>,
    pub(super) columns: BTreeSet<i32>,
    /// The pages: layout, content and name of each master, each once.
    pub(super) masters: Vec<Master>,
    /// Names of the pictures used, each once.
    pub(super) media: Vec<&'w str>,
    /// How many tables and drawings there are; each needs a name of its own.
    pub(super) numbered: (usize, usize),
    /// What is wrong.
    pub(super) findings: Vec<Finding>,
}

/// A kind of page.
#[derive(Debug)]
pub(super) struct Master {
    /// What office people call it.
    pub(super) name: String,
    /// The set of its letter.
    pub(super) set: usize,
    /// Whether it is the first page of a letter.
    pub(super) first: bool,
    /// What follows it.
    pub(super) next: Option<String>,
    /// The XML of its header and footer; empty where it has none.
    pub(super) header: String,
    pub(super) footer: String,
}

impl<'w> OdtState<'w> {
    /// Nothing written yet.
    pub(super) fn new(package: &'w Package) -> Self {
        Self {
            package,
            sets: Vec::new(),
            starts: Vec::new(),
            tables: BTreeSet::new(),
            columns: BTreeSet::new(),
            masters: Vec::new(),
            media: Vec::new(),
            numbered: (0, 0),
            findings: Vec::new(),
        }
    }

    /// The number of the style set that a letter uses.
    pub(super) fn set_of(&mut self, member: &Member) -> usize {
        let rtl = member.document.direction == Direction::Rtl;
        let language = Language::of(member);
        let known = self.sets.iter().position(|set| {
            set.styles.rtl == rtl
                && set.styles.sheet == *member.sheet()
                && set.language.tag == language.tag
        });
        known.unwrap_or_else(|| {
            let styles = StyleSet::of(member.sheet(), rtl);
            self.sets
                .push(LetterStyles { styles, language, used: BTreeSet::new() });
            self.sets.len() - 1
        })
    }

    /// The name of a style in a set; it is noted as used, with those it is based on.
    pub(super) fn style(&mut self, style: Style, set: usize) -> String {
        let mut next = Some(style);
        while let Some(style) = next {
            self.sets[set].used.insert(style.index());
            next = style.base();
        }
        super::styles::name(style, set)
    }

    /// The name of the style of a paragraph at which something begins.
    pub(super) fn style_at_start(&mut self, style: Style, set: usize, start: Start) -> String {
        self.style(style, set);
        let row = (style, set, start);
        let known = self.starts.iter().position(|known| *known == row);
        let at = known.unwrap_or_else(|| {
            self.starts.push(row);
            self.starts.len() - 1
        });
        super::styles::start_name(at)
    }

    /// The name of a kind of page, kept once however many letters have it.
    pub(super) fn master(&mut self, mut master: Master, plain: &str) -> String {
        let known = self.masters.iter().find(|known| {
            (known.set, known.first, &known.next) == (master.set, master.first, &master.next)
                && (&known.header, &known.footer) == (&master.header, &master.footer)
        });
        if let Some(known) = known {
            return known.name.clone();
        }
        let alike = self
            .masters
            .iter()
            .filter(|known| known.first == master.first)
            .count();
        master.name = if alike == 0 { plain.to_owned() } else { format!("{plain} {}", alike + 1) };
        let name = master.name.clone();
        self.masters.push(master);
        name
    }

    /// The path of a picture.
    pub(super) fn media_file(&self, at: usize) -> String {
        let ending = match self.package.pictures[self.media[at]].kind {
            PictureKind::Png => "png",
            PictureKind::Jpeg => "jpg",
        };
        format!("Pictures/image{}.{ending}", at + 1)
    }
}
