//! What each column of a list is for.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::remark::Remark;
use crate::document::{self, Block, Field, Inline, MergeFields, Refusal};
use crate::error::Error;
use crate::finding::{Level, suggest};
use crate::letter::Letter;

/// What a column can fill, besides merge fields: the fields of an addressee, and what of the
/// letter depends on the addressee.
pub const FIELDS: &[&str] = &[
    "group",
    "honorific",
    "name",
    "title",
    "organisation",
    "address",
    "country",
    "form",
    "language",
    "salutation",
    "closing",
    "reference",
];

/// Fields that say who is addressed.
const NAMING: &[&str] = &["group", "name", "title", "organisation"];

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
    ) -> Result<(Self, Vec<Remark>), Error> {
        let names: Vec<_> = header.iter().map(|column| plain(column)).collect();
        let mapped = mapped(&names, maps)?;
        let fills: Vec<_> = names
            .iter()
            .map(
                |name| match family(name, |base| mapped.get(base).copied()) {
                    Some((field, language)) => field.map(|field| Filling { field, language }),
                    None => {
                        family(name, known).map(|(field, language)| Filling { field, language })
                    }
                },
            )
            .collect();
        let columns = Self {
            header: header
                .iter()
                .map(|column| column.trim().to_owned())
                .collect(),
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
        let remarks = columns.remarks(letter, &ignored);
        Ok((columns, remarks))
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

    fn remarks(&self, letter: &Letter, ignored: &dyn Fn(&str) -> bool) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let asked = asked(letter);
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, column) in self.names.iter().zip(&self.header) {
            if name.is_empty() {
                continue;
            }
            if let Some(other) = seen.insert(name, column) {
                let message = format!("the columns `{other}` and `{column}` have one name");
                remarks.push(
                    Remark::error("doubled-column", message)
                        .column(column)
                        .help("give one of them another name"),
                );
            }
        }
        for (at, fill) in self.fills.iter().enumerate() {
            let Some(fill) = fill.as_ref().filter(|fill| fill.field != "address") else {
                continue;
            };
            let first = self
                .fills
                .iter()
                .position(|other| other.as_ref() == Some(fill));
            if let Some(first) =
                first.filter(|first| *first < at && self.names[*first] != self.names[at])
            {
                let (one, other) = (self.written(first), self.written(at));
                let message = format!(
                    "the columns `{one}` and `{other}` both fill `{}`",
                    fill.field
                );
                remarks.push(
                    Remark::error("doubled-column", message)
                        .column(other)
                        .help(format!(
                            "leave one of them aside: --map {}=-",
                            self.names[at]
                        )),
                );
            }
        }
        for name in asked.iter().filter(|name| !self.names.contains(name)) {
            let message = format!(
                "the letter asks for `{{{{ row.{name} }}}}`, and the list has no such column"
            );
            let known = self.names.iter().map(String::as_str);
            remarks.push(Remark::error("missing-column", message).help(suggest(name, known)));
        }
        if !NAMING.iter().any(|field| self.has(field)) {
            let message = "no column says who is addressed";
            remarks.push(
                Remark::error("missing-column", message)
                    .help("name one `name`, `title`, `organisation` or `group`, or say which it is: --map COLUMN=organisation"),
            );
        }
        let idle = |(at, name): &(usize, &String)| {
            !name.is_empty()
                && *name != super::report::FINDINGS
                && !self.fills(*at)
                && !asked.contains(*name)
                && !ignored(name)
        };
        let mut unused = Vec::new();
        for (at, name) in self.names.iter().enumerate().filter(idle) {
            match FIELDS.iter().find(|field| mistyped(name, field)) {
                Some(field) => remarks.push(
                    Remark::error(
                        "unknown-column",
                        format!("`{}` is no field of an addressee", self.written(at)),
                    )
                    .column(self.written(at))
                    .help(format!(
                        "did you mean `{field}`? --map {name}={field} takes it for that"
                    ))
                    .help(format!("--map {name}=- leaves it aside")),
                ),
                None => unused.push(format!("`{}`", self.written(at))),
            }
        }
        if !unused.is_empty() {
            const SHOWN: usize = 8;
            let more = unused.len().saturating_sub(SHOWN);
            unused.truncate(SHOWN);
            let mut message = format!("no letter uses {}", unused.join(", "));
            if more > 0 {
                message += &format!(" and {more} more");
            }
            remarks.push(Remark::error("unused-column", message).level(Level::Note));
        }
        remarks
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

/// Whether a name is a field's with a slip of the pen: one letter, or two of a long one.
fn mistyped(name: &str, field: &str) -> bool {
    let slips = strsim::damerau_levenshtein(name, field);
    slips == 1 || (slips == 2 && field.len() > 6)
}

/// The columns that the prose of a letter asks for: `{{ row.deadline }}`.
fn asked(letter: &Letter) -> BTreeSet<String> {
    #[derive(Default)]
    struct Asked(RefCell<BTreeSet<String>>);
    impl MergeFields for Asked {
        fn inline(&self, field: &Field) -> Result<Vec<Inline>, Refusal> {
            if let Some(name) = field.path.strip_prefix("row.") {
                self.0.borrow_mut().insert(name.to_owned());
            }
            Ok(Vec::new())
        }
        fn block(&self, _: &Field) -> Option<Result<Vec<Block>, Refusal>> {
            None
        }
    }
    let asked = Asked::default();
    if let Some(body) = &letter.body {
        // What else is wrong with the prose its own reading says.
        let _ = document::read_prose(&body.0, &asked);
    }
    asked.0.into_inner()
}
