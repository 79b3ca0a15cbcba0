//! Lists. A list holds paragraphs and lists alone, so a table in it stands between its halves.

use super::blocks::Position;
use super::story::StoryWriter;
use crate::document::Block;
use crate::write::layout::Style;

/// The list styles, by the names of their definitions.
pub(super) const BULLETS: &str = "Letter_20_Bullets";
pub(super) const FIGURES: &str = "Letter_20_Figures";

impl StoryWriter<'_, '_> {
    pub(super) fn list(&mut self, start: Option<u64>, items: &[Vec<Block>], position: Position) {
        if items.is_empty() {
            return;
        }
        let list = if start.is_some() { FIGURES } else { BULLETS };
        let style = match start {
            Some(_) => Style::ListNumber,
            None if position.schedule => Style::ScheduleItem,
            None => Style::ListBullet,
        };
        self.xml.open("text:list", &[("text:style-name", list)]);
        for (at, blocks) in items.iter().enumerate() {
            let number = start.filter(|_| at == 0).map(|start| start.to_string());
            let number = number.as_deref().map(|number| ("text:start-value", number));
            self.xml.open("text:list-item", number.as_slice());
            self.lists.push((list, "text:list-item"));
            // The first paragraph bears the number; an item that begins with anything else has a
            // line of its own for it.
            let rest = match blocks.split_first() {
                Some((Block::Paragraph { content }, rest)) => {
                    self.paragraph(style, content);
                    rest
                }
                _ => {
                    self.empty(style);
                    blocks
                }
            };
            self.blocks(rest, position.within(Style::ListContinue));
            if let Some((_, item)) = self.lists.pop() {
                self.xml.close(item);
            }
        }
        self.xml.close("text:list");
    }

    /// Closes all lists that are open, so that something else can stand between their halves.
    pub(super) fn leave_lists(&mut self) {
        for (_, item) in self.lists.iter().rev() {
            self.xml.close(item);
            self.xml.close("text:list");
        }
    }

    /// Opens them again, each going on in the item that was left.
    pub(super) fn enter_lists(&mut self) {
        for (list, item) in &mut self.lists {
            *item = "text:list-header";
            let attributes = [("text:style-name", *list), ("text:continue-numbering", "true")];
            self.xml.open("text:list", &attributes);
            self.xml.open(item, &[]);
        }
    }
}
