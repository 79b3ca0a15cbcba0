//! Reading the XML of foreign files: names by their namespaces, nothing declared, bounded depth.

use std::io::{Cursor, Read as _};

use quick_xml::NsReader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};
use zip::ZipArchive;

/// A part is not larger than this, unpacked, nor are all that are read of a file.
const LARGEST: u64 = 128 << 20;

/// Elements nest no deeper.
const DEEPEST: usize = 400;

/// A namespace that a reader knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Space {
    None,
    Word,
    Relations,
    PackageRelations,
    Drawing,
    DrawingPlace,
    Compatibility,
    Vml,
    Office,
    Text,
    Table,
    Style,
    Draw,
    Svg,
    Formatting,
    Link,
    DublinCore,
    Other,
}

impl Space {
    fn of(uri: &str) -> Self {
        match uri {
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
            | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Self::Word,
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
            | "http://purl.oclc.org/ooxml/officeDocument/relationships" => Self::Relations,
            "http://schemas.openxmlformats.org/package/2006/relationships" => {
                Self::PackageRelations
            }
            "http://schemas.openxmlformats.org/drawingml/2006/main"
            | "http://purl.oclc.org/ooxml/drawingml/main" => Self::Drawing,
            "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
            | "http://purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => Self::DrawingPlace,
            "http://schemas.openxmlformats.org/markup-compatibility/2006" => Self::Compatibility,
            "urn:schemas-microsoft-com:vml" => Self::Vml,
            "urn:oasis:names:tc:opendocument:xmlns:office:1.0" => Self::Office,
            "urn:oasis:names:tc:opendocument:xmlns:text:1.0" => Self::Text,
            "urn:oasis:names:tc:opendocument:xmlns:table:1.0" => Self::Table,
            "urn:oasis:names:tc:opendocument:xmlns:style:1.0" => Self::Style,
            "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" => Self::Draw,
            "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" => Self::Svg,
            "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" => Self::Formatting,
            "http://www.w3.org/1999/xlink" => Self::Link,
            "http://purl.org/dc/elements/1.1/" => Self::DublinCore,
            _ => Self::Other,
        }
    }

    fn resolved(result: &ResolveResult<'_>) -> Self {
        match result {
            ResolveResult::Bound(uri) => Self::of(uri.as_ref()),
            ResolveResult::Unbound => Self::None,
            ResolveResult::Unknown(_) => Self::Other,
        }
    }
}

/// The attributes of an element.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<(Space, String, String)>);

impl Attributes {
    /// The value of an attribute.
    pub(super) fn get(&self, space: Space, name: &str) -> Option<&str> {
        let mut all = self.0.iter();
        all.find(|(its, local, _)| *its == space && local == name)
            .map(|(.., value)| value.as_str())
    }

    fn of(start: &BytesStart<'_>, resolver: &NamespaceResolver) -> Result<Self, String> {
        let mut all = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.map_err(|_| BROKEN.to_owned())?;
            let (space, local) = resolver.resolve_attribute(attribute.key);
            let value = attribute
                .normalized_value(XmlVersion::Explicit1_0)
                .map_err(|_| BROKEN.to_owned())?;
            all.push((Space::resolved(&space), local.as_ref().to_owned(), value.into_owned()));
        }
        Ok(Self(all))
    }
}

/// What reads the elements of a part, one after the other.
pub(super) trait Visitor {
    fn start(&mut self, name: (Space, &str), attributes: &Attributes) -> Result<(), String>;
    fn end(&mut self, name: (Space, &str)) -> Result<(), String>;
    fn text(&mut self, text: &str) -> Result<(), String>;
}

const BROKEN: &str = "what is in it cannot be read";

