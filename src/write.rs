//! Writers: one format a file, from the finished document and its page design, and nothing else.

pub mod akn;
mod bidi;
pub mod docx;
pub mod eml;
mod format;
pub mod html;
pub mod ics;
pub mod json;
mod layout;
pub mod markdown;
pub mod odt;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(not(feature = "pdf"))]
#[path = "write/without_pdf.rs"]
mod pdf;
pub mod text;
mod writers;
pub(crate) mod xml;

pub use format::Format;
pub use writers::Writers;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;

use crate::finding::Finding;
use crate::picture::Picture;
use format::Row;
use writers::plain;

/// Makes the table of formats: `Format::NAME` of each row, and all of them in their order.
macro_rules! formats {
    ($($name:ident = Row {
        about: $about:literal, $($field:ident: $value:expr),* $(,)?
    }),* $(,)?) => {
        impl Format {
            $(
                #[doc = $about]
                pub const $name: Self = Self(&Row { about: $about, $($field: $value),* });
            )*

            /// All of them, as they are listed.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];
        }
    };
}

formats![
    MARKDOWN = Row {
        about: "Markdown that reads well anywhere",
        extension: "md",
        media_type: "text/markdown",
        is_text: true,
        holds_many: true,
        holds_calendar: false,
        is_built: true,
        office_files: &[],
        prepare: |_| plain(markdown::write),
    },
    TEXT = Row {
        about: "Plain text, as for an e-mail",
        extension: "txt",
        media_type: "text/plain",
        is_text: true,
        holds_many: true,
        holds_calendar: false,
        is_built: true,
        office_files: &[],
        prepare: |_| plain(text::write),
    },
    HTML = Row {
        about: "One self-contained page, for screen and print",
        extension: "html",
        media_type: "text/html",
        is_text: true,
        holds_many: true,
        holds_calendar: false,
        is_built: true,
        office_files: &["page/letter.html", "page/letter.css"],
        prepare: html::prepare,
    },
    PDF = Row {
        about: "PDF/A-3a and PDF/UA-1, with the records inside",
        extension: "pdf",
        media_type: "application/pdf",
        is_text: false,
        holds_many: true,
        holds_calendar: true,
        is_built: cfg!(feature = "pdf"),
        office_files: &["page/letter.typ"],
        prepare: pdf::prepare,
    },
    DOCX = Row {
        about: "A Word document to go on editing",
        extension: "docx",
        media_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        is_text: false,
        holds_many: true,
        holds_calendar: false,
        is_built: true,
        office_files: &["letter.docx"],
        prepare: docx::prepare,
    },
    ODT = Row {
        about: "An OpenDocument text, for any office suite",
        extension: "odt",
        media_type: "application/vnd.oasis.opendocument.text",
        is_text: false,
        holds_many: true,
        holds_calendar: false,
        is_built: true,
        // Nothing: a template from outside is only safe once all of it has been looked at.
        office_files: &[],
        prepare: odt::prepare,
    },
    CALENDAR = Row {
        about: "The meetings, for a calendar that follows every change",
        extension: "ics",
        media_type: "text/calendar",
        is_text: true,
        holds_many: false,
        holds_calendar: true,
        is_built: true,
        office_files: &[],
        prepare: |_| Ok(Box::new(ics::Calendar)),
    },
    MAIL = Row {
        about: "A message to look over in a mail program, with PDF and calendar",
        extension: "eml",
        media_type: "message/rfc822",
        is_text: true,
        holds_many: false,
        holds_calendar: true,
        is_built: true,
        office_files: &["page/letter.html", "page/letter.css", "page/letter.typ"],
        prepare: |_| Ok(Box::new(eml::Mail)),
    },
    AKN = Row {
        about: "Akoma Ntoso (OASIS LegalDocML), for legal archives",
        extension: "akn",
        media_type: "application/xml",
        is_text: true,
        holds_many: false,
        holds_calendar: false,
        is_built: true,
        office_files: &[],
        prepare: |_| plain(akn::write),
    },
    JSON = Row {
        about: "The composed letter as data, for programs",
        extension: "json",
        media_type: "application/json",
        is_text: true,
        holds_many: false,
        holds_calendar: false,
        is_built: true,
        office_files: &[],
        prepare: |_| plain(json::write),
    },
];

/// A package in one format.
#[derive(Debug, Clone)]
pub struct LetterFile {
    /// The file.
    pub bytes: Vec<u8>,
    /// What the one who hands it out should know; none of them an error.
    pub notes: Vec<Finding>,
}

impl From<Vec<u8>> for LetterFile {
    fn from(bytes: Vec<u8>) -> Self {
        Self { bytes, notes: Vec::new() }
    }
}

impl From<String> for LetterFile {
    fn from(text: String) -> Self {
        text.into_bytes().into()
    }
}

/// A picture as an address that makes no request (RFC 2397).
fn data_address(picture: &Picture) -> String {
    format!("data:{};base64,{}", picture.kind.media_type(), BASE64.encode(&picture.bytes))
}
