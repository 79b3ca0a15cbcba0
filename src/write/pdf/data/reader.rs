//! From a member of a package to the data of its page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::text::{across, flat, language, length, side, widths};
use super::{EnclosedPages, Family, Image, Letter, Node, Paper, Run, StyledRun};
use crate::document::{Block, Direction, Inline, MAX_DEPTH, Mark, Role};
use crate::finding::Finding;
use crate::office::{AddresseeAt, Sheet, Side};
use crate::package::{Member, Package};
use crate::picture::PictureKind;
use crate::write::pdf::fonts::{Fonts, NASKH, SERIF};
use crate::write::pdf::foreign::Files;

/// Reads one member, keeping count of what its headings have to say about each other.
pub(super) struct Reader<'a> {
    pub(super) package: &'a Package,
    pub(super) member: &'a Member,
    /// The level of the last heading.
    pub(super) level: u8,
}

impl<'a> Reader<'a> {
    pub(super) fn letter(
        mut self,
        number: usize,
        files: &Files,
        fonts: &Fonts,
    ) -> Result<Letter<'a>, Finding> {
        let document = &self.member.document;
        let (lang, region) = language(&document.language);
        let mut parts: BTreeMap<_, Vec<_>> =
            Role::ALL.iter().map(|role| (role.name(), Vec::new())).collect();
        let mut annexes = Vec::new();
        // The subject stands above the body on every page design, so it is numbered first.
        let subjects = document.parts.iter().filter(|part| part.role == Role::Subject);
        let others = document.parts.iter().filter(|part| part.role != Role::Subject);
        for part in subjects.chain(others) {
            let blocks = self.blocks(&part.blocks, 0)?;
            if part.role == Role::Subject && !blocks.is_empty() {
                self.level = 1;
            }
            if part.role == Role::Annex {
                annexes.push(blocks);
            } else {
                parts.entry(part.role.name()).or_default().extend(blocks);
            }
        }
        let roles = || document.parts.iter().map(|part| part.role);
        let body = roles().position(|role| role == Role::Body);
        let date = roles().position(|role| role == Role::PlaceAndDate);
        let files = self.member.files().filter_map(|name| {
            let at = files.number(name)?;
            let pages = files.iter().nth(at)?.pages.clone();
            Some(EnclosedPages { name, path: format!("/file/{at}"), pages })
        });
        Ok(Letter {
            number,
            id: &self.member.id,
            lang,
            region,
            dir: document.direction.name(),
            sheet: self.paper(self.member.sheet(), fonts)?,
            date_below: date.is_some_and(|date| Some(date) > body),
            parts,
            annexes,
            files: files.collect(),
        })
    }

    fn paper(&self, sheet: &'a Sheet, fonts: &Fonts) -> Result<Paper<'a>, Finding> {
        let (width, height) = sheet.paper.size();
        let head = &sheet.letterhead;
        // An Arabic line keeps its spaces in its own face: each word by itself would be tagged in
        // the order of the page, which is not that of the tongue.
        let naskh = Family { name: NASKH, script: Some("arabic") };
        let serif = Family { name: SERIF, script: None };
        let built_in = match self.member.document.direction {
            Direction::Ltr => [serif, naskh],
            Direction::Rtl => [naskh, serif],
        };
        Ok(Paper {
            width,
            height,
            margins: sheet.margins,
            first: sheet.first.unwrap_or(sheet.margins),
            align: match head.align {
                crate::office::Align::Start => "start",
                crate::office::Align::Center => "center",
                crate::office::Align::End => "end",
            },
            rule: head.rule,
            emblem: head
                .emblem
                .as_deref()
                .map(|name| self.image(name, &head.alt))
                .transpose()?,
            emblem_height: head.height,
            date: match sheet.date {
                Side::Start => "start",
                Side::End => "end",
            },
            foot: sheet.addressee == AddresseeAt::Foot,
            continuation: &sheet.continuation,
            fonts: sheet
                .fonts
                .iter()
                .map(String::as_str)
                .filter(|family| fonts.book.contains_family(&family.to_lowercase()))
                .map(|name| Family { name, script: None })
                .chain(built_in)
                .collect(),
            size: sheet.size,
            signatures: sheet.signatures.max(1),
        })
    }

    fn image(&self, name: &str, alt: &'a str) -> Result<Image<'a>, Finding> {
        let found = self
            .package
            .pictures
            .iter()
            .enumerate()
            .find(|(_, (other, _))| *other == name);
        let Some((at, (_, picture))) = found else {
            let message = format!("the picture `{name}` of letter `{}` is missing", self.member.id);
            let finding = Finding::error("broken-picture", message)
                .help("put it where the record or the office names it");
            return Err(crate::write::pdf::at_name(finding, self.package, name));
        };
        let format = match picture.kind {
            PictureKind::Png => "png",
            PictureKind::Jpeg => "jpg",
        };
        let (width, height) = picture.size;
        #[expect(clippy::cast_precision_loss, reason = "a ratio for the page needs no more")]
        let ratio = width.max(1) as f32 / height.max(1) as f32;
        Ok(Image { path: format!("/picture/{at}"), format, ratio, alt })
    }

    fn blocks(&mut self, blocks: &'a [Block], depth: usize) -> Result<Vec<Node<'a>>, Finding> {
        if depth > MAX_DEPTH {
            let message = format!(
                "letter `{}` nests its text deeper than {MAX_DEPTH} levels",
                self.member.id
            );
            return Err(
                Finding::error("too-deep", message).help("say it with fewer lists within lists")
            );
        }
        let mut nodes = Vec::with_capacity(blocks.len());
        for block in blocks {
            // A page cannot begin in the middle of a quote or an item.
            if depth > 0 && *block == Block::PageBreak {
                continue;
            }
            nodes.push(self.block(block, depth)?);
        }
        Ok(nodes)
    }

    fn block(&mut self, block: &'a Block, depth: usize) -> Result<Node<'a>, Finding> {
        Ok(match block {
            Block::Paragraph { content } => {
                Node::Paragraph { content: self.runs(content, depth)?, length: length(content) }
            }
            Block::Heading { level, content } => {
                // PDF/UA-1 (7.4.2): no level is left out on the way down.
                self.level = (*level).clamp(1, self.level + 1);
                Node::Heading { level: self.level, content: self.runs(content, depth)? }
            }
            Block::List { start, items } => Node::List {
                start: *start,
                tight: items
                    .iter()
                    .all(|item| matches!(item.as_slice(), [Block::Paragraph { .. }] | [])),
                items: items
                    .iter()
                    .map(|item| self.blocks(item, depth + 1))
                    .collect::<Result<_, _>>()?,
            },
            Block::Table { columns, head, rows } => Node::Table {
                columns: columns.iter().map(|align| side(*align)).collect(),
                widths: widths(head, rows),
                head: head
                    .iter()
                    .map(|cell| self.runs(cell, depth))
                    .collect::<Result<_, _>>()?,
                rows: rows
                    .iter()
                    .map(|row| row.iter().map(|cell| self.runs(cell, depth)).collect())
                    .collect::<Result<_, _>>()?,
            },
            Block::Quote { blocks } => Node::Quote { blocks: self.blocks(blocks, depth + 1)? },
            Block::Schedule { blocks, .. } => {
                Node::Schedule { blocks: self.blocks(blocks, depth)? }
            }
            Block::Signature { mark, lines } => {
                let (image, transcription) = match mark {
                    Some(Mark::Image { name, alt }) => (Some(self.image(name, alt)?), None),
                    Some(Mark::Transcription { text }) => (None, Some(flat(text))),
                    None => (None, None),
                };
                Node::Signature {
                    image,
                    transcription,
                    lines: lines
                        .iter()
                        .map(|line| self.runs(line, depth))
                        .collect::<Result<_, _>>()?,
                    length: lines.iter().map(|line| length(line)).max().unwrap_or(0),
                }
            }
            Block::PageBreak => Node::PageBreak,
        })
    }

    fn runs(&self, inlines: &'a [Inline], depth: usize) -> Result<Vec<Run<'a>>, Finding> {
        if depth > 2 * MAX_DEPTH {
            let message = format!(
                "letter `{}` nests its emphasis deeper than it can be printed",
                self.member.id
            );
            return Err(Finding::error("too-deep", message));
        }
        let mut runs = Vec::with_capacity(inlines.len());
        for inline in inlines {
            runs.push(Run::Styled(match inline {
                Inline::Text { text } | Inline::Date { text, .. } => {
                    self.words(flat(text), &mut runs);
                    continue;
                }
                Inline::Strong { content } => {
                    StyledRun::Strong { content: self.runs(content, depth + 1)? }
                }
                Inline::Emphasis { content } => {
                    StyledRun::Emphasis { content: self.runs(content, depth + 1)? }
                }
                Inline::Link { href, content } => {
                    StyledRun::Link { href, content: self.runs(content, depth + 1)? }
                }
                Inline::Break => StyledRun::Break,
            }));
        }
        Ok(runs)
    }

    /// In a letter that runs from right to left, symbols and numbers are set apart, or they
    /// would turn round.
    fn words(&self, text: Cow<'a, str>, runs: &mut Vec<Run<'a>>) {
        if self.member.document.direction == Direction::Ltr {
            return runs.push(Run::Text(text));
        }
        let mut from = 0;
        for (start, end) in across(&text) {
            if from < start {
                runs.push(Run::Text(text[from..start].to_owned().into()));
            }
            runs.push(Run::Styled(StyledRun::Across { text: text[start..end].to_owned().into() }));
            from = end;
        }
        runs.push(Run::Text(text[from..].to_owned().into()));
    }
}
