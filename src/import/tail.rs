//! What stands below the text: signatures, date, addressee, enclosures, copies, footer.

use super::head::{date_row, is_person};
use super::offers::{Addressees, Copies, Knowledge, Labelled, Offers, Place, begins_with};
use super::rows::{Row, Rows};
use super::words::after_label;
use crate::original::Area;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Reading {
    Signatures,
    Addressee,
    Copies,
    Enclosures,
}

/// Reads the paragraphs from `begin`.
pub(super) fn read(rows: &Rows, begin: usize, known: &Knowledge<'_>, offers: &mut Offers) {
    let mut reading = Reading::Signatures;
    let mut blocks: Vec<Vec<usize>> = Vec::new();
    let (mut label, mut first) = (None, None);
    let mut copies: Option<Copies> = None;
    for paragraph in begin..rows.paragraphs.len() {
        let its: Vec<(usize, &Row)> = rows.of_paragraph(paragraph).collect();
        let all: Vec<usize> = its.iter().map(|(at, _)| *at).collect();
        let Some((at, row)) = its.first().copied() else { continue };
        let text = row.text.as_str();
        let words = known.words;
        let foot = |at: &usize| known.is_footer(&rows.rows[*at].text, offers.office.as_deref());
        // Offices set the addressee at the foot of the first page (ST/DCS/4/Rev.1, paragraph 89).
        let at_foot = rows.paragraphs[paragraph].area == Area::Footer;
        let addressed = label_of_addressee(text, known).is_some()
            || words.groups.iter().any(|group| begins_with(text, group))
            || reading == Reading::Addressee && is_address(rows, &all, known, &blocks);
        if all.iter().all(foot) || at_foot && !addressed {
            offers.footer.extend(all);
            continue;
        }
        if rows.paragraphs[paragraph].area == Area::Note {
            offers.left.extend(all);
            continue;
        }
        if offers.date.is_none()
            && let Some(date) = date_row(text, known)
        {
            offers.date = Some((at, date));
            offers.date_at_foot = true;
            let mut rest = all[1..].to_vec();
            if offers.salutation.is_none()
                && rest.first().is_some_and(|at| is_initials(&rows.rows[*at].text))
            {
                offers.initials = Some(rest.remove(0));
            }
            offers.left.extend(rest);
        } else if let Some((its, rest)) = after_label(text, &words.copies) {
            reading = Reading::Copies;
            let first = (!rest.is_empty()).then(|| (at, rest.to_owned()));
            copies = Some(Copies { label: its.to_owned(), first, rows: all[1..].to_vec() });
        } else if let Some((its, rest)) = after_label(text, &words.enclosures) {
            reading = Reading::Enclosures;
            offers.enclosures =
                Some(Labelled { label: its.to_owned(), words: rest.to_owned(), row: at });
            offers.left.extend(all.into_iter().skip(1));
        } else if let Some((its, rest)) = label_of_addressee(text, known) {
            reading = Reading::Addressee;
            label = Some(its.to_owned());
            first = (!rest.is_empty()).then(|| rest.to_owned());
            blocks.push(if rest.is_empty() { all[1..].to_vec() } else { all });
        } else if offers.date_at_foot
            && offers.salutation.is_none()
            && offers.initials.is_none()
            && all.len() == 1
            && is_initials(text)
        {
            offers.initials = Some(at);
        } else if (reading == Reading::Signatures || at_foot && reading != Reading::Addressee)
            && offers.addressees.is_none()
            && (at_foot
                || unsigned(offers) && all.len() <= 6 && !text.contains(['@', ':', '：'])
                || titled_with_place(rows, &all, known, offers)
                || words.groups.iter().any(|group| begins_with(text, group))
                || !offers.signatures.is_empty()
                    && is_person(text, known)
                    && !is_person(&rows.rows[offers.signatures[0][0]].text, known))
        {
            reading = Reading::Addressee;
            blocks.push(all);
        } else {
            match reading {
                Reading::Signatures if is_block(rows, &all, known, &offers.signatures) => {
                    sign(rows, all, known, &mut offers.signatures);
                }
                Reading::Addressee if is_address(rows, &all, known, &blocks) => blocks.push(all),
                Reading::Signatures | Reading::Addressee => offers.left.extend(all),
                Reading::Copies => {
                    if let Some(copies) = &mut copies {
                        copies.rows.extend(all);
                    }
                }
                Reading::Enclosures => offers.left.extend(all),
            }
        }
    }
    offers.copies = copies;
    marks(rows, known, offers);
    blocks.retain(|block| !block.is_empty());
    if !blocks.is_empty() {
        // Word writes each line of an address as a paragraph of its own.
        if blocks.iter().all(|block| block.len() == 1) {
            blocks = vec![blocks.concat()];
        }
        let ground =
            if label.is_some() { "its label" } else { "whom it names, below the signatures" };
        if offers.addressees.is_none() {
            offers.addressees = Some(Addressees { label, blocks, first, at: Place::Foot, ground });
        } else {
            offers.left.extend(blocks.concat());
        }
    }
}

