//! What stands above the text: letterhead, number, marking, date, addressee, subject.

use super::offers::{Addressees, Knowledge, KnownOffice, Labelled, Offers, Place, begins_with};
use super::rows::Rows;
use super::tail::{is_name, label_of_addressee};
use super::words::after_label;
use crate::language::facts::DateMention;
use crate::letter::Day;
use crate::original::{Across, Area};

/// A line that says place and date.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct DateRow {
    pub(super) day: Day,
    pub(super) place: Option<String>,
    /// The line as it stands, without its label.
    pub(super) words: String,
}

/// A line that says place and date, and nothing else. Which day is meant must be certain.
pub(super) fn date_row(text: &str, known: &Knowledge<'_>) -> Option<DateRow> {
    let (words, reader) = (known.words, known.reader);
    let text = match after_label(text, &words.date) {
        Some((_, rest)) if !rest.is_empty() => rest,
        _ => text.trim(),
    };
    if text.chars().count() > 90 {
        return None;
    }
    let facts = reader.facts(text);
    let mut dates = facts.iter().filter_map(|fact| fact.dates().filter(|_| fact.certain));
    let mention: &DateMention = dates.next()?;
    if dates.next().is_some() || mention.days.len() != 1 || mention.is_ambiguous() {
        return None;
    }
    let part = mention.days[0];
    let day = Day::parse(&format!("{:04}-{:02}-{:02}", part.year?, part.month, part.day?)).ok()?;
    let (before, after) = (&text[..mention.range.start], &text[mention.range.end..]);
    let bare = |text: &str| text.trim().trim_matches([',', '،', '，', '.', ';']).trim().to_owned();
    // "Genève, le 1er mars": the word between the two belongs to neither.
    let before = before
        .trim_end()
        .strip_suffix(known.after_place.trim_end())
        .unwrap_or(before);
    let (before, after) = (bare(before), bare(after));
    let is_place = |text: &str| {
        let words = text.split_whitespace().count();
        words <= 4
            && text.chars().count() <= 40
            && !text.contains(|c: char| c.is_numeric() || c == ':')
            && text.chars().next().is_none_or(|c| !c.is_lowercase())
    };
    let place = match (before.is_empty(), after.is_empty()) {
        (true, true) => None,
        (false, true) if is_place(&before) => Some(before),
        (true, false) if is_place(&after) => Some(after),
        _ => return None,
    };
    Some(DateRow { day, place, words: text.to_owned() })
}

/// Reads the paragraphs before `begin`.
pub(super) fn read(rows: &Rows, begin: usize, known: &Knowledge<'_>, offers: &mut Offers) {
    let head: Vec<usize> = (0..rows.rows.len())
        .filter(|at| rows.rows[*at].paragraph < begin && Some(*at) != offers.salutation)
        .collect();
    let mut open: Vec<usize> = Vec::new();
    let (office, mut letterhead) = letterhead(rows, &head, known);
    // Two offices side by side.
    let rest: Vec<usize> = head.iter().copied().filter(|at| !letterhead.contains(at)).collect();
    if let (Some(_), (Some(other), more)) = (&office, self::letterhead(rows, &rest, known)) {
        offers.jointly = Some(other);
        letterhead.extend(more);
    }
    for at in head {
        let text = rows.rows[at].text.as_str();
        if letterhead.contains(&at) || rows.area(at) == Area::Header {
            offers.letterhead.push(at);
        } else if offers.date.is_none()
            && let Some(date) = date_row(text, known)
        {
            offers.date = Some((at, date));
        } else if let Some((label, words)) =
            after_label(text, &known.words.subject).filter(|it| !it.1.is_empty())
        {
            offers.subject =
                Some(Labelled { label: label.to_owned(), words: words.to_owned(), row: at });
        } else if offers.reference.is_none()
            && let Some((label, words)) =
                after_label(text, &known.words.reference).filter(|it| !it.1.is_empty())
        {
            offers.reference =
                Some(Labelled { label: label.to_owned(), words: words.to_owned(), row: at });
        } else if offers.marking.is_none()
            && known
                .words
                .markings
                .iter()
                .any(|marking| marking.to_lowercase() == text.to_lowercase())
        {
            offers.marking = Some(at);
        } else {
            open.push(at);
        }
    }
    offers.office = office;
    part(rows, &open, known, offers);
}

/// The lines of an office's letterhead, wherever they stand above the text.
fn letterhead(rows: &Rows, head: &[usize], known: &Knowledge<'_>) -> (Option<String>, Vec<usize>) {
    let fold = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let mut best: Option<(&str, Vec<usize>)> = None;
    for KnownOffice { id: office, letterhead: lines, .. } in known.offices {
        let mut found = Vec::new();
        for line in lines {
            let line = fold(line);
            let next = head
                .iter()
                .find(|at| !found.contains(*at) && fold(&rows.rows[**at].text) == line);
            found.extend(next);
        }
        if found.len() == lines.len()
            && !lines.is_empty()
            && best
                .as_ref()
                .is_none_or(|(_, most)| length(rows, most) < length(rows, &found))
        {
            best = Some((office, found));
        }
    }
    match best {
        Some((office, found)) => (Some(office.to_owned()), found),
        None => (None, Vec::new()),
    }
}

