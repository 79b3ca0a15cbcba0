//! What each part of a letter may be, as its reader offers it, with the grounds.

use super::head::{self, DateRow};
use super::rows::Rows;
use super::tail;
use super::words::{ImportWords, after_label};
use crate::language::PersonNames;
use crate::language::facts::Reader;
use crate::original::{Area, Paragraph};

/// By what the parts of a letter are known.
pub(super) struct Knowledge<'k> {
    pub(super) words: &'k ImportWords,
    pub(super) reader: &'k Reader,
    pub(super) names: &'k PersonNames,
    /// What the language puts between place and date: ", le ".
    pub(super) after_place: &'k str,
    /// What offices print in the language.
    pub(super) offices: &'k [KnownOffice],
}

/// The lines by which an office is known.
#[derive(Debug)]
pub(super) struct KnownOffice {
    pub(super) id: String,
    pub(super) letterhead: Vec<String>,
    pub(super) footer: Vec<String>,
}

impl Knowledge<'_> {
    /// Whether a line is one of the foot of an office's letters.
    pub(super) fn is_footer(&self, text: &str, office: Option<&str>) -> bool {
        let mut offices = self.offices.iter().filter(|it| Some(it.id.as_str()) == office);
        offices.any(|it| {
            it.footer
                .iter()
                .any(|line| line.starts_with(text) || line.ends_with(text))
        })
    }
}

/// What stands behind a label, with the label as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Labelled {
    pub(super) label: String,
    pub(super) words: String,
    pub(super) row: usize,
}

/// Where the addressee stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Top,
    Foot,
}

/// The addressees: their lines, one block each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Addressees {
    pub(super) label: Option<String>,
    pub(super) blocks: Vec<Vec<usize>>,
    /// What the first line says after its label.
    pub(super) first: Option<String>,
    pub(super) at: Place,
    pub(super) ground: &'static str,
}

/// Who receives a copy: a row each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Copies {
    pub(super) label: String,
    /// The first row, and what it says after the label.
    pub(super) first: Option<(usize, String)>,
    pub(super) rows: Vec<usize>,
}

/// The parts of a letter, as far as they were found. Rows and paragraphs are numbers of [`Rows`].
#[derive(Debug, Clone, Default)]
pub(super) struct Offers {
    pub(super) letterhead: Vec<usize>,
    /// The office whose letterhead it is.
    pub(super) office: Option<String>,
    /// The office whose letterhead stands beside it.
    pub(super) jointly: Option<String>,
    pub(super) reference: Option<Labelled>,
    pub(super) marking: Option<usize>,
    pub(super) date: Option<(usize, DateRow)>,
    /// It stands below the signatures.
    pub(super) date_at_foot: bool,
    /// The initials below the date of a note verbale.
    pub(super) initials: Option<usize>,
    pub(super) addressees: Option<Addressees>,
    pub(super) subject: Option<Labelled>,
    pub(super) salutation: Option<usize>,
    /// Paragraphs.
    pub(super) body: Vec<usize>,
    /// A paragraph.
    pub(super) closing: Option<usize>,
    /// Rows that are marks of signatures, each with the number of the block that it stands above.
    pub(super) marks: Vec<(usize, usize)>,
    /// Rows, one block for each signatory.
    pub(super) signatures: Vec<Vec<usize>>,
    pub(super) enclosures: Option<Labelled>,
    pub(super) copies: Option<Copies>,
    pub(super) footer: Vec<usize>,
    /// Second lines of addressees that say a title.
    pub(super) titled: Vec<String>,
    /// Rows that no reader took.
    pub(super) left: Vec<usize>,
}

impl Offers {
    /// The rows in the order in which a letter is read: an addressee at the foot of the first page
    /// comes before what is enclosed.
    pub(super) fn order(&self, rows: &Rows) -> Vec<usize> {
        let at_foot = |at: &usize| rows.area(*at) == Area::Footer;
        let moved: Vec<usize> = match (&self.addressees, &self.enclosures) {
            (Some(addressees), Some(enclosures)) => {
                let its = addressees.blocks.concat();
                its.into_iter()
                    .filter(|at| at_foot(at) && *at > enclosures.row)
                    .collect()
            }
            _ => Vec::new(),
        };
        let mut order = Vec::with_capacity(rows.rows.len());
        for at in 0..rows.rows.len() {
            if self
                .enclosures
                .as_ref()
                .is_some_and(|enclosures| enclosures.row == at)
            {
                order.extend(&moved);
            }
            if !moved.contains(&at) {
                order.push(at);
            }
        }
        order
    }