/// Shows a visitor all elements of a part.
pub(super) fn visit(xml: &str, visitor: &mut impl Visitor) -> Result<(), String> {
    let mut reader = NsReader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        let event = reader.read_event().map_err(|_| BROKEN.to_owned())?;
        match event {
            Event::Start(start) => {
                depth += 1;
                if depth > DEEPEST {
                    return Err(format!("its elements nest deeper than {DEEPEST}"));
                }
                opened(&reader, &start, visitor)?;
            }
            Event::Empty(start) => {
                opened(&reader, &start, visitor)?;
                let (space, local) = reader.resolver().resolve_element(start.name());
                visitor.end((Space::resolved(&space), local.as_ref()))?;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                let (space, local) = reader.resolver().resolve_element(end.name());
                visitor.end((Space::resolved(&space), local.as_ref()))?;
            }
            Event::Text(text) => visitor.text(&text)?,
            Event::CData(text) => visitor.text(&text.into_inner())?,
            Event::GeneralRef(reference) => {
                let c = reference.resolve_char_ref().map_err(|_| BROKEN.to_owned())?;
                match (c, quick_xml::escape::resolve_predefined_entity(&reference)) {
                    (Some(c), _) => visitor.text(c.encode_utf8(&mut [0; 4]))?,
                    (None, Some(known)) => visitor.text(known)?,
                    (None, None) => return Err("it uses an entity of its own".to_owned()),
                }
            }
            Event::DocType(_) => return Err("it declares a document type".to_owned()),
            Event::Eof => return Ok(()),
            Event::Decl(_) | Event::PI(_) | Event::Comment(_) => {}
        }
    }
}

fn opened(
    reader: &NsReader<&[u8]>,
    start: &BytesStart<'_>,
    visitor: &mut impl Visitor,
) -> Result<(), String> {
    let attributes = Attributes::of(start, reader.resolver())?;
    let (space, local) = reader.resolver().resolve_element(start.name());
    visitor.start((Space::resolved(&space), local.as_ref()), &attributes)
}

/// The parts of a package of XML.
pub(super) struct Parts<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    left: u64,
}

impl<'b> Parts<'b> {
    /// Opens it; `what` says what it should be: "no Word file".
    pub(super) fn open(bytes: &'b [u8], what: &str) -> Result<Self, String> {
        // OLE: what a password protects, and files of Word before 2007.
        if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
            return Err("it is protected by a password, or a file of Word before 2007".to_owned());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| format!("it is {what}"))?;
        Ok(Self { archive, left: LARGEST })
    }

    /// The text of a part, if it is there.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, String> {
        let Ok(file) = self.archive.by_name(name) else { return Ok(None) };
        if file.encrypted() {
            return Err("it is protected by a password".to_owned());
        }
        let mut bytes = Vec::new();
        let read = file.take(self.left + 1).read_to_end(&mut bytes);
        read.map_err(|_| format!("{name} in it is damaged"))?;
        let size = bytes.len() as u64;
        if size > self.left {
            return Err(format!("it unpacks to more than {} MiB", LARGEST >> 20));
        }
        self.left -= size;
        decode(bytes)
            .map(Some)
            .ok_or_else(|| format!("{name} in it is no text"))
    }

    /// Whether there is such a part.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }
}

/// XML is UTF-8, or UTF-16 with its mark.
fn decode(bytes: Vec<u8>) -> Option<String> {
    let units = |big: bool| {
        let pairs = bytes[2..].chunks_exact(2);
        pairs
            .map(|pair| {
                let pair = [pair[0], pair[1]];
                if big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
            })
            .collect::<Vec<_>>()
    };
    match bytes.as_slice() {
        [0xFE, 0xFF, ..] => String::from_utf16(&units(true)).ok(),
        [0xFF, 0xFE, ..] => String::from_utf16(&units(false)).ok(),
        _ => {
            let text = String::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
        }
    }
}

/// An address that a letter may hold: of the web or of a mailbox.
pub(super) fn href(address: &str) -> Option<String> {
    let known = ["http://", "https://", "mailto:"];
    let lower = address.trim().to_ascii_lowercase();
    known
        .iter()
        .any(|scheme| lower.starts_with(scheme))
        .then(|| address.trim().to_owned())
}
