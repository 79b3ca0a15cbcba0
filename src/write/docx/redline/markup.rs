//! The XML of a part as a tree that can be changed and written again.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::write::docx::xml;

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element {
    pub(super) name: String,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// How deeply elements may nest; ours do not come near it.
const DEEPEST: usize = 64;

impl Node {
    pub(super) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }

    pub(super) fn element_mut(&mut self) -> Option<&mut Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }
}

impl Element {
    pub(super) fn new(name: &str) -> Self {
        Self { name: name.to_owned(), attributes: Vec::new(), children: Vec::new() }
    }

    pub(super) fn with(mut self, child: Element) -> Self {
        self.children.push(Node::Element(child));
        self
    }

    pub(super) fn set(&mut self, name: &str, value: &str) {
        self.attributes.push((name.to_owned(), value.to_owned()));
    }

    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        let mut found = self.attributes.iter().filter(|(known, _)| known == name);
        found.next().map(|(_, value)| value.as_str())
    }

    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }

    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|element| element.name == name)
    }

    /// Its words: the text of its runs, with a line feed for each break and each paragraph.
    pub(super) fn words(&self) -> String {
        let mut out = String::new();
        self.words_into(&mut out);
        out
    }

    fn words_into(&self, out: &mut String) {
        match self.name.as_str() {
            "w:t" => out.extend(self.children.iter().map(|child| match child {
                Node::Text(text) => text.as_str(),
                Node::Element(_) => "",
            })),
            "w:br" | "w:cr" | "w:tab" => out.push('\n'),
            _ => self.elements().for_each(|element| element.words_into(out)),
        }
        if self.name == "w:p" {
            out.push('\n');
        }
    }
}

/// Reads a part.
pub(super) fn read(text: &str) -> Result<Element, Box<dyn std::error::Error>> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    loop {
        match reader.read_event()? {
            Event::Start(start) => {
                if open.len() >= DEEPEST {
                    return Err("elements nest too deeply".into());
                }
                open.push(element(&start)?);
            }
            Event::Empty(start) => {
                let element = element(&start)?;
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(element)),
                    None => return Ok(element),
                }
            }
            Event::End(_) => {
                let Some(done) = open.pop() else {
                    return Err("an element ends that never began".into());
                };
                match open.last_mut() {
                    Some(parent) => parent.children.push(Node::Element(done)),
                    None => return Ok(done),
                }
            }
            Event::Text(text) => push_text(&mut open, &text),
            Event::GeneralRef(reference) => {
                let name = reference.to_string();
                let c = match reference.resolve_char_ref()? {
                    Some(c) => c.to_string(),
                    None => quick_xml::escape::resolve_predefined_entity(&name)
                        .ok_or("an unknown reference")?
                        .to_owned(),
                };
                push_text(&mut open, &c);
            }
            Event::Eof => return Err("the part ends too early".into()),
            _ => {}
        }
    }
}

fn push_text(open: &mut [Element], text: &str) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(last)) => last.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
}

fn element(start: &BytesStart<'_>) -> Result<Element, Box<dyn std::error::Error>> {
    let name = start.name().as_ref().to_owned();
    let mut element = Element::new(&name);
    for attribute in start.attributes() {
        let attribute = attribute?;
        let key = attribute.key.as_ref().to_owned();
        element.set(&key, &quick_xml::escape::unescape(&attribute.value)?);
    }
    Ok(element)
}

/// Writes a part.
pub(super) fn write(root: &Element) -> String {
    let mut out = String::with_capacity(16_000);
    out.push_str(xml::DECLARATION);
    into(root, &mut out);
    out
}

/// Appends an element.
pub(super) fn into(element: &Element, out: &mut String) {
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in &element.attributes {
        xml::attribute(name, value, out);
    }
    if element.children.is_empty() {
        return out.push_str("/>");
    }
    out.push('>');
    for child in &element.children {
        match child {
            Node::Element(element) => into(element, out),
            Node::Text(text) => xml::escape(text, out),
        }
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push('>');
}
