//! An office's own `letter.docx`: its styles, headers and footers, once it is known to be safe.
//!
//! A Word file can carry programs, fetch things from elsewhere, and swell when it is opened. None
//! of that may reach a finished letter, so nothing is taken over that was not looked at.

mod archive;
mod fields;
mod markup;
mod numbering;
mod relations;
mod stationery;
mod styles;

use std::collections::BTreeMap;

pub(super) use stationery::Stationery;

use self::archive::Archive;
use super::styles::{Names, Style};
use crate::finding::Finding;

/// What is used of an office's own file.
#[derive(Debug)]
pub(super) struct Template {
    /// What its styles are called.
    pub(super) names: Names,
    /// Its headers and footers.
    pub(super) stationery: Stationery,
    /// Parts that are taken over as they are, by path, with their media types.
    pub(super) parts: BTreeMap<String, (Vec<u8>, String)>,
    /// The path of its theme, which its styles may name colours and faces of.
    pub(super) theme: Option<String>,
    /// The first numbers its own lists leave free: of lists, and of their looks.
    pub(super) free: (i32, i32),
    styles: styles::Styles,
    numbering: Option<String>,
}

impl Template {
    /// Reads a template; every reason not to use it is found at once.
    pub(super) fn read(bytes: &[u8]) -> Result<Self, Vec<Finding>> {
        let mut archive = Archive::open(bytes).map_err(|fault| vec![*fault])?;
        let mut findings = archive.programs();
        relations::check_all(&archive, &mut findings);
        markup::check_all(&archive, &mut findings);
        if !findings.is_empty() {
            return Err(findings);
        }
        Self::take(&mut archive).map_err(|fault| vec![*fault])
    }

    fn take(archive: &mut Archive) -> Result<Self, Fault> {
        let main = relations::main_part(archive)?;
        let related = relations::of(archive, &main)?;
        let styles = styles::Styles::read(archive, &related)?;
        let mut parts = BTreeMap::new();
        let numbering = numbering::read(archive, &related, &mut parts)?;
        let free = numbering.as_deref().map_or(Ok((1, 0)), numbering::free)?;
        let stationery = Stationery::read(archive, &main, &related, &mut parts)?;
        let theme = relations::target(&related, "theme").map(str::to_owned);
        if let Some(path) = &theme {
            let media_type = "application/vnd.openxmlformats-officedocument.theme+xml";
            relations::carry(archive, path, media_type, &mut parts)?;
        }
        let found = |id, name, kind| styles.id(id, name, kind);
        let names = Names::with(found, styles.free_number(), styles.characters());
        Ok(Self { names, stationery, parts, theme, free, styles, numbering })
    }

    /// Whether it has no style of its own for a purpose.
    pub(super) fn lacks(&self, style: Style) -> bool {
        let (_, _, name, kind) = super::styles::ALL[style.index()];
        !self.styles.has(name, kind)
    }

    /// Its styles, followed by ours.
    pub(super) fn styles_with(&self, ours: &str) -> String {
        self.styles.with(ours)
    }

    /// Its lists, with ours after them.
    pub(super) fn numbering_with(&self, lists: &super::lists::Lists) -> Option<String> {
        self.numbering.as_deref().map(|text| numbering::with(text, lists))
    }
}

/// A reason not to use a template, boxed because it is larger than what is usually returned.
pub(super) type Fault = Box<Finding>;

/// A template that cannot be read, and why.
pub(super) fn broken(why: impl std::fmt::Display) -> Fault {
    let message = format!("the office's letter.docx cannot be read: {why}");
    let help = "open it in Word and save it again as a Word document (.docx)";
    Box::new(Finding::error("broken-template", message).help(help))
}

/// A template that must not be used, and why.
pub(super) fn unsafe_template(why: impl std::fmt::Display, help: &str) -> Fault {
    let message = format!("the office's letter.docx {why}");
    Box::new(Finding::error("unsafe-template", message).help(help))
}