/// How many characters these rows have.
fn length(rows: &Rows, of: &[usize]) -> usize {
    of.iter().map(|at| rows.rows[*at].text.chars().count()).sum()
}

/// Shares out what no label names: lines before the date are the letterhead, those after it the
/// addressee and the subject.
fn part(rows: &Rows, open: &[usize], known: &Knowledge<'_>, offers: &mut Offers) {
    let date = offers.date.as_ref().map(|(row, _)| *row);
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    for at in open {
        let goes_on = blocks.last().and_then(|block| block.last()).is_some_and(|last| {
            rows.rows[*last].paragraph == rows.rows[*at].paragraph
                && date.is_none_or(|date| !(*last < date && date < *at))
                || is_next(rows, *last, *at)
                    && date.is_none_or(|date| !(*last < date && date < *at))
        });
        match blocks.last_mut() {
            Some(block) if goes_on => block.push(*at),
            _ => blocks.push(vec![*at]),
        }
    }
    let mut named = None;
    let mut addressees: Vec<Vec<usize>> = Vec::new();
    let (mut label, mut first) = (None, None);
    let has_known = offers.office.is_some();
    let count = blocks.len();
    for (number, block) in blocks.into_iter().enumerate() {
        let text = rows.rows[block[0]].text.as_str();
        let addressed = label_of_addressee(text, known);
        if let Some((its, rest)) = addressed {
            label = Some(its.to_owned());
            first = (!rest.is_empty()).then(|| rest.to_owned());
            addressees.push(block);
        } else if is_person(text, known)
            || known.words.groups.iter().any(|group| begins_with(text, group))
        {
            addressees.push(block);
        } else if date.is_some_and(|date| block[0] < date) && !has_known
            || date.is_none() && !has_known && number == 0 && count > 1
            || is_heading(rows, &block)
                && addressees.is_empty()
                && !has_known
                && date.is_none_or(|date| block[0] < date)
        {
            offers.letterhead.extend(block);
        } else if offers.subject.is_none()
            && (is_heading(rows, &block) || is_strong(rows, &block))
            && number + 1 == count
            && date.is_some_and(|date| date < block[0])
        {
            let words = block
                .iter()
                .map(|at| rows.rows[*at].text.as_str())
                .collect::<Vec<_>>()
                .join(" ");
            named = Some(Labelled { label: String::new(), words, row: block[0] });
        } else if date.is_some_and(|date| date < block[0])
            && addressees.is_empty()
            && block.len() >= 2
        {
            addressees.push(block);
        } else {
            offers.left.extend(block);
        }
    }
    offers.letterhead.sort_unstable();
    offers.subject = offers.subject.take().or(named);
    if !addressees.is_empty() {
        let ground = if label.is_some() { "its label" } else { "what stands above the salutation" };
        offers.addressees =
            Some(Addressees { label, blocks: addressees, first, at: Place::Top, ground });
    }
}

/// Whether two rows are paragraphs of one line each that follow each other, as Word writes addresses.
fn is_next(rows: &Rows, last: usize, at: usize) -> bool {
    let (a, b) =
        (&rows.paragraphs[rows.rows[last].paragraph], &rows.paragraphs[rows.rows[at].paragraph]);
    last + 1 == at
        && a.lines.len() == 1
        && b.lines.len() == 1
        && a.style.is_some()
        && a.style == b.style
        && a.across == b.across
        && is_strong(rows, &[last]) == is_strong(rows, &[at])
}

/// Whether a line begins as a person is addressed.
pub(super) fn is_person(text: &str, known: &Knowledge<'_>) -> bool {
    let (honorific, name) = known.names.without_honorifics(text);
    !honorific.is_empty() && honorific.to_lowercase() != "the" && is_name(name, known)
}

/// In capitals, or in the middle of the page.
fn is_heading(rows: &Rows, block: &[usize]) -> bool {
    block.iter().all(|at| {
        let row = &rows.rows[*at];
        let letters = row.text.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = letters >= 4
            && !row.text.contains(char::is_lowercase)
            && row.text.contains(char::is_uppercase);
        capitals
            || rows.paragraphs[row.paragraph].across == Across::Center
            || rows.paragraphs[row.paragraph].heading.is_some()
    })
}

/// Set in bold throughout.
fn is_strong(rows: &Rows, block: &[usize]) -> bool {
    block.iter().all(|at| {
        let paragraph = &rows.paragraphs[rows.rows[*at].paragraph];
        let mut runs = paragraph.lines.iter().flat_map(|line| &line.runs);
        runs.all(|run| run.strong || run.text.trim().is_empty())
    })
}
