//! The package as the page design reads it: plain data, with every text a text.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;

use super::embed::Carried;
use super::fonts::{Fonts, NASKH, SERIF};
use super::foreign::Files;
use crate::document::{self, Align, Block, Direction, Inline, MAX_DEPTH, Mark, Role};
use crate::finding::Finding;
use crate::office::{AddresseeAt, Margins, Sheet, Side};
use crate::package::{Member, Package, PictureKind};

/// The typesetter knows two- and three-letter languages.
const LANGUAGE: std::ops::RangeInclusive<usize> = 2..=3;

/// Everything a page design sees.
#[derive(Serialize)]
pub(super) struct Sheets<'a> {
    title: &'a str,
    author: &'a str,
    lang: String,
    region: Option<String>,
    dir: &'static str,
    carried: Vec<CarriedFile<'a>>,
    letters: Vec<Letter<'a>>,
}

#[derive(Serialize)]
struct CarriedFile<'a> {
    name: &'a str,
    path: String,
    #[serde(rename = "type")]
    media_type: &'a str,
    relationship: &'static str,
    description: &'a str,
}

#[derive(Serialize)]
struct Letter<'a> {
    number: usize,
    id: &'a str,
    lang: String,
    region: Option<String>,
    dir: &'static str,
    sheet: Paper<'a>,
    /// The blocks of each role; a role the letter has not is empty.
    parts: BTreeMap<&'static str, Vec<Node<'a>>>,
    /// Each annex by itself, because each begins a page.
    annexes: Vec<Vec<Node<'a>>>,
    files: Vec<Enclosed<'a>>,
}

/// The sheet, with lengths as numbers of millimetres.
#[derive(Serialize)]
struct Paper<'a> {
    width: f32,
    height: f32,
    margins: Margins,
    first: Margins,
    align: &'static str,
    rule: bool,
    emblem: Option<Image<'a>>,
    emblem_height: f32,
    date: &'static str,
    foot: bool,
    continuation: &'a str,
    fonts: Vec<Family<'a>>,
    size: f32,
    signatures: usize,
}

/// A family of type, and the script it is kept to.
#[derive(Serialize)]
struct Family<'a> {
    name: &'a str,
    script: Option<&'static str>,
}

#[derive(Serialize)]
struct Image<'a> {
    path: String,
    format: &'static str,
    /// Width over height.
    ratio: f32,
    alt: &'a str,
}

#[derive(Serialize)]
struct Enclosed<'a> {
    name: &'a str,
    path: String,
    pages: Vec<(f32, f32)>,
}

#[derive(Serialize)]
#[serde(tag = "block", rename_all = "kebab-case")]
enum Node<'a> {
    Paragraph {
        content: Vec<Run<'a>>,
        length: usize,
    },
    Heading {
        level: u8,
        content: Vec<Run<'a>>,
    },
    List {
        start: Option<u64>,
        tight: bool,
        items: Vec<Vec<Node<'a>>>,
    },
    Table {
        columns: Vec<&'static str>,
        widths: Vec<usize>,
        head: Vec<Vec<Run<'a>>>,
        rows: Vec<Vec<Vec<Run<'a>>>>,
    },
    Quote {
        blocks: Vec<Node<'a>>,
    },
    Schedule {
        blocks: Vec<Node<'a>>,
    },
    Signature {
        image: Option<Image<'a>>,
        transcription: Option<Cow<'a, str>>,
        lines: Vec<Vec<Run<'a>>>,
        length: usize,
    },
    PageBreak,
}

/// A run of text: plain text is a string, everything else says what it is.
#[derive(Serialize)]
#[serde(untagged)]
enum Run<'a> {
    Text(Cow<'a, str>),
    Dressed(Dress<'a>),
}

#[derive(Serialize)]
#[serde(tag = "inline", rename_all = "kebab-case")]
enum Dress<'a> {
    Strong {
        content: Vec<Run<'a>>,
    },
    Emphasis {
        content: Vec<Run<'a>>,
    },
    Link {
        href: &'a str,
        content: Vec<Run<'a>>,
    },
    /// Words that run from left to right within a line that does not.
    Across {
        text: Cow<'a, str>,
    },
    Break,
}

