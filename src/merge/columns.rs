//! What each column of a list is for.

mod findings;

use std::collections::BTreeMap;

use crate::error::Error;
use crate::finding::Finding;
use crate::finding::suggest;
use crate::letter::Letter;

/// What a column can fill, besides merge fields: the fields of an addressee, and what of the
/// letter depends on the addressee.
pub const FIELDS: &[&str] = &[
    "group", "honorific", "name", "family", "given", "called", "title", "organisation", "address",
    "country", "email", "form", "language", "salutation", "closing", "reference",
];

/// Fields that say who is addressed.
const NAMING: &[&str] = &["group", "name", "family", "given", "title", "organisation"];

/// A column that fills a field, perhaps in one language only: `country-fr`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Filling {
    field: &'static str,
    language: Option<String>,
}

/// What a column of a list is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ColumnUse<'c> {
    /// It fills a field of the addressee, or of the letter.
    Field(&'static str),
    /// The letter prints it by a merge field, `row.NAME`.
    MergeField(&'c str),
    /// No letter uses it.
    Nothing,
}

/// The columns of a list, and what they are for.
#[derive(Debug, Clone)]
pub struct Columns {
    /// As the list writes them.
    header: Vec<String>,
    /// As merge fields name them.
    names: Vec<String>,
    fills: Vec<Option<Filling>>,
    /// Whether the letter prints it by a merge field.
    asked: Vec<bool>,
    /// How many of them the list has; the others are some of those, joined.
    listed: usize,
    joins: Vec<Vec<usize>>,
}

impl Columns {
    /// Reads the names of the columns. `maps` are pairs of a column and a field; the field `-`
    /// stands for none, and `first name+last name` for columns that fill a field together; `pattern` is what files are named after. What is wrong for every row is
    /// said once.
    ///
    /// # Errors
    /// A pair that names no column, or no field.
    pub fn new(
        header: &[String],
        maps: &[(String, String)],
        letter: &Letter,
        pattern: Option<&str>,
    ) -> Result<(Self, Vec<Finding>), Error> {
        let names: Vec<_> = header.iter().map(|column| plain(column)).collect();
        let Mapped { alone: mapped, joined } = mapped(&names, maps)?;
        let fills: Vec<_> = names
            .iter()
            .map(|name| match family(name, |base| mapped.get(base).copied()) {
                Some((field, language)) => field.map(|field| Filling { field, language }),
                None => family(name, known).map(|(field, language)| Filling { field, language }),
            })
            .collect();
        let asked = findings::asked(letter);
        let mut columns = Self {
            listed: names.len(),
            joins: Vec::new(),
            asked: names.iter().map(|name| asked.contains(name)).collect(),
            header: header.iter().map(|column| column.trim().to_owned()).collect(),
            names,
            fills,
        };
        for (written, parts, field) in joined {
            columns.header.push(written);
            columns.names.push(String::new());
            columns.fills.push(Some(Filling { field, language: None }));
            columns.joins.push(parts);
        }
        // A name in braces is looked up in the list too.
        let braced = pattern.unwrap_or_default().split('{').skip(1);
        let braced: Vec<_> = braced
            .filter_map(|rest| Some(plain(rest.split_once('}')?.0)))
            .collect();
        let parts: Vec<_> = columns.joins.iter().flatten().map(|at| &columns.names[*at]).collect();
        let ignored = |name: &str| {
            parts.iter().any(|part| *part == name)
                || braced.iter().any(|braced| braced == name)
                || family(name, |base| mapped.get(base).copied()).is_some()
        };
        let findings = columns.findings(&asked, &ignored);
        Ok((columns, findings))
    }

    /// The columns of a list that no letter has been named for: what their names say.
    pub fn of_list(header: &[String]) -> Self {
        let names: Vec<_> = header.iter().map(|column| plain(column)).collect();
        let fills = names
            .iter()
            .map(|name| family(name, known).map(|(field, language)| Filling { field, language }));
        Self {
            header: header.to_vec(),
            fills: fills.collect(),
            asked: vec![false; names.len()],
            listed: names.len(),
            joins: Vec::new(),
            names,
        }
    }

    /// How many the list has.
    pub(super) fn listed(&self) -> usize {
        self.listed
    }

    /// The columns that are joined, one list of them after the other.
    pub(super) fn joins(&self) -> &[Vec<usize>] {
        &self.joins
    }

    /// The columns that fill a field in a language, in the order of their numbers, and then of the
    /// list: those of the language alone if there are such.
    pub(super) fn of(&self, field: &str, language: &str) -> impl Iterator<Item = usize> + use<> {
        let primary = language.split('-').next().unwrap_or(language).to_owned();
        let filling = |at: &usize, own: bool| {
            let fill = self.fills[*at].as_ref().filter(|fill| fill.field == field);
            fill.is_some_and(|fill| match &fill.language {
                Some(language) => own && *language == primary,
                None => !own,
            })
        };
        let own = (0..self.header.len()).any(|at| filling(&at, true));
        let mut columns: Vec<_> = (0..self.header.len()).filter(|at| filling(at, own)).collect();
        // "address 2" may stand before "address 1".
        columns.sort_by_key(|at| (*at >= self.listed, number_of(&self.names[*at])));
        columns.into_iter()
    }

    /// Whether the list has columns for a field, in whatever language.
    pub(super) fn has(&self, field: &str) -> bool {
        let mut fills = self.fills.iter().flatten();
        fills.any(|fill| fill.field == field)
    }

    /// Whether a column fills a field.
    pub(super) fn fills(&self, at: usize) -> bool {
        self.fills.get(at).is_some_and(Option::is_some)
    }

    /// What a column is for, by its number.
    pub fn use_of(&self, at: usize) -> ColumnUse<'_> {
        match self.fills.get(at).and_then(Option::as_ref) {
            Some(fill) => ColumnUse::Field(fill.field),
            None if self.is_asked(at) => ColumnUse::MergeField(&self.names[at]),
            None => ColumnUse::Nothing,
        }
    }

    /// The field that a column without use has the name of, but for a slip of the pen.
    pub fn nearest(&self, at: usize) -> Option<&'static str> {
        let name = self.names.get(at).filter(|_| self.use_of(at) == ColumnUse::Nothing)?;
        FIELDS.iter().copied().find(|field| findings::mistyped(name, field))
    }

    /// Whether the letter prints a column by a merge field.
    pub(super) fn is_asked(&self, at: usize) -> bool {
        self.asked.get(at).copied().unwrap_or_default()
    }

    /// A column as the list writes it.
    pub(super) fn written(&self, at: usize) -> &str {
        self.header.get(at).map_or("", String::as_str)
    }

    /// The columns as merge fields and patterns name them.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }
}

