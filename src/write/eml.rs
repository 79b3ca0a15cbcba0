//! Electronic mail: a letter as a message, ready to be opened and looked over in a mail program
//! (RFC 5322, MIME of RFC 2045 to 2047). Nothing is sent.
//!
//! The message is a draft (`X-Unsent: 1`). Text and page are alternatives of one another; the
//! PDF and the calendar are attached. Everything that a mailer takes from the clock comes from
//! the letter: its date at noon, so that it is the same day in nearly every zone, and a hash of
//! its records in the Message-ID and the boundaries.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD as BASE64;
use mail_builder::headers::address::Address;
use mail_builder::headers::content_type::ContentType;
use mail_builder::headers::date::Date;
use mail_builder::headers::message_id::MessageId;
use mail_builder::headers::raw::Raw;
use mail_builder::headers::text::Text;
use mail_builder::headers::{Header, HeaderType};
use mail_builder::mime::{BodyPart, MimePart};
use sha2::{Digest as _, Sha256};

use super::{Format, LetterFile, Writers, ics, text};
use crate::finding::{Finding, Level};
use crate::package::{Member, Package};
use crate::register::Party;
use crate::text::{capital, hex};

/// The domain of a Message-ID where the office has no mailbox: one that nobody can have
/// (RFC 2606, section 2).
const NOWHERE: &str = "chancery.invalid";

/// Parameters of a media type, names and values.
type Parameters = &'static [(&'static str, &'static str)];

const UTF_8: Parameters = &[("charset", "utf-8")];

/// A file that goes with a message.
#[derive(Debug, Clone)]
pub struct Attachment {
    /// Its name.
    pub name: String,
    /// Its media type (RFC 2046), without parameters.
    pub media_type: &'static str,
    /// The parameters of the media type.
    pub parameters: Parameters,
    /// The file.
    pub bytes: Arc<[u8]>,
}

impl Attachment {
    /// A PDF file.
    pub fn pdf(name: String, bytes: Arc<[u8]>) -> Self {
        Self { name, media_type: "application/pdf", parameters: &[], bytes }
    }

    /// A calendar that is told, not asked about (RFC 6047, section 2.4).
    pub fn calendar(name: String, bytes: Vec<u8>) -> Self {
        Self {
            name,
            media_type: "text/calendar",
            parameters: &[("method", "PUBLISH"), ("charset", "utf-8")],
            bytes: bytes.into(),
        }
    }
}

/// Messages, as a row of the table of formats.
pub(super) struct Mail;

impl super::writers::Writer for Mail {
    /// A letter that cannot be set is no less a message: it goes without PDF, with a note, and
    /// its enclosed files go by themselves.
    fn write(&self, package: &Package, writers: &Writers<'_>) -> Result<LetterFile, Vec<Finding>> {
        let id = package.name();
        let page = writers.write(package, Format::HTML)?.bytes;
        let (mut attached, mut notes) = (Vec::new(), Vec::new());
        match writers.write(package, Format::PDF) {
            Ok(pdf) => {
                attached.push(Attachment::pdf(format!("{id}.pdf"), pdf.bytes.into()));
                notes = pdf.notes;
            }
            Err(why) => {
                let why = why.first().map_or("", |finding| finding.message.as_str());
                let message = format!("the message goes without PDF: {why}");
                notes.push(Finding::new("no-pdf", Level::Note, message));
                let files = package.files.iter();
                attached.extend(
                    files.map(|(name, bytes)| Attachment::pdf(name.clone(), Arc::clone(bytes))),
                );
            }
        }
        if let Ok(mut calendar) = ics::write(package) {
            attached.push(Attachment::calendar(format!("{id}.ics"), calendar.bytes));
            calendar.notes.retain(|note| !notes.contains(note));
            notes.append(&mut calendar.notes);
        }
        notes.extend(without_address(package));
        let page = String::from_utf8_lossy(&page);
        Ok(LetterFile { bytes: write(package, &text::write(package), &page, attached), notes })
    }

    /// The message goes all the same, without its PDF.
    fn preflight(&self, package: &Package, writers: &Writers<'_>) -> Vec<Finding> {
        let mut findings = Vec::new();
        if Format::PDF.is_built() {
            findings = writers.preflight(package, Format::PDF);
        }
        for finding in &mut findings {
            finding.level = Level::Warning;
            finding.help.push("else the message goes without PDF".to_owned());
        }
        findings.extend(without_address(package));
        findings
    }
}

/// That the message goes to nobody, if no addressee has a mailbox.
fn without_address(package: &Package) -> Option<Finding> {
    let none = package.letter().to().iter().all(|party| party.email.is_none());
    none.then(|| {
        let message = "the message has no `To:`: no addressee has an e-mail address";
        Finding::new("no-recipient", Level::Warning, message)
            .help("give the addressee an `email`, or fill it in in the mail program")
    })
}

