//! Offices and those they extend.

use std::sync::Arc;

use super::Templates;
use crate::finding::{Finding, suggest};
use crate::node::Layers;
use crate::office::OfficeFiles;
use crate::source::Place;

impl Templates {
    /// An office and those it extends, the nearest first; it ends before an office that is not
    /// there, and before one that it names already.
    pub fn lineage<'a>(&'a self, office: &'a str) -> Vec<&'a str> {
        let mut lineage = vec![office];
        while let Some(Some(next)) = self.offices.get(lineage[lineage.len() - 1]) {
            if !self.offices.contains_key(&next.value) || lineage.contains(&next.value.as_str()) {
                break;
            }
            lineage.push(&next.value);
        }
        lineage
    }

    /// What keeps an office from being made of those it extends: one that is not there, or a circle.
    pub fn broken_lineage(&self, office: &str) -> Option<Finding> {
        let lineage = self.lineage(office);
        let last = *lineage.last()?;
        let next = self.offices.get(last)?.as_ref()?;
        let finding = if self.offices.contains_key(&next.value) {
            let chain = lineage.iter().skip_while(|office| **office != next.value);
            let chain: Vec<_> = chain.map(|office| format!("`{office}`")).collect();
            let message =
                format!("offices extend each other in a circle: {}", chain.join(" extends "));
            Finding::error("setting", format!("{message} extends `{}`", next.value))
                .help("take `extends` out of one of them")
        } else {
            let message = format!("there is no office `{}` to extend", next.value);
            let others = self.offices().into_iter().filter(|name| *name != office);
            Finding::error("unknown-office", message).help(suggest(next, others))
        };
        let source = self.settings_of(last)?;
        Some(finding.at(Place::new(source, next.range.clone())))
    }

    /// The `office.toml` of an office, with those it extends below it.
    pub fn office_settings(&self, office: &str) -> Option<Layers> {
        let files = self.lineage(office).into_iter();
        let mut files = files.filter_map(|office| self.settings_of(office));
        let first = Layers::of(files.next()?);
        Some(files.fold(first, Layers::over))
    }

    /// The files that say an office's names in a language, and those of the offices it extends.
    pub fn office_files<'a>(&'a self, office: &'a str, language: &str) -> Vec<OfficeFiles<'a>> {
        let files = self.lineage(office).into_iter().filter_map(|office| {
            let settings = self.settings_of(office)?;
            Some(OfficeFiles { settings, names: self.names_of(office, language) })
        });
        files.collect()
    }

    /// A file of settings of a language, as `en/phrases.toml`, with what offices lay over it.
    pub fn layered(&self, office: &str, path: &str) -> Option<Layers> {
        let mut files = self.layers(office, path).into_iter();
        let first = Layers::of(files.next()?);
        Some(files.fold(first, |layers, source: &Arc<_>| layers.over(source)))
    }
}