impl<'a> Sheets<'a> {
    pub(super) fn new(
        package: &'a Package,
        carried: &'a [Carried],
        files: &Files,
        fonts: &Fonts,
    ) -> Result<Self, Vec<Finding>> {
        let letter = package.letter();
        let (lang, region) = language(&letter.document.language);
        let letters = package
            .members
            .iter()
            .enumerate()
            .map(|(number, member)| {
                Reader {
                    package,
                    member,
                    level: 0,
                    raise: 0,
                }
                .letter(number, files, fonts)
            })
            .collect::<Result<_, Finding>>()
            .map_err(|finding| vec![finding])?;
        Ok(Self {
            title: Some(letter.document.title.trim())
                .filter(|title| !title.is_empty())
                .unwrap_or(&letter.id),
            author: &letter.sender,
            lang,
            region,
            dir: letter.document.direction.name(),
            carried: carried
                .iter()
                .enumerate()
                .map(|(number, file)| CarriedFile {
                    name: &file.name,
                    path: format!("/carried/{number}"),
                    media_type: &file.media_type,
                    relationship: file.relationship.name(),
                    description: &file.description,
                })
                .collect(),
            letters,
        })
    }

    /// How many files the PDF is to carry.
    pub(super) fn carried(&self) -> usize {
        self.carried.len()
    }

