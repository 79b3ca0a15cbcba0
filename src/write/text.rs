//! Plain text: what one would paste into an e-mail.

use textwrap::core::Word;
use textwrap::{Options, WordSeparator, WordSplitter, WrapAlgorithm};

use crate::document::{Block, Direction, Document, Inline, Mark, Role, plain};
use crate::package::Package;
use crate::write::bidi;

/// Columns of running text; RFC 3676 recommends 66 to 72 for text to be quoted.
const WIDTH: usize = 72;

/// The package as plain text, with a line between its letters.
pub fn write(package: &Package) -> String {
    let letters: Vec<_> = package
        .members
        .iter()
        .map(|member| letter(&member.document))
        .collect();
    letters.join(&format!("\n{}\n\n", "-".repeat(WIDTH)))
}

fn letter(document: &Document) -> String {
    let rtl = document.direction == Direction::Rtl;
    let mut writer = Writer { out: String::new(), rtl };
    for part in &document.parts {
        if part.role == Role::Annex {
            writer.gap();
            writer.out.push_str(format!("{:^WIDTH$}", "* * *").trim_end());
            writer.out.push('\n');
        }
        for (at, block) in part.blocks.iter().enumerate() {
            writer.gap();
            // Room for a signature, as on paper.
            if matches!(block, Block::Signature { .. }) && at == 0 {
                writer.out.push('\n');
            }
            writer.block(block, "", "");
        }
    }
    writer.out
}

struct Writer {
    out: String,
    /// The letter runs from right to left.
    rtl: bool,
}

impl Writer {
    fn gap(&mut self) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
    }

    /// Writes a block whose first line begins with `first` and whose others begin with `rest`.
    fn block(&mut self, block: &Block, first: &str, rest: &str) {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => {
                self.running(content, first, rest)
            }
            Block::List { start, items } => {
                for (at, item) in items.iter().enumerate() {
                    let marker = match start {
                        Some(start) => format!("{}. ", start + at as u64),
                        None => "- ".to_owned(),
                    };
                    let inner = format!("{rest}{}", " ".repeat(marker.len()));
                    let lead = if at == 0 { first } else { rest };
                    self.blocks(item, &format!("{lead}{marker}"), &inner, !is_paragraph(item));
                }
            }
            Block::Table { head, rows, .. } => self.table(head, rows, first, rest),
            Block::Quote { blocks } => {
                self.blocks(blocks, &format!("{first}    "), &format!("{rest}    "), true);
            }
            Block::Schedule { blocks, .. } => self.blocks(blocks, first, rest, true),
            Block::Signature { mark, lines } => {
                if let Some(Mark::Transcription { text }) = mark {
                    self.line(text, first, rest);
                    self.out.push('\n');
                }
                for line in lines {
                    self.running(line, rest, rest);
                }
            }
            Block::PageBreak => {}
        }
    }

    fn blocks(&mut self, blocks: &[Block], first: &str, rest: &str, spaced: bool) {
        if blocks.is_empty() {
            self.line("", first, rest);
        }
        for (at, block) in blocks.iter().enumerate() {
            if at > 0 && spaced && !matches!(block, Block::List { .. }) {
                self.out.push('\n');
            }
            self.block(block, if at == 0 { first } else { rest }, rest);
        }
    }

    fn running(&mut self, content: &[Inline], first: &str, rest: &str) {
        for (at, line) in linked(content).split('\n').enumerate() {
            self.line(line, if at == 0 { first } else { rest }, rest);
        }
    }

    fn line(&mut self, line: &str, first: &str, rest: &str) {
        // Names of documents and places never break at a hyphen or slash.
        let options = Options::new(WIDTH)
            .initial_indent(first)
            .subsequent_indent(rest)
            .break_words(false)
            .word_splitter(WordSplitter::NoHyphenation)
            .word_separator(WordSeparator::Custom(words))
            .wrap_algorithm(WrapAlgorithm::FirstFit);
        for wrapped in textwrap::wrap(line, options) {
            // Each line is a paragraph to whoever shows it, and each cell of a table a text.
            self.out.push_str(&bidi::isolated(wrapped.trim_end(), self.rtl));
            self.out.push('\n');
        }
    }

    /// Columns side by side, the wide ones wrapped; where even that is too narrow, a row's
    /// cells under one another.
    fn table(&mut self, head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>], first: &str, rest: &str) {
        let cells = |row: &[Vec<Inline>]| {
            row.iter()
                .map(|cell| linked(cell).replace('\n', " "))
                .collect::<Vec<_>>()
        };
        // Without a head it only sets things side by side.
        let bare = head.iter().all(Vec::is_empty);
        let table: Vec<Vec<String>> = (!bare)
            .then(|| cells(head))
            .into_iter()
            .chain(rows.iter().map(|row| cells(row)))
            .collect();
        let Some(widths) = widths(&table, WIDTH.saturating_sub(rest.len())) else {
            return self.stacked(&table, first, rest);
        };
        let rows: Vec<Vec<Vec<String>>> = table
            .iter()
            .map(|row| {
                let cells = row.iter().zip(&widths);
                cells.map(|(cell, width)| wrapped(cell, *width)).collect()
            })
            .collect();
        // Rows of several lines need air to be told apart.
        let airy = !bare && rows.iter().flatten().any(|cell| cell.len() > 1);
        for (at, cells) in rows.iter().enumerate() {
            let lead = if at == 0 { first } else { rest };
            for line in 0..cells.iter().map(Vec::len).max().unwrap_or(0) {
                let mut text = if line == 0 { lead } else { rest }.to_owned();
                for (cell, width) in cells.iter().zip(&widths) {
                    let part = cell.get(line).map_or("", String::as_str);
                    text.push_str(&bidi::isolated(part, self.rtl));
                    let pad = width + GUTTER - textwrap::core::display_width(part).min(*width);
                    text.push_str(&" ".repeat(pad));
                }
                self.out.push_str(text.trim_end());
                self.out.push('\n');
            }
            if at + 1 < rows.len() && ((at == 0 && !bare) || airy) {
                self.out.push('\n');
            }
        }
    }

    fn stacked(&mut self, table: &[Vec<String>], first: &str, rest: &str) {
        for (at, row) in table.iter().enumerate() {
            if at > 0 {
                self.out.push('\n');
            }
            for (column, cell) in row.iter().filter(|cell| !cell.is_empty()).enumerate() {
                let lead = match (column, at) {
                    (0, 0) => first.to_owned(),
                    (0, _) => rest.to_owned(),
                    _ => format!("{rest}  "),
                };
                self.line(cell, &lead, &format!("{rest}    "));
            }
        }
    }
}

