//! What the styles of a Word file say of its paragraphs and runs (ECMA-376, part 1, section 17.7).

use std::collections::HashMap;

use crate::original::Across;
use crate::original::xml::{Attributes, Space, Visitor, visit};

/// A chain of styles is not followed further.
const LONGEST: usize = 32;

/// What a style says, or a paragraph or run itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) across: Option<Across>,
    /// It begins on a new page.
    pub(super) on_new_page: Option<bool>,
    /// From 0; 9 is text.
    pub(super) outline: Option<u8>,
    /// The list and the level.
    pub(super) list: (Option<u32>, Option<u8>),
}

impl Look {
    /// Takes what an element of `w:rPr` or `w:pPr` says.
    pub(super) fn read(&mut self, name: &str, attributes: &Attributes) {
        let value = attributes.get(Space::Word, "val");
        let on = || Some(!matches!(value, Some("0" | "false" | "off" | "none")));
        match name {
            "b" => self.strong = on(),
            "i" => self.emphasis = on(),
            "vanish" => self.hidden = on(),
            "pageBreakBefore" => self.on_new_page = on(),
            "outlineLvl" => self.outline = value.and_then(|it| it.parse().ok()),
            "numId" => self.list.0 = value.and_then(|it| it.parse().ok()),
            "ilvl" => self.list.1 = value.and_then(|it| it.parse().ok()),
            "jc" => {
                self.across = match value {
                    Some("center") => Some(Across::Center),
                    Some("right" | "end") => Some(Across::End),
                    Some(_) => Some(Across::Start),
                    None => None,
                }
            }
            _ => {}
        }
    }

    /// What it says, and where it says nothing what `other` does.
    pub(super) fn over(&self, other: &Self) -> Self {
        Self {
            strong: self.strong.or(other.strong),
            emphasis: self.emphasis.or(other.emphasis),
            hidden: self.hidden.or(other.hidden),
            across: self.across.or(other.across),
            on_new_page: self.on_new_page.or(other.on_new_page),
            outline: self.outline.or(other.outline),
            list: (self.list.0.or(other.list.0), self.list.1.or(other.list.1)),
        }
    }
}

#[derive(Debug, Default)]
struct Style {
    name: Option<String>,
    based_on: Option<String>,
    look: Look,
}

/// The styles by their ids.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Style>,
    /// Of paragraphs that name none.
    usual: Option<String>,
}

impl Styles {
    pub(super) fn read(xml: &str) -> Result<Self, String> {
        let mut reader = Reader::default();
        if !xml.is_empty() {
            visit(xml, &mut reader)?;
        }
        Ok(reader.styles)
    }

    /// What a style says, with those that it is based on.
    pub(super) fn look(&self, id: Option<&str>) -> Look {
        let (mut look, mut next) = (Look::default(), id.or(self.usual.as_deref()));
        for _ in 0..LONGEST {
            let Some(style) = next.and_then(|id| self.all.get(id)) else { break };
            look = look.over(&style.look);
            next = style.based_on.as_deref();
        }
        look
    }

    /// What people call a style.
    pub(super) fn name(&self, id: &str) -> String {
        let style = self.all.get(id);
        style
            .and_then(|style| style.name.clone())
            .unwrap_or_else(|| id.to_owned())
    }
}

#[derive(Default)]
struct Reader {
    styles: Styles,
    open: Option<(String, Style)>,
}

impl Visitor for Reader {
    fn start(
        &mut self,
        (space, name): (Space, &str),
        attributes: &Attributes,
    ) -> Result<(), String> {
        if space != Space::Word {
            return Ok(());
        }
        let get = |name: &str| attributes.get(Space::Word, name);
        if name == "style" {
            let id = get("styleId").unwrap_or_default().to_owned();
            let usual = matches!(get("default"), Some("1" | "true" | "on"));
            if usual && get("type") == Some("paragraph") {
                self.styles.usual = Some(id.clone());
            }
            self.open = Some((id, Style::default()));
        } else if let Some((_, style)) = &mut self.open {
            match name {
                "name" => style.name = get("val").map(str::to_owned),
                "basedOn" => style.based_on = get("val").map(str::to_owned),
                name => style.look.read(name, attributes),
            }
        }
        Ok(())
    }

    fn end(&mut self, name: (Space, &str)) -> Result<(), String> {
        if name == (Space::Word, "style")
            && let Some((id, style)) = self.open.take()
        {
            self.styles.all.insert(id, style);
        }
        Ok(())
    }

    fn text(&mut self, _: &str) -> Result<(), String> {
        Ok(())
    }
}
