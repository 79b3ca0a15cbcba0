//! The packed file that a workbook is, and the XML of its parts, read a piece at a time.

use std::collections::HashMap;
use std::io::{self, BufReader, Cursor, Read};

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use zip::ZipArchive;

use super::Refusal;

/// The most bytes that one part unpacks to: 128 MiB.
const MAX_PART: u64 = 128 << 20;

/// What an old Excel file begins with, and one that is protected by a password.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0];

/// A packed workbook.
pub(super) struct Pack {
    archive: ZipArchive<Cursor<Vec<u8>>>,
    /// The number of each part by its path in small letters.
    paths: HashMap<String, usize>,
}

impl Pack {
    pub(super) fn open(bytes: Vec<u8>) -> Result<Self, Refusal> {
        if bytes.starts_with(COMPOUND) {
            return Err(Refusal {
                why: "it is protected by a password, or written by an old Excel".to_owned(),
                help: "take the password off, and save it as “Excel Workbook (.xlsx)” or as CSV",
            });
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| Refusal::broken("it is no workbook"))?;
        let named = archive.file_names().enumerate();
        let paths = named
            .filter_map(|(at, path)| Some((plain(&path.ok()?), at)))
            .collect();
        Ok(Self { archive, paths })
    }

    /// The XML of a part, if there is such a part.
    pub(super) fn part(&mut self, path: &str) -> Result<Option<Xml<impl Read + use<'_>>>, Refusal> {
        let Some(at) = self.paths.get(&plain(path)) else {
            return Ok(None);
        };
        let file = self.archive.by_index(*at).map_err(|error| match error {
            zip::result::ZipError::UnsupportedArchive(_) => Refusal {
                why: "it is protected by a password, or packed in a way that spreadsheets are not"
                    .to_owned(),
                help: "take the password off, and save it again, or save it as CSV",
            },
            error => Refusal::broken(format!("{path}: {error}")),
        })?;
        let bounded = Bounded { inner: file, left: MAX_PART };
        Ok(Some(Xml {
            reader: Reader::from_reader(BufReader::with_capacity(1 << 16, bounded)),
            buffer: Vec::new(),
            path: path.to_owned(),
            open: 0,
        }))
    }
}

fn plain(path: &str) -> String {
    path.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// A reader that fails where more comes than was allowed.
struct Bounded<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(into)?;
        match self.left.checked_sub(read as u64) {
            Some(left) => self.left = left,
            None => return Err(io::ErrorKind::FileTooLarge.into()),
        }
        Ok(read)
    }
}

/// The XML of one part.
pub(super) struct Xml<R: Read> {
    reader: Reader<BufReader<R>>,
    buffer: Vec<u8>,
    path: String,
    open: usize,
}

impl<R: Read> Xml<R> {
    /// The next event, and how many elements are open behind it.
    pub(super) fn next(&mut self) -> Result<(Event<'_>, usize), Refusal> {
        self.buffer.clear();
        let path = &self.path;
        let event = match self.reader.read_event_into(&mut self.buffer) {
            Ok(event) => event,
            Err(quick_xml::Error::Io(error)) if error.kind() == io::ErrorKind::FileTooLarge => {
                let most = MAX_PART >> 20;
                return Err(Refusal::large(format!("{path} unpacks to more than {most} MiB")));
            }
            Err(error) => return Err(Refusal::broken(format!("{path}: {error}"))),
        };
        match &event {
            Event::Start(_) => self.open += 1,
            Event::End(_) => self.open = self.open.saturating_sub(1),
            Event::Eof if self.open > 0 => {
                return Err(Refusal::broken(format!("{path} ends before its end")));
            }
            Event::DocType(_) => {
                return Err(Refusal::broken(format!("{path} declares a document type")));
            }
            _ => {}
        }
        Ok((event, self.open))
    }
}

/// The value of an attribute by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, local: &str) -> Option<String> {
    start.attributes().with_checks(false).flatten().find_map(|attribute| {
        if attribute.key.local_name().as_ref() != local {
            return None;
        }
        Some(attribute.normalized_value(XmlVersion::Implicit1_0).ok()?.into_owned())
    })
}

/// Whether an attribute says yes.
pub(super) fn says_yes(start: &BytesStart<'_>, local: &str) -> bool {
    attribute(start, local).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
}

/// Adds the text of an event: words, or a character written by its name or number.
pub(super) fn add_text(event: &Event<'_>, text: &mut String) {
    match event {
        Event::Text(words) => text.push_str(&words.xml10_content()),
        Event::CData(words) => text.push_str(words),
        Event::GeneralRef(reference) => match &**reference {
            "amp" => text.push('&'),
            "lt" => text.push('<'),
            "gt" => text.push('>'),
            "quot" => text.push('"'),
            "apos" => text.push('\''),
            _ => text.extend(reference.resolve_char_ref().ok().flatten()),
        },
        _ => {}
    }
}
