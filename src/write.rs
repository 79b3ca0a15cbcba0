//! Writers: one format a file, from the finished document and nothing else.

pub mod akn;
mod bidi;
pub mod docx;
pub mod eml;
pub mod html;
pub mod ics;
pub mod json;
pub mod markdown;
#[cfg(feature = "pdf")]
pub mod pdf;
pub mod text;
pub(crate) mod xml;

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::compose::Engine;
use crate::document::{Block, Inline};
use crate::finding::{Finding, Level};
use crate::memo::Memo;
use crate::package::{Package, Picture};

/// The formats a letter can be written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// CommonMark.
    Markdown,
    /// Plain text.
    Text,
    /// One self-contained page.
    Html,
    /// PDF/A-3a and PDF/UA-1, with the records inside.
    Pdf,
    /// WordprocessingML.
    Docx,
    /// iCalendar: the meetings alone.
    Calendar,
    /// Akoma Ntoso.
    Akn,
    /// A message of electronic mail.
    Mail,
    /// JSON.
    Json,
}

impl Format {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Markdown,
        Self::Text,
        Self::Html,
        Self::Pdf,
        Self::Docx,
        Self::Calendar,
        Self::Mail,
        Self::Akn,
        Self::Json,
    ];

    /// The extension of its files, and its name on the command line.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Markdown => "md",
            Self::Text => "txt",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Calendar => "ics",
            Self::Akn => "akn",
            Self::Mail => "eml",
            Self::Json => "json",
        }
    }

    /// What it is, in a few words.
    pub fn describe(self) -> &'static str {
        match self {
            Self::Markdown => "Markdown that reads well anywhere",
            Self::Text => "Plain text, as for an e-mail",
            Self::Html => "One self-contained page, for screen and print",
            Self::Pdf => "PDF/A-3a and PDF/UA-1, with the records inside",
            Self::Docx => "A Word document to go on editing",
            Self::Calendar => "The meetings, for a calendar that follows every change",
            Self::Akn => "Akoma Ntoso (OASIS LegalDocML), for legal archives",
            Self::Mail => "A message to look over in a mail program, with PDF and calendar",
            Self::Json => "The composed letter as data, for programs",
        }
    }

    /// Whether it is text that a terminal can show.
    pub fn is_text(self) -> bool {
        !matches!(self, Self::Pdf | Self::Docx)
    }

    /// Whether this program was built with it.
    pub fn is_built(self) -> bool {
        self != Self::Pdf || cfg!(feature = "pdf")
    }
}

/// A package in one format.
#[derive(Debug, Clone)]
pub struct Written {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the one who hands it out should know; none of them an error.
    pub notes: Vec<Finding>,
}

impl From<String> for Written {
    fn from(text: String) -> Self {
        Self { bytes: text.into_bytes(), notes: Vec::new() }
    }
}

/// Writes packages in any format; what an office's letters share is prepared once.
///
/// It may be shared between threads.
#[derive(Debug)]
pub struct Writers<'c> {
    engine: &'c Engine,
    #[cfg_attr(not(feature = "pdf"), allow(dead_code, reason = "only PDF sets type"))]
    fonts: Vec<Vec<u8>>,
    words: Memo<String, docx::Word>,
    #[cfg(feature = "pdf")]
    pdf_writers: Memo<String, pdf::PdfWriter>,
}

impl<'c> Writers<'c> {
    /// Writers of what `chancery` composes, with further font files for PDF.
    pub fn new(engine: &'c Engine, fonts: Vec<Vec<u8>>) -> Self {
        Self {
            engine,
            fonts,
            words: Memo::default(),
            #[cfg(feature = "pdf")]
            pdf_writers: Memo::default(),
        }
    }

    /// Writes a composed package in one format.
    ///
    /// # Errors
    /// What keeps the letter from being written in this format.
    pub fn write(&self, package: &Package, format: Format) -> Result<Written, Vec<Finding>> {
        let office = &package.letter().office;
        match format {
            Format::Markdown => Ok(markdown::write(package).into()),
            Format::Text => Ok(text::write(package).into()),
            Format::Html => Ok(html::write(package, &*self.engine.page(office)?)?.into()),
            Format::Docx => {
                let bytes = self.word(office)?.write(package)?;
                Ok(Written { bytes, notes: Vec::new() })
            }
            Format::Calendar => Ok(Written { bytes: ics::write(package)?, notes: Vec::new() }),
            Format::Akn => Ok(akn::write(package).into()),
            Format::Json => Ok(json::write(package).into()),
            Format::Mail => self.message(package),
            #[cfg(feature = "pdf")]
            Format::Pdf => {
                // The meetings travel in the letter, for whoever wants them in a calendar.
                let calendar = ics::write(package).ok().map(|bytes| pdf::Attachment {
                    name: format!("{}.ics", package.name()),
                    media_type: "text/calendar".to_owned(),
                    description: "The meetings, for a calendar".to_owned(),
                    relationship: pdf::Relationship::Supplement,
                    bytes,
                });
                self.pdf_writer(office)?.write_with(package, calendar.as_slice())
            }
            #[cfg(not(feature = "pdf"))]
            Format::Pdf => Err(vec![
                Finding::error("no-pdf", "this program was built without PDF")
                    .help("build it without `--no-default-features`, or choose another format"),
            ]),
        }
    }

