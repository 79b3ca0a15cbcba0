//! The template's styles, and which of ours it lacks.

use std::collections::BTreeMap;

use quick_xml::events::Event;

use super::super::styles::{Kind, NAMESPACE};
use super::archive::Archive;
use super::markup::{attribute, walk, walk_at};
use super::relations::{Relation, target};
use super::{Fault, broken};

/// The styles of a template.
#[derive(Debug)]
pub(super) struct Styles {
    text: String,
    /// Where further styles can be put in, in bytes.
    end: usize,
    /// The identifier of each style by what it characters and its name in small letters.
    named: BTreeMap<(&'static str, String), String>,
    /// All identifiers, in small letters.
    ids: std::collections::BTreeSet<String>,
}

impl Styles {
    /// Reads the styles of a template.
    pub(super) fn read(archive: &Archive, related: &[Relation]) -> Result<Self, Fault> {
        let path = target(related, "styles").ok_or_else(|| broken("it has no styles"))?;
        let text = archive.text(path)?.to_owned();
        transitional(path, &text)?;
        let mut named = BTreeMap::new();
        let mut ids = std::collections::BTreeSet::new();
        let mut current: Option<(&'static str, String)> = None;
        let mut end = text.len();
        let mut before = 0;
        walk_at(path, &text, |event, at| {
            match event {
                Event::Start(start) | Event::Empty(start) => match start.local_name().as_ref() {
                    "style" => {
                        let id = attribute(start, "styleId").unwrap_or_default();
                        ids.insert(id.to_lowercase());
                        let kind = kind(&attribute(start, "type").unwrap_or_default());
                        current = Some((kind, id));
                    }
                    "name" => {
                        if let (Some((kind, id)), Some(name)) = (&current, attribute(start, "val"))
                        {
                            named
                                .entry((*kind, name.to_lowercase()))
                                .or_insert_with(|| id.clone());
                        }
                    }
                    _ => {}
                },
                Event::End(root) => match root.local_name().as_ref() {
                    "style" => current = None,
                    "styles" => end = before,
                    _ => {}
                },
                _ => {}
            }
            before = at;
            Ok(())
        })?;
        if !named.contains_key(&("paragraph", "normal".to_owned())) {
            return Err(broken("it has no style called Normal"));
        }
        Ok(Self { text, end, named, ids })
    }

    /// What a style of ours is called in it: its own of that name, or ours under a free identifier.
    pub(super) fn id(&self, id: &'static str, name: &'static str, kind: Kind) -> String {
        if let Some(own) = self.named.get(&(kind.name(), name.to_lowercase())) {
            return own.clone();
        }
        let mut free = id.to_owned();
        while self.ids.contains(&free.to_lowercase()) {
            free.insert_str(0, "Letter");
        }
        free
    }

    /// Whether it has a style of this name.
    pub(super) fn has(&self, name: &str, kind: Kind) -> bool {
        self.named.contains_key(&(kind.name(), name.to_lowercase()))
    }

    /// The first number that no style of its bears behind its name, as ours do: "Closing (2)".
    pub(super) fn free_number(&self) -> i64 {
        let behind = |name: &String| {
            let (_, number) = name.strip_suffix(')')?.rsplit_once(" (")?;
            number.parse::<i64>().ok().filter(|number| *number < 1_000_000)
        };
        let highest = self.named.keys().filter_map(|(_, name)| behind(name)).max();
        highest.map_or(2, |highest| highest.max(1) + 1)
    }

    /// The identifiers of its character styles.
    pub(super) fn characters(&self) -> Vec<String> {
        let all = self
            .named
            .iter()
            .filter(|((kind, _), _)| *kind == Kind::Character.name());
        all.map(|(_, id)| id.clone()).collect()
    }

    /// Its styles, followed by ours.
    pub(super) fn with(&self, ours: &str) -> String {
        let mut out = String::with_capacity(self.text.len() + ours.len());
        out.push_str(&self.text[..self.end]);
        out.push_str(ours);
        out.push_str(&self.text[self.end..]);
        out
    }
}

fn kind(name: &str) -> &'static str {
    match name {
        "character" => "character",
        "table" => "table",
        "numbering" => "numbering",
        _ => "paragraph",
    }
}

/// Holds a part to the namespace and the prefix that Word writes, so that ours can stand in it.
pub(super) fn transitional(path: &str, text: &str) -> Result<(), Fault> {
    let mut first = true;
    walk(path, text, |event| {
        let (Event::Start(start) | Event::Empty(start)) = event else {
            return Ok(());
        };
        if !std::mem::take(&mut first) {
            return Ok(());
        }
        let declared = start.attributes().flatten().find(|a| a.key.as_ref() == "xmlns:w");
        match declared.map(|attribute| attribute.value) {
            Some(value) if value == NAMESPACE => Ok(()),
            Some(value) if value.contains("purl.oclc.org") => {
                Err(broken("it is saved as \"Strict Open XML\", which few programs read"))
            }
            _ => Err(broken(format!("{path} is not WordprocessingML as Word writes it"))),
        }
    })
}
