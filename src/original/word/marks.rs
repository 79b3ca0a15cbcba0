//! Comments of a Word file.

use crate::original::Noticed;
use crate::original::builder::Builder;
use crate::original::xml::{Attributes, Space, Visitor, visit};

/// Notes each comment, with who wrote it.
pub(super) fn comments(xml: &str, builder: &mut Builder) -> Result<(), String> {
    let mut reader = Reader { builder, author: String::new(), said: String::new() };
    if xml.is_empty() { Ok(()) } else { visit(xml, &mut reader) }
}

struct Reader<'b> {
    builder: &'b mut Builder,
    author: String,
    said: String,
}

impl Visitor for Reader<'_> {
    fn start(&mut self, name: (Space, &str), attributes: &Attributes) -> Result<(), String> {
        if name == (Space::Word, "comment") {
            self.author = attributes.get(Space::Word, "author").unwrap_or_default().to_owned();
            self.said.clear();
        }
        Ok(())
    }

    fn end(&mut self, name: (Space, &str)) -> Result<(), String> {
        if name == (Space::Word, "comment") {
            let said = self.said.split_whitespace().collect::<Vec<_>>().join(" ");
            self.builder
                .notice(Noticed::Comment, format!("{}: {said}", self.author));
        } else if name == (Space::Word, "p") {
            self.said.push(' ');
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), String> {
        self.said.push_str(text);
        Ok(())
    }
}