/// A column's name as merge fields write it: lower case, with hyphens for what is between words.
pub(super) fn plain(column: &str) -> String {
    let words =
        column.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-' | '.' | '|' | '{' | '}'));
    let words = words.filter(|word| !word.is_empty()).map(str::to_lowercase);
    words.collect::<Vec<_>>().join("-")
}

/// The field that a column of this name fills.
fn known(name: &str) -> Option<&'static str> {
    let name = match name {
        "organization" => "organisation",
        "e-mail" => "email",
        "last-name" | "family-name" | "surname" => "family",
        "first-name" | "given-name" | "forename" => "given",
        _ => name,
    };
    if let Some(rest) = name.strip_prefix("address") {
        let rest = rest.trim_start_matches("-line").trim_start_matches('-');
        if rest.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some("address");
        }
    }
    FIELDS.iter().find(|field| **field == name).copied()
}

/// Whether a column of this name fills a field.
pub(super) fn is_field(column: &str) -> bool {
    family(&plain(column), known).is_some()
}

/// What `find` says of a name, or of the name without a language at its end: `country-fr`.
fn family<T>(name: &str, find: impl Fn(&str) -> Option<T>) -> Option<(T, Option<String>)> {
    if let Some(found) = find(name) {
        return Some((found, None));
    }
    let (base, tag) = name.rsplit_once('-')?;
    let tag = Some(tag).filter(|tag| {
        (2..=3).contains(&tag.len()) && tag.bytes().all(|b| b.is_ascii_lowercase())
    })?;
    Some((find(base)?, Some(tag.to_owned())))
}

/// The number at the end of a column's name; that without one is the first.
fn number_of(name: &str) -> u64 {
    let name = name.trim_end_matches(|c: char| c.is_ascii_lowercase() || c == '-');
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    name[name.len() - digits..].parse().unwrap_or_default()
}

/// The pairs of `--map`.
struct Mapped {
    /// The field of each column, by its plain name.
    alone: BTreeMap<String, Option<&'static str>>,
    /// Columns that fill a field together: as written, which, and the field.
    joined: Vec<(String, Vec<usize>, &'static str)>,
}

fn mapped(names: &[String], maps: &[(String, String)]) -> Result<Mapped, Error> {
    let (mut alone, mut joined) = (BTreeMap::new(), Vec::new());
    let missing = |column: &str| {
        let known = names.iter().map(String::as_str);
        Error::usage(format!("the list has no column `{column}`"))
            .help(suggest(&plain(column), known))
    };
    for (column, field) in maps {
        let name = plain(column);
        let field = match field.as_str() {
            "-" => None,
            field => Some(known(field).ok_or_else(|| {
                Error::usage(format!("a column cannot fill `{field}`"))
                    .help(suggest(field, FIELDS.iter().copied()))
            })?),
        };
        let there = names
            .iter()
            .any(|known| family(known, |base| (base == name).then_some(())).is_some());
        match field.filter(|_| !there && column.contains('+')) {
            Some(field) => {
                let parts = column.split('+').map(|part| {
                    let name = plain(part);
                    let at = names.iter().position(|known| *known == name);
                    at.ok_or_else(|| missing(part.trim()))
                });
                joined.push((column.clone(), parts.collect::<Result<_, _>>()?, field));
            }
            None if there => {
                alone.insert(name, field);
            }
            None => return Err(missing(column)),
        }
    }
    Ok(Mapped { alone, joined })
}
