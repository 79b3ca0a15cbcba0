//! Runs: running text, tagged with its language and its direction.

use super::bidi;
use super::desk::at_name;
use super::pen::Pen;
use super::relations::{self, Kind};
use super::styles::Dress;
use super::xml;
use crate::document::{Inline, MAX_DEPTH};
use crate::finding::Finding;

impl Pen<'_, '_> {
    /// Writes running text.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        self.dressed(inlines, Dress::default(), false, 0);
    }

    fn dressed(&mut self, inlines: &[Inline], dress: Dress, linked: bool, depth: usize) {
        if depth > MAX_DEPTH {
            self.too_deep();
            return;
        }
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.text(text, dress),
                Inline::Date { text, .. } => self.text(text, dress.dated()),
                Inline::Strong { content } => {
                    self.dressed(content, dress.strong(), linked, depth + 1);
                }
                Inline::Emphasis { content } => {
                    self.dressed(content, dress.emphasised(), linked, depth + 1);
                }
                // A link within a link leads nowhere of its own.
                Inline::Link { content, .. } if linked || !self.links => {
                    self.dressed(content, dress, true, depth + 1);
                }
                Inline::Link { href, content } => self.link(href, content, dress, depth),
                Inline::Break => {
                    self.open_run("", dress, self.language.rtl);
                    self.out.push_str("<w:br/></w:r>");
                }
            }
        }
    }

    fn link(&mut self, href: &str, content: &[Inline], dress: Dress, depth: usize) {
        let scheme = href.split(':').next().unwrap_or_default().to_ascii_lowercase();
        if !href.contains(':') || !matches!(scheme.as_str(), "http" | "https" | "mailto") {
            let finding = Finding::error(
                "unsafe-link",
                format!("the link `{href}` leads neither to the web nor to a mailbox"),
            )
            .help("links begin with `https:`, `http:` or `mailto:`");
            self.desk.findings.push(at_name(finding, self.member, href));
            return;
        }
        let number = self.relations.to(Kind::Hyperlink, &relations::address(href));
        self.out.push_str("<w:hyperlink r:id=\"");
        relations::push_id(number, &mut self.out);
        self.out.push_str("\" w:history=\"1\">");
        self.dressed(content, dress.linked(), true, depth + 1);
        self.out.push_str("</w:hyperlink>");
    }

    /// Writes text, a run for each direction it runs in.
    pub(super) fn text(&mut self, text: &str, dress: Dress) {
        let rtl = self.language.rtl;
        if !rtl && (text.is_ascii() || !text.chars().any(bidi::is_rtl)) {
            self.run(text, dress, false);
            return;
        }
        for (stretch, rtl) in bidi::stretches(text, rtl) {
            self.run(stretch, dress, rtl);
        }
    }

    fn run(&mut self, text: &str, dress: Dress, rtl: bool) {
        if text.is_empty() {
            return;
        }
        self.open_run(text, dress, rtl);
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
    pub(super) fn open_run(&mut self, text: &str, dress: Dress, rtl: bool) {
        self.out.push_str("<w:r><w:rPr>");
        if dress != Dress::default() {
            self.desk.wear(dress);
            self.out.push_str("<w:rStyle w:val=\"");
            dress.push(self.desk.names, &mut self.out);
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
        const RULE: &str = "nested-too-deep";
        if self.desk.findings.iter().any(|finding| finding.rule == RULE) {
            return;
        }
        let message =
            format!("the letter `{}` nests deeper than {MAX_DEPTH} levels", self.member.id);
        let finding = Finding::error(RULE, message).help("take lists or quotes out of one another");
        self.desk.findings.push(finding);
    }
}
