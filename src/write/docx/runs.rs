//! Runs: running text, tagged with its language and its direction.

use super::bidi;
use super::relations::{self, Kind};
use super::story::StoryWriter;
use super::styles::CharacterStyle;
use super::xml;
use crate::document::{Inline, MAX_DEPTH};
use crate::write::layout::findings;

impl StoryWriter<'_, '_> {
    /// Writes running text.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        self.styled(inlines, CharacterStyle::default(), false, 0);
    }

    fn styled(
        &mut self,
        inlines: &[Inline],
        character: CharacterStyle,
        linked: bool,
        depth: usize,
    ) {
        if depth > MAX_DEPTH {
            self.too_deep();
            return;
        }
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.text(text, character),
                Inline::Date { text, .. } => self.text(text, character.dated()),
                Inline::Strong { content } => {
                    self.styled(content, character.strong(), linked, depth + 1);
                }
                Inline::Emphasis { content } => {
                    self.styled(content, character.emphasised(), linked, depth + 1);
                }
                // A link within a link leads nowhere of its own.
                Inline::Link { content, .. } if linked || !self.links => {
                    self.styled(content, character, true, depth + 1);
                }
                Inline::Link { href, content } => self.link(href, content, character, depth),
                Inline::Break => {
                    self.open_run("", character, self.language.rtl);
                    self.out.push_str("<w:br/></w:r>");
                }
            }
        }
    }

    fn link(&mut self, href: &str, content: &[Inline], character: CharacterStyle, depth: usize) {
        if let Some(finding) = findings::unsafe_link(self.member, href) {
            self.state.findings.push(finding);
            return;
        }
        let number = self.relations.to(Kind::Hyperlink, &relations::address(href));
        self.out.push_str("<w:hyperlink r:id=\"");
        relations::push_id(number, &mut self.out);
        self.out.push_str("\" w:history=\"1\">");
        self.styled(content, character.linked(), true, depth + 1);
        self.out.push_str("</w:hyperlink>");
    }

    /// Writes text, a run for each direction it runs in. The marks around one that runs against
    /// the letter are for programs that go by characters alone.
    pub(super) fn text(&mut self, text: &str, character: CharacterStyle) {
        let letter = self.language.rtl;
        for (stretch, rtl) in bidi::stretches(text, letter) {
            if rtl == letter {
                self.run(stretch, character, rtl);
            } else {
                self.run(&bidi::marked(stretch, rtl), character, rtl);
            }
        }
    }

    fn run(&mut self, text: &str, character: CharacterStyle, rtl: bool) {
        if text.is_empty() {
            return;
        }
        self.open_run(text, character, rtl);
        let mut rest = text;
        while let Some(at) = rest.find(['\t', '\n', '\r']) {
            self.characters(&rest[..at]);
            self.out
                .push_str(if rest.as_bytes()[at] == b'\t' { "<w:tab/>" } else { "<w:br/>" });
            let width = if rest[at..].starts_with("\r\n") { 2 } else { 1 };
            rest = &rest[at + width..];
        }
        self.characters(rest);
        self.out.push_str("</w:r>");
    }

    fn characters(&mut self, text: &str) {
        if !text.is_empty() {
            self.out.push_str("<w:t xml:space=\"preserve\">");
            xml::escape(text, &mut self.out);
            self.out.push_str("</w:t>");
        }
    }

    /// Opens a run with its properties, in the order of CT_RPr.
    pub(super) fn open_run(&mut self, text: &str, character: CharacterStyle, rtl: bool) {
        self.out.push_str("<w:r><w:rPr>");
        if character != CharacterStyle::default() {
            self.state.use_character(character);
            self.out.push_str("<w:rStyle w:val=\"");
            character.push(self.state.names, &mut self.out);
            self.out.push_str("\"/>");
        }
        if self.language.cjk {
            self.out.push_str("<w:rFonts w:hint=\"eastAsia\"/>");
        }
        if rtl {
            self.out.push_str("<w:rtl/>");
        }
        self.language.tag_run(rtl, text, &mut self.out);
        self.out.push_str("</w:rPr>");
    }

    /// Notes, once, that the letter nests deeper than a letter may.
    pub(super) fn too_deep(&mut self) {
        if !self
            .state
            .findings
            .iter()
            .any(|finding| finding.rule == findings::TOO_DEEP)
        {
            self.state.findings.push(findings::too_deep(self.member));
        }
    }
}
