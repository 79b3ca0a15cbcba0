//! What the styles of an OpenDocument text say of its paragraphs, words and lists.

use std::collections::HashMap;

use crate::original::Across;
use crate::original::xml::{Attributes, Space};

/// A chain of styles is not followed further.
const LONGEST: usize = 32;

/// What a style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Look {
    parent: Option<String>,
    pub(super) strong: Option<bool>,
    pub(super) emphasis: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) across: Option<Across>,
}

/// A level of a list.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    pub(super) format: Option<String>,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) start: u32,
}

/// The styles of a file, by name.
#[derive(Debug, Default)]
pub(super) struct Styles {
    all: HashMap<String, Look>,
    style: Option<String>,
    /// The list styles by name: whether each level is numbered, with what stands before and after.
    pub(super) lists: HashMap<String, HashMap<u8, Level>>,
    list: Option<String>,
}

impl Styles {
    pub(super) fn look(&self, name: Option<&str>) -> Look {
        let (mut look, mut next) = (Look::default(), name);
        for _ in 0..LONGEST {
            let Some(style) = next.and_then(|name| self.all.get(name)) else { break };
            look.strong = look.strong.or(style.strong);
            look.emphasis = look.emphasis.or(style.emphasis);
            look.hidden = look.hidden.or(style.hidden);
            look.across = look.across.or(style.across);
            next = style.parent.as_deref();
        }
        look
    }

    /// The name of a style as people see it: automatic ones are named by their parent.
    pub(super) fn shown(&self, name: &str) -> String {
        let automatic = name.len() < 5 && name.ends_with(|c: char| c.is_ascii_digit());
        let parent = self.all.get(name).and_then(|look| look.parent.clone());
        let shown =
            if automatic { parent.unwrap_or_else(|| name.to_owned()) } else { name.to_owned() };
        shown.replace("_20_", " ")
    }

    pub(super) fn element(&mut self, space: Space, name: &str, attributes: &Attributes) {
        match (space, name) {
            (Space::Style, "style") => {
                let id = attributes.get(Space::Style, "name").unwrap_or_default().to_owned();
                let parent = attributes.get(Space::Style, "parent-style-name").map(str::to_owned);
                self.all.insert(id.clone(), Look { parent, ..Look::default() });
                self.style = Some(id);
            }
            (Space::Style, "text-properties" | "paragraph-properties") => {
                let Some(look) = self.style.as_ref().and_then(|id| self.all.get_mut(id)) else {
                    return;
                };
                let get = |name: &str| attributes.get(Space::Formatting, name);
                if let Some(weight) = get("font-weight") {
                    let heavy = weight.parse().is_ok_and(|weight: u32| weight >= 600);
                    look.strong = Some(weight == "bold" || heavy);
                }
                if let Some(style) = get("font-style") {
                    look.emphasis = Some(style != "normal");
                }
                match get("text-align") {
                    Some("center") => look.across = Some(Across::Center),
                    Some("end" | "right") => look.across = Some(Across::End),
                    Some(_) => look.across = Some(Across::Start),
                    None => {}
                }
                if let Some(display) = attributes.get(Space::Text, "display") {
                    look.hidden = Some(display == "none");
                }
            }
            (Space::Text, "list-style") => {
                self.list = attributes.get(Space::Style, "name").map(str::to_owned);
            }
            (Space::Text, "list-level-style-number" | "list-level-style-bullet") => {
                let Some(list) = self.list.clone() else { return };
                let level = attributes
                    .get(Space::Text, "level")
                    .and_then(|it| it.parse::<u8>().ok());
                let get =
                    |name: &str| attributes.get(Space::Style, name).unwrap_or_default().to_owned();
                let numbered = name.ends_with("number");
                let format = attributes.get(Space::Style, "num-format").map(str::to_owned);
                let start = attributes
                    .get(Space::Text, "start-value")
                    .and_then(|it| it.parse().ok());
                let level_style = Level {
                    format: format.filter(|format| numbered && !format.is_empty()),
                    before: get("num-prefix"),
                    after: get("num-suffix"),
                    start: start.unwrap_or(1),
                };
                let levels = self.lists.entry(list).or_default();
                levels.insert(level.unwrap_or(1).saturating_sub(1), level_style);
            }
            _ => {}
        }
    }
}
