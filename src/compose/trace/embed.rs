//! Tags in the texts of a tree: put there from the Markdown it was read from, and taken out again.

use crate::document::{self, Block, Diagnostic, Document, Inline, Mark, Part};
use crate::text::tags::{self, Piece};

/// The number of an origin, and of what put the text there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct From {
    pub(super) origin: usize,
    pub(super) put_by: Option<usize>,
}

/// What reads tags one after the other, and knows where it is.
#[derive(Debug, Default)]
pub(super) struct Cursor {
    literal: Option<usize>,
    open: Vec<usize>,
}

impl Cursor {
    pub(super) fn take(&mut self, piece: Piece<'_>) {
        match piece {
            Piece::Literal(number) => self.literal = Some(number),
            Piece::Open(number) => self.open.push(number),
            Piece::Close => {
                self.open.pop();
            }
            Piece::Value(_) | Piece::Text(_) => {}
        }
    }

    /// Where text at this place came from.
    pub(super) fn from(&self) -> Option<From> {
        let mut open = self.open.iter().rev().copied();
        Some(match open.next() {
            Some(origin) => From { origin, put_by: open.next().or(self.literal) },
            None => From { origin: self.literal?, put_by: None },
        })
    }
}

/// Some Markdown without its tags, and where each stretch of it came from.
struct Untagged {
    text: String,
    /// The first byte of each stretch, in order.
    stretches: Vec<(usize, Option<From>)>,
}

impl Untagged {
    fn new(tagged: &str) -> Self {
        let (mut text, mut stretches) = (String::with_capacity(tagged.len()), Vec::new());
        let mut cursor = Cursor::default();
        for piece in tags::pieces(tagged) {
            if let Piece::Text(piece) = piece {
                stretches.push((text.len(), cursor.from()));
                text.push_str(piece);
            }
            cursor.take(piece);
        }
        Self { text, stretches }
    }

    fn at(&self, byte: usize) -> Option<From> {
        let after = self.stretches.partition_point(|(start, _)| *start <= byte);
        self.stretches.get(after.checked_sub(1)?)?.1
    }
}

/// Reads a composed letter whose Markdown has tags into a tree whose texts have them. What prose
/// and words of the record have stays.
pub(in crate::compose) fn read_tagged(
    markdown: &str,
    prose: Vec<Block>,
    said: Vec<Vec<Inline>>,
) -> Result<Vec<Part>, Vec<Diagnostic>> {
    let untagged = Untagged::new(markdown);
    let mut parts = document::read_worded(&untagged.text, prose, said)?;
    let printed = document::printed(&untagged.text);
    let is_joined = |one, other| untagged.at(one) == untagged.at(other);
    let mut embedding = Embedding::new(&printed, &is_joined);
    for part in &mut parts {
        texts(&mut part.blocks, &mut |text| {
            embedding.text(text, &mut |start, _| untagged.at(start));
        });
    }
    Ok(parts)
}

/// The words of `ordinary`, with the tags of the same words in `traced`.
pub(super) fn transfer(traced: &Document, ordinary: &Document) -> Document {
    let (mut printed, mut from) = (Vec::new(), Vec::new());
    let mut traced = traced.clone();
    for part in &mut traced.parts {
        texts(&mut part.blocks, &mut |text| {
            let mut cursor = Cursor::default();
            for piece in tags::pieces(text) {
                if let Piece::Text(text) = piece {
                    for c in text.chars().filter(|c| !c.is_whitespace()) {
                        printed.push((c, from.len()));
                        from.push(cursor.from());
                    }
                }
                cursor.take(piece);
            }
        });
    }
    let is_joined = |one: usize, other: usize| from[one] == from[other];
    let mut embedding = Embedding::new(&printed, &is_joined);
    let mut ordinary = ordinary.clone();
    for part in &mut ordinary.parts {
        texts(&mut part.blocks, &mut |text| embedding.text(text, &mut |start, _| from[start]));
    }
    ordinary
}

/// Takes the tags out of the texts of a document.
pub(super) fn strip(document: &mut Document) {
    for part in &mut document.parts {
        texts(&mut part.blocks, &mut |text| {
            if tags::has_tags(text) {
                *text = tags::strip(text).into_owned();
            }
        });
    }
}

/// How far a character is looked for where the next one printed is another.
const FAR: usize = 400;

/// What puts tags into texts, one after the other, as their characters stand in `printed`.
pub(super) struct Embedding<'p> {
    printed: &'p [(char, usize)],
    at: usize,
    /// Whether the characters at two places are of one stretch.
    is_joined: &'p dyn Fn(usize, usize) -> bool,
}

impl<'p> Embedding<'p> {
    pub(super) fn new(
        printed: &'p [(char, usize)],
        is_joined: &'p dyn Fn(usize, usize) -> bool,
    ) -> Self {
        Self { printed, at: 0, is_joined }
    }

