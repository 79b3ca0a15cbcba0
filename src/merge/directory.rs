//! The lists of an office: `directories/NAME.csv`, its own or those for all.

use std::sync::Arc;

use super::table::{Syntax, Table};
use crate::compose::Engine;
use crate::error::Error;
use crate::source::Source;

/// The names of the lists that an office has.
pub fn directories(engine: &Engine, office: &str) -> Vec<String> {
    let templates = engine.templates();
    let own = format!("offices/{office}/directories/");
    let mut names: Vec<_> = ["directories/", &own]
        .into_iter()
        .flat_map(|folder| {
            let names = templates.within(folder);
            let names =
                names.filter_map(|(path, _)| path.strip_prefix(folder)?.strip_suffix(".csv"));
            names.map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

/// The text of a list that an office has.
pub fn directory<'e>(engine: &'e Engine, office: &str, name: &str) -> Option<&'e Arc<Source>> {
    engine.templates().text(office, &format!("directories/{name}.csv"))
}

/// Opens a list that an office has.
///
/// # Errors
/// If it cannot be read as a list.
pub fn open_directory(source: &Source) -> Result<Table, Error> {
    let bytes = std::io::Cursor::new(source.text().to_owned());
    Table::open(source.name(), Syntax::Delimited, None, bytes)
}
