//! Lists that are too long for a page are divided by year, and years by month, so that a
//! letter that changes touches few pages.

use std::collections::BTreeMap;

use serde::Serialize;
use tera::Value;

use super::entry::list;
use super::heading::{Heading, Label};
use super::list::{Items, List};
use super::{Page, PageKind, Plan, Renderer};
use crate::archive::card::UNDATED;
use crate::archive::site::fields;
use crate::finding::Finding;

/// How many entries a page holds at most, unless they are of one month.
pub(super) const MOST: usize = 500;

/// How far a list is divided already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Level {
    Whole,
    Year,
    Month,
}

/// A page that leads to others: the parts of a divided list, or all names of a sort.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Subpages {
    pub(super) heading: Heading,
    pub(super) parts: Vec<Subpage>,
    /// How much stands in all of them.
    pub(super) count: usize,
}

/// One of the pages that a page leads to.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Subpage {
    /// A word for the sort of thing, where sorts are mixed.
    pub(super) sort: &'static str,
    pub(super) label: Label,
    /// What else is known of it.
    pub(super) note: Option<String>,
    pub(super) folder: String,
    pub(super) count: usize,
}

impl Plan<'_> {
    /// Plans a list in `folder`, divided where it is too long.
    pub(super) fn list(&mut self, heading: Heading, folder: &str, items: Items, level: Level) {
        if items.len() <= MOST || level == Level::Month {
            let path = format!("{folder}/index.html");
            let kind = PageKind::List(Box::new(List { heading, items }));
            self.pages.push(Page { path, kind });
            return;
        }
        let mut parts: BTreeMap<(bool, i32, u32), Vec<usize>> = BTreeMap::new();
        for item in items.all() {
            let key = match (items.filed(self, *item), level) {
                (None, _) => (true, 0, 0),
                (Some(day), Level::Whole) => (false, day.year(), 0),
                (Some(day), _) => (false, day.year(), day.month()),
            };
            parts.entry(key).or_default().push(*item);
        }
        let mut listed = Vec::with_capacity(parts.len());
        let deeper = match level {
            Level::Whole => Level::Year,
            _ => Level::Month,
        };
        for ((undated, year, month), members) in parts {
            let (label, mut name) = match (undated, month) {
                (true, _) => (Label::Word(UNDATED), UNDATED.to_owned()),
                (_, 0) => (Label::Text(format!("{year:04}")), format!("{year:04}")),
                _ => (Label::Month(year, month), format!("{month:02}")),
            };
            // A letter whose id is just such a number keeps its folder for itself.
            if self.catalogue.find(&name).is_some() {
                name.push('-');
            }
            let inner = format!("{folder}/{name}");
            listed.push(Subpage {
                sort: "",
                note: None,
                label: label.clone(),
                folder: inner.clone(),
                count: members.len(),
            });
            let heading = heading.part(label, folder);
            let level = if undated { Level::Month } else { deeper };
            self.list(heading, &inner, items.with(members), level);
        }
        let parts = Subpages { heading, parts: listed, count: items.len() };
        self.parts(folder, parts);
    }

    /// Plans a page that leads to others.
    pub(super) fn parts(&mut self, folder: &str, parts: Subpages) {
        let kind = PageKind::Subpages(Box::new(parts));
        self.pages.push(Page { path: format!("{folder}/index.html"), kind });
    }
}

impl Subpages {
    pub(super) fn render(&self, renderer: &Renderer<'_>) -> Result<Vec<u8>, Vec<Finding>> {
        let mut context = renderer.headed(&self.heading);
        context.insert_value("count", self.count.into());
        context.insert_value("parts", renderer.parts(&self.parts));
        renderer.render("parts.html", context)
    }
}

impl Renderer<'_> {
    /// The pages that a page leads to.
    pub(super) fn parts(&self, parts: &[Subpage]) -> Value {
        list(parts, |part| {
            fields([
                ("sort", self.say(part.sort).into()),
                ("label", self.labelled(&part.label)),
                ("note", part.note.as_deref().into()),
                ("href", self.link(&part.folder).into()),
                ("count", part.count.into()),
            ])
        })
    }
}