    pub(super) fn to_json(&self) -> Vec<u8> {
        // Strings, numbers and lists are always JSON.
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// Language and region of a BCP 47 tag, as far as the typesetter knows them.
fn language(tag: &str) -> (String, Option<String>) {
    let mut subtags = tag.split(['-', '_']);
    let lang = subtags.next().unwrap_or_default().to_lowercase();
    let lang = if LANGUAGE.contains(&lang.len()) && lang.is_ascii() {
        lang
    } else {
        "und".to_owned()
    };
    let region =
        subtags.find(|subtag| subtag.len() == 2 && subtag.bytes().all(|b| b.is_ascii_alphabetic()));
    (lang, region.map(str::to_uppercase))
}

/// Reads one member, keeping count of what its headings have to say about each other.
struct Reader<'a> {
    package: &'a Package,
    member: &'a Member,
    /// The level of the last heading.
    level: u8,
    /// One where the subject takes the first level.
    raise: u8,
}

impl<'a> Reader<'a> {
    fn letter(
        mut self,
        number: usize,
        files: &Files,
        fonts: &Fonts,
    ) -> Result<Letter<'a>, Finding> {
        let document = &self.member.document;
        let (lang, region) = language(&document.language);
        let mut parts: BTreeMap<_, Vec<_>> = Role::ALL
            .iter()
            .map(|role| (role.name(), Vec::new()))
            .collect();
        let mut annexes = Vec::new();
        // The subject stands above the body on every page design, so it is numbered first.
        let subjects = document
            .parts
            .iter()
            .filter(|part| part.role == Role::Subject);
        let others = document
            .parts
            .iter()
            .filter(|part| part.role != Role::Subject);
        for part in subjects.chain(others) {
            let blocks = self.blocks(&part.blocks, 0)?;
            if part.role == Role::Subject && !blocks.is_empty() {
                (self.level, self.raise) = (1, 1);
            }
            if part.role == Role::Annex {
                annexes.push(blocks);
            } else {
                parts.entry(part.role.name()).or_default().extend(blocks);
            }
        }
        let files = self.member.files.iter().filter_map(|name| {
            let at = files.number(name)?;
            let pages = files.iter().nth(at)?.pages.clone();
            Some(Enclosed {
                name,
                path: format!("/file/{at}"),
                pages,
            })
        });
        Ok(Letter {
            number,
            id: &self.member.id,
            lang,
            region,
            dir: document.direction.name(),
            sheet: self.paper(&self.member.sheet, fonts)?,
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
        let naskh = Family {
            name: NASKH,
            script: Some("arabic"),
        };
        let serif = Family {
            name: SERIF,
            script: None,
        };
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
            let message = format!(
                "the picture `{name}` of letter `{}` is missing",
                self.member.id
            );
            let finding = Finding::error("broken-picture", message)
                .help("put it where the record or the office names it");
            return Err(super::at_name(finding, self.package, name));
        };
        let format = match picture.kind {
            PictureKind::Png => "png",
            PictureKind::Jpeg => "jpg",
        };
        let (width, height) = picture.size;
        #[expect(
            clippy::cast_precision_loss,
            reason = "a ratio for the page needs no more"
        )]
        let ratio = width.max(1) as f32 / height.max(1) as f32;
        Ok(Image {
            path: format!("/picture/{at}"),
            format,
            ratio,
            alt,
        })
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
            Block::Paragraph { content } => Node::Paragraph {
                content: self.runs(content, depth)?,
                length: length(content),
            },
            Block::Heading { level, content } => {
                // PDF/UA-1 (7.4.2): no level is left out on the way down.
                self.level = (level + self.raise).clamp(1, self.level + 1);
                Node::Heading {
                    level: self.level,
                    content: self.runs(content, depth)?,
                }
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
            Block::Table {
                columns,
                head,
                rows,
            } => Node::Table {
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
            Block::Quote { blocks } => Node::Quote {
                blocks: self.blocks(blocks, depth + 1)?,
            },
            Block::Schedule { blocks, .. } => Node::Schedule {
                blocks: self.blocks(blocks, depth)?,
            },
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
            runs.push(Run::Dressed(match inline {
                Inline::Text { text } | Inline::Date { text, .. } => {
                    self.words(flat(text), &mut runs);
                    continue;
                }
                Inline::Strong { content } => Dress::Strong {
                    content: self.runs(content, depth + 1)?,
                },
                Inline::Emphasis { content } => Dress::Emphasis {
                    content: self.runs(content, depth + 1)?,
                },
                Inline::Link { href, content } => Dress::Link {
                    href,
                    content: self.runs(content, depth + 1)?,
                },
                Inline::Break => Dress::Break,
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
            runs.push(Run::Dressed(Dress::Across {
                text: text[start..end].to_owned().into(),
            }));
            from = end;
        }
        runs.push(Run::Text(text[from..].to_owned().into()));
    }
}

/// The stretches of a text that a symbol, a number with signs in it, or Latin words fill.
fn across(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..]
        .find(|c: char| c.is_ascii_alphanumeric() || c == '+')
        .map(|at| rest + at)
    {
        let stop = text[start..]
            .find(|c: char| !(' '..='~').contains(&c))
            .map_or(text.len(), |at| start + at);
        let stretch = &text[start..stop];
        let last = stretch
            .rfind(|c: char| c.is_ascii_alphanumeric())
            .unwrap_or(0);
        let mut end = start + last + 1;
        // A bracket that opens within closes within.
        if text[start..end].matches('(').count() > text[start..end].matches(')').count()
            && text[end..].starts_with(')')
        {
            end += 1;
        }
        // A time of day is one number, and a range of times runs with the text.
        if text[start..end].contains(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.' | ','))
        {
            found.push((start, end));
        }
        rest = stop.max(end);
    }
    found
}

fn side(align: Align) -> &'static str {
    match align {
        Align::Start => "start",
        Align::Center => "center",
        Align::End => "end",
    }
}

fn length(inlines: &[Inline]) -> usize {
    // A Chinese character is as wide as two letters.
    textwrap::core::display_width(&document::plain(inlines))
}

/// The longest text of each column, by which a page design shares out the width.
fn widths(head: &[Vec<Inline>], rows: &[Vec<Vec<Inline>>]) -> Vec<usize> {
    (0..head.len())
        .map(|column| {
            let cells = rows
                .iter()
                .filter_map(|row| row.get(column))
                .chain(head.get(column));
            cells.map(|cell| length(cell)).max().unwrap_or(0)
        })
        .collect()
}

/// The typesetter would break a line at a line feed; only the tree breaks lines.
fn flat(text: &str) -> Cow<'_, str> {
    if text.contains(['\n', '\r', '\t', '\u{2028}', '\u{2029}']) {
        text.replace(['\n', '\r', '\t', '\u{2028}', '\u{2029}'], " ")
            .into()
    } else {
        text.into()
    }
}
