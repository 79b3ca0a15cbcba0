//! The list that a letter goes to: a file, or one of the office's own.

use std::path::PathBuf;
use std::sync::Arc;

use super::Arguments;
use crate::compose::Engine;
use crate::error::Error;
use crate::files;
use crate::finding::suggest;
use crate::gather::Bundle;
use crate::letter::Addressee;
use crate::merge::{Syntax, Table};
use crate::source::Source;

/// Where the rows come from.
pub(super) enum List {
    File(PathBuf),
    /// A list of the office: the name to show, the text.
    Own(String, Arc<Source>),
}

impl List {
    pub(super) fn of(
        arguments: &Arguments,
        engine: &Engine,
        bundle: &Bundle,
    ) -> Result<Self, Error> {
        if let Some(path) = &arguments.rows {
            return Ok(Self::File(path.clone()));
        }
        let letter = &bundle.record.letter;
        let Some(name) = letter.to.iter().find_map(Addressee::each) else {
            return Err(Error::usage("whom does the letter go to?").help(
                "name a list with --rows FILE, or one of the office in the record: `to: each(member-states)`",
            ));
        };
        let templates = engine.templates();
        let source = templates.text(&letter.office, &format!("directories/{name}.csv"));
        if let Some(source) = source {
            return Ok(Self::Own(source.name().to_owned(), source.clone()));
        }
        let own = format!("offices/{}/directories/", letter.office);
        let known = ["directories/", &own].into_iter().flat_map(|folder| {
            let names = templates.within(folder);
            let names =
                names.filter_map(|(path, _)| path.strip_prefix(folder)?.strip_suffix(".csv"));
            names.map(str::to_owned).collect::<Vec<_>>()
        });
        let known: Vec<_> = known.collect();
        Err(Error::usage(format!("the office `{}` has no list `{name}`", letter.office))
            .help(suggest(name, known.iter().map(String::as_str)))
            .help("a list of your own is directories/NAME.csv in a folder that --templates names"))
    }

    pub(super) fn open(&self, arguments: &Arguments) -> Result<Table, Error> {
        match self {
            Self::File(path) => files::list(path, arguments.encoding.as_deref()),
            Self::Own(name, source) => {
                let bytes = std::io::Cursor::new(source.text().to_owned());
                Table::open(name, Syntax::Delimited, None, bytes)
            }
        }
    }
}