/// The package as a message, with what is attached to it.
pub fn write(package: &Package, text: &str, page: &str, attached: Vec<Attachment>) -> Vec<u8> {
    let letter = package.letter();
    let hash = hash(package);
    let mut out = Vec::new();
    headers(letter, &hash, &mut out);
    let alternatives = vec![
        MimePart::new(media_type("text/plain", UTF_8), text),
        MimePart::new(media_type("text/html", UTF_8), page),
    ];
    let language = letter.document.language.as_str();
    let alternatives = multipart("alternative", &hash, alternatives)
        .header("Content-Language", Text::new(language));
    if attached.is_empty() {
        alternatives.write_part(&mut out);
        return out;
    }
    let files = attached.iter().map(|file| {
        let name = one_line(&file.name);
        let base64 = lines(&BASE64.encode(&file.bytes));
        MimePart::new(media_type(file.media_type, file.parameters), base64.into_bytes())
            .attachment(name)
            .transfer_encoding("base64")
    });
    let parts = std::iter::once(alternatives).chain(files).collect();
    multipart("mixed", &hash, parts).write_part(&mut out);
    out
}

fn headers(letter: &Member, hash: &str, out: &mut Vec<u8>) {
    let email = letter.office().email.as_ref();
    if let Some(email) = email {
        let name = capital(&one_line(letter.sender()));
        put("From", &Address::new_address(Some(name), email.as_str()), out);
    }
    for (header, parties) in [("To", letter.to()), ("Cc", letter.copies())] {
        let mailboxes: Vec<_> = parties.iter().filter_map(mailbox).collect();
        if !mailboxes.is_empty() {
            put(header, &Address::new_list(mailboxes), out);
        }
    }
    put("Subject", &plainly(subject(letter)), out);
    if let Some(day) = letter.day() {
        put("Date", &Date::new(day.since_epoch() * 86_400 + 43_200), out);
    }
    let domain = email.map_or(NOWHERE, |email| email.domain());
    put("Message-ID", &MessageId::new(format!("{hash}@{domain}")), out);
    put("X-Unsent", &Raw::new("1"), out);
    put("MIME-Version", &Raw::new("1.0"), out);
}

/// Each header is written by itself: the library adds a date and a name by the clock to a
/// message that lacks one.
fn put(name: &str, value: &impl Header, out: &mut Vec<u8>) {
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(b": ");
    value.write_header(out, name.len() + 2);
}

/// A subject that needs no encoding is folded between its words and stays readable; one that
/// only looks encoded is encoded, so that it is shown as it is (RFC 2047, section 7).
fn plainly(subject: String) -> HeaderType<'static> {
    let is_plain =
        |word: &str| word.len() <= 70 && word.bytes().all(|byte| byte.is_ascii_graphic());
    if subject.contains("=?") {
        let encoded = |bytes: &[u8]| {
            let bytes: String = bytes.iter().map(|byte| format!("={byte:02X}")).collect();
            format!("=?utf-8?Q?{bytes}?=")
        };
        let mut words = vec![String::new()];
        for c in subject.chars() {
            match words.last_mut() {
                Some(word) if word.len() < 16 => word.push(c),
                _ => words.push(c.to_string()),
            }
        }
        let words: Vec<_> = words.iter().map(|word| encoded(word.as_bytes())).collect();
        Raw::new(words.join(" ")).into()
    } else if subject.split(' ').all(is_plain) {
        Raw::new(subject).into()
    } else {
        Text::new(subject).into()
    }
}

/// What the letter is about, or how a register words it; a draft says that it is one.
fn subject(letter: &Member) -> String {
    let subject = letter.letter().subject.as_deref();
    let subject = one_line(subject.unwrap_or_else(|| &letter.entry().sentence));
    match letter.document.draft() {
        Some(draft) => format!("{}: {subject}", one_line(&draft)),
        None => subject,
    }
}

fn mailbox(party: &Party) -> Option<Address<'_>> {
    let email = party.email.as_ref()?.as_str();
    Some(Address::new_address(party.name.as_deref().map(one_line), email))
}

/// Text without line breaks and other controls: a header is one line (RFC 5322, section 2.2).
fn one_line(text: &str) -> String {
    let spaced = text.replace(|c: char| c.is_control() || c.is_whitespace(), " ");
    spaced
        .split(' ')
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

fn media_type(name: &'static str, parameters: Parameters) -> ContentType<'static> {
    let add = |media_type: ContentType<'static>, (key, value): &(&'static str, &'static str)| {
        media_type.attribute(*key, *value)
    };
    parameters.iter().fold(ContentType::new(name), add)
}

/// Base64 in the lines of a message: 76 characters each (RFC 2045, section 6.8).
fn lines(base64: &str) -> String {
    let mut out = String::with_capacity(base64.len() / 76 * 78 + 78);
    for (at, c) in base64.chars().enumerate() {
        if at > 0 && at % 76 == 0 {
            out.push_str("\r\n");
        }
        out.push(c);
    }
    out
}

/// Parts in one; the boundary cannot stand in any of them, for each encoding writes `=` as
/// something else (RFC 2045, section 6.7), and plain text that holds its own hash does not exist.
fn multipart<'x>(kind: &str, hash: &str, parts: Vec<MimePart<'x>>) -> MimePart<'x> {
    let boundary = format!("=_{kind}-{hash}");
    let media_type = ContentType::new(format!("multipart/{kind}")).attribute("boundary", boundary);
    MimePart::new(media_type, BodyPart::Multipart(parts))
}

/// A name for the message: a hash of the records it was made of.
fn hash(package: &Package) -> String {
    let mut hasher = Sha256::new();
    for member in &package.members {
        let text = member.record().text().as_bytes();
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
        // Two versions of a letter are two messages of one record.
        if !member.languages().is_empty() {
            hasher.update(&member.document.language);
            for file in member.beside() {
                hasher.update(file.text());
            }
        }
    }
    hex(&hasher.finalize()[..16])
}
