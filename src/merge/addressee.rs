//! Whom a row names, and what is wrong with it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::cell::{cell_of, folded, unread};
use super::columns::{Columns, FIELDS};
use super::moment::{Moment, moment};
use super::table::{Doubt, Row};
use super::tags::Tags;
use crate::finding::Finding;
use crate::letter::{Email, Letter, Lines, Person};
use crate::record::Cells;
use crate::source::Place;
use crate::text::{Fingerprint, Fingerprinter};

/// The most characters of a line of an address. A longer one wraps on the page (plain text
/// sets 72), and no window of an envelope shows the whole of it.
pub(super) const MAX_LINE: usize = 64;

/// The most lines of an address: the window of an envelope has nine (DIN 5008), one of them
/// for the sender.
pub(super) const MAX_LINES: usize = 8;

/// What a row says.
#[derive(Debug, Default)]
pub(super) struct RowFields {
    person: Person,
    pub(super) language: Option<String>,
    salutation: Option<String>,
    closing: Option<String>,
    reference: Option<String>,
    row: BTreeMap<String, String>,
    /// The cells as the list writes them.
    cells: Vec<String>,
}

impl RowFields {
    /// Reads a row; `languages` are those that letters can be written in, `usual` is the one of
    /// this letter.
    pub(super) fn read(
        columns: &Columns,
        row: &Row,
        languages: &Tags,
        usual: &str,
        findings: &mut Vec<Finding>,
    ) -> Self {
        if row.cells.len() != columns.listed() {
            let (has, wants) = (row.cells.len(), columns.listed());
            findings.push(
                Finding::error(
                    "ragged-row",
                    format!("the row has {has} cells, and the list {wants} columns"),
                )
                .help("put a cell with a separator in it into quotation marks, and leave an empty cell for what is not known"),
            );
            return Self::default();
        }
        let mut cells: Vec<_> = row
            .cells
            .iter()
            .enumerate()
            .map(|(at, cell)| {
                let doubt = row.doubts.iter().find(|(doubtful, _)| *doubtful == at);
                cell_of(
                    columns,
                    (at, cell),
                    doubt.map(|(_, doubt)| doubt),
                    languages.reader(),
                    findings,
                )
            })
            .collect();
        for parts in columns.joins() {
            let parts = parts.iter().map(|at| folded(&cells[*at]));
            let parts: Vec<_> = parts.filter(|part| !part.is_empty()).collect();
            cells.push(parts.join(" "));
        }
        let of = |field: &str, language: &str| {
            let found = columns.of(field, language).map(|at| folded(&cells[at]));
            found.into_iter().find(|text| !text.is_empty())
        };
        let mut said = Self {
            language: of("language", usual).map(|said| {
                let known = languages.find(&said).map(str::to_owned);
                known.unwrap_or(said)
            }),
            ..Self::default()
        };
        let tag = said.language.clone().unwrap_or_else(|| usual.to_owned());
        if languages.find(&tag).is_none() {
            let column = columns.of("language", usual).next();
            let finding = Finding::error(
                "unknown-language",
                format!("there are no letters in the language `{tag}`"),
            )
            .column(column.map_or("", |at| columns.written(at)))
            .help(crate::finding::suggest(&tag, languages.all().collect::<Vec<_>>()));
            findings.push(finding);
        }
        let lines = columns.of("address", &tag).flat_map(|at| {
            let lines = cells[at].lines().map(folded);
            lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
        });
        said.person = Person {
            group: of("group", &tag),
            honorific: of("honorific", &tag),
            name: of("name", &tag),
            family: of("family", &tag),
            given: of("given", &tag),
            called: of("called", &tag),
            title: of("title", &tag),
            organisation: of("organisation", &tag),
            address: Lines(lines.collect()),
            country: of("country", &tag),
            email: email_of(columns, of("email", &tag), &tag, findings),
            form: of("form", &tag),
        };
        said.person.complete();
        said.salutation = of("salutation", &tag);
        said.closing = of("closing", &tag);
        said.reference = of("reference", &tag);
        said.row = columns
            .names()
            .iter()
            .zip(&cells)
            .filter(|(name, _)| !name.is_empty())
            .map(|(name, cell)| (name.clone(), folded(cell)))
            .collect();
        for (at, doubt) in &row.doubts {
            let text = columns.names().get(*at).and_then(|name| said.row.get_mut(name));
            if let (Doubt::Number { shown, english }, Some(text)) = (doubt, text) {
                let number = languages.with_separators(&tag, english);
                *text = text.replacen(&folded(shown), &number, 1);
            }
        }
        if tag != usual {
            for (at, cell) in cells.iter().enumerate().filter(|(at, _)| columns.is_asked(*at)) {
                // The language of the row would settle what the list leaves open.
                if moment(cell.trim(), languages.reader()) == Some(Moment::TwoWays) {
                    let finding = unread(cell.trim(), "day").column(columns.written(at));
                    findings.push(finding.help(
                        "it can be read in two ways: write it as 2026-10-02, the year first",
                    ));
                }
            }
        }
        said.cells = cells;
        said.judge(columns, findings);
        said
    }

