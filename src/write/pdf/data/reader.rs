//! From a member of a package to the data of its page.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::joints::Joints;
use super::text::{flat, language, length, lines};
use super::{EnclosedPages, Family, Image, Letter, Node, Paper, Run, StyledRun};
use crate::document::{Block, Direction, Inline, MAX_DEPTH, Mark, Role};
use crate::finding::Finding;
use crate::office::{AddresseeAt, Margins, Sheet, Side};
use crate::package::{Member, Package};
use crate::picture::PictureKind;
use crate::text::percent;
use crate::write::bidi;
use crate::write::pdf::fonts::{Fonts, NASKH, SERIF};
use crate::write::pdf::foreign::Files;

/// Points in a millimetre.
const POINTS: f32 = 72.0 / 25.4;
/// What an item of a list and a quote are set in by, in ems: no less than a page design takes.
const ITEM: f32 = 3.5;
const QUOTE: f32 = 2.5;
/// The space between two signatories, in points.
const BETWEEN_SIGNATORIES: f32 = 23.0;

/// Reads one member, keeping count of what its headings have to say about each other, and of the
/// room for its lines.
pub(super) struct Reader<'a, 'f> {
    pub(super) package: &'a Package,
    pub(super) member: &'a Member,
    pub(super) joints: Joints<'f>,
    /// The size of its type, in points.
    pub(super) size: f32,
    /// The level of the last heading.
    level: u8,
}

impl<'a, 'f> Reader<'a, 'f> {
    pub(super) fn new(package: &'a Package, member: &'a Member, fonts: &'f Fonts) -> Self {
        let families = families(member, fonts);
        let joints = Joints::new(fonts.widths.in_families(&families));
        Self { package, member, joints, size: member.sheet().size, level: 0 }
    }

