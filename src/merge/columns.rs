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
    "group", "honorific", "name", "family", "given", "title", "organisation", "address", "country",
    "email", "form", "language", "salutation", "closing", "reference",
];

/// Fields that say who is addressed.
const NAMING: &[&str] = &["group", "name", "family", "given", "title", "organisation"];

/// A column that fills a field, perhaps in one language only: `country-fr`.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Filling {
    field: &'static str,
    language: Option<String>,
}

/// The columns of a list, and what they are for.
#[derive(Debug, Clone)]
pub struct Columns {
    /// As the list writes them.
    header: Vec<String>,
    /// As merge fields name them.
    names: Vec<String>,
    fills: Vec<Option<Filling>>,
}

impl Columns {
    /// Reads the names of the columns. `maps` are pairs of a column and a field; the field `-`
    /// stands for none; `pattern` is what files are named after. What is wrong for every row is
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
        let mapped = mapped(&names, maps)?;
        let fills: Vec<_> = names
            .iter()
            .map(|name| match family(name, |base| mapped.get(base).copied()) {
                Some((field, language)) => field.map(|field| Filling { field, language }),
                None => family(name, known).map(|(field, language)| Filling { field, language }),
            })
            .collect();
        let columns = Self {
            header: header.iter().map(|column| column.trim().to_owned()).collect(),
            names,
            fills,
        };
        // A name in braces is looked up in the list too.
        let braced = pattern.unwrap_or_default().split('{').skip(1);
        let braced: Vec<_> = braced
            .filter_map(|rest| Some(plain(rest.split_once('}')?.0)))
            .collect();
        let ignored = |name: &str| {
            braced.iter().any(|braced| braced == name)
                || family(name, |base| mapped.get(base).copied()).is_some()
        };
        let findings = columns.findings(letter, &ignored);
        Ok((columns, findings))
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.header.len()
    }

    /// The columns that fill a field in a language, in their order: those of the language alone
    /// if there are such.
    pub(super) fn of<'c>(
        &'c self,
        field: &'c str,
        language: &str,
    ) -> impl Iterator<Item = usize> + use<'c> {
        let primary = language.split('-').next().unwrap_or(language).to_owned();
        let filling = move |at: &usize, own: bool| {
            let fill = self.fills[*at].as_ref().filter(|fill| fill.field == field);
            fill.is_some_and(|fill| match &fill.language {
                Some(language) => own && *language == primary,
                None => !own,
            })
        };
        let own = (0..self.len()).any(|at| filling(&at, true));
        (0..self.len()).filter(move |at| filling(at, own))
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

/// The pairs of `--map`, by the column's plain name.
fn mapped(
    names: &[String],
    maps: &[(String, String)],
) -> Result<BTreeMap<String, Option<&'static str>>, Error> {
    let mut mapped = BTreeMap::new();
    for (column, field) in maps {
        let name = plain(column);
        let there = names
            .iter()
            .any(|known| family(known, |base| (base == name).then_some(())).is_some());
        if !there {
            return Err(Error::usage(format!("the list has no column `{column}`"))
                .help(suggest(&name, names.iter().map(String::as_str))));
        }
        let field = match field.as_str() {
            "-" => None,
            field => Some(known(field).ok_or_else(|| {
                Error::usage(format!("a column cannot fill `{field}`"))
                    .help(suggest(field, FIELDS.iter().copied()))
            })?),
        };
        mapped.insert(name, field);
    }
    Ok(mapped)
}
