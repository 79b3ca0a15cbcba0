//! A change as a sentence of the reader's language.

use std::sync::Arc;

use serde_json::Value;

use super::facts::{Fact, Item, NAMED};
use super::merge_fields::MergeFields;
use super::prose::{ProseChange, Unit};
use super::value::Values;
use super::words::DifferenceWords;
use super::{Change, What};
use crate::document::Direction;
use crate::house::House;
use crate::letter::Date;
use crate::pattern::fill;
use crate::text::capital;

/// What tells changes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Teller<'a> {
    values: Values<'a>,
    shared: &'a Arc<DifferenceWords>,
}

impl<'a> Teller<'a> {
    pub(super) fn new(house: &'a House, words: &'a Arc<DifferenceWords>) -> Self {
        Self { values: Values { house, words }, shared: words }
    }

    pub(super) fn tag(&self) -> &str {
        self.values.house.language.tag()
    }

    pub(super) fn direction(&self) -> Direction {
        if self.values.house.language.is_rtl() { Direction::Rtl } else { Direction::Ltr }
    }

    /// A date in words.
    pub(super) fn date(&self, date: Date) -> String {
        self.values.said("date", &Value::String(date.to_string()))
    }

    pub(super) fn shared_words(&self) -> Arc<DifferenceWords> {
        Arc::clone(self.shared)
    }

    fn words(&self) -> &'a DifferenceWords {
        self.values.words
    }

    /// A change of a fact.
    pub(super) fn fact(&self, fact: &Fact) -> Change {
        let field = fact.keys.last().map_or("", String::as_str);
        let said = |value: &Option<Value>| {
            let value = value.as_ref()?;
            Some(if fact.is_item {
                self.values.summary(field, value)
            } else {
                self.values.said(field, value)
            })
        };
        let (old, new) = (said(&fact.old), said(&fact.new));
        let sentence = if fact.is_item {
            self.item_sentence(fact, (&old, &new))
        } else {
            self.field_sentence(fact, (&old, &new))
        };
        Change {
            what: fact.what,
            path: fact.path.clone(),
            old_path: fact.old_path.clone(),
            old,
            new,
            in_letter: false,
            sentence: one_stop(capital(&sentence)),
        }
    }

    fn item_sentence(&self, fact: &Fact, (old, new): (&Option<String>, &Option<String>)) -> String {
        let (outer, inner) = match fact.of.split_last() {
            Some((inner, outer)) => (outer, inner),
            None => return String::new(),
        };
        let summary = new.as_ref().or(old.as_ref()).map_or("", String::as_str);
        let noun = self.noun(&inner.list);
        let values = [
            ("item", self.item(inner)),
            ("noun", noun.to_owned()),
            (
                "ordinal",
                self.values
                    .house
                    .language
                    .ordinal(u32::try_from(inner.number).unwrap_or(u32::MAX)),
            ),
            ("number", inner.number.to_string()),
            ("summary", summary.to_owned()),
            ("old", old.clone().unwrap_or_default()),
            ("new", new.clone().unwrap_or_default()),
        ];
        let values: Vec<_> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        self.within(
            outer,
            fill(self.words().sentence(&format!("item-{}", fact.what.name())), &values),
        )
    }

    fn field_sentence(
        &self,
        fact: &Fact,
        (old, new): (&Option<String>, &Option<String>),
    ) -> String {
        let what = self.label(fact);
        let field = fact.keys.last().map_or("", String::as_str);
        let list = fact.of.last().map_or("", |item| item.list.as_str());
        let item = fact.of.last().map(|item| self.item(item)).unwrap_or_default();
        let values = [
            ("what", what.as_str()),
            ("item", item.as_str()),
            ("old", old.as_deref().unwrap_or_default()),
            ("new", new.as_deref().unwrap_or_default()),
        ];
        let name = fact.what.name();
        // A sentence of its own, as for the dates of a meeting, names its item itself.
        let own = match fact.keys.len() {
            1 => self.words().sentence(&format!("{list}-{field}-{name}")),
            _ => "",
        };
        if !own.is_empty() {
            let outer = fact.of.split_last().map_or(&[][..], |(_, outer)| outer);
            return self.within(outer, fill(own, &values));
        }
        self.within(&fact.of, fill(self.words().sentence(&format!("field-{name}")), &values))
    }

    /// A sentence about something in items, from the outside.
    fn within(&self, items: &[Item], sentence: String) -> String {
        items.iter().rev().fold(sentence, |sentence, item| {
            let item = self.item(item);
            fill(self.words().sentence("within"), &[("item", &item), ("sentence", &sentence)])
        })
    }

    fn noun<'s>(&'s self, list: &'s str) -> &'s str {
        self.words().items.get(list).map_or(list, String::as_str)
    }

    /// An item as a sentence names it: by its name, else by its number.
    fn item(&self, item: &Item) -> String {
        let name = self.values.name(&item.list, &item.value);
        let number = u32::try_from(item.number).unwrap_or(u32::MAX);
        let ordinal = self.values.house.language.ordinal(number);
        let values = [
            ("noun", self.noun(&item.list)),
            ("name", name.as_deref().unwrap_or_default()),
            ("ordinal", ordinal.as_str()),
            ("number", &item.number.to_string()),
        ];
        let titled = ["meetings", "sittings", "agenda", "items", "deadlines", "enclosures"];
        let pattern = match (name.is_some(), item.many) {
            (true, _) if titled.contains(&item.list.as_str()) => "item-named",
            (true, _) => "item-called",
            (false, true) => "item-numbered",
            (false, false) => "item-alone",
        };
        fill(self.words().sentence(pattern), &values)
    }

    /// What a field is called.
    fn label(&self, fact: &Fact) -> String {
        let keys: Vec<_> = fact.keys.iter().map(String::as_str).collect();
        let (field, list) = (
            keys.last().copied().unwrap_or_default(),
            fact.of.last().map(|item| item.list.as_str()),
        );
        if let [group, key] = keys[..]
            && NAMED.contains(&group)
        {
            return fill(
                self.words().fields.get(group).map_or("", String::as_str),
                &[("name", key)],
            );
        }
        let whole = keys.join(".");
        let known = &self.words().fields;
        let own = list.and_then(|list| known.get(&format!("{list}.{whole}")));
        let found = own.or_else(|| known.get(&whole)).or_else(|| known.get(field));
        found.cloned().unwrap_or_else(|| format!("`{whole}`"))
    }

    /// What a fact is called, with the item that it belongs to.
    pub(super) fn name_of(&self, fact: &Fact) -> String {
        if fact.is_item {
            return fact.of.last().map(|item| self.item(item)).unwrap_or_default();
        }
        self.within(&fact.of, self.label(fact))
    }

    /// Words of the letter that no fact and no prose explains; `around` names facts among them.
    pub(super) fn wording(
        &self,
        what: What,
        (old, new): (Option<String>, Option<String>),
        around: &[String],
    ) -> Change {
        let (was, is) = (old.clone().unwrap_or_default(), new.clone().unwrap_or_default());
        let facts = self.values.house.language.list(around);
        let name = match (around, what) {
            ([], what) => format!("words-{}", what.name()),
            _ => "words-around".to_owned(),
        };
        let values = [("old", was.as_str()), ("new", is.as_str()), ("facts", facts.as_str())];
        let sentence = capital(&fill(self.words().sentence(&name), &values));
        let (path, old_path, in_letter) = (None, None, true);
        Change { what, path, old_path, old, new, in_letter, sentence }
    }

    /// A change of the words of prose.
    pub(super) fn prose(&self, change: &ProseChange) -> Change {
        let none = MergeFields::default();
        self.prose_with(change, (&none, &none))
    }

    /// A change of the prose, whose merge fields are told as they print in the old letter and in the
    /// new one.
    pub(super) fn prose_with(
        &self,
        change: &ProseChange,
        (before, after): (&MergeFields, &MergeFields),
    ) -> Change {
        let unit = match change.unit {
            Unit::Paragraph => "paragraph",
            Unit::Sentence => "sentence",
        };
        let (old, new) = (change.old.clone(), change.new.clone());
        let raw = |text: &Option<String>| text.clone().unwrap_or_default();
        let (raw_old, raw_new) = match change.what {
            What::Changed => excerpts(&raw(&old), &raw(&new)),
            _ => (raw(&old), raw(&new)),
        };
        let (raw_old, raw_new) = (beginning(raw_old), beginning(raw_new));
        let (was, is) = (before.fill(&raw_old), after.fill(&raw_new));
        // Another form of a field may print the same.
        let same = change.what == What::Changed && was == is;
        let (was, is) = if same { (raw_old, raw_new) } else { (was, is) };
        let values = [("old", was.as_str()), ("new", is.as_str())];
        let name = format!("{unit}-{}", change.what.name());
        let sentence = fill(self.words().sentence(&name), &values);
        Change {
            what: change.what,
            path: (change.what != What::Dropped).then(|| "body".to_owned()),
            old_path: (change.what != What::Added).then(|| "body".to_owned()),
            old,
            new,
            in_letter: true,
            sentence,
        }
    }
}

