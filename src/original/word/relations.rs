//! What a part of a Word file refers to (ECMA-376, part 2, section 9.3).

use crate::original::xml::{Attributes, Parts, Space, Visitor, visit};

/// The relations of a part, in their order.
#[derive(Debug, Default)]
pub(super) struct Relations(Vec<Relation>);

#[derive(Debug)]
pub(super) struct Relation {
    id: String,
    /// The last word of its type: `header`.
    kind: String,
    /// A part by its name in the package, or an address outside.
    pub(super) target: String,
    pub(super) outside: bool,
}

impl Relations {
    /// The relations of a part, by its name.
    pub(super) fn of(parts: &mut Parts<'_>, part: &str) -> Result<Self, String> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let slash = if folder.is_empty() { "" } else { "/" };
        Self::read(parts, &format!("{folder}{slash}_rels/{file}.rels"), folder)
    }

    /// Reads a part of relations; their targets are below `folder`.
    pub(super) fn read(parts: &mut Parts<'_>, name: &str, folder: &str) -> Result<Self, String> {
        let mut reader = Reader { folder, found: Vec::new() };
        if let Some(xml) = parts.text(name)? {
            visit(&xml, &mut reader)?;
        }
        Ok(Self(reader.found))
    }

    pub(super) fn of_type<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Relation> {
        self.0.iter().filter(move |it| it.kind == kind)
    }

    /// The relation with this id.
    pub(super) fn get(&self, id: &str) -> Option<&Relation> {
        self.0.iter().find(|it| it.id == id)
    }
}

impl Relation {
    pub(super) fn id(&self) -> &str {
        &self.id
    }
}

struct Reader<'f> {
    folder: &'f str,
    found: Vec<Relation>,
}

impl Visitor for Reader<'_> {
    fn start(&mut self, name: (Space, &str), attributes: &Attributes) -> Result<(), String> {
        if name != (Space::PackageRelations, "Relationship") {
            return Ok(());
        }
        let get = |name: &str| attributes.get(Space::None, name).unwrap_or_default();
        let outside = get("TargetMode") == "External";
        let target = get("Target");
        let target = match target.strip_prefix('/') {
            _ if outside => target.to_owned(),
            Some(whole) => whole.to_owned(),
            None if self.folder.is_empty() => target.to_owned(),
            None => format!("{}/{target}", self.folder),
        };
        let kind = get("Type").rsplit('/').next().unwrap_or_default().to_owned();
        self.found
            .push(Relation { id: get("Id").to_owned(), kind, target, outside });
        Ok(())
    }

    fn end(&mut self, _: (Space, &str)) -> Result<(), String> {
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), String> {
        Ok(())
    }
}
