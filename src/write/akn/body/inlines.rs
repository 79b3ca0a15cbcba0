//! Running text: dates, and references to what the letter cites.

use super::super::iri;
use super::Body;
use crate::document::{Inline, Role};

impl Body<'_> {
    pub(super) fn inlines(&mut self, inlines: &[Inline], around: &str, role: Option<Role>) {
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.text(text, around),
                Inline::Strong { content } => self.dressed("b", content, around, role),
                Inline::Emphasis { content } => self.dressed("i", content, around, role),
                Inline::Link { href, content } => {
                    self.xml.open("a", &[("href", &iri::address(href))]);
                    self.inlines(content, around, role);
                    self.xml.close("a");
                }
                Inline::Break => self.xml.empty("br", &[]),
                Inline::Date { iso, text } => self.date(iso, text, role),
            }
        }
    }

    fn dressed(&mut self, element: &str, content: &[Inline], around: &str, role: Option<Role>) {
        self.xml.open(element, &[]);
        self.inlines(content, around, role);
        self.xml.close(element);
    }

    /// A day is a date; a month is none to the schema, and keeps what it is in its title.
    fn date(&mut self, iso: &str, text: &str, role: Option<Role>) {
        let own = role == Some(Role::PlaceAndDate)
            && self.member.day().is_some_and(|day| day.to_string() == iso);
        let element = match iri::day(iso) {
            Some(day) if own => {
                self.xml.open("docDate", &[("date", day)]);
                "docDate"
            }
            Some(day) => {
                self.xml.open("date", &[("date", day)]);
                "date"
            }
            None => {
                self.xml.open("span", &[("class", "month"), ("title", iso)]);
                "span"
            }
        };
        self.xml.text(text);
        self.xml.close(element);
    }

    /// Text, in which the symbols of what the letter cites are references.
    fn text(&mut self, text: &str, around: &str) {
        let mut rest = text;
        let mut before = None;
        while let Some((at, symbol, name)) = self.symbol(rest, before) {
            self.xml.text(&rest[..at]);
            let id = self.id(around, "ref");
            self.xml.open("ref", &[("eId", &id), ("href", &name)]);
            self.xml.text(&symbol);
            self.xml.close("ref");
            before = symbol.chars().next_back();
            rest = &rest[at + symbol.len()..];
        }
        self.xml.text(rest);
    }

    /// The first symbol that stands in a text by itself.
    fn symbol(&self, text: &str, before: Option<char>) -> Option<(usize, String, String)> {
        let alone = |c: Option<char>| !c.is_some_and(|c| c.is_alphanumeric() || c == '/');
        let found = self.refs.symbols.iter().filter_map(|(symbol, name)| {
            let mut places = text.match_indices(symbol.as_str());
            let (at, _) = places.find(|(at, _)| {
                let previous = text[..*at].chars().next_back();
                let previous = if *at == 0 { before } else { previous };
                !symbol.is_empty()
                    && alone(previous)
                    && alone(text[at + symbol.len()..].chars().next())
            })?;
            Some((at, symbol.clone(), name.clone()))
        });
        found.min_by_key(|(at, symbol, _)| (*at, usize::MAX - symbol.len()))
    }
}
