//! A letter as it is issued as a document: masthead, session and items, heading, notes.

use serde::Serialize;

use super::people::SenderView;
use super::said::Said;
use crate::house::House;
use crate::language::{DateOptions, Run};
use crate::letter::{Date, IssuedAs, IssuingOrgan, Letter};
use crate::trace::Origin;

/// What is uncertain or new about a document is noted at its foot.
const MARK: &str = "*";

/// A letter as a document, in words.
#[derive(Debug, Serialize)]
pub(in crate::compose) struct IssuedView {
    /// The lines of the masthead, each in two columns.
    masthead: Vec<[Said; 2]>,
    /// Session and items of each organ, line by line; as many columns as organs.
    sessions: Vec<Vec<Said>>,
    /// The titles of the items, where there is one organ.
    titles: Vec<Said>,
    /// "Letter dated … from … addressed to …".
    heading: Said,
    /// "Corrigendum", "Addendum".
    sort: Option<Said>,
    /// The notes at the foot, each with its mark.
    notes: Vec<Said>,
}

impl IssuedView {
    /// How a letter is issued, if it is.
    pub(in crate::compose) fn of(letter: &Letter, house: &House) -> Option<Self> {
        let issued = letter.issued_as.as_ref()?;
        let words = Words { house, letter, issued };
        let mut notes = words.reissued().into_iter().collect::<Vec<_>>();
        let is_reissued = !notes.is_empty();
        let organs = || issued.organs.iter().enumerate();
        let columns: Vec<_> = organs()
            .map(|(at, organ)| {
                let mark = MARK.repeat(notes.len() + 1);
                let Some(symbol) = organ.provisional.as_deref() else {
                    return words.session(at, organ, "");
                };
                let path = format!("issued-as.organs[{at}].provisional");
                let note = Said::field(format!("{mark} {symbol}"), path);
                notes.push(note.then(words.label("stop")));
                words.session(at, organ, &mark)
            })
            .collect();
        let longest = columns.iter().map(Vec::len).max().unwrap_or(0);
        let row = |at: usize| {
            columns
                .iter()
                .map(move |column| column.get(at).cloned().unwrap_or_default())
        };
        let titles = match issued.organs.as_slice() {
            [organ] => {
                let items = organ.items.iter().enumerate();
                let title = |(at, text): (usize, &str)| {
                    Said::field(text, format!("issued-as.organs[0].items[{at}].title"))
                };
                items
                    .filter_map(|(at, item)| Some((at, item.title.as_deref()?)))
                    .map(title)
                    .collect()
            }
            _ => Vec::new(),
        };
        let ends = |end: &str| issued.organs.iter().any(|organ| organ.symbol.contains(end));
        let sort = [("/Corr.", "corrigendum"), ("/Add.", "addendum")];
        let sort = sort.iter().find(|(end, _)| ends(end));
        Some(Self {
            masthead: words.masthead(is_reissued),
            sessions: (0..longest).map(|at| row(at).collect()).collect(),
            titles,
            heading: words.heading(),
            sort: sort
                .map(|(_, label)| words.label(label))
                .filter(|said| !said.0.is_empty()),
            notes,
        })
    }

    /// The text at a path of it: `sessions[1][0]`.
    pub(in crate::compose) fn said(&self, path: &str) -> Option<&Said> {
        let mut steps = path.split('[');
        let name = steps.next()?;
        let mut index = || steps.next()?.strip_suffix(']')?.parse::<usize>().ok();
        match name {
            "masthead" => self.masthead.get(index()?)?.get(index()?),
            "sessions" => self.sessions.get(index()?)?.get(index()?),
            "titles" => self.titles.get(index()?),
            "heading" => Some(&self.heading),
            "sort" => self.sort.as_ref(),
            "notes" => self.notes.get(index()?),
            _ => None,
        }
    }
}

/// What a document says of a letter, in the words of a house.
struct Words<'h> {
    house: &'h House,
    letter: &'h Letter,
    issued: &'h IssuedAs,
}

