//! A file as rows: its lines in reading order, each with the paragraph that it stands in.

use super::normal::{Normalised, is_unseen};
use super::offers::closes;
use super::words::ImportWords;
use crate::language::Dictionary;
use crate::original::{Area, Original, Paragraph};

/// A line of the file.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Its paragraph, by its place in [`Rows::paragraphs`].
    pub(super) paragraph: usize,
    pub(super) text: String,
    pub(super) page: u32,
}

/// The lines of a file.
#[derive(Debug)]
pub(super) struct Rows {
    pub(super) paragraphs: Vec<Paragraph>,
    passed: Normalised,
    pub(super) rows: Vec<Row>,
}

impl Rows {
    /// The lines in the order in which a letter is read: what stands in columns goes column by column.
    pub(super) fn of(
        original: &Original,
        dictionary: Option<&Dictionary>,
        words: &ImportWords,
    ) -> Self {
        let mut paragraphs = original.paragraphs.clone();
        let close = paragraphs
            .iter()
            .rposition(|it| closes(it, words))
            .unwrap_or(paragraphs.len());
        by_columns(&mut paragraphs[close..]);
        let divided = paragraphs.iter_mut().map(|it| join_divided(it, dictionary)).sum();
        let spaces = paragraphs.iter_mut().map(leave_out_unseen).sum();
        let passed = Normalised { divided, spaces, ..Normalised::default() };
        Self::of_paragraphs(paragraphs, passed)
    }

    /// What was passed over while the rows were made.
    pub(super) fn passed_over(&self) -> Normalised {
        self.passed
    }

    fn of_paragraphs(paragraphs: Vec<Paragraph>, passed: Normalised) -> Self {
        let mut rows = Vec::new();
        for (at, paragraph) in paragraphs.iter().enumerate() {
            for line in &paragraph.lines {
                let text = line.text().split_whitespace().collect::<Vec<_>>().join(" ");
                rows.push(Row { paragraph: at, text, page: paragraph.page });
            }
        }
        Self { paragraphs, passed, rows }
    }

    /// The same with a paragraph that ends after this row.
    pub(super) fn parted_after(self, row: usize) -> Self {
        let Some(at) = self.rows.get(row).map(|row| row.paragraph) else { return self };
        let first = self.of_paragraph(at).next().map_or(row, |(first, _)| first);
        let mut paragraphs = self.paragraphs;
        let kept = row + 1 - first;
        let rest = match paragraphs.get_mut(at) {
            Some(paragraph) if kept < paragraph.lines.len() => paragraph.lines.split_off(kept),
            _ => return Self::of_paragraphs(paragraphs, self.passed),
        };
        let rest = Paragraph { lines: rest, item: None, ..paragraphs[at].clone() };
        paragraphs.insert(at + 1, rest);
        Self::of_paragraphs(paragraphs, self.passed)
    }

    /// The rows of a paragraph.
    pub(super) fn of_paragraph(&self, paragraph: usize) -> impl Iterator<Item = (usize, &Row)> {
        let all = self.rows.iter().enumerate();
        all.filter(move |(_, row)| row.paragraph == paragraph)
    }

    /// Whether a row stands at the head or foot of a page.
    pub(super) fn area(&self, row: usize) -> Area {
        self.rows
            .get(row)
            .map_or(Area::Text, |row| self.paragraphs[row.paragraph].area)
    }
}

/// Signature blocks side by side are a table of a row or two, without rules: each column is one block.
fn by_columns(paragraphs: &mut [Paragraph]) {
    let mut start = 0;
    while start < paragraphs.len() {
        let table = paragraphs[start].cell.map(|cell| cell.table);
        let mut end = start + 1;
        while table.is_some()
            && end < paragraphs.len()
            && paragraphs[end].cell.map(|cell| cell.table) == table
        {
            end += 1;
        }
        let cells = &mut paragraphs[start..end];
        let words = cells.iter().map(Paragraph::words).max().unwrap_or(0);
        let rows = cells
            .iter()
            .filter_map(|it| it.cell)
            .map(|cell| cell.row)
            .max()
            .unwrap_or(0);
        if table.is_some() && words <= 14 && rows <= 4 {
            cells.sort_by_key(|it| it.cell.map(|cell| (cell.column, cell.row)));
        }
        start = end;
    }
}

/// Joins words that are divided at the end of a line, and says how many. The hyphen goes where the
/// whole word is in the dictionary; else it belongs to the word: "Co-Chairs".
fn join_divided(paragraph: &mut Paragraph, dictionary: Option<&Dictionary>) -> usize {
    let mut joined = 0;
    for at in 1..paragraph.lines.len() {
        let (before, after) = paragraph.lines.split_at_mut(at);
        let (Some(line), Some(next)) = (before.last_mut(), after.first_mut()) else { break };
        let (Some(end), Some(start)) = (line.runs.last_mut(), next.runs.first_mut()) else {
            continue;
        };
        let text = end.text.trim_end().to_owned();
        let Some(stem) = text.strip_suffix(['-', '\u{2010}', '\u{AD}']) else { continue };
        let head = stem.rsplit(char::is_whitespace).next().unwrap_or_default();
        let rest: String = start
            .text
            .trim_start()
            .split(char::is_whitespace)
            .next()
            .unwrap_or_default()
            .to_owned();
        let letters =
            |text: &str, c: Option<char>| !text.is_empty() && c.is_some_and(char::is_alphabetic);
        if !letters(head, head.chars().next_back()) || !letters(&rest, rest.chars().next()) {
            continue;
        }
        let bare: String = rest.chars().take_while(|c| c.is_alphabetic()).collect();
        let whole = format!("{head}{bare}");
        let soft = text.ends_with('\u{AD}');
        let drop = soft
            || rest.starts_with(char::is_lowercase) && dictionary.is_some_and(|it| it.has(&whole));
        let kept = if drop { stem.len() } else { text.len() };
        end.text.truncate(kept);
        // A program divided the word where its line was full: what follows is the same line.
        start.text = start.text.trim_start().to_owned();
        let runs = std::mem::take(&mut next.runs);
        line.runs.extend(runs);
        paragraph.lines.swap(at - 1, at);
        joined += 1;
    }
    paragraph.lines.retain(|line| !line.text().trim().is_empty());
    joined
}

/// Takes out marks that nobody sees and no record may hold, and says how many.
fn leave_out_unseen(paragraph: &mut Paragraph) -> usize {
    let mut left_out = 0;
    for run in paragraph.lines.iter_mut().flat_map(|line| &mut line.runs) {
        let before = run.text.chars().count();
        run.text.retain(|c| c == '\t' || !c.is_control() && !is_unseen(c));
        left_out += before - run.text.chars().count();
    }
    left_out
}