/// A sentence that ends in one full stop, though what it ends with has its own: "1 p.m.".
fn one_stop(mut sentence: String) -> String {
    if sentence.ends_with("..") || sentence.ends_with(".”.") {
        sentence.pop();
    }
    sentence
}

/// How many words stand around those that changed.
const AROUND: usize = 4;

/// The part of two texts in which they differ, with a few words around it.
fn excerpts(old: &str, new: &str) -> (String, String) {
    let (was, is) = (words(old), words(new));
    let before = was.iter().zip(&is).take_while(|(was, is)| was == is).count();
    let most = was.len().min(is.len()) - before;
    let after = was
        .iter()
        .rev()
        .zip(is.iter().rev())
        .take_while(|(was, is)| was == is)
        .count();
    let after = after.min(most);
    let (start, end) = (before.saturating_sub(AROUND), after.saturating_sub(AROUND));
    let part = |words: &[&str]| {
        let text = words[start..words.len() - end].join(" ");
        let (first, last) = (if start > 0 { "… " } else { "" }, if end > 0 { " …" } else { "" });
        [first, &text, last].concat()
    };
    (part(&was), part(&is))
}

/// How many words of prose stand in a sentence.
const MOST_WORDS: usize = 80;

/// Prose as a sentence has it: of a long paragraph the beginning.
fn beginning(text: String) -> String {
    let words = words(&text);
    if words.len() <= MOST_WORDS + AROUND {
        return text;
    }
    words[..MOST_WORDS].join(" ") + " …"
}

/// The words of a text; a merge field is one.
fn words(text: &str) -> Vec<&str> {
    let (mut words, mut start, mut open) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        open = (open || text[at..].starts_with("{{")) && !text[..at].ends_with("}}");
        if c == ' ' && !open {
            words.push(&text[start..at]);
            start = at + 1;
        }
    }
    words.push(&text[start..]);
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_merge_field_is_one_word() {
        assert_eq!(
            words("on {{ a | b }}, or {{c}} not"),
            ["on", "{{ a | b }},", "or", "{{c}}", "not"]
        );
        let (old, new) = excerpts("one {{ a b c d e }} two", "one {{ a b c d f }} two");
        assert_eq!(
            (old.as_str(), new.as_str()),
            ("one {{ a b c d e }} two", "one {{ a b c d f }} two")
        );
    }
}
