//! What was chosen for a build: so that a join of its parts chooses the same, and can say in
//! what two parts differ.

use serde::{Deserialize, Serialize};

use super::build::{PROGRAM, Plan};
use super::fingerprint::{Fingerprint, Fingerprinter};
use super::site::SiteSettings;
use crate::write::Format;

/// What was chosen for a build, beside its records and templates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Choices {
    /// The version of the program.
    program: String,
    /// The formats of each letter, by their endings.
    formats: Vec<String>,
    rules: Fingerprint,
    fonts: Fingerprint,
    pub(super) site: SiteSettings,
}

impl Choices {
    pub(super) fn new(plan: &Plan, formats: &[Format]) -> Self {
        let mut fonts = Fingerprinter::default();
        for font in &plan.fonts {
            fonts.add(font);
        }
        Self {
            program: PROGRAM.to_owned(),
            formats: (formats.iter().map(|format| format.extension().to_owned())).collect(),
            rules: rules(plan),
            fonts: fonts.fingerprint(),
            site: plan.site.clone(),
        }
    }

    /// The same for a site that calls itself otherwise.
    pub(super) fn with_site(&self, site: &SiteSettings) -> Self {
        Self { site: site.clone(), ..self.clone() }
    }

    /// Whether this is the program that made it.
    pub(super) fn is_of_this_program(&self) -> bool {
        self.program == PROGRAM
    }

    /// Whether a plan weighs the rules as it was done then.
    pub(super) fn weighs_as(&self, plan: &Plan) -> bool {
        self.rules == rules(plan)
    }

    /// The version of the program that made it.
    pub(super) fn program(&self) -> &str {
        &self.program
    }

    /// The formats that this program knows.
    pub(super) fn formats(&self) -> Vec<Format> {
        self.formats.iter().filter_map(|name| Format::named(name)).collect()
    }

    /// The first thing in which two differ, and what it is in each where that can be said:
    /// "the formats: html and html, pdf".
    pub(super) fn differs(&self, other: &Self) -> Option<String> {
        let or = |text: &Option<String>| match text {
            Some(text) => format!("“{text}”"),
            None => "none".to_owned(),
        };
        let search = |site: &SiteSettings| match site.without_search {
            true => "--no-search".to_owned(),
            false => "search".to_owned(),
        };
        let (one, two) = (&self.site, &other.site);
        let all = [
            ("the version of the program", self.program.clone(), other.program.clone()),
            ("the formats", self.formats.join(", "), other.formats.join(", ")),
            ("`title` under [site]", or(&one.title), or(&two.title)),
            ("`address` under [site]", or(&one.base), or(&two.base)),
            ("`language` under [site]", one.language.clone(), two.language.clone()),
            ("`licence` under [site]", or(&one.licence), or(&two.licence)),
            ("the search", search(one), search(two)),
        ];
        let named = all.into_iter().find(|(_, one, two)| one != two);
        if let Some((what, one, two)) = named {
            return Some(format!("{what}: {one} and {two}"));
        }
        let unnamed = [
            ("the levels of rules", self.rules == other.rules),
            ("the fonts (--font-path)", self.fonts == other.fonts),
        ];
        let unlike = unnamed.into_iter().find(|(_, same)| !same);
        unlike.map(|(what, _)| what.to_owned())
    }
}

fn rules(plan: &Plan) -> Fingerprint {
    Fingerprinter::default()
        .add(format!("{:?}", plan.rules))
        .fingerprint()
}
