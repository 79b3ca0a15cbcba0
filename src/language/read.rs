//! Reading a language's phrases: every mistake with its place, and the nearest known name.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde::Deserialize;
use serde::de::{DeserializeOwned, IntoDeserializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Language;
use super::mistake::{MISSING, SYNTAX, UNKNOWN, WRONG, explain, remove};
use super::phrases::{Form, LABELS, Voices};
use crate::finding::{Finding, suggest};
use crate::source::{Place, Source};

/// The keys of a phrases file.
const KEYS: &[&str] = &[
    "name", "tag", "iso-639-2", "region", "script", "direction", "source", "dates", "times",
    "lists", "numbers", "rooms", "voice", "forms", "labels",
];

/// Which way the script runs, as the file says it.
#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
enum Direction {
    Ltr,
    Rtl,
}

struct Reader<'a> {
    source: &'a Arc<Source>,
    table: &'a DeTable<'a>,
    findings: Vec<Finding>,
}

pub(super) fn read(source: &Arc<Source>) -> Result<Language, Vec<Finding>> {
    let (table, errors) = DeTable::parse_recoverable(source.text());
    if !errors.is_empty() {
        let finding = |error: &toml::de::Error| {
            let place = Place::new(source, error.span().unwrap_or_default());
            Finding::error(SYNTAX, error.message().to_owned()).at(place)
        };
        return Err(errors.iter().map(finding).collect());
    }
    let mut reader = Reader { source, table: table.get_ref(), findings: Vec::new() };
    let language = reader.language();
    match (language, reader.findings) {
        (Some(language), findings) if findings.is_empty() => Ok(language),
        (_, mut findings) => {
            Finding::sort(&mut findings);
            Err(findings)
        }
    }
}

/// Name, place and value of each entry of a table.
type Entries<'a> = Vec<(String, Range<usize>, Spanned<DeValue<'a>>)>;

impl<'a> Reader<'a> {
    fn language(&mut self) -> Option<Language> {
        for key in self
            .table
            .keys()
            .filter(|key| !KEYS.contains(&key.get_ref().as_ref()))
        {
            let message = format!("a language has no `{}`", key.get_ref());
            let help = suggest(key.get_ref(), KEYS.iter().copied());
            self.findings
                .push(Finding::error(UNKNOWN, message).at(self.place(key.span())).help(help));
        }
        // Every section is read before the first missing one ends the matter.
        let (name, tag, origin) = (self.text("name"), self.text("tag"), self.text("source"));
        let [code, region] = ["iso-639-2", "region"].map(|key| self.optional(key));
        let script = self.optional("script");
        let direction = self.section::<Direction>("direction");
        let dates = self.section::<super::calendar::DatePhrases>("dates");
        let times = self.section::<super::times::TimePhrases>("times");
        let lists = self.section("lists");
        let numbers = self.section::<super::words::Numbers>("numbers");
        let rooms = self.section::<super::words::Rooms>("rooms");
        let voices = self.section::<Voices>("voice");
        let forms = self.forms();
        let labels = self.labels();
        for (section, lacking) in [
            ("dates", dates.as_ref().map(super::calendar::DatePhrases::lacking)),
            ("times", times.as_ref().map(super::times::TimePhrases::lacking)),
            ("rooms", rooms.as_ref().map(super::words::Rooms::lacking)),
        ] {
            for (keys, lacks) in lacking.unwrap_or_default() {
                let path: Vec<_> = std::iter::once(section).chain(keys).collect();
                let names: Vec<_> = lacks.iter().map(|name| format!("`{{{name}}}`")).collect();
                let message =
                    format!("`{}` must have {} once", path.join("."), names.join(" and "));
                self.note(WRONG, message, &path);
            }
        }
        if let Some(voices) = &voices {
            self.same_words(voices);
        }
        let (numbers, dates) = (numbers?, dates?);
        Some(Language {
            name: name?,
            tag: tag?,
            code,
            region,
            script,
            rtl: matches!(direction?, Direction::Rtl),
            source: origin?,
            dates,
            times: times?,
            lists: lists?,
            digits: numbers.digits(),
            numbers,
            rooms: rooms?,
            voices: voices?,
            forms: forms?,
            labels: labels?,
        })
    }

    fn text(&mut self, key: &'static str) -> Option<String> {
        self.section(key)
    }