/// Whether a block is one of a signatory: a name, and titles below it. Of titles alone nobody can say
/// whether they sign or are addressed.
fn is_block(rows: &Rows, block: &[usize], known: &Knowledge<'_>, before: &[Vec<usize>]) -> bool {
    const MOST_LINES: usize = 5;
    let text = |at: &usize| rows.rows[*at].text.as_str();
    let plain = |at: &usize| {
        let text = text(at);
        text.chars().count() <= 110
            && !text.contains(['@', '|'])
            && text.chars().filter(char::is_ascii_digit).count() < 3
    };
    // A page that comes after a signature is an annex.
    let page = |at: usize| rows.rows[at].page;
    let last = before.last().and_then(|last| last.last());
    if last.is_some_and(|last| page(*last) < page(block[0])) {
        return false;
    }
    let own = is_name(text(&block[0]), known);
    let styled = rows.paragraphs[rows.rows[block[0]].paragraph].style.is_some();
    let beside = last.is_some_and(|last| last + 1 == block[0]);
    let goes_on = beside
        && before.last().is_some_and(|last| last.len() == 1 || styled)
        && is_title(text(&block[0]), known)
        && !is_person(text(&block[0]).split(',').next().unwrap_or_default(), known)
        && block.len() == 1;
    block.len() <= MOST_LINES && block.iter().all(plain) && (own || goes_on)
}

/// Whether a line is a person's name: a few words with capitals, none of them of a title.
pub(super) fn is_name(text: &str, known: &Knowledge<'_>) -> bool {
    const MOST_WORDS: usize = 7;
    let (_, name) = known.names.without_honorifics(text);
    let name = name.strip_prefix("(Signed)").unwrap_or(name).trim();
    let particle = |word: &str| known.names.particles().iter().any(|it| it == &word.to_lowercase());
    let words: Vec<&str> = name.split_whitespace().collect();
    let dense = |word: &str| word.chars().any(|c| c > '\u{2E7F}');
    let proper = |word: &&str| {
        let first = word.chars().find(|c| c.is_alphabetic());
        first.is_some_and(|c| !c.is_lowercase()) || particle(word)
    };
    let enough = (2..=MOST_WORDS).contains(&words.len())
        || words.len() == 1 && dense(name) && name.chars().count() <= 6;
    enough
        && words.iter().all(proper)
        && !is_title(name, known)
        && !name.contains(|c: char| {
            c.is_numeric() || matches!(c, ':' | ';' | '(' | ')' | '/' | '@' | '?' | '!' | '“' | '"')
        })
        && !name.ends_with(['.', ','])
}

/// Whether a block goes on with an address, or names another addressee.
fn is_address(rows: &Rows, block: &[usize], known: &Knowledge<'_>, before: &[Vec<usize>]) -> bool {
    const MOST_LINES: usize = 9;
    let text = rows.rows[block[0]].text.as_str();
    let page = |at: usize| rows.rows[at].page;
    let same = before
        .last()
        .and_then(|block| block.last())
        .is_some_and(|last| page(*last) == page(block[0]));
    let lines = before.iter().map(Vec::len).sum::<usize>() + block.len();
    let short = block.iter().all(|at| rows.rows[*at].text.chars().count() <= 80);
    let styled = rows.paragraphs[rows.rows[block[0]].paragraph].style.is_some();
    let last = before
        .last()
        .and_then(|block| block.last())
        .map(|at| &rows.paragraphs[rows.rows[*at].paragraph].style);
    let goes_on = styled && last == Some(&rows.paragraphs[rows.rows[block[0]].paragraph].style);
    let named =
        known.words.groups.iter().any(|group| begins_with(text, group)) || is_person(text, known);
    let again = before.last().is_some_and(|last| is_office(rows, last, known))
        && is_office(rows, block, known);
    same && lines <= MOST_LINES * 3
        && block.len() <= MOST_LINES
        && short
        && (named || goes_on || again)
}

