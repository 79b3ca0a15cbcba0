//! What stands over a page: where in the site it is, what sort of page it is, its title.

use serde::Serialize;
use tera::{Context, Value};

use super::Renderer;
use crate::archive::site::{direction, fields};
use crate::letter::Dates;
use crate::text::capital;

/// What something is called.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) enum Label {
    /// A word of the site.
    Word(&'static str),
    /// A kind of letter.
    Kind(String),
    /// A year, or another text that every language writes alike.
    Text(String),
    /// A month of a year.
    Month(i32, u32),
    /// A name that comes from letters, with the language it is in, if that is known.
    Name(String, Option<(String, bool)>),
}

/// The heading of a page.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Heading {
    /// The entry of the navigation that the page belongs to.
    pub(super) section: &'static str,
    /// The pages above, each with its folder.
    pub(super) trail: Vec<(Label, String)>,
    /// A word for the sort of page.
    pub(super) sort: &'static str,
    pub(super) label: Label,
    /// The part of it that this page holds.
    pub(super) part: Option<Label>,
    /// What else is known of it: the title of a resolution.
    pub(super) note: Option<String>,
    /// Pages beside this one: a word, the folder, how much is there.
    pub(super) more: Vec<(&'static str, &'static str, usize)>,
}

impl Heading {
    /// A page below the front page.
    pub(super) fn new(section: &'static str, sort: &'static str, label: Label) -> Self {
        Self {
            section,
            trail: vec![(Label::Word("register"), String::new())],
            sort,
            label,
            part: None,
            note: None,
            more: Vec::new(),
        }
    }

    /// The same heading, below one more page.
    pub(super) fn below(mut self, label: Label, folder: impl Into<String>) -> Self {
        self.trail.push((label, folder.into()));
        self
    }

    /// The heading of one part of what this one heads, which stands in `folder`.
    pub(super) fn part(&self, part: Label, folder: &str) -> Self {
        let shown = self.part.as_ref().unwrap_or(&self.label);
        let mut heading = self.clone().below(shown.clone(), folder);
        heading.part = Some(part);
        heading.more.clear();
        heading
    }
}

impl Renderer<'_> {
    /// The texts of a label.
    pub(super) fn label(&self, label: &Label) -> String {
        match label {
            Label::Word(word) => self.say(word).to_owned(),
            Label::Kind(kind) => self.site.words.kind(kind),
            Label::Text(text) => text.clone(),
            Label::Month(year, month) => match Dates::of_month(*year, *month) {
                Some(dates) => self.site.dates(&dates),
                None => format!("{year:04}-{month:02}"),
            },
            Label::Name(name, _) => capital(name),
        }
    }

    /// A label for designs: its text, and its language where it is not the site's.
    pub(super) fn labelled(&self, label: &Label) -> Value {
        let language = match label {
            Label::Name(_, Some((language, rtl))) => Some((language.as_str(), direction(*rtl))),
            _ => None,
        };
        fields([
            ("text", self.label(label).into()),
            ("language", language.map(|(language, _)| language).into()),
            ("direction", language.map(|(_, direction)| direction).into()),
        ])
    }

    /// Pages to go to, each by a word and with how much is there.
    pub(super) fn ways(&self, ways: &[(&'static str, &'static str, usize)]) -> Value {
        let ways = ways.iter().map(|(word, folder, count)| {
            fields([
                ("text", self.say(word).into()),
                ("href", self.link(folder).into()),
                ("count", (*count).into()),
            ])
        });
        Value::from(ways.collect::<Vec<_>>())
    }

    /// The context of a page with this heading.
    pub(super) fn headed(&self, heading: &Heading) -> Context {
        let mut context = Context::new();
        let mut title = self.label(&heading.label);
        if let Some(part) = &heading.part {
            title = format!("{title}, {}", self.label(part));
        }
        context.insert_value("title", title.into());
        context.insert_value("section", heading.section.into());
        let trail = heading.trail.iter().map(|(label, folder)| {
            fields([("label", self.labelled(label)), ("href", self.link(folder).into())])
        });
        context.insert_value("trail", Value::from(trail.collect::<Vec<_>>()));
        context.insert_value("sort", self.say(heading.sort).into());
        context.insert_value("heading", self.labelled(&heading.label));
        let part = heading.part.as_ref().map(|part| self.labelled(part));
        context.insert_value("part", part.into());
        context.insert_value("note", heading.note.as_deref().into());
        context.insert_value("more", self.ways(&heading.more));
        context
    }
}
