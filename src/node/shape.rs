//! What fields hold: said once beside each field, read by whoever goes over all of them.

use std::fmt;

use schemars::{Schema, SchemaGenerator};

/// A group of fields as data, made by `fields!`.
#[derive(Debug)]
pub struct Shape {
    /// The name of its type.
    pub name: &'static str,
    /// What messages call it: "an addressee".
    pub what: &'static str,
    /// Its fields, in the order of their documentation.
    pub fields: &'static [Field],
    /// The JSON Schema of its type.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

/// A field of a group.
#[derive(Debug)]
pub struct Field {
    /// The name by which it is written.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// Whether it may hold several.
    pub many: bool,
}

/// What a field holds. The type of a field says it; of text, `#[holds(…)]` does.
#[derive(Debug, Clone, Copy)]
pub enum Holds {
    /// Words as they stand in a sentence: each language has its own, and the checker reads them as prose.
    Prose,
    /// Words of a label, a title, a function: each language has its own.
    Words,
    /// The name of a person: a language may have its own, and the checker compares spellings.
    Name,
    /// Proper names, courtesy titles, abbreviations, lines of an address: a language may have its own.
    Proper,
    /// What is the same in all languages: ids, numbers, symbols, files, words of a fixed list.
    Code,
    /// An addressee whom the office knows by a word.
    Preset,
    /// Days.
    Day,
    /// Times of day.
    Time,
    /// The Markdown of a letter.
    Body,
    /// A group of fields.
    Group(fn() -> &'static Shape),
    /// Text that does not say what it holds: no field may.
    Unsaid,
}

/// What a walk over a value does at each of its texts.
pub type Visit<'a, 'v> = &'v mut dyn FnMut(&Path<'_>, Holds, &'a str);

/// The way to a value through fields and lists; written out as `meetings[0].was.dates`.
#[derive(Debug, Clone, Copy)]
pub enum Path<'p> {
    /// The whole.
    Root,
    /// A field.
    Field(&'p Path<'p>, &'static str),
    /// An item of a list, from 0.
    Item(&'p Path<'p>, usize),
}

impl Path<'_> {
    /// The way on to a field.
    pub fn field(&self, name: &'static str) -> Path<'_> {
        Path::Field(self, name)
    }

    /// The way on to an item.
    pub fn item(&self, at: usize) -> Path<'_> {
        Path::Item(self, at)
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Field(Path::Root, name) => f.write_str(name),
            Self::Field(before, name) => write!(f, "{before}.{name}"),
            Self::Item(before, at) => write!(f, "{before}[{at}]"),
        }
    }
}

impl Shape {
    /// The field of a name.
    pub fn field(&self, name: &str) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// What the first field of a name holds, here or in a group within.
    pub fn anywhere(&'static self, name: &str) -> Option<Holds> {
        let mut seen = vec![self];
        let mut at = 0;
        while let Some(shape) = seen.get(at) {
            if let Some(field) = shape.field(name) {
                return Some(field.holds);
            }
            for group in shape.fields.iter().filter_map(Field::group) {
                if !seen.iter().any(|known| std::ptr::eq(*known, group)) {
                    seen.push(group);
                }
            }
            at += 1;
        }
        None
    }

    /// The fields that differ from language to language, or have such fields in them.
    pub fn texts(&self) -> impl Iterator<Item = &'static Field> {
        let within = |field: &Field| {
            field
                .group()
                .is_some_and(|group| group.fields.iter().any(Field::is_text))
        };
        self.fields
            .iter()
            .filter(move |field| field.is_text() || within(field))
    }
}

impl Field {
    /// Whether a reader of another language needs it in theirs.
    pub fn is_words(&self) -> bool {
        matches!(self.holds, Holds::Prose | Holds::Words)
    }

    /// Whether a language may say it in its own way.
    pub fn is_text(&self) -> bool {
        self.is_words() || matches!(self.holds, Holds::Name | Holds::Proper)
    }

    /// The group it holds, or that each of its items is.
    pub fn group(&self) -> Option<&'static Shape> {
        match self.holds {
            Holds::Group(shape) => Some(shape()),
            _ => None,
        }
    }
}
