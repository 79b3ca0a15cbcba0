//! What a field holds, as it is written for the reader.

use serde_json::Value;

use super::words::DifferenceWords;
use crate::house::House;
use crate::language::{DateOptions, Run};
use crate::letter::{Date, Dates, TimeRange};
use crate::pattern::fill;

/// How many characters a text may have that stands in a sentence as it is.
const LONG: usize = 60;

/// How values are written: in the reader's language and the office's style.
#[derive(Debug, Clone, Copy)]
pub(super) struct Values<'a> {
    pub(super) house: &'a House,
    pub(super) words: &'a DifferenceWords,
}

impl Values<'_> {
    /// The value of a field of that name.
    pub(super) fn said(&self, field: &str, value: &Value) -> String {
        match value {
            Value::String(text) => self.text(field, text),
            Value::Bool(_) | Value::Number(_) | Value::Null => self.word(&value.to_string()),
            Value::Array(items) if field == "times" => {
                let texts: Vec<_> = items.iter().filter_map(Value::as_str).collect();
                self.times(&texts).unwrap_or_else(|| texts.join(", "))
            }
            Value::Array(items) if field == "dates" => {
                let texts: Vec<_> = items.iter().filter_map(Value::as_str).collect();
                self.text(field, &texts.join(", "))
            }
            Value::Array(items) => {
                let items: Vec<_> = items.iter().map(|item| self.said(field, item)).collect();
                self.house.language.list(&items)
            }
            Value::Object(_) => self.summary(field, value),
        }
    }

    fn text(&self, field: &str, text: &str) -> String {
        let (language, style) = (&self.house.language, &self.house.office.style);
        let options = DateOptions::of(style);
        let written = match field {
            "dates" => Dates::parse(text)
                .ok()
                .map(|dates| Run::join(&language.dates(&dates, style, options))),
            "date" | "by" | "was" | "from" | "adopted" | "reissued" => Date::parse(text)
                .ok()
                .map(|date| Run::join(&language.date(date, style, options))),
            "time" | "times" => self.times(&[text]),
            _ => None,
        };
        written.unwrap_or_else(|| self.quoted(&self.word(text)))
    }

    /// A text that is a sentence, or long, in quotation marks.
    fn quoted(&self, text: &str) -> String {
        let is_sentence =
            text.contains(' ') && text.ends_with(['.', '!', '?', ',', ':', '。', '؟']);
        if is_sentence || text.chars().count() > LONG {
            return fill(self.words.sentence("quoted"), &[("text", text)]);
        }
        text.to_owned()
    }

    fn times(&self, texts: &[&str]) -> Option<String> {
        let times: Result<Vec<_>, _> = texts.iter().map(|text| TimeRange::parse(text)).collect();
        Some(self.house.language.times(&times.ok()?, &self.house.office.style))
    }

    /// What the reader's language calls a word of the format of records; other text stands as it is.
    fn word(&self, text: &str) -> String {
        self.words
            .values
            .get(text)
            .cloned()
            .unwrap_or_else(|| text.to_owned())
    }

    /// What an item or a group says, in short: what it is called, then the rest of what tells it.
    pub(super) fn summary(&self, list: &str, value: &Value) -> String {
        let mut parts: Vec<String> = self.name(list, value).into_iter().collect();
        for field in [
            "dates", "date", "times", "time", "room", "title", "capacity", "role", "organisation",
            "concerning", "what", "by", "telephone", "email",
        ] {
            let Some(held) = value.get(field).filter(|held| crate::letter::items::is_given(held))
            else {
                continue;
            };
            let said = self.said(field, held);
            if !said.is_empty() && !parts.contains(&said) {
                parts.push(said);
            }
        }
        if let (true, Value::Object(fields)) = (parts.is_empty(), value) {
            let given = fields.iter().filter(|(_, held)| crate::letter::items::is_given(held));
            parts = given.map(|(field, held)| self.said(field, held)).collect();
        }
        parts.join(self.words.sentence("comma"))
    }

    /// What an item of a list is called, if it has a name.
    pub(super) fn name(&self, list: &str, value: &Value) -> Option<String> {
        let text = |field: &str| {
            value
                .get(field)
                .and_then(Value::as_str)
                .filter(|text| !text.is_empty())
        };
        let owned = |field: &str| text(field).map(str::to_owned);
        if let Value::String(text) = value {
            return Some(self.word(text));
        }
        match list {
            "meetings" | "agenda" | "items" | "sittings" => owned("title"),
            "deadlines" => owned("what"),
            "action" => owned("what"),
            "cites" => {
                let symbol = ["resolution", "decision", "document", "title"]
                    .into_iter()
                    .find_map(text)?;
                Some(match text("part") {
                    Some(part) => format!("{symbol}, {part}"),
                    None => symbol.to_owned(),
                })
            }
            "enclosures" => ["title", "concerning", "document", "letter", "file"]
                .into_iter()
                .find_map(owned),
            "organs" => ["symbol", "organ"].into_iter().find_map(owned),
            "follows" => {
                let letter = value.get("letter")?;
                let id = letter.get("id").and_then(Value::as_str).map(str::to_owned);
                id.or_else(|| letter.get("date").map(|date| self.said("date", date)))
            }
            "letter" => {
                let part = |name: &str| {
                    value
                        .get(name)
                        .filter(|it| it.is_string())
                        .map(|it| self.said(name, it))
                };
                part("id").or_else(|| {
                    let parts: Vec<_> = [part("office"), part("sender"), part("date")]
                        .into_iter()
                        .flatten()
                        .collect();
                    (!parts.is_empty()).then(|| parts.join(", "))
                })
            }
            _ => {
                let named = text("name").map(|name| match text("honorific") {
                    Some(honorific) => format!("{honorific} {name}"),
                    None => name.to_owned(),
                });
                named.or_else(|| {
                    ["group", "role", "organisation", "title"].into_iter().find_map(owned)
                })
            }
        }
    }
}
