//! An office's names in another language than its own: `TAG.toml` beside its `office.toml`.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{AddresseeStyle, Audience, Office, Sender};
use crate::finding::{Finding, suggest};
use crate::letter::Process;
use crate::letter::StyleChange;
use crate::node::fields::settings;
use crate::node::{Spanned, from_toml_judged};
use crate::source::{Place, Source};

settings! {
    /// What an office says otherwise in one language; the rest stands as in `office.toml`.
    #[holds(words)]
    pub struct Local as "the office's file of a language" {
        /// The words of the letterhead, one line each.
        letterhead: Option<Vec<String>>,
        /// Lines at the foot of the letter.
        footer: Option<Vec<String>>,
        /// Where its letters are written.
        place: Option<String>,
        /// What others call the office in a sentence.
        sender: Option<Sender>,
        /// Whom its letters speak of when they speak of their readers.
        audience: Option<Audience>,
        /// The process its letters are about.
        process: Option<Process>,
        /// How the addressee is introduced.
        addressee: Option<AddresseeStyle>,
        /// House style, where it differs.
        style: StyleChange,
        /// How the numbers of continuation pages are written.
        continuation: Option<String>,
        /// The lines of each preset; its form of address stays.
        presets: BTreeMap<Spanned<String>, Vec<String>>,
    }
}

impl Local {
    /// Reads `TAG.toml` of an office.
    ///
    /// # Errors
    /// Every mistake in it, and each preset that `office` does not have.
    pub fn read(source: &Arc<Source>, office: &Office) -> Result<Self, Vec<Finding>> {
        from_toml_judged(source, |local: &Self| {
            let known = || office.presets.keys().map(String::as_str);
            let unknown = local
                .presets
                .keys()
                .filter(|name| !office.presets.contains_key(&name.value));
            let finding = |name: &Spanned<String>| {
                let message = format!("the office has no preset `{}`", name.value);
                Finding::error("setting", message)
                    .at(Place::new(source, name.range.clone()))
                    .help(suggest(name, known()))
            };
            unknown.map(finding).collect()
        })
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
        office.style = local.style.over(office.style);
        put(&mut office.sheet.continuation, local.continuation);
        office.place = local.place.or(office.place);
        office.process = local.process.or(office.process);
        for (name, lines) in local.presets {
            if let Some(preset) = office.presets.get_mut(&name.value) {
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