    /// Reads the parts; the rows come back with the salutation in a paragraph of its own.
    pub(super) fn of(rows: Rows, known: &Knowledge<'_>) -> (Rows, Self) {
        let mut offers = Self::default();
        let rows = match salutation(&rows, known) {
            Some(row) => {
                offers.salutation = Some(row);
                rows.parted_after(row)
            }
            None => rows,
        };
        let begin = match offers.salutation {
            Some(row) => rows.rows[row].paragraph + 1,
            None => first_of_text(&rows),
        };
        let end = text_end(&rows);
        let (closing, after) = closing(&rows, begin, end, known.words);
        offers.closing = closing;
        offers.body = (begin..closing.unwrap_or(after)).collect();
        head::read(&rows, begin, known, &mut offers);
        tail::read(&rows, after, known, &mut offers);
        let blocks = offers.addressees.iter().flat_map(|it| &it.blocks);
        let second = blocks
            .filter_map(|block| block.get(1))
            .map(|at| rows.rows[*at].text.clone());
        offers.titled = second.filter(|text| tail::is_title(text, known)).collect();
        (rows, offers)
    }
}

/// The line that greets: it begins with a word of greeting and ends with a comma or colon.
pub(super) fn salutation(rows: &Rows, known: &Knowledge<'_>) -> Option<usize> {
    const FAR: usize = 60;
    rows.rows.iter().enumerate().take(FAR).find_map(|(at, row)| {
        let text = row.text.trim();
        let words = text.split_whitespace().count();
        let area = matches!(rows.area(at), Area::Text | Area::Box);
        let paragraph = &rows.paragraphs[row.paragraph];
        if !area || words > 12 || paragraph.cell.is_some() || paragraph.item.is_some() {
            return None;
        }
        let stops = [',', ':', '，', '：', '،', '!'];
        let bare = text.trim_end_matches(stops).trim();
        let greets = known
            .words
            .greetings
            .iter()
            .any(|greeting| begins_with(bare, greeting));
        let alone = known
            .words
            .greetings
            .iter()
            .any(|greeting| bare.to_lowercase() == greeting.to_lowercase());
        let says = rows.rows[at + 1..]
            .iter()
            .any(|row| row.text.split_whitespace().count() > 3 || row.text.chars().count() > 12);
        let labelled = after_label(text, &known.words.to).is_some_and(|(_, rest)| !rest.is_empty());
        (greets && (text.ends_with(stops) || alone) && says && !labelled).then_some(at)
    })
}

/// Whether a line begins with these words, whatever their case.
pub(super) fn begins_with(line: &str, words: &str) -> bool {
    let (line, words) = (line.to_lowercase(), words.to_lowercase());
    line.strip_prefix(&words).is_some_and(|rest| {
        // Scripts without spaces have no end of a word.
        !rest.starts_with(char::is_alphanumeric) || words.chars().any(|c| c > '\u{2E7F}')
    })
}

/// The first paragraph of running text, in a letter that greets nobody.
fn first_of_text(rows: &Rows) -> usize {
    let long = |it: &Paragraph| {
        it.area == Area::Text
            && it.cell.is_none()
            && (it.words() >= 15 || it.text().chars().count() >= 90)
    };
    rows.paragraphs.iter().position(long).unwrap_or(0)
}

/// Where the text ends and footers begin.
fn text_end(rows: &Rows) -> usize {
    let after = |it: &Paragraph| matches!(it.area, Area::Footer | Area::Note);
    rows.paragraphs
        .iter()
        .position(after)
        .unwrap_or(rows.paragraphs.len())
}

/// Whether a paragraph takes leave of its reader.
pub(super) fn closes(paragraph: &Paragraph, words: &ImportWords) -> bool {
    const LONGEST: usize = 45;
    let text = paragraph.text().to_lowercase();
    paragraph.words() <= LONGEST
        && text.chars().count() <= 400
        && paragraph.cell.is_none()
        && paragraph.item.is_none()
        && words.closes.iter().any(|close| holds(&text, &close.to_lowercase()))
}

/// The complimentary close, and the first paragraph after the text.
fn closing(rows: &Rows, begin: usize, end: usize, words: &ImportWords) -> (Option<usize>, usize) {
    let closes = |at: &usize| closes(&rows.paragraphs[*at], words);
    if let Some(at) = (begin..end).rev().find(closes) {
        return (Some(at), at + 1);
    }
    // Without one the text ends with its last sentence.
    let says = |at: &usize| {
        let paragraph = &rows.paragraphs[*at];
        let text = paragraph.text();
        let stopped = text
            .trim_end()
            .ends_with(['.', '。', '؟', '?', '!', ';', '؛', '”', '"']);
        paragraph.item.is_some()
            || paragraph.cell.is_some() && paragraph.words() > 14
            || paragraph.words() >= 12
            || text.chars().count() >= 80
            || stopped && paragraph.words() >= 5
    };
    (None, (begin..end).rev().find(says).map_or(begin, |at| at + 1))
}

/// Whether a text holds these words, whole.
fn holds(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + words.len()..].chars().next();
        let inside = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && c < '\u{2E80}');
        !inside(before) && !inside(after)
    })
}
