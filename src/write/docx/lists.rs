//! Lists: the part `numbering.xml`.

use super::styles::NAMESPACE;
use super::xml::{self, DECLARATION};

/// The deepest level Word numbers, from 0.
const DEEPEST: usize = 8;

/// The highest number Word begins a list with.
const HIGHEST: u64 = 32_767;

/// The numbered lists of a package, each counting for itself.
#[derive(Debug)]
pub(super) struct Lists {
    /// The number of our bullets; our plain figures have the next one, then each list its own.
    first: i32,
    /// Our first abstract list; that of the figures is the next one.
    abstract_first: i32,
    /// Level and first number of each numbered list.
    numbered: Vec<(usize, u64)>,
}

impl Lists {
    /// No lists yet, after those of a template.
    pub(super) fn after(first: i32, abstract_first: i32) -> Self {
        Self { first, abstract_first, numbered: Vec::new() }
    }

    /// The level a list of this depth has in Word.
    pub(super) fn level(depth: usize) -> usize {
        depth.min(DEEPEST)
    }

    /// The number of a new list at `depth`: bullets share one, figures begin again each time.
    pub(super) fn add(&mut self, depth: usize, start: Option<u64>) -> i32 {
        let Some(start) = start else {
            return self.first;
        };
        self.numbered.push((Self::level(depth), start.min(HIGHEST)));
        self.first + 1 + i32::try_from(self.numbered.len()).unwrap_or(i32::MAX - self.first - 1)
    }

    /// The whole part of a file without a template.
    pub(super) fn part(&self) -> String {
        let mut out = String::with_capacity(6000);
        out.push_str(DECLARATION);
        out.push_str("<w:numbering xmlns:w=\"");
        out.push_str(NAMESPACE);
        out.push_str("\">");
        self.abstracts("", &mut out);
        self.instances("", &mut out);
        out.push_str("</w:numbering>");
        out
    }

    /// Appends how bullets and figures look; `scope` is what a foreign part needs to know `w:` by.
    pub(super) fn abstracts(&self, scope: &str, out: &mut String) {
        for figures in [false, true] {
            out.push_str("<w:abstractNum");
            out.push_str(scope);
            out.push_str(" w:abstractNumId=\"");
            xml::number(self.abstract_first + i32::from(figures), out);
            out.push_str("\"><w:multiLevelType w:val=\"hybridMultilevel\"/>");
            for level in 0..=DEEPEST {
                push_level(level, figures, out);
            }
            out.push_str("</w:abstractNum>");
        }
    }

    /// Appends the lists themselves.
    pub(super) fn instances(&self, scope: &str, out: &mut String) {
        for (at, figures) in [false, true].into_iter().enumerate() {
            self.open(scope, at, figures, out);
            out.push_str("</w:num>");
        }
        for (at, (level, start)) in self.numbered.iter().enumerate() {
            self.open(scope, at + 2, true, out);
            // Without an override a second list would count on where the first one stopped.
            out.push_str("<w:lvlOverride w:ilvl=\"");
            xml::number(*level as i64, out);
            out.push_str("\"><w:startOverride w:val=\"");
            xml::number(*start as i64, out);
            out.push_str("\"/></w:lvlOverride></w:num>");
        }
    }

    fn open(&self, scope: &str, at: usize, figures: bool, out: &mut String) {
        out.push_str("<w:num");
        out.push_str(scope);
        out.push_str(" w:numId=\"");
        xml::number(i64::from(self.first) + at as i64, out);
        out.push_str("\"><w:abstractNumId w:val=\"");
        xml::number(self.abstract_first + i32::from(figures), out);
        out.push_str("\"/>");
    }
}

fn push_level(level: usize, figures: bool, out: &mut String) {
    out.push_str("<w:lvl w:ilvl=\"");
    xml::number(level as i64, out);
    out.push_str("\"><w:start w:val=\"1\"/><w:numFmt w:val=\"");
    out.push_str(if figures { "decimal" } else { "bullet" });
    out.push_str("\"/><w:lvlText w:val=\"");
    if figures {
        out.push('%');
        xml::number(level as i64 + 1, out);
        out.push('.');
    } else {
        // Marks that every text face has; Symbol would be one face more to miss.
        out.push_str(["•", "–"][level % 2]);
    }
    out.push_str("\"/><w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"");
    xml::number(360 * (level as i64 + 2), out);
    out.push_str("\" w:hanging=\"360\"/></w:pPr></w:lvl>");
}