    /// What will keep the package from being written in one format, as far as a moment's look
    /// tells: page design, fonts, and every character of the letter. Nothing is written, so a
    /// whole list can be looked through first.
    pub fn proof(&self, package: &Package, format: Format) -> Vec<Finding> {
        let office = &package.letter().office;
        let looked = match format {
            Format::Html => self.engine.page(office).map(drop),
            Format::Docx => self.word(office).map(drop),
            Format::Calendar => ics::write(package).map(drop),
            #[cfg(feature = "pdf")]
            Format::Pdf => self.pdf_writer(office).and_then(|press| press.proof(package)),
            #[cfg(feature = "pdf")]
            Format::Mail => {
                // The message goes all the same, without its PDF.
                let mut findings = self.proof(package, Format::Pdf);
                for finding in &mut findings {
                    finding.level = Level::Warning;
                    finding.help.push("else the message goes without PDF".to_owned());
                }
                return findings;
            }
            _ => Ok(()),
        };
        looked.err().unwrap_or_default()
    }

    /// The package as a message. A letter that cannot be set is no less a message: it goes
    /// without PDF, with a note, and its enclosed files go by themselves.
    fn message(&self, package: &Package) -> Result<Written, Vec<Finding>> {
        let id = package.name();
        let page = html::write(package, &*self.engine.page(&package.letter().office)?)?;
        let (mut attached, mut notes) = (Vec::new(), Vec::new());
        match self.write(package, Format::Pdf) {
            Ok(pdf) => {
                attached.push(eml::Attached::pdf(format!("{id}.pdf"), pdf.bytes));
                notes = pdf.notes;
            }
            Err(why) => {
                let why = why.first().map_or("", |finding| finding.message.as_str());
                let message = format!("the message goes without PDF: {why}");
                notes.push(Finding::new("no-pdf", Level::Note, message));
                let files = package.files.iter();
                attached.extend(
                    files.map(|(name, bytes)| eml::Attached::pdf(name.clone(), bytes.clone())),
                );
            }
        }
        if let Ok(calendar) = ics::write(package) {
            attached.push(eml::Attached::calendar(format!("{id}.ics"), calendar));
        }
        let bytes = eml::write(package, &text::write(package), &page, attached);
        Ok(Written { bytes, notes })
    }

    /// The writer of Word documents for `office`, on its own `letter.docx` if it has one.
    fn word(&self, office: &str) -> Result<Arc<docx::Word>, Vec<Finding>> {
        self.words.get_or(office.to_owned(), || {
            docx::Word::new(
                self.engine
                    .templates()
                    .binary(office, "letter.docx")
                    .map(|bytes| &**bytes),
            )
        })
    }

    /// The press for the page design of `office`, with its own font files before all others.
    #[cfg(feature = "pdf")]
    fn pdf_writer(&self, office: &str) -> Result<Arc<pdf::PdfWriter>, Vec<Finding>> {
        self.pdf_writers.get_or(office.to_owned(), || {
            let templates = self.engine.templates();
            let Some(design) = templates.text(office, "page/letter.typ") else {
                return Err(vec![Finding::error("template", "there is no `page/letter.typ`")]);
            };
            let mut fonts = templates.fonts(office);
            fonts.extend(self.fonts.iter().cloned());
            pdf::PdfWriter::new(design, &fonts)
        })
    }
}

/// A picture as an address that makes no request (RFC 2397).
fn data_address(picture: &Picture) -> String {
    format!("data:{};base64,{}", picture.kind.media_type(), BASE64.encode(&picture.bytes))
}

/// A visitor's question that several writers ask: is this block one short paragraph?
fn lone_paragraph(blocks: &[Block]) -> Option<&[Inline]> {
    match blocks {
        [Block::Paragraph { content }] => Some(content),
        _ => None,
    }
}