/// Whether blocks are one short paragraph.
fn is_paragraph(blocks: &[Block]) -> bool {
    matches!(blocks, [Block::Paragraph { .. }])
}

/// Columns between two columns of a table.
const GUTTER: usize = 3;
/// The narrowest column that text is wrapped into.
const NARROWEST: usize = 14;
/// A column that is no wider stays whole while others can give way: "11.30 a.m. to 12.30 p.m.".
const KEPT: usize = 24;

/// How wide each column of a table is within `room`; none if there is not room enough.
fn widths(table: &[Vec<String>], room: usize) -> Option<Vec<usize>> {
    let columns = table.first()?.len();
    let natural = |column: usize| {
        let cells = table.iter().filter_map(|row| row.get(column));
        cells
            .map(|cell| textwrap::core::display_width(cell))
            .max()
            .unwrap_or(0)
    };
    let mut widths: Vec<_> = (0..columns).map(natural).collect();
    let room = room.checked_sub(GUTTER * columns.saturating_sub(1))?;
    // The widest column gives way until all fit; columns of times only where nothing else can.
    for floor in [KEPT, NARROWEST] {
        while widths.iter().sum::<usize>() > room {
            let spared = |column: usize| floor == KEPT && natural(column) <= KEPT;
            let widest = (0..columns)
                .filter(|column| !spared(*column) && widths[*column] > NARROWEST)
                .max_by_key(|column| widths[*column]);
            match widest {
                Some(column) => widths[column] -= 1,
                None => break,
            }
        }
    }
    if widths.iter().sum::<usize>() > room {
        return None;
    }
    // A wrapped column is no wider than its longest line.
    for (column, width) in widths.iter_mut().enumerate() {
        let lines = table
            .iter()
            .filter_map(|row| row.get(column))
            .flat_map(|cell| wrapped(cell, *width));
        *width = lines
            .map(|line| textwrap::core::display_width(&line))
            .max()
            .unwrap_or(0);
    }
    Some(widths)
}

/// The pieces that a line may be broken into: words, and in Chinese single characters with the
/// marks that close on them (GB/T 15834: no line begins with a closing mark or ends with an opening one).
fn words(line: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    let mut chars = line.chars();
    let (mut start, mut at) = (0, 0);
    Box::new(std::iter::from_fn(move || {
        for c in chars.by_ref() {
            at += c.len_utf8();
            let next = line[at..].chars().next();
            let breaks = next.is_none_or(|next| (c == ' ' && next != ' ') || parts(c, next));
            if breaks {
                let piece = &line[start..at];
                start = at;
                return Some(Word::from(piece));
            }
        }
        None
    }))
}

/// Whether a line may end between two characters without a space.
fn parts(before: char, after: char) -> bool {
    let full = |c: char| {
        matches!(c, '\u{3000}'..='\u{303F}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
            || matches!(c, '“' | '”')
    };
    let opens = matches!(before, '（' | '《' | '「' | '『' | '“');
    let closes = matches!(
        after,
        '，' | '。' | '；' | '：' | '、' | '？' | '！' | '）' | '》' | '」' | '』' | '”'
    );
    full(before) && full(after) && !opens && !closes
}

fn wrapped(cell: &str, width: usize) -> Vec<String> {
    let options = Options::new(width.max(1))
        .break_words(false)
        .word_splitter(WordSplitter::NoHyphenation)
        .word_separator(WordSeparator::Custom(words))
        .wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(cell, options)
        .into_iter()
        .map(std::borrow::Cow::into_owned)
        .collect()
}

/// Running text with the address of each link that does not show it.
fn linked(content: &[Inline]) -> String {
    let mut out = String::new();
    for inline in content {
        match inline {
            Inline::Link { content, .. }
            | Inline::Strong { content }
            | Inline::Emphasis { content } => {
                out.push_str(&linked(content));
            }
            other => out.push_str(&plain(std::slice::from_ref(other))),
        }
        if let Inline::Link { href, content } = inline {
            let shown = plain(content);
            if href.trim_start_matches("mailto:") != shown {
                out.push_str(&format!(" <{href}>"));
            }
        }
    }
    out
}
