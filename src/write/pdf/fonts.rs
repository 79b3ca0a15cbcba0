//! Fonts: what is built in, what an office brings, and which of its wishes are unknown.

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

use super::coverage::Coverage;
use super::widths::Widths;
use crate::finding::{Finding, Level, suggest};
use crate::package::Package;

/// The family of Latin, Greek and Cyrillic.
pub(super) const SERIF: &str = "Libertinus Serif";
/// The family of Arabic.
pub(super) const NASKH: &str = "Noto Naskh Arabic";

const BUILT_IN: [&[u8]; 6] = [
    include_bytes!("../../../assets/fonts/LibertinusSerif-Regular.otf"),
    include_bytes!("../../../assets/fonts/LibertinusSerif-Bold.otf"),
    include_bytes!("../../../assets/fonts/LibertinusSerif-Italic.otf"),
    include_bytes!("../../../assets/fonts/LibertinusSerif-BoldItalic.otf"),
    include_bytes!("../../../assets/fonts/NotoNaskhArabic-Regular.ttf"),
    include_bytes!("../../../assets/fonts/NotoNaskhArabic-Bold.ttf"),
];

/// Fonts at hand, with the book that lists them.
pub(super) struct Fonts {
    pub(super) book: LazyHash<FontBook>,
    pub(super) faces: Vec<Font>,
    coverage: Coverage,
    pub(super) widths: Widths,
}

impl Fonts {
    /// The names of all families.
    pub(super) fn families(&self) -> Vec<&str> {
        self.book.families().map(|(name, _)| name).collect()
    }

    /// Whether every character of a text is sure to be printed.
    pub(super) fn are_sure_of(&self, text: &str) -> bool {
        self.coverage.is_sure_of(text, &self.faces)
    }
}

/// Loads the office's fonts, then those built in; a font that cannot be read is a finding.
pub(super) fn load(extra: &[Vec<u8>]) -> (Fonts, Vec<Finding>) {
    let mut faces = Vec::new();
    let mut findings = Vec::new();
    for (at, file) in extra.iter().enumerate() {
        let before = faces.len();
        faces.extend(Font::iter(Bytes::new(file.clone())));
        if faces.len() == before {
            let message = format!("font file {} of the office cannot be read", at + 1);
            findings.push(
                Finding::error("broken-font", message)
                    .help("give a TrueType or OpenType font (.ttf, .otf or .ttc)"),
            );
        }
    }
    faces.extend(BUILT_IN.into_iter().flat_map(|file| Font::iter(Bytes::new(file))));
    let book = LazyHash::new(FontBook::from_fonts(&faces));
    let coverage = Coverage::of(&faces);
    let widths = Widths::of(&faces);
    let fonts = Fonts { book, faces, coverage, widths };
    (fonts, findings)
}

/// Families that an office wants and nobody gave.
pub(super) fn unknown(package: &Package, fonts: &Fonts) -> Vec<Finding> {
    let mut wanted: Vec<&str> = package
        .members
        .iter()
        .flat_map(|m| &m.sheet().fonts)
        .map(String::as_str)
        .collect();
    wanted.sort_unstable();
    wanted.dedup();
    wanted
        .into_iter()
        .filter(|family| !fonts.book.contains_family(&family.to_lowercase()))
        .map(|family| {
            Finding::new("unknown-font", Level::Warning, format!("there is no font `{family}`"))
                .help(suggest(family, fonts.families()))
                .help("give its file with the office's fonts")
        })
        .collect()
}