    /// Puts tags into a text. `from` says where what stands from the first place to the last came
    /// from. What has tags already stays as it is.
    pub(super) fn text(
        &mut self,
        text: &mut String,
        from: &mut dyn FnMut(usize, usize) -> Option<From>,
    ) {
        let mut out = String::with_capacity(text.len() + 32);
        let mut group = Group::default();
        let mut depth = 0_usize;
        for piece in tags::pieces(text) {
            match piece {
                Piece::Open(number) => {
                    if depth == 0 {
                        group.end(&mut out, from);
                        self.skip_field();
                    }
                    depth += 1;
                    out.push_str(&tags::open(number));
                }
                Piece::Close => {
                    depth = depth.saturating_sub(1);
                    out.push(tags::CLOSE);
                }
                Piece::Text(text) if depth > 0 => out.push_str(text),
                Piece::Text(text) => {
                    for c in text.chars() {
                        if c.is_whitespace() {
                            group.space.push(c);
                            continue;
                        }
                        match self.place(c) {
                            Some(place) => {
                                let joined = |(_, last)| (self.is_joined)(last, place);
                                if !group.places.is_some_and(joined) {
                                    group.end(&mut out, from);
                                }
                                group.push(c, place);
                            }
                            None => {
                                group.end(&mut out, from);
                                out.push(c);
                            }
                        }
                    }
                }
                Piece::Literal(_) | Piece::Value(_) => {}
            }
        }
        group.end(&mut out, from);
        *text = out;
    }

    fn place(&mut self, c: char) -> Option<usize> {
        let ahead = self.printed.get(self.at..)?.iter().take(FAR);
        let found = ahead.enumerate().find(|(_, (printed, _))| *printed == c);
        let (skipped, (_, place)) = found?;
        self.at += skipped + 1;
        Some(*place)
    }

    /// Passes over the merge field whose value comes next.
    fn skip_field(&mut self) {
        let rest = self.printed.get(self.at..).unwrap_or_default();
        if let [('{', _), ('{', _), field @ ..] = rest {
            let end = field.windows(2).position(|pair| pair[0].0 == '}' && pair[1].0 == '}');
            self.at += 2 + end.map_or(0, |end| end + 2);
        }
    }
}

/// Characters of one stretch.
#[derive(Default)]
struct Group {
    text: String,
    /// White space after it.
    space: String,
    /// The places of its first and its last character.
    places: Option<(usize, usize)>,
}

impl Group {
    fn push(&mut self, c: char, place: usize) {
        self.text.push_str(&std::mem::take(&mut self.space));
        self.text.push(c);
        let first = self.places.map_or(place, |(first, _)| first);
        self.places = Some((first, place));
    }

    fn end(&mut self, out: &mut String, from: &mut dyn FnMut(usize, usize) -> Option<From>) {
        let text = std::mem::take(&mut self.text);
        let last = text.chars().next_back().map_or(0, char::len_utf8);
        let places = self.places.take();
        match places.and_then(|(first, end)| from(first, end + last)) {
            Some(From { origin, put_by }) => {
                out.extend(put_by.map(tags::open));
                tags::within(&text, origin, out);
                out.extend(put_by.map(|_| tags::CLOSE));
            }
            None => out.push_str(&text),
        }
        out.push_str(&std::mem::take(&mut self.space));
    }
}

/// Shows `each` every text of some blocks, in reading order.
pub(super) fn texts(blocks: &mut [Block], each: &mut dyn FnMut(&mut String)) {
    for block in blocks {
        match block {
            Block::Paragraph { content } | Block::Heading { content, .. } => running(content, each),
            Block::List { items, .. } => items.iter_mut().for_each(|item| texts(item, each)),
            Block::Table { head, rows, .. } => {
                let cells = head.iter_mut().chain(rows.iter_mut().flatten());
                cells.for_each(|cell| running(cell, each));
            }
            Block::Quote { blocks } | Block::Schedule { blocks, .. } => texts(blocks, each),
            Block::Signature { mark, lines } => {
                match mark {
                    Some(Mark::Image { alt: text, .. } | Mark::Transcription { text }) => {
                        each(text)
                    }
                    None => {}
                }
                lines.iter_mut().for_each(|line| running(line, each));
            }
            Block::PageBreak => {}
        }
    }
}

/// Shows `each` every text of some running text.
pub(super) fn running(inlines: &mut [Inline], each: &mut dyn FnMut(&mut String)) {
    for inline in inlines {
        match inline {
            Inline::Text { text } | Inline::Date { text, .. } => each(text),
            Inline::Strong { content }
            | Inline::Emphasis { content }
            | Inline::Link { content, .. } => running(content, each),
            Inline::Break => {}
        }
    }
}
