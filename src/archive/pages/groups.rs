//! The register by year, office, person, process and kind, and by what letters cite.

use std::collections::{BTreeMap, HashMap};

use super::Plan;
use super::divide::{Level, MOST, Subpage, Subpages};
use super::front::Way;
use super::heading::{Heading, Label};
use super::list::Items;
use crate::archive::card::{Card, UNDATED};
use crate::register::{Citation, CitationKind};
use crate::text::slug;

/// Letters that have something in common.
struct Group {
    /// A word for the sort of thing, where sorts are mixed.
    sort: &'static str,
    label: Label,
    note: Option<String>,
    /// What it stands under where there are too many for a page.
    series: String,
    letters: Vec<usize>,
}

/// A sort of group: where its pages stand and what it is called.
struct Sort {
    folder: &'static str,
    /// The word for all of them, and for one.
    all: &'static str,
    one: &'static str,
}

/// Plans all of them; returns the years, and the ways in for the front page.
pub(super) fn plan(plan: &mut Plan<'_>) -> (Vec<Subpage>, Vec<Way>) {
    let years = years(plan);
    let mut ways = Vec::new();
    let mut sort = |plan: &mut Plan<'_>, folder, one, groups: BTreeMap<String, Group>| {
        ways.push((folder, folder, groups.len()));
        let all = folder;
        plan.groups(Sort { folder, all, one }, groups);
    };
    let offices = named(plan, |card, add| add(&card.office, &card.sender));
    sort(plan, "offices", "office", offices);
    let persons = named(plan, |card, add| {
        for signed in &card.signatories {
            add(&signed.name, &signed.name);
        }
    });
    sort(plan, "persons", "person", persons);
    let processes = named(plan, |card, add| {
        if let Some(process) = &card.process {
            add(process, process);
        }
    });
    sort(plan, "processes", "process", processes);
    let mut kinds = named(plan, |card, add| add(&card.kind, &card.kind));
    for (slug, group) in &mut kinds {
        let first = group.letters.first().map(|at| &plan.catalogue.cards[*at]);
        group.label = Label::Kind(first.map_or_else(|| slug.clone(), |card| card.kind.to_string()));
    }
    sort(plan, "kinds", "kind", kinds);
    let cited = cited(plan);
    sort(plan, "cited", "cited-one", cited);
    (years, ways)
}

/// The pages of each year.
fn years(plan: &mut Plan<'_>) -> Vec<Subpage> {
    let mut years: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    for (at, card) in plan.catalogue.cards.iter().enumerate() {
        years.entry(card.year()).or_default().push(at);
    }
    // Undated letters stand last.
    let undated = years.remove(&None).map(|letters| (None, letters));
    let mut parts = Vec::new();
    for (year, letters) in years.into_iter().chain(undated) {
        let (label, folder) = match year {
            Some(year) => (Label::Text(year.to_owned()), year.to_owned()),
            None => (Label::Word(UNDATED), UNDATED.to_owned()),
        };
        parts.push(Subpage {
            sort: "",
            label: label.clone(),
            note: None,
            folder: folder.clone(),
            count: letters.len(),
        });
        let heading = Heading::new("register", "letters-of", label);
        plan.list(heading, &folder, Items::Letters(letters), Level::Year);
    }
    parts
}

/// Groups by names: `each` gives of a card what the group is known by, and what it is called.
/// Names that come down to the same folder share it.
fn named(
    plan: &Plan<'_>,
    each: impl Fn(&Card<'_>, &mut dyn FnMut(&str, &str)),
) -> BTreeMap<String, Group> {
    // A name is folded once, however many letters bear it.
    let mut slugs: HashMap<String, String> = HashMap::new();
    let mut groups: BTreeMap<String, (Group, Vec<String>)> = BTreeMap::new();
    for (at, card) in plan.catalogue.cards.iter().enumerate() {
        each(card, &mut |key, name| {
            if !slugs.contains_key(key) {
                slugs.insert(key.to_owned(), slug(key));
            }
            let Some(slug) = slugs.get(key) else { return };
            if !groups.contains_key(slug) {
                let group = Group {
                    sort: "",
                    label: Label::Text(String::new()),
                    note: None,
                    series: slug.chars().take(1).flat_map(char::to_uppercase).collect(),
                    letters: Vec::new(),
                };
                groups.insert(slug.clone(), (group, Vec::new()));
            }
            let Some((group, keys)) = groups.get_mut(slug) else {
                return;
            };
            if group.letters.last() != Some(&at) {
                group.letters.push(at);
            }
            if key == name {
                if !keys.iter().any(|known| known == name) {
                    keys.push(name.to_owned());
                }
            } else {
                // An office is called what its newest letter calls it.
                let language = Some((card.language.to_string(), card.rtl));
                group.label = Label::Name(name.to_owned(), language);
            }
        });
    }
    let groups = groups.into_iter().map(|(slug, (mut group, names))| {
        if !names.is_empty() {
            group.label = Label::Name(names.join(" · "), None);
        }
        (slug, group)
    });
    groups.collect()
}

/// The word for a kind of thing that is cited.
pub(super) fn cited_word(kind: CitationKind) -> &'static str {
    match kind {
        CitationKind::Resolution => "resolution",
        CitationKind::Decision => "decision",
        CitationKind::Document => "document",
    }
}

