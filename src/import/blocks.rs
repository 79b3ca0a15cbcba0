//! The text of a letter as Markdown: what markup means in it is escaped.

use super::rows::Rows;
use crate::document::{Align, Block, Direction, Document, Inline, Part, Role};
use crate::original::{Line, OriginalFormat, Paragraph};
use crate::write::markdown;

/// How a file breaks its lines.
#[derive(Clone, Copy)]
struct Breaks {
    format: OriginalFormat,
    /// Its longest line, in characters.
    width: usize,
}

/// The paragraphs as Markdown.
pub(super) fn markdown_of(rows: &Rows, body: &[usize], format: OriginalFormat) -> String {
    let paragraphs: Vec<&Paragraph> =
        body.iter().filter_map(|at| rows.paragraphs.get(*at)).collect();
    let lines = paragraphs.iter().flat_map(|it| &it.lines);
    let width = lines
        .map(|line| line.text().trim().chars().count())
        .max()
        .unwrap_or(0);
    let blocks = blocks(&paragraphs, Breaks { format, width });
    if blocks.is_empty() {
        return String::new();
    }
    let document = Document {
        language: String::new(),
        direction: Direction::Ltr,
        title: String::new(),
        parts: vec![Part { role: Role::Body, blocks }],
    };
    let written = markdown::write_marked(&document);
    let mark = format!("<!-- part {} -->", Role::Body.name());
    written
        .trim_start()
        .strip_prefix(&mark)
        .unwrap_or(&written)
        .trim()
        .to_owned()
        + "\n"
}

fn blocks(paragraphs: &[&Paragraph], breaks: Breaks) -> Vec<Block> {
    let mut out = Vec::new();
    let mut at = 0;
    while at < paragraphs.len() {
        let own = paragraphs[at];
        if let Some(cell) = own.cell {
            let same = paragraphs[at..]
                .iter()
                .take_while(|it| it.cell.is_some_and(|its| its.table == cell.table));
            let cells: Vec<&Paragraph> = same.copied().collect();
            out.push(table(&cells, breaks));
            at += cells.len();
        } else if own.item.is_some() {
            let items: Vec<&Paragraph> = paragraphs[at..]
                .iter()
                .take_while(|it| it.item.is_some() && it.cell.is_none())
                .copied()
                .collect();
            out.extend(list(&items, breaks));
            at += items.len();
        } else {
            let content = inlines(own, breaks);
            out.push(match own.heading {
                Some(level) => Block::Heading { level: level.clamp(1, 3), content },
                None => Block::Paragraph { content },
            });
            at += 1;
        }
    }
    out
}

/// Items whose marks are bullets or count up are a list; other marks are words, and stay.
fn list(items: &[&Paragraph], breaks: Breaks) -> Vec<Block> {
    let (mut out, mut at) = (Vec::new(), 0);
    while at < items.len() {
        let Some(first) = items[at].item.as_ref() else { break };
        let number = |mark: &str| mark.strip_suffix('.').and_then(|it| it.parse::<u64>().ok());
        let start = number(&first.mark).filter(|_| first.numbered);
        if first.numbered && start.is_none() {
            let mut content = vec![Inline::text(format!("{} ", first.mark))];
            content.append(&mut inlines(items[at], breaks));
            out.push(Block::Paragraph { content });
            at += 1;
            continue;
        }
        let (mut entries, mut next): (Vec<Vec<Block>>, _) = (Vec::new(), start);
        while let Some(item) = items.get(at).and_then(|it| it.item.as_ref()) {
            if item.level > first.level && !entries.is_empty() {
                let deeper = items[at..]
                    .iter()
                    .take_while(|it| it.item.as_ref().is_some_and(|its| its.level > first.level));
                let inner: Vec<&Paragraph> = deeper.copied().collect();
                at += inner.len();
                if let Some(last) = entries.last_mut() {
                    last.extend(list(&inner, breaks));
                }
                continue;
            }
            let goes_on = match next {
                Some(expected) => item.numbered && number(&item.mark) == Some(expected),
                None => !item.numbered,
            };
            if item.level != first.level || !goes_on {
                break;
            }
            next = next.map(|next| next + 1);
            entries.push(vec![Block::Paragraph { content: inlines(items[at], breaks) }]);
            at += 1;
        }
        out.push(Block::List { start, items: entries });
    }
    out
}

fn table(cells: &[&Paragraph], breaks: Breaks) -> Block {
    let mut rows: Vec<Vec<Vec<Inline>>> = Vec::new();
    for paragraph in cells {
        let Some(cell) = paragraph.cell else { continue };
        while rows.len() <= cell.row && rows.len() < 10_000 {
            rows.push(Vec::new());
        }
        let Some(row) = rows.get_mut(cell.row) else { continue };
        while row.len() <= cell.column && row.len() < 100 {
            row.push(Vec::new());
        }
        if let Some(content) = row.get_mut(cell.column) {
            if !content.is_empty() {
                content.push(Inline::text(" "));
            }
            content.extend(one_line(inlines(paragraph, breaks)));
        }
    }
    rows.retain(|row| !row.is_empty());
    let width = rows.iter().map(Vec::len).max().unwrap_or(1);
    for row in &mut rows {
        row.resize(width, Vec::new());
    }
    let head = if rows.is_empty() { vec![Vec::new(); width] } else { rows.remove(0) };
    Block::Table { columns: vec![Align::Start; width], head, rows }
}

fn one_line(mut content: Vec<Inline>) -> Vec<Inline> {
    for inline in &mut content {
        if *inline == Inline::Break {
            *inline = Inline::text(" ");
        }
    }
    content
}

fn inlines(paragraph: &Paragraph, breaks: Breaks) -> Vec<Inline> {
    let lines = &paragraph.lines;
    // A program breaks a line where the next word would not fit.
    let full = |pair: &[Line]| {
        let next = pair[1].text();
        let word = next.split_whitespace().next().unwrap_or_default().chars().count();
        20 * (pair[0].text().trim().chars().count() + 1 + word) >= 17 * breaks.width
    };
    let wrapped = breaks.format == OriginalFormat::Text && lines.windows(2).all(full);
    let mut out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        for run in &line.runs {
            let mut content = vec![Inline::text(run.text.replace('\t', " "))];
            if run.emphasis {
                content = vec![Inline::Emphasis { content }];
            }
            if run.strong {
                content = vec![Inline::Strong { content }];
            }
            match &run.href {
                Some(href) => out.push(Inline::Link { href: href.clone(), content }),
                None => out.append(&mut content),
            }
        }
        if at + 1 < lines.len() {
            out.push(if wrapped || breaks.format == OriginalFormat::Markdown {
                Inline::text(" ")
            } else {
                Inline::Break
            });
        }
    }
    out
}