    /// How wide the lines of a part are, in ems of its type.
    fn room(&self, role: Role) -> f32 {
        let sheet = self.member.sheet();
        let (width, _) = sheet.paper.size();
        let first = sheet.first.unwrap_or(sheet.margins);
        let sides = |margins: Margins| (width - margins.left - margins.right) * POINTS;
        let line = sides(sheet.margins);
        let (room, size) = match role {
            // Its letters are larger, and stand apart.
            Role::Letterhead => (sides(first), 1.2),
            Role::Footer => (line, 0.8),
            Role::Reference | Role::Marking | Role::PlaceAndDate => (line * 0.46, 1.0),
            Role::Signatures => {
                let blocks = self.member.document.parts.iter().filter(|part| part.role == role);
                let count = blocks.map(|part| part.blocks.len()).sum::<usize>();
                #[expect(clippy::cast_precision_loss, reason = "signatories are few")]
                let across = sheet.signatures.clamp(1, count.max(1)) as f32;
                let column = (line - (across - 1.0) * BETWEEN_SIGNATORIES) / across;
                (column.min(line / 2.0), 1.0)
            }
            _ => (line, 1.0),
        };
        room / (self.size * size)
    }

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
            self.joints.room = self.room(part.role);
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
            fonts: families(self.member, fonts),
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
            let message = format!(
                "the picture `{name}` of letter `{}` is missing",
                self.member.bundle().record.id
            );
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
                self.member.bundle().record.id
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
            Block::Paragraph { content } => Node::Paragraph {
                content: self.line(content, depth)?,
                length: length(content),
                lines: lines(content),
            },
            Block::Heading { level, content } => {
                // PDF/UA-1 (7.4.2): no level is left out on the way down.
                self.level = (*level).clamp(1, self.level + 1);
                Node::Heading { level: self.level, content: self.line(content, depth)? }
            }
            Block::List { start, items } => Node::List {
                start: *start,
                tight: items
                    .iter()
                    .all(|item| matches!(item.as_slice(), [Block::Paragraph { .. }] | [])),
                items: self.within(ITEM, |reader| {
                    items
                        .iter()
                        .map(|item| reader.blocks(item, depth + 1))
                        .collect::<Result<_, Finding>>()
                })?,
            },
            Block::Table { columns, head, rows } => self.table(columns, head, rows, depth)?,
            Block::Quote { blocks } => Node::Quote {
                blocks: self.within(QUOTE, |reader| reader.blocks(blocks, depth + 1))?,
            },
            Block::Schedule { blocks, .. } => {
                Node::Schedule { blocks: self.blocks(blocks, depth)? }
            }
            Block::Signature { mark, lines } => {
                let (image, transcription) = match mark {
                    Some(Mark::Image { name, alt }) => (Some(self.image(name, alt)?), None),
                    Some(Mark::Transcription { text }) => (None, Some(self.words(text))),
                    None => (None, None),
                };
                Node::Signature {
                    image,
                    transcription,
                    lines: lines
                        .iter()
                        .map(|line| self.line(line, depth))
                        .collect::<Result<_, _>>()?,
                    length: lines.iter().map(|line| length(line)).max().unwrap_or(0),
                }
            }
            Block::PageBreak => Node::PageBreak,
        })
    }

    /// Reads on in lines that are so many ems shorter.
    fn within<T>(&mut self, ems: f32, read: impl FnOnce(&mut Self) -> T) -> T {
        let around = self.joints.room;
        // A list within many others has not much of a line left, but some.
        self.joints.room = (around - ems).max(around / 4.0);
        let read = read(self);
        self.joints.room = around;
        read
    }

    /// The words of a text, which runs as Unicode says; what runs the other way is an isolate.
    fn words(&self, text: &'a str) -> Cow<'a, str> {
        let rtl = self.member.document.direction == Direction::Rtl;
        match flat(text) {
            Cow::Borrowed(text) => bidi::isolated(text, rtl),
            Cow::Owned(text) => bidi::isolated(&text, rtl).into_owned().into(),
        }
    }

    /// Adds a text, with joints where a word is longer than the line.
    fn text(&mut self, text: &'a str, runs: &mut Vec<Run<'a>>) {
        let words = self.words(text);
        let joints = self.joints.of(&words);
        if joints.is_empty() {
            return runs.push(Run::Text(words));
        }
        let mut from = 0;
        for at in joints {
            if from < at {
                runs.push(Run::Text(words[from..at].to_owned().into()));
            }
            runs.push(Run::Styled(StyledRun::Joint));
            from = at;
        }
        runs.push(Run::Text(words[from..].to_owned().into()));
    }

    /// Running text that begins a line.
    pub(super) fn line(
        &mut self,
        inlines: &'a [Inline],
        depth: usize,
    ) -> Result<Vec<Run<'a>>, Finding> {
        self.joints.begin();
        self.runs(inlines, depth)
    }

    fn runs(&mut self, inlines: &'a [Inline], depth: usize) -> Result<Vec<Run<'a>>, Finding> {
        if depth > 2 * MAX_DEPTH {
            let message = format!(
                "letter `{}` nests its emphasis deeper than it can be printed",
                self.member.bundle().record.id
            );
            return Err(Finding::error("too-deep", message));
        }
        let mut runs = Vec::with_capacity(inlines.len());
        for inline in inlines {
            runs.push(Run::Styled(match inline {
                Inline::Text { text } | Inline::Date { text, .. } => {
                    self.text(text, &mut runs);
                    continue;
                }
                Inline::Strong { content } => {
                    StyledRun::Strong { content: self.runs(content, depth + 1)? }
                }
                Inline::Emphasis { content } => {
                    StyledRun::Emphasis { content: self.runs(content, depth + 1)? }
                }
                Inline::Link { href, content } => {
                    let href = percent::encode(href, percent::ADDRESS);
                    StyledRun::Link { href, content: self.runs(content, depth + 1)? }
                }
                Inline::Break => {
                    self.joints.begin();
                    StyledRun::Break
                }
            }));
        }
        Ok(runs)
    }
}

/// The families of type of a letter: what its office wants and has, then what is built in.
fn families<'a>(member: &'a Member, fonts: &Fonts) -> Vec<Family<'a>> {
    // An Arabic line keeps its spaces in its own face: each word by itself would be tagged in
    // the order of the page, which is not that of the tongue.
    let naskh = Family { name: NASKH, script: Some("arabic") };
    let serif = Family { name: SERIF, script: None };
    let built_in = match member.document.direction {
        Direction::Ltr => [serif, naskh],
        Direction::Rtl => [naskh, serif],
    };
    let wanted = member.sheet().fonts.iter().map(String::as_str);
    wanted
        .filter(|family| fonts.book.contains_family(&family.to_lowercase()))
        .map(|name| Family { name, script: None })
        .chain(built_in)
        .collect()
}
