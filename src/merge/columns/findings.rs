//! What is wrong with the columns of a list, and so with every row.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::{Columns, FIELDS, NAMING};
use crate::document::{self, Block, Field, Inline, MergeFields, Refusal};
use crate::finding::{Finding, Level, suggest};
use crate::letter::Letter;
use crate::merge::report::FINDINGS;
use crate::node::Decode as _;

impl Columns {
    /// What is wrong with the columns. `ignored` are names that somebody gave a use.
    pub(super) fn findings(
        &self,
        asked: &BTreeSet<String>,
        ignored: &dyn Fn(&str) -> bool,
    ) -> Vec<Finding> {
        let mut findings = Vec::new();
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for (name, column) in self.names.iter().zip(&self.header) {
            if name.is_empty() {
                continue;
            }
            if let Some(other) = seen.insert(name, column) {
                let message = format!("the columns `{other}` and `{column}` have one name");
                findings.push(
                    Finding::error("doubled-column", message)
                        .column(column)
                        .help("give one of them another name"),
                );
            }
        }
        for (at, fill) in self.fills.iter().enumerate() {
            let Some(fill) = fill.as_ref().filter(|fill| fill.field != "address") else {
                continue;
            };
            let first = self.fills.iter().position(|other| other.as_ref() == Some(fill));
            if let Some(first) = first.filter(|first| {
                *first < at && (at >= self.listed || self.names[*first] != self.names[at])
            }) {
                let (one, other) = (self.written(first), self.written(at));
                let message =
                    format!("the columns `{one}` and `{other}` both fill `{}`", fill.field);
                let mut finding = Finding::error("doubled-column", message)
                    .column(other)
                    .help(format!("leave one of them aside: --map \"{other}=-\""));
                if at < self.listed {
                    let join = format!("or join them: --map \"{one}+{other}={}\"", fill.field);
                    finding = finding.help(join);
                }
                findings.push(finding);
            }
        }
        for name in asked.iter().filter(|name| !self.names.contains(name)) {
            let message = format!(
                "the letter asks for `{{{{ row.{name} }}}}`, and the list has no such column"
            );
            let known = self.names.iter().map(String::as_str);
            findings.push(Finding::error("missing-column", message).help(suggest(name, known)));
        }
        if !NAMING.iter().any(|field| self.has(field)) {
            let message = "no column says who is addressed";
            findings.push(
                Finding::error("missing-column", message)
                    .help("name one `name`, `title`, `organisation` or `group`, or say which it is: --map COLUMN=organisation"),
            );
        }
        let idle = |(at, name): &(usize, &String)| {
            !name.is_empty()
                && *name != FINDINGS
                && !self.fills(*at)
                && !asked.contains(*name)
                && !ignored(name)
        };
        let mut unused = Vec::new();
        for (at, name) in self.names.iter().enumerate().filter(idle) {
            match FIELDS.iter().find(|field| mistyped(name, field)) {
                Some(field) => findings.push(
                    Finding::error(
                        "unknown-column",
                        format!("`{}` is no field of an addressee", self.written(at)),
                    )
                    .column(self.written(at))
                    .help(format!("did you mean `{field}`? --map {name}={field} takes it for that"))
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
            findings.push(Finding::error("unused-column", message).level(Level::Note));
        }
        findings
    }
}

/// Whether a name is a field's with a slip of the pen: one letter, or two of a long one.
pub(super) fn mistyped(name: &str, field: &str) -> bool {
    let slips = strsim::damerau_levenshtein(name, field);
    slips == 1 || (slips == 2 && field.len() > 6)
}

/// The columns that a letter asks for: `{{ row.deadline }}`.
pub(super) fn asked(letter: &Letter) -> BTreeSet<String> {
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
        // Other mistakes of the prose are reported when it is composed.
        let _ = document::read_prose(&body.0, &asked);
    }
    let mut asked = asked.0.into_inner();
    // Clauses in the record's own words, its subject, and every other field of text.
    letter.each_text(&mut |_, _, text| {
        let mut rest = text;
        while let Some((range, field)) = document::find_field(rest, 0, false) {
            asked.extend(field.path.strip_prefix("row.").map(str::to_owned));
            rest = &rest[range.end..];
        }
    });
    asked
}