    /// What a language may leave out.
    fn optional<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        self.value(self.table.get(key)?.clone(), key)
    }

    fn section<T: DeserializeOwned>(&mut self, key: &'static str) -> Option<T> {
        match self.table.get(key) {
            Some(value) => self.value(value.clone(), key),
            None => {
                self.findings.push(
                    Finding::error(MISSING, format!("`{key}` is missing"))
                        .at(self.place(0..0))
                        .help("the English phrases show what a language needs"),
                );
                None
            }
        }
    }

    fn value<T: DeserializeOwned>(
        &mut self,
        mut value: Spanned<DeValue<'a>>,
        path: &str,
    ) -> Option<T> {
        let whole = value.span();
        let mut clean = true;
        loop {
            let error = match T::deserialize(value.clone().into_deserializer()) {
                Ok(read) => return Some(read).filter(|_| clean),
                Err(error) => error,
            };
            let finding =
                explain(&error, self.place(error.span().unwrap_or_else(|| whole.clone())), path);
            // Serde stops at the first mistake; without an unknown key it finds the next.
            let again = finding.rule == UNKNOWN
                && error.span().is_some_and(|span| remove(value.get_mut(), &span));
            // A key that is missing beside an unknown one is usually the same key.
            if clean || finding.rule != MISSING {
                self.findings.push(finding);
            }
            clean = false;
            if !again {
                return None;
            }
        }
    }

    fn forms(&mut self) -> Option<BTreeMap<String, Form>> {
        let table = self.entries("forms")?;
        let mut forms = BTreeMap::new();
        for (name, _, value) in table {
            let path = format!("forms.{name}");
            let Some(form) = self.value::<Form>(value, &path) else {
                continue;
            };
            for (key, message) in form.unfillable() {
                self.note(WRONG, message, &["forms", &name, key]);
            }
            forms.insert(name, form);
        }
        Some(forms)
    }

    fn labels(&mut self) -> Option<BTreeMap<String, String>> {
        let table = self.entries("labels")?;
        let mut labels = BTreeMap::new();
        for (name, span, value) in table {
            if !LABELS.contains(&name.as_str()) {
                let help = suggest(&name, LABELS.iter().copied());
                let finding = Finding::error(UNKNOWN, format!("no letter uses the label `{name}`"));
                self.findings.push(finding.at(self.place(span)).help(help));
                continue;
            }
            if let Some(label) = self.value(value, &format!("labels.{name}")) {
                labels.insert(name, label);
            }
        }
        for name in LABELS {
            if self.has(&["labels", name]) {
                continue;
            }
            self.note(MISSING, format!("the label `{name}` is missing"), &["labels"]);
        }
        Some(labels)
    }

    /// The entries of a section, each with the place of its key.
    fn entries(&mut self, key: &'static str) -> Option<Entries<'a>> {
        let Some(table) = self.table.get(key).and_then(|value| value.get_ref().as_table()) else {
            // It is missing or no table; reading it as one says which.
            self.section::<toml::Table>(key);
            return None;
        };
        Some(
            table
                .iter()
                .map(|(name, value)| (name.get_ref().to_string(), name.span(), value.clone()))
                .collect(),
        )
    }

    fn same_words(&mut self, voices: &Voices) {
        for (this, other, path) in
            [(&voices.one, &voices.many, "many"), (&voices.many, &voices.one, "one")]
        {
            for word in this.words.keys().filter(|word| !other.words.contains_key(*word)) {
                self.note(
                    MISSING,
                    format!("`voice.{path}.words` lacks `{word}`"),
                    &["voice", path, "words"],
                );
            }
        }
    }

    fn has(&self, path: &[&str]) -> bool {
        self.find(path).is_some_and(|(depth, _)| depth == path.len())
    }

    /// The deepest entry on a path, and how deep it is.
    fn find(&self, path: &[&str]) -> Option<(usize, Range<usize>)> {
        let mut table = Some(self.table);
        let mut found = None;
        for (depth, key) in path.iter().enumerate() {
            let Some(value) = table.and_then(|table| table.get(*key)) else {
                break;
            };
            found = Some((depth + 1, value.span()));
            table = value.get_ref().as_table();
        }
        found
    }

    fn note(&mut self, rule: &'static str, message: String, path: &[&str]) {
        let span = self.find(path).map_or(0..0, |(_, span)| span);
        self.findings.push(Finding::error(rule, message).at(self.place(span)));
    }

    fn place(&self, span: Range<usize>) -> Place {
        Place::new(self.source, span)
    }
}
