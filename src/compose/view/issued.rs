//! A letter as it is issued as a document: masthead, session and items, heading, notes.

use serde::Serialize;

use super::people::SenderView;
use crate::house::House;
use crate::language::{DateOptions, Run};
use crate::letter::{Date, IssuedAs, IssuingOrgan, Letter};
use crate::pattern::fill;

/// What is uncertain or new about a document is noted at its foot.
const MARK: char = '*';

/// A letter as a document, in words.
#[derive(Debug, Serialize)]
pub(super) struct IssuedView<'a> {
    /// The lines of the masthead, each in two columns.
    masthead: Vec<[String; 2]>,
    /// Session and items of each organ, line by line; as many columns as organs.
    sessions: Vec<Vec<String>>,
    /// The titles of the items, where there is one organ.
    titles: Vec<&'a str>,
    /// "Letter dated … from … addressed to …".
    heading: String,
    /// "Corrigendum", "Addendum".
    sort: Option<&'a str>,
    /// The notes at the foot, each with its mark.
    notes: Vec<String>,
}

impl<'a> IssuedView<'a> {
    /// How a letter is issued, if it is.
    pub(super) fn of(letter: &'a Letter, house: &'a House, sender: SenderView<'_>) -> Option<Self> {
        let issued = letter.issued_as.as_ref()?;
        let words = Words { house };
        let mut notes = Vec::new();
        let reissued = issued.reissued.is_some() || issued.reason.is_some();
        if reissued {
            let date = issued.reissued.map_or_else(String::new, |day| words.date(day));
            let note = words.fill("reissued", &[("date", &date)]);
            notes.push(format!("{MARK} {}", issued.reason.as_deref().unwrap_or(&note)));
        }
        let mut marks = |symbol: &str| {
            let mark = MARK.to_string().repeat(notes.len() + 1);
            notes.push(format!("{mark} {symbol}{}", words.label("stop")));
            mark
        };
        let columns: Vec<_> = issued
            .organs
            .iter()
            .map(|organ| {
                let mark = organ.provisional.as_deref().map(&mut marks);
                words.session(organ, &mark.unwrap_or_default())
            })
            .collect();
        let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
        let row = |at: usize| {
            columns
                .iter()
                .map(move |column| column.get(at).cloned().unwrap_or_default())
        };
        let titles = match issued.organs.as_slice() {
            [organ] => organ.items.iter().filter_map(|item| item.title.as_deref()).collect(),
            _ => Vec::new(),
        };
        let ends = |end: &str| issued.organs.iter().any(|organ| organ.symbol.contains(end));
        let sort = [("/Corr.", "corrigendum"), ("/Add.", "addendum")];
        let sort = sort.iter().find(|(end, _)| ends(end));
        Some(Self {
            masthead: words.masthead(issued, letter, reissued),
            sessions: (0..longest).map(|at| row(at).collect()).collect(),
            titles,
            heading: words.heading(issued, letter, sender),
            sort: sort.and_then(|(_, label)| house.language.label(label)),
            notes,
        })
    }
}

/// The words of a house for documents.
struct Words<'h> {
    house: &'h House,
}

impl Words<'_> {
    fn label(&self, name: &str) -> &str {
        self.house.language.label(name).unwrap_or_default()
    }

    fn fill(&self, label: &str, values: &[(&str, &str)]) -> String {
        fill(self.label(label), values)
    }

    fn date(&self, day: impl Into<Date>) -> String {
        let options = DateOptions::default();
        Run::join(
            &self
                .house
                .language
                .date(day.into(), &self.house.office.style, options),
        )
    }

    /// Organs on one side; symbol, distribution, date and languages of the original on the other.
    fn masthead(&self, issued: &IssuedAs, letter: &Letter, reissued: bool) -> Vec<[String; 2]> {
        let symbols: Vec<_> = issued.organs.iter().map(|organ| organ.symbol.as_str()).collect();
        let mut symbols = symbols.join("–");
        if reissued {
            symbols.push(MARK);
        }
        let general = self.label("distribution-general");
        let distribution = issued.distribution.as_deref().unwrap_or(general);
        let own = [letter
            .language
            .clone()
            .unwrap_or_else(|| self.house.language.tag().to_owned())];
        let original = if issued.original.is_empty() { &own } else { issued.original.as_slice() };
        let languages = original.iter().map(|tag| {
            let label = self.label(&format!("language-{tag}"));
            if label.is_empty() { tag.clone() } else { label.to_owned() }
        });
        let languages: Vec<_> = languages.collect();
        let mut right = vec![self.fill("distribution", &[("distribution", distribution)])];
        right.extend(issued.date.map(|day| self.date(day)));
        let languages = languages.join("/");
        right.push(self.fill("original", &[("languages", &languages)]));
        let mut rows = vec![[self.label("united-nations").to_owned(), symbols]];
        for at in 0..right.len().max(issued.organs.len()) {
            let organ = issued.organs.get(at).map_or("", |organ| organ.organ.as_str());
            rows.push([organ.to_owned(), right.get(at).cloned().unwrap_or_default()]);
        }
        rows
    }

    /// "General Assembly", "Eightieth session", "Item 68 (b) of the provisional agenda*".
    fn session(&self, organ: &IssuingOrgan, mark: &str) -> Vec<String> {
        let mut lines = vec![organ.organ.clone()];
        lines.extend(organ.session.clone());
        let numbers: Vec<_> = organ.items.iter().filter_map(|item| item.number.clone()).collect();
        let label = match (organ.provisional.is_some(), numbers.len()) {
            (_, 0) => return lines,
            (false, 1) => "agenda-item",
            (false, _) => "agenda-items",
            (true, 1) => "provisional-item",
            (true, _) => "provisional-items",
        };
        let number = self.house.language.list(&numbers);
        lines.push(self.fill(label, &[("number", &number)]) + mark);
        lines
    }

    fn heading(&self, issued: &IssuedAs, letter: &Letter, sender: SenderView<'_>) -> String {
        if let Some(heading) = &issued.heading {
            return heading.clone();
        }
        let note = letter.kind.as_deref() == Some("note-verbale");
        let label = match (note, issued.identical) {
            (true, _) => "issued-note",
            (false, true) => "issued-letters",
            (false, false) => "issued-letter",
        };
        let usual = if note { sender.institution.unwrap_or(sender.name) } else { sender.name };
        let genitive = if note { usual } else { sender.genitive };
        let from = issued.from.as_deref();
        let date = letter.date.map_or_else(String::new, |day| self.date(day));
        self.fill(
            label,
            &[
                ("date", &date),
                ("sender", from.unwrap_or(usual)),
                ("of-sender", from.unwrap_or(genitive)),
                ("addressees", issued.to.as_deref().unwrap_or_default()),
            ],
        )
    }
}