impl Words<'_> {
    fn label(&self, name: &str) -> Said {
        self.fill(name, &[])
    }

    fn fill(&self, label: &str, values: &[(&str, Said)]) -> Said {
        Said::label(self.house, label, values)
    }

    fn date(&self, day: impl Into<Date>, path: &str) -> Said {
        let (language, style) = (&self.house.language, &self.house.office.style);
        let runs = language.date(day.into(), style, DateOptions::default());
        Said::field(Run::join(&runs), path)
    }

    /// That it was issued once more.
    fn reissued(&self) -> Option<Said> {
        let (day, reason) = (self.issued.reissued, self.issued.reason.as_deref());
        if day.is_none() && reason.is_none() {
            return None;
        }
        let date = day.map_or_else(Said::default, |day| self.date(day, "issued-as.reissued"));
        let note = match reason {
            Some(reason) => Said::field(reason, "issued-as.reason"),
            None => self.fill("reissued", &[("date", date)]),
        };
        let origin = note.0.first()?.1.clone();
        Some(Said::new(format!("{MARK} "), origin).then(note))
    }

    /// Organs on one side; symbol, distribution, date and languages of the original on the other.
    fn masthead(&self, is_reissued: bool) -> Vec<[Said; 2]> {
        let issued = self.issued;
        let organs = || issued.organs.iter().enumerate();
        let of_organ = |text: &str, at: usize, key: &str| {
            Said::field(text, format!("issued-as.organs[{at}].{key}"))
        };
        let symbols = organs().map(|(at, organ)| of_organ(&organ.symbol, at, "symbol"));
        let mut symbols = Said::joined(symbols, "–");
        if is_reissued {
            symbols = symbols.add(MARK);
        }
        let distribution = match issued.distribution.as_deref() {
            Some(own) => Said::field(own, "issued-as.distribution"),
            None => self.label("distribution-general"),
        };
        let mut right = vec![self.fill("distribution", &[("distribution", distribution)])];
        right.extend(issued.date.map(|day| self.date(day, "issued-as.date")));
        right.push(self.fill("original", &[("languages", self.original())]));
        let mut rows = vec![[self.label("united-nations"), symbols]];
        for at in 0..right.len().max(issued.organs.len()) {
            let organ = issued.organs.get(at);
            let organ = organ.map(|organ| of_organ(&organ.organ, at, "organ"));
            rows.push([organ.unwrap_or_default(), right.get(at).cloned().unwrap_or_default()]);
        }
        rows
    }

    /// The languages of the original.
    fn original(&self) -> Said {
        let language = |tag: &str, path: &str| {
            let label = self.label(&format!("language-{tag}"));
            if label.0.is_empty() { Said::field(tag, path) } else { label }
        };
        if self.issued.original.is_empty() {
            let own = self.letter.language.as_deref();
            return language(own.unwrap_or(self.house.language.tag()), "language");
        }
        let tags = self.issued.original.iter().enumerate();
        let languages = tags.map(|(at, tag)| language(tag, &format!("issued-as.original[{at}]")));
        Said::joined(languages, "/")
    }

    /// "General Assembly", "Eightieth session", "Item 68 (b) of the provisional agenda*".
    fn session(&self, at: usize, organ: &IssuingOrgan, mark: &str) -> Vec<Said> {
        let path = format!("issued-as.organs[{at}]");
        let mut lines = vec![Said::field(&*organ.organ, format!("{path}.organ"))];
        let session = organ.session.as_deref();
        lines.extend(session.map(|session| Said::field(session, format!("{path}.session"))));
        let items = organ.items.iter().enumerate();
        let numbers: Vec<_> = items
            .filter_map(|(at, item)| Some((at, item.number.clone()?)))
            .collect();
        let label = match (organ.provisional.is_some(), numbers.len()) {
            (_, 0) => return lines,
            (false, 1) => "agenda-item",
            (false, _) => "agenda-items",
            (true, 1) => "provisional-item",
            (true, _) => "provisional-items",
        };
        let texts: Vec<_> = numbers.iter().map(|(_, number)| number.clone()).collect();
        let parts: Vec<_> = numbers
            .iter()
            .map(|(at, number)| {
                (number.as_str(), Origin::field(format!("{path}.items[{at}].number")))
            })
            .collect();
        let listed = self.house.language.list(&texts);
        let number = Said::of_parts(&listed, &parts, &Said::phrase(self.house, "lists"));
        lines.push(self.fill(label, &[("number", number)]).add(mark));
        lines
    }

    fn heading(&self) -> Said {
        let (issued, letter) = (self.issued, self.letter);
        if let Some(heading) = issued.heading.as_deref() {
            return Said::field(heading, "issued-as.heading");
        }
        let office = &*self.house.office;
        let many = office.sender.speaks_as_many(letter.signatories.len());
        let sender = SenderView::new(office, many);
        let of_office = |text: &str, key: &str| {
            let (office, key) = (office.id.clone(), format!("sender.{key}"));
            Said::new(text, Origin::Office { office, key })
        };
        let is_note = letter.kind.as_deref() == Some("note-verbale");
        let institution = sender.institution.filter(|_| is_note);
        let (usual, genitive) = match institution {
            Some(institution) => {
                let said = of_office(institution, "institution");
                (said.clone(), said)
            }
            None if is_note => {
                let said = of_office(sender.name, "name");
                (said.clone(), said)
            }
            None => (of_office(sender.name, "name"), of_office(sender.genitive, "genitive")),
        };
        let from = issued.from.as_deref().map(|from| Said::field(from, "issued-as.from"));
        let label = match (is_note, issued.identical) {
            (true, _) => "issued-note",
            (false, true) => "issued-letters",
            (false, false) => "issued-letter",
        };
        let date = letter.date.map(|day| self.date(day, "date"));
        let to = issued.to.as_deref().unwrap_or_default();
        self.fill(
            label,
            &[
                ("date", date.unwrap_or_default()),
                ("sender", from.clone().unwrap_or(usual)),
                ("of-sender", from.unwrap_or(genitive)),
                ("addressees", Said::field(to, "issued-as.to")),
            ],
        )
    }
}