/// The label of an addressee, and what follows it: with a colon, or before somebody who is addressed.
pub(super) fn label_of_addressee<'t>(
    text: &'t str,
    known: &Knowledge<'_>,
) -> Option<(&'t str, &'t str)> {
    if let Some(found) = after_label(text, &known.words.to) {
        return Some(found);
    }
    // "To All Permanent Representatives".
    known.words.to.iter().find_map(|to| {
        let rest = text.strip_prefix(to.as_str())?;
        let named = known.words.groups.iter().any(|group| begins_with(rest.trim(), group))
            || is_person(rest.trim(), known);
        (rest.starts_with(' ') && named).then(|| (&text[..to.len()], rest.trim()))
    })
}

/// A block of a signatory: paragraphs of one line go together, as long as no new name begins.
fn sign(rows: &Rows, block: Vec<usize>, known: &Knowledge<'_>, signatures: &mut Vec<Vec<usize>>) {
    let cell = |at: usize| rows.paragraphs[rows.rows[at].paragraph].cell.map(|cell| cell.column);
    let titled = |at: usize| is_title(&rows.rows[at].text, known);
    let goes_on = signatures.last().is_some_and(|last| {
        let (first, tail) = (last[0], last[last.len() - 1]);
        let single =
            rows.paragraphs[rows.rows[tail].paragraph].lines.len() == 1 && block.len() == 1;
        let styled = rows.paragraphs[rows.rows[tail].paragraph].style.is_some();
        let bare = last.len() == 1 && !titled(first);
        cell(first) == cell(block[0])
            && single
            && (styled || bare || cell(first).is_some())
            && titled(block[0])
    });
    match signatures.last_mut() {
        Some(last) if goes_on => last.extend(block),
        _ => signatures.push(block),
    }
}

/// Whether a line says what a person is, not who.
pub(super) fn is_title(text: &str, known: &Knowledge<'_>) -> bool {
    let lower = text.to_lowercase();
    let mut words = lower.split(|c: char| !c.is_alphanumeric() && c != '-');
    let titles: Vec<String> = known.words.titles.iter().map(|title| title.to_lowercase()).collect();
    words.any(|word| titles.iter().any(|title| title == word))
        || titles
            .iter()
            .any(|title| !title.is_ascii() && lower.contains(title.as_str()))
}

/// Whether a letter bears no signature: it greets nobody, and its date has come.
fn unsigned(offers: &Offers) -> bool {
    offers.salutation.is_none() && offers.date_at_foot && offers.signatures.is_empty()
}

/// A few capitals, with stops or strokes: "I.B.", "ML/jk".
fn is_initials(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    (1..=6).contains(&letters)
        && text.chars().count() <= 9
        && text
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '/' | '-' | ' '))
        && text.chars().next().is_some_and(|c| !c.is_lowercase())
}

/// An office with its place below a signatory.
fn titled_with_place(rows: &Rows, block: &[usize], known: &Knowledge<'_>, offers: &Offers) -> bool {
    !offers.signatures.is_empty() && is_office(rows, block, known)
}

/// A title and a place: "Secretary-General of the United Nations / New York".
fn is_office(rows: &Rows, block: &[usize], known: &Knowledge<'_>) -> bool {
    let text = |at: usize| rows.rows[at].text.as_str();
    let (Some(first), Some(last)) = (block.first(), block.last()) else { return false };
    (2..=5).contains(&block.len())
        && is_title(text(*first), known)
        && !is_title(text(*last), known)
        && text(*last).split_whitespace().count() <= 3
        && !text(*last).contains(|c: char| c.is_ascii_digit())
}

/// A name alone right above a signatory with a title is what was read where the mark stands; that the
/// two are one person nobody can say.
fn marks(rows: &Rows, known: &Knowledge<'_>, offers: &mut Offers) {
    let alone = |block: &[usize]| block.len() == 1 && !is_title(&rows.rows[block[0]].text, known);
    let titled = offers.signatures.iter().filter(|block| block.len() > 1).count();
    let mut kept: Vec<Vec<usize>> = Vec::new();
    let mut waiting: Option<usize> = None;
    for (number, block) in std::mem::take(&mut offers.signatures).into_iter().enumerate() {
        if number == 0 && titled > 0 && alone(&block) {
            waiting = Some(block[0]);
            continue;
        }
        if let Some(mark) = waiting.take() {
            offers.marks.push((mark, kept.len()));
        }
        kept.push(block);
    }
    offers.signatures = kept;
}
