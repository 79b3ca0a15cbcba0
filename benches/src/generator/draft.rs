//! A letter on its way to a record.

use chancery::letter::Day;

use super::Syntax;
use super::value::{Fields, Value};

/// A letter whose syntax is chosen and not yet written.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    /// Its id.
    pub(super) id: String,
    /// Its date.
    pub(super) day: Day,
    /// How it will be written.
    pub(super) syntax: Syntax,
    /// Its fields but the body, in the order in which a person gives them.
    pub(super) fields: Vec<(&'static str, Value)>,
    /// Its prose.
    pub(super) body: String,
    /// Another letter encloses it, and would be broken with it.
    pub(super) enclosed: bool,
}

impl Draft {
    /// One more field.
    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.set(name, value);
        self
    }

    /// One more field, where it has a value.
    pub(super) fn maybe(self, name: &'static str, value: Option<impl Into<Value>>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// Its prose.
    pub(super) fn body(mut self, prose: String) -> Self {
        self.body = prose;
        self
    }

    /// It goes on from an earlier letter, in this relation and about this.
    pub(super) fn after(self, earlier: &str, relation: &'static str, about: &str) -> Self {
        let mut follows = Fields::of("letter", earlier);
        // The usual relation goes without saying.
        if relation != "follows" {
            follows = follows.with("relation", relation);
        }
        self.with("follows", vec![follows.with("about", about)])
    }

    /// Gives a field, or gives it anew.
    pub(super) fn set(&mut self, name: &'static str, value: impl Into<Value>) {
        let value = value.into();
        match self.fields.iter_mut().find(|(known, _)| *known == name) {
            Some((_, old)) => *old = value,
            None => self.fields.push((name, value)),
        }
    }
}
