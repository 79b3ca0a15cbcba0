//! People that the folder and the office know: from earlier letters, and from lists of the office.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use crate::letter::Letter;
use crate::merge::{self, ColumnUse, Columns};
use crate::record::edit::{self, Data, Fields};
use crate::serve::desk::Desk;
use crate::serve::form::Choice;
use crate::serve::listing::ListEntry;
use crate::text::Fingerprinter;

/// How many of the newest letters are looked through, and how many rows of a list of the office.
const LETTERS: usize = 200;
const ROWS: usize = 500;

/// The most people that a list of the form offers.
const OFFERED: usize = 150;

/// The lists of a record that hold people.
const LISTS: [&str; 4] = ["to", "copies", "signatories", "contacts"];

/// The fields by which a person is told.
const TOLD: [&str; 5] = ["honorific", "name", "group", "title", "organisation"];

/// Somebody who is known.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Known {
    fields: Vec<(String, Data)>,
    /// The list that they stand in; none where a list of the office has them.
    list: Option<&'static str>,
}

/// People by the letter that names them, as far as it is still what it was.
type ByLetter = BTreeMap<String, (Arc<ListEntry>, Arc<Vec<Known>>)>;

/// What was read of people.
#[derive(Debug, Default)]
pub(super) struct People {
    letters: Mutex<ByLetter>,
    /// Lists of offices, by office: they do not change while the desk is open.
    directories: Mutex<BTreeMap<String, Arc<Vec<Known>>>>,
}

impl Known {
    /// By what a form names them.
    fn key(&self) -> String {
        let mut print = Fingerprinter::default();
        for (name, value) in &self.fields {
            print.add(name);
            print.add(format!("{value:?}"));
        }
        print.fingerprint().to_string().chars().take(20).collect()
    }

    fn label(&self) -> String {
        let told = TOLD.iter().filter_map(|wanted| {
            let (_, value) = self.fields.iter().find(|(name, _)| name == wanted)?;
            match value {
                Data::Text(text) => Some(text.as_str()),
                _ => None,
            }
        });
        told.collect::<Vec<_>>().join(", ")
    }

    fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(known, _)| known == name)
    }

    /// Those of their fields that an item of a list can have.
    fn of_list(&self, list: &str) -> Option<Vec<(String, Data)>> {
        let group = Letter::shape().field(list)?.group()?;
        let fields = self.fields.iter().filter(|(name, _)| group.field(name).is_some());
        Some(fields.cloned().collect())
    }
}

/// The people that a record names.
fn named(record: &Fields) -> Vec<Known> {
    let mut found = Vec::new();
    for list in LISTS {
        let items = match record.get(list) {
            Some(Data::List(items)) => items.as_slice(),
            Some(one) => std::slice::from_ref(one),
            None => &[],
        };
        for item in items {
            if let Data::Map(fields) = item {
                // What was true of one letter is no property of the person.
                let own = fields
                    .iter()
                    .filter(|(name, _)| !matches!(name.as_str(), "signature" | "by-hand"));
                found.push(Known { fields: own.cloned().collect(), list: Some(list) });
            }
        }
    }
    found
}

impl Desk {
    /// Everybody who is known, those of the newest letters first.
    fn known(&self, office: &str) -> Vec<Known> {
        let mut all = Vec::new();
        for entry in self.listing.newest(LETTERS) {
            let kept = {
                let letters = self.people.letters.lock().unwrap_or_else(PoisonError::into_inner);
                let kept = letters.get(&entry.path).filter(|(of, _)| Arc::ptr_eq(of, &entry));
                kept.map(|(_, people)| Arc::clone(people))
            };
            let people = kept.unwrap_or_else(|| {
                let people = self.store.read(&entry.path).map(|record| {
                    let text = String::from_utf8_lossy(&record.bytes);
                    named(&edit::fields(&record.path, &text, record.syntax))
                });
                let people = Arc::new(people.unwrap_or_default());
                let mut letters =
                    self.people.letters.lock().unwrap_or_else(PoisonError::into_inner);
                letters.insert(entry.path.clone(), (Arc::clone(&entry), Arc::clone(&people)));
                people
            });
            all.extend(people.iter().cloned());
        }
        all.extend(self.directory_people(office).iter().cloned());
        all
    }

    /// The people in lists of the office.
    fn directory_people(&self, office: &str) -> Arc<Vec<Known>> {
        let mut known = self.people.directories.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(people) = known.get(office) {
            return Arc::clone(people);
        }
        let mut found = Vec::new();
        for name in merge::directories(self.engine, office) {
            let source = merge::directory(self.engine, office, &name);
            let table = source.and_then(|source| merge::open_directory(source).ok());
            let Some(table) = table else { continue };
            let columns = Columns::of_list(&table.header);
            for row in table.take(ROWS).map_while(Result::ok) {
                found.extend(of_row(&columns, &row.cells));
            }
        }
        let found = Arc::new(found);
        known.insert(office.to_owned(), Arc::clone(&found));
        found
    }

    /// People who can be put into each list of a record, those who stood in it before first.
    pub(in crate::serve) fn people(&self, record: &Fields) -> BTreeMap<&'static str, Vec<Choice>> {
        let known = self.known(record.text("office").unwrap_or_default());
        let mut offered = BTreeMap::new();
        for list in LISTS {
            let (mut first, mut others, mut seen) = (Vec::new(), Vec::new(), BTreeSet::new());
            for person in &known {
                if matches!(list, "signatories" | "contacts") && !person.has("name") {
                    continue;
                }
                let label = person.label();
                if !label.is_empty() && seen.insert(label.clone()) {
                    let choice = Choice { value: person.key(), label };
                    let is_own = person.list == Some(list);
                    if is_own { first.push(choice) } else { others.push(choice) }
                }
            }
            others.sort_by(|one, other| one.label.cmp(&other.label));
            first.extend(others);
            first.truncate(OFFERED);
            offered.insert(list, first);
        }
        offered
    }

    /// What a list says of somebody who was picked for it.
    pub(in crate::serve) fn person(
        &self,
        office: &str,
        list: &str,
        key: &str,
    ) -> Option<Vec<(String, Data)>> {
        let known = self.known(office);
        known.iter().find(|person| person.key() == key)?.of_list(list)
    }
}

/// Somebody in a row of a list, where it names one.
fn of_row(columns: &Columns, cells: &[String]) -> Option<Known> {
    let mut fields: Vec<(String, Data)> = Vec::new();
    let mut address = Vec::new();
    for (at, cell) in cells.iter().enumerate() {
        let cell = cell.trim();
        let ColumnUse::Field(field) = columns.use_of(at) else { continue };
        if cell.is_empty() || matches!(field, "language" | "salutation" | "closing" | "reference") {
            continue;
        }
        if field == "address" {
            address.push(Data::Text(cell.to_owned()));
        } else if !fields.iter().any(|(known, _)| known == field) {
            fields.push((field.to_owned(), cell.into()));
        }
    }
    if !address.is_empty() {
        fields.push(("address".to_owned(), Data::List(address)));
    }
    let known = Known { fields, list: None };
    let is_named = ["name", "title", "organisation", "group", "family"];
    is_named.iter().any(|field| known.has(field)).then_some(known)
}
