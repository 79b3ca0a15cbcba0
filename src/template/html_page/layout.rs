//! How letters are laid out, apart from their words: what a style sheet is rendered for, once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};

use tera::Value;

use super::PageView;
use crate::document::{Block, Direction, Document, Role, plain};
use crate::office::Sheet;

/// Characters of an address line that surely fit side by side.
const LINE: usize = 64;

/// The most layouts of packages that are kept.
const KEPT: usize = 64;

/// What a letter is, beside how it is laid out, in the data of a page design.
const WORDS: [&str; 4] = ["title", "id", "draft", "parts"];

/// Fields by name. Tera makes a map of its own of any map it is given; this one hashes nothing.
pub(super) type Fields = BTreeMap<&'static str, Value>;

/// How one letter is laid out.
#[derive(Debug, PartialEq)]
pub(super) struct Layout<'a> {
    pub(super) language: Cow<'a, str>,
    pub(super) direction: Direction,
    sheet: Cow<'a, Sheet>,
    /// An estimate of the lines the addressee takes, to keep room for it on paper.
    addressee_lines: usize,
    /// The lines of the footer, to keep room for it too.
    footer_lines: usize,
    /// How many sign.
    signatures: usize,
}

impl<'a> Layout<'a> {
    pub(super) fn of_all(letters: &[PageView<'a>]) -> Vec<Self> {
        letters.iter().map(Self::of).collect()
    }

    fn of(letter: &PageView<'a>) -> Self {
        let document = letter.document;
        Self {
            language: Cow::Borrowed(&document.language),
            direction: document.direction,
            sheet: Cow::Borrowed(letter.sheet),
            addressee_lines: lines(document, Role::Addressee),
            footer_lines: lines(document, Role::Footer),
            signatures: document.part(Role::Signatures).count(),
        }
    }

    /// As template data.
    pub(super) fn value(&self) -> Fields {
        Fields::from([
            ("language", Value::from(&*self.language)),
            ("direction", self.direction.name().into()),
            ("sheet", Value::from_serializable(&*self.sheet)),
            // `top` or `foot`.
            ("addressee", Value::from_serializable(&self.sheet.addressee)),
            ("addressee_lines", self.addressee_lines.into()),
            ("footer_lines", self.footer_lines.into()),
            ("signatures", self.signatures.into()),
        ])
    }

    fn into_owned(self) -> Layout<'static> {
        Layout {
            language: Cow::Owned(self.language.into_owned()),
            sheet: Cow::Owned(self.sheet.into_owned()),
            ..self
        }
    }
}

fn lines(document: &Document, role: Role) -> usize {
    let blocks = document.part(role).map(|block| match block {
        Block::Paragraph { content } => {
            let text = plain(content);
            let lines = text.lines().map(|line| line.chars().count().div_ceil(LINE).max(1));
            lines.sum::<usize>()
        }
        _ => 1,
    });
    blocks.sum()
}

/// What the letters of packages that are laid out alike share.
#[derive(Debug)]
pub(super) struct PackageLayout {
    /// How each letter is laid out, as template data.
    pub(super) layouts: Vec<Fields>,
    /// The style sheet, unless it says words of the letters.
    pub(super) style: Option<Value>,
}

type Entry = (Vec<Layout<'static>>, Arc<PackageLayout>);

/// What has been laid out so far.
#[derive(Debug, Default)]
pub(super) struct LayoutCache(RwLock<Vec<Entry>>);

impl LayoutCache {
    /// What is kept for these layouts, or what `make` makes.
    pub(super) fn get_or(
        &self,
        layouts: Vec<Layout<'_>>,
        make: impl FnOnce(&[Layout<'_>]) -> PackageLayout,
    ) -> Arc<PackageLayout> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, laid_out)) = kept.iter().find(|(known, _)| *known == layouts) {
            return Arc::clone(laid_out);
        }
        drop(kept);
        let laid_out = Arc::new(make(&layouts));
        let mut kept = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        let layouts = layouts.into_iter().map(Layout::into_owned).collect();
        kept.push((layouts, Arc::clone(&laid_out)));
        laid_out
    }
}

/// Whether a style sheet names, in what Tera runs of it, more of a letter than its layout.
pub(super) fn says_words(css: &str) -> bool {
    let tags = ["{{", "{%"].into_iter().flat_map(|open| css.split(open).skip(1));
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    tags.map(|rest| rest.split(['}', '%']).next().unwrap_or(rest))
        .flat_map(|tag| tag.split(|c| !is_name(c)))
        .any(|name| WORDS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::says_words;

    #[test]
    fn a_style_sheet_that_says_words_is_known_by_them() {
        assert!(says_words("@top-center { content: \"{{ letters[0].title }}\" }"));
        assert!(says_words("{% if letter.draft %}.a {}{% endif %}"));
        assert!(!says_words(".draft { width: {{ sheet.size }}pt } {% for letter in letters %}"));
        assert!(!says_words(include_str!("../../../templates/page/letter.css")));
    }
}