/// What is cited, as all spell it: A/RES/72/313 is 72/313.
fn symbol<'c>(cited: &'c Citation<'_>) -> &'c str {
    let prefix = match cited.kind {
        CitationKind::Resolution => "A/RES/",
        CitationKind::Decision => "A/DEC/",
        CitationKind::Document => "",
    };
    let symbol = cited.symbol.trim();
    symbol.strip_prefix(prefix).unwrap_or(symbol)
}

/// The folder of what is cited, below `cited/`.
pub(super) fn cited_slug(cited: &Citation<'_>) -> String {
    slug(&format!("{} {}", cited_word(cited.kind), symbol(cited)))
}

/// The session or body that a symbol begins with: `A/70` of A/70/623, `72` of 72/313.
fn series(symbol: &str) -> String {
    let pieces: Vec<_> = symbol.split('/').collect();
    let figure = |piece: &&str| piece.starts_with(|c: char| c.is_ascii_digit());
    let inner = &pieces[..pieces.len() - 1];
    let end = inner.iter().position(figure);
    inner[..end.map_or(inner.len(), |end| end + 1)].join("/")
}

fn cited(plan: &Plan<'_>) -> BTreeMap<String, Group> {
    let mut groups: BTreeMap<String, Group> = BTreeMap::new();
    let mut slugs: HashMap<(CitationKind, &str), String> = HashMap::new();
    for (at, card) in plan.catalogue.cards.iter().enumerate() {
        for cited in &card.cites {
            let symbol = symbol(cited);
            let slug = slugs.entry((cited.kind, symbol));
            let slug = slug.or_insert_with(|| cited_slug(cited));
            if !groups.contains_key(slug) {
                let word = cited_word(cited.kind);
                let group = Group {
                    sort: word,
                    label: Label::Text(symbol.to_owned()),
                    note: None,
                    series: format!("{word} {}", series(symbol)),
                    letters: Vec::new(),
                };
                groups.insert(slug.clone(), group);
            }
            let Some(group) = groups.get_mut(slug) else {
                continue;
            };
            if group.note.is_none() {
                group.note = cited.title.as_deref().map(str::to_owned);
            }
            if group.letters.last() != Some(&at) {
                group.letters.push(at);
            }
        }
    }
    groups
}

impl Plan<'_> {
    fn groups(&mut self, sort: Sort, groups: BTreeMap<String, Group>) {
        let root = Heading::new("register", "", Label::Word(sort.all));
        let mut listed = Vec::with_capacity(groups.len());
        for (slug, group) in groups {
            let folder = format!("{}/{slug}", sort.folder);
            let part = Subpage {
                sort: group.sort,
                label: group.label.clone(),
                note: group.note.clone(),
                folder: folder.clone(),
                count: group.letters.len(),
            };
            listed.push((group.series, part));
            let one = [group.sort, sort.one].into_iter().find(|word| !word.is_empty());
            let mut heading = Heading::new("register", one.unwrap_or_default(), group.label)
                .below(Label::Word(sort.all), sort.folder);
            heading.note = group.note;
            self.list(heading, &folder, Items::Letters(group.letters), Level::Whole);
        }
        // Symbols are compared number by number: 72/9 comes before 72/313.
        listed.sort_by_cached_key(|(_, part)| natural(&part.folder));
        let count = listed.len();
        if count <= MOST {
            let parts = listed.into_iter().map(|(_, part)| part).collect();
            let heading = root;
            self.parts(sort.folder, Subpages { heading, parts, count });
            return;
        }
        let mut all: BTreeMap<Vec<_>, (String, Vec<Subpage>)> = BTreeMap::new();
        for (series, part) in listed {
            let known = all.entry(natural(&series));
            known.or_insert_with(|| (series, Vec::new())).1.push(part);
        }
        let mut series = Vec::with_capacity(all.len());
        for (name, parts) in all.into_values() {
            // No name of a person or thing comes down to one that begins with a hyphen.
            let folder = format!("{}/-{}", sort.folder, slug(&name));
            let word = parts.first().map_or("", |part| part.sort);
            let shown = name.strip_prefix(word).unwrap_or(&name).trim();
            let label = Label::Text(shown.to_owned());
            let count = parts.len();
            let mut heading = root.part(label.clone(), sort.folder);
            heading.sort = word;
            self.parts(&folder, Subpages { heading, parts, count });
            series.push(Subpage { sort: word, label, note: None, folder, count });
        }
        let (heading, parts) = (root, series);
        self.parts(sort.folder, Subpages { heading, parts, count });
    }
}

/// A key that compares numbers in a text as numbers.
pub(super) fn natural(text: &str) -> Vec<(u64, String)> {
    let mut key = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let words = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (before, after) = rest.split_at(words);
        let figures = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len());
        let (number, after) = after.split_at(figures);
        key.push((0, before.to_owned()));
        key.push((number.parse().unwrap_or(u64::MAX), String::new()));
        rest = after;
    }
    key
}
