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
use crate::merge::{self, Table};
use crate::source::Source;

/// Where the rows come from.
pub(super) enum List {
    File(PathBuf),
    /// A list of the office.
    Own(Arc<Source>),
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
        if let Some(source) = merge::directory(engine, &letter.office, name) {
            return Ok(Self::Own(source.clone()));
        }
        let known = merge::directories(engine, &letter.office);
        Err(Error::usage(format!("the office `{}` has no list `{name}`", letter.office))
            .help(suggest(name, known.iter().map(String::as_str)))
            .help("a list of your own is directories/NAME.csv in a folder that --templates names"))
    }

    pub(super) fn open(&self, arguments: &Arguments) -> Result<Table, Error> {
        match self {
            Self::File(path) => files::list(path, arguments.encoding.as_deref()),
            Self::Own(source) => merge::open_directory(source),
        }
    }
}