    fn judge(&self, columns: &Columns, findings: &mut Vec<Finding>) {
        let person = &self.person;
        let named = [&person.group, &person.name, &person.title, &person.organisation];
        let fields = ["name", "title", "organisation", "group"];
        let fields: Vec<_> = fields.into_iter().filter(|field| columns.has(field)).collect();
        if named.iter().all(|field| field.is_none()) {
            // Where no column does, that is said once.
            if fields.is_empty() {
                return;
            }
            let finding = Finding::error("empty-addressee", "the row names nobody");
            let fields = fields.join("` or `");
            findings.push(finding.help(format!("fill in `{fields}`, or take the row out")));
        } else if person.honorific.is_some() && person.name.is_none() {
            let finding = Finding::error("empty-name", "there is an honorific, and no name");
            findings.push(finding.help("fill in the `name`, or empty the `honorific`"));
        }
        let lines = person.lines();
        if lines.len() > MAX_LINES {
            let message =
                format!("the address has {} lines, and a window shows {MAX_LINES}", lines.len());
            findings
                .push(Finding::error("long-address", message).help("put two short lines on one"));
        }
        for line in lines {
            let length = line.chars().count();
            if length > MAX_LINE {
                let begin: String = line.chars().take(24).collect();
                let message = format!(
                    "the line “{begin}…” of the address has {length} characters, and a window shows {MAX_LINE}"
                );
                findings.push(
                    Finding::error("long-address", message).help("break it in two, or shorten it"),
                );
            }
        }
    }

    /// What the row says for a name in a pattern: a field, or a column.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let person = &self.person;
        let field = match name {
            "group" => &person.group,
            "honorific" => &person.honorific,
            "name" => &person.name,
            "family" => &person.family,
            "given" => &person.given,
            "called" => &person.called,
            "title" => &person.title,
            "organisation" => &person.organisation,
            "country" => &person.country,
            "language" => &self.language,
            "reference" => &self.reference,
            _ => &None,
        };
        let column = || self.row.get(name).map(String::as_str);
        field.as_deref().or_else(column).filter(|text| !text.is_empty())
    }

    /// How long the row is, in characters.
    pub(super) fn length(&self) -> usize {
        self.row.values().map(|text| text.chars().count()).sum()
    }

    /// How odd the row is: its characters that are neither Latin letters without marks, nor
    /// digits, nor common in an address; and three for every empty cell.
    pub(super) fn oddness(&self) -> usize {
        let plain = |c: char| c.is_ascii_alphanumeric() || " ,.-/()'@+:".contains(c);
        let odd = |text: &String| {
            if text.is_empty() { 3 } else { text.chars().filter(|c| !plain(*c)).count() }
        };
        self.row.values().map(odd).sum()
    }

    /// Who is addressed, to know a person who comes twice; none where the row names nobody.
    pub(super) fn identity(&self) -> Option<Fingerprint> {
        let person = &self.person;
        let mut identity = Fingerprinter::default();
        let mut any = false;
        let fields =
            [&person.group, &person.name, &person.title, &person.organisation, &person.country];
        for field in fields {
            let text = field.as_deref().unwrap_or_default().to_lowercase();
            any |= !text.is_empty();
            identity.add(text);
        }
        // A person of no office is told apart by the address.
        if person.organisation.is_none() && person.country.is_none() {
            for line in &person.address.0 {
                identity.add(line.to_lowercase());
            }
        }
        any.then(|| identity.fingerprint())
    }

    /// The row as a text, with the bytes of each cell and of each field that it fills.
    pub(super) fn text(&self, columns: &Columns, usual: &str) -> RowText {
        let (mut text, mut spans) = (String::new(), Vec::with_capacity(self.cells.len()));
        for cell in &self.cells {
            let start = text.len();
            text.push_str(cell);
            spans.push(start..text.len());
            text.push('\n');
        }
        let tag = self.language.as_deref().unwrap_or(usual);
        let mut fields = BTreeMap::from([("to[0]".to_owned(), 0..text.len())]);
        for field in FIELDS {
            let filled = columns
                .of(field, tag)
                .filter(|at| !folded(&self.cells[*at]).is_empty());
            let filled: Vec<_> = filled.collect();
            if let (Some(first), Some(last)) = (filled.first(), filled.last()) {
                let last = if *field == "address" { last } else { first };
                let path = match *field {
                    "language" | "salutation" | "closing" | "reference" => (*field).to_owned(),
                    _ => format!("to[0].{field}"),
                };
                fields.insert(path, spans[*first].start..spans[*last].end);
            }
        }
        for (name, span) in columns.names().iter().zip(&spans) {
            fields.insert(format!("row.{name}"), span.clone());
        }
        RowText { cells: Arc::new(Cells::new(text, fields)), spans }
    }

    /// Puts what the row says into a letter.
    pub(super) fn into_letter(self, letter: &mut Letter) {
        letter.to = vec![crate::letter::Addressee::Person(self.person)];
        for (from, to) in [
            (self.language, &mut letter.language),
            (self.salutation, &mut letter.salutation),
            (self.closing, &mut letter.closing),
            (self.reference, &mut letter.reference),
        ] {
            if from.is_some() {
                *to = from;
            }
        }
        letter.row.0 = self.row;
    }
}

/// The cells of a row as a text that findings point into.
pub(super) struct RowText {
    pub(super) cells: Arc<Cells>,
    spans: Vec<Range<usize>>,
}

impl RowText {
    /// The number of the cell that a place is in, if it is in the row; none within where it is in
    /// several.
    pub(super) fn cell(&self, place: &Place) -> Option<Option<usize>> {
        let range = self.cells.range(place)?;
        let holds = |span: &Range<usize>| span.start <= range.start && range.end <= span.end;
        Some(self.spans.iter().position(holds))
    }
}

/// An e-mail address, where a row gives one.
fn email_of(
    columns: &Columns,
    text: Option<String>,
    language: &str,
    findings: &mut Vec<Finding>,
) -> Option<Email> {
    match Email::parse(&text?) {
        Ok(email) => Some(email),
        Err(why) => {
            let column = columns.of("email", language).next();
            let finding = Finding::error("bad-email", why)
                .column(column.map_or("", |at| columns.written(at)))
                .help("write it as office@mission.example, without a name or brackets");
            findings.push(finding);
            None
        }
    }
}
