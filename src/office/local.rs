//! An office's names in another language than its own: `TAG.toml` beside its `office.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Deserialize;

use super::{AddresseeStyle, Audience, Office, Process, Sender};
use crate::finding::{Finding, suggest};
use crate::language::Style;
use crate::settings;
use crate::source::{Place, Source};

/// What an office says otherwise in one language; the rest stands as in `office.toml`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Local {
    letterhead: Option<Vec<String>>,
    footer: Option<Vec<String>>,
    place: Option<String>,
    sender: Option<Sender>,
    audience: Option<Audience>,
    process: Option<Process>,
    addressee: Option<AddresseeStyle>,
    style: Option<Style>,
    /// How the numbers of continuation pages are written.
    continuation: Option<String>,
    /// The lines of each preset; its form of address stays.
    presets: BTreeMap<toml::Spanned<String>, Vec<String>>,
}

impl Local {
    /// Reads `TAG.toml` of an office.
    ///
    /// # Errors
    /// Every mistake in it, and each preset that `office` does not have.
    pub fn read(source: &Arc<Source>, office: &Office) -> Result<Self, Vec<Finding>> {
        let local: Self = settings::read(source)?;
        let unknown = (local.presets.keys())
            .filter(|name| !office.presets.contains_key(name.get_ref()))
            .map(|name| {
                let known = office.presets.keys().map(String::as_str);
                let message = format!("the office has no preset `{}`", name.get_ref());
                Finding::error("setting", message)
                    .at(Place::new(source, name.span()))
                    .help(suggest(name.get_ref(), known))
            });
        let unknown: Vec<_> = unknown.collect();
        if unknown.is_empty() { Ok(local) } else { Err(unknown) }
    }
}

impl Office {
    /// The office as it calls itself in the language of `local`.
    pub fn speaking(&self, local: Local) -> Self {
        let mut office = self.clone();
        put(&mut office.letterhead, local.letterhead);
        put(&mut office.footer, local.footer);
        put(&mut office.sender, local.sender);
        put(&mut office.audience, local.audience);
        put(&mut office.addressee, local.addressee);
        put(&mut office.style, local.style);
        put(&mut office.sheet.continuation, local.continuation);
        office.place = local.place.or(office.place);
        office.process = local.process.or(office.process);
        for (name, lines) in local.presets {
            if let Some(preset) = office.presets.get_mut(name.get_ref()) {
                preset.lines = lines;
            }
        }
        office
    }
}

fn put<T>(place: &mut T, other: Option<T>) {
    if let Some(other) = other {
        *place = other;
    }
}
