//! What a build is given, and what it remembers of that: so that the next build can tell whether
//! it is given the same, and a join can say in what two parts differ.

use serde::{Deserialize, Serialize};

use super::site::{Site, SiteSettings};
use crate::check::Rules;
use crate::text::{Fingerprint, Fingerprinter};
use crate::write::Format;

/// The version of the program that makes a site.
pub(super) const PROGRAM: &str = env!("CARGO_PKG_VERSION");

/// What to build, and with what.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// The formats of each letter; HTML is always among them.
    pub formats: Vec<Format>,
    /// How much each rule weighs.
    pub rules: Rules,
    /// Further fonts for PDF.
    pub fonts: Vec<Vec<u8>>,
    /// Which part to build, from 1, and how many parts there are; the whole where there is none.
    pub part: Option<(u32, u32)>,
    /// What the site calls itself.
    pub site: SiteSettings,
    /// Letters may be removed, however many of them have no record any more.
    pub remove: bool,
    /// What tells this executable from another one of the same version.
    pub executable: String,
}

impl Plan {
    /// The formats each letter is made in: HTML first, because the page of a letter shows it.
    pub(super) fn all_formats(&self) -> Vec<Format> {
        let mut all = vec![Format::HTML];
        for format in &self.formats {
            if !all.contains(format) {
                all.push(*format);
            }
        }
        all
    }
}

/// A plan as the state of a build holds it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct SavedPlan {
    /// The version of the program.
    program: String,
    /// The executable file.
    executable: Fingerprint,
    /// The formats of each letter, by their extensions.
    formats: Vec<String>,
    rules: Fingerprint,
    fonts: Fingerprint,
    /// Which part of a build in parts this is: number and count.
    pub(super) part: Option<(u32, u32)>,
    pub(super) site: SiteSettings,
}

impl SavedPlan {
    pub(super) fn new(plan: &Plan) -> Self {
        let formats = plan.all_formats();
        Self {
            program: PROGRAM.to_owned(),
            executable: Fingerprint::of(&plan.executable),
            formats: formats.iter().map(|format| format.extension().to_owned()).collect(),
            rules: Fingerprint::of(&plan.rules),
            fonts: plan.fonts.iter().fold(Fingerprinter::default(), with).fingerprint(),
            part: plan.part,
            site: plan.site.clone(),
        }
    }

    /// The plan of the whole, of which this one is a part, under other site settings.
    pub(super) fn of_whole(&self, site: &SiteSettings) -> Self {
        Self { part: None, site: site.clone(), ..self.clone() }
    }

    /// Whether both make the same files of the same letters; sites may differ.
    pub(super) fn makes_letters_as(&self, other: &Self) -> bool {
        Self { site: other.site.clone(), ..self.clone() } == *other
    }

    /// The fingerprint of what makes all pages: the site, and this executable.
    pub(super) fn pages(&self, site: &Site) -> Fingerprint {
        Fingerprint::of(&(site.fingerprint(), self.executable))
    }

    /// Whether this is the program that made it.
    pub(super) fn is_of_this_program(&self) -> bool {
        self.program == PROGRAM
    }

    /// Whether a plan weighs the rules as this one does.
    pub(super) fn weighs_as(&self, plan: &Plan) -> bool {
        self.rules == Fingerprint::of(&plan.rules)
    }

    /// The version of the program that made it.
    pub(super) fn program(&self) -> &str {
        &self.program
    }

    /// The formats that this program knows.
    pub(super) fn formats(&self) -> Vec<Format> {
        self.formats.iter().filter_map(|name| Format::named(name)).collect()
    }

    /// The first thing in which the plans of two parts differ, and what it is in each where that
    /// can be said: "the formats: html and html, pdf".
    pub(super) fn differs(&self, other: &Self) -> Option<String> {
        let or = |text: &Option<String>| match text {
            Some(text) => format!("“{text}”"),
            None => "none".to_owned(),
        };
        let search = |site: &SiteSettings| {
            if site.without_search { "--no-search" } else { "search" }.to_owned()
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

fn with(mut fingerprinter: Fingerprinter, bytes: &Vec<u8>) -> Fingerprinter {
    fingerprinter.add(bytes);
    fingerprinter
}
