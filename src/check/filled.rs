//! The prose with the values of its merge fields, as the finished page shows them.

use super::passage::{FIELD, Passage};
use super::prose::words_of;
use crate::document::{Document, Role};
use crate::letter::Row;

/// Each paragraph of the prose that holds merge fields and could be found on the page, with their
/// values; none for all others.
pub(super) fn of<'a>(
    prose: &[Passage<'a>],
    document: Option<&Document>,
) -> Vec<Option<Passage<'a>>> {
    let any = prose
        .iter()
        .any(|passage| passage.has_char(FIELD) && passage.text().contains(FIELD));
    let Some(document) = document.filter(|_| any) else {
        return prose.iter().map(|_| None).collect();
    };
    let blocks = document.part(Role::Body).map(words_of);
    let page: Vec<String> = blocks
        .flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>())
        .collect();
    prose.iter().map(|passage| fill(passage, &page)).collect()
}

fn fill<'a>(passage: &Passage<'a>, page: &[String]) -> Option<Passage<'a>> {
    let fields = passage.fields();
    let (text, mut at) = (passage.text(), 0);
    let mut words = Vec::with_capacity(fields.len() + 1);
    for field in &fields {
        words.push(&text[at..field.start]);
        at = field.end;
    }
    words.push(&text[at..]);
    // A field that is a paragraph by itself may be a whole schedule.
    let bare = words.iter().all(|word| word.trim().is_empty());
    if fields.is_empty() || bare {
        return None;
    }
    let values = page.iter().find_map(|line| values(line, &words))?;
    let values: Vec<_> = values.into_iter().map(|value| Some((value, None))).collect();
    Some(passage.filled(&values))
}

/// A passage with what the cells of its letter's row bring to it: as the page shows them, where
/// it could be found there, or else as they are. None where it asks for no cell.
pub(super) fn with_cells<'a>(
    passage: &Passage<'a>,
    columns: &[Option<String>],
    shown: Option<&Passage<'_>>,
    row: &Row,
) -> Option<Passage<'a>> {
    if columns.iter().all(Option::is_none) {
        return None;
    }
    let cells: Vec<_> = columns
        .iter()
        .enumerate()
        .map(|(at, column)| {
            let path = column.as_deref()?;
            let cell = row.0.get(path.strip_prefix("row.")?)?;
            let shown = shown.and_then(|shown| shown.value(at)).unwrap_or(cell);
            Some((shown, Some(path)))
        })
        .collect();
    Some(passage.filled(&cells))
}

/// What stands between words in a line that holds them in their order, the last at its end.
fn values<'l>(line: &'l str, words: &[&str]) -> Option<Vec<&'l str>> {
    let (first, rest) = words.split_first()?;
    let (last, middle) = rest.split_last()?;
    let mut at = if first.is_empty() { 0 } else { line.find(first)? + first.len() };
    let end = line.strip_suffix(last)?.len();
    let mut values = Vec::with_capacity(rest.len());
    for word in middle {
        let next = at + line.get(at..end)?.find(word)?;
        values.push(&line[at..next]);
        at = next + word.len();
    }
    values.push(line.get(at..end)?);
    Some(values)
}
