//! Running text: white space as the format counts it, emphasis, links, pictures.

use super::story::StoryWriter;
use crate::document::{Inline, MAX_DEPTH};
use crate::text::percent;
use crate::write::bidi;
use crate::write::layout::{Style, findings, pictures};

/// English metric units in a millimetre.
const EMU: f64 = 36_000.0;

impl StoryWriter<'_, '_> {
    /// Writes running text.
    pub(super) fn inlines(&mut self, inlines: &[Inline]) {
        self.nested(inlines, false, 0);
    }

    fn nested(&mut self, inlines: &[Inline], linked: bool, depth: usize) {
        if depth > MAX_DEPTH {
            self.too_deep();
            return;
        }
        for inline in inlines {
            match inline {
                Inline::Text { text } => self.text(text),
                Inline::Date { text, .. } => {
                    self.span(Style::Date, |writer| writer.text(text));
                }
                Inline::Strong { content } => {
                    self.span(Style::Strong, |writer| writer.nested(content, linked, depth + 1));
                }
                Inline::Emphasis { content } => {
                    self.span(Style::Emphasis, |writer| writer.nested(content, linked, depth + 1));
                }
                // A link within a link leads nowhere of its own.
                Inline::Link { content, .. } if linked => self.nested(content, true, depth + 1),
                Inline::Link { href, content } => self.link(href, content, depth),
                Inline::Break => self.line_break(),
            }
        }
    }

    fn span(&mut self, style: Style, content: impl FnOnce(&mut Self)) {
        let name = self.state.style(style, self.set);
        self.xml.open("text:span", &[("text:style-name", &name)]);
        content(self);
        self.xml.close("text:span");
    }

    fn link(&mut self, href: &str, content: &[Inline], depth: usize) {
        if let Some(finding) = findings::unsafe_link(self.member, href) {
            self.state.findings.push(finding);
            return;
        }
        let href = percent::encode(href, percent::ADDRESS);
        let style = self.state.style(Style::Hyperlink, self.set);
        let attributes = [
            ("xlink:type", "simple"),
            ("xlink:href", href.as_str()),
            ("text:style-name", &style),
            ("text:visited-style-name", &style),
        ];
        self.xml.open("text:a", &attributes);
        self.nested(content, true, depth + 1);
        self.xml.close("text:a");
    }

    fn line_break(&mut self) {
        self.xml.empty("text:line-break", &[]);
        self.spaced = true;
    }

    /// Writes text, with isolates where it runs the other way: the format has no direction of runs.
    pub(super) fn text(&mut self, text: &str) {
        let rtl = self.styles().rtl;
        self.characters(&bidi::isolated(text, rtl));
    }

    /// Writes characters; a space behind a space, a tab and a line break are elements (OpenDocument
    /// 1.3, part 3, section 6.1).
    fn characters(&mut self, text: &str) {
        let mut from = 0;
        for (at, c) in text.char_indices() {
            let element = match c {
                ' ' if self.spaced => "text:s",
                '\t' => "text:tab",
                '\n' => "text:line-break",
                '\r' if text[at + 1..].starts_with('\n') => "",
                '\r' => "text:line-break",
                _ => {
                    self.spaced = c == ' ';
                    continue;
                }
            };
            self.plain(&text[from..at]);
            from = at + 1;
            if !element.is_empty() {
                self.xml.empty(element, &[]);
                self.spaced = true;
            }
        }
        self.plain(&text[from..]);
    }

    fn plain(&mut self, text: &str) {
        if !text.is_empty() {
            self.xml.text(text);
        }
    }

    /// Writes a picture within the line: so many millimetres high, unless that makes it wider than
    /// `widest` twips.
    pub(super) fn picture(&mut self, name: &str, alt: &str, height: f32, widest: i32) {
        let found = findings::picture(self.state.package, self.member, name);
        let (name, picture) = match found {
            Ok(found) => found,
            Err(finding) => return self.state.findings.push(finding),
        };
        let known = self.state.media.iter().position(|other| *other == name);
        let at = known.unwrap_or_else(|| {
            self.state.media.push(name);
            self.state.media.len() - 1
        });
        let file = self.state.media_file(at);
        self.state.numbered.1 += 1;
        let name = format!("Picture {}", self.state.numbered.1);
        let (width, height) = pictures::extent(picture.size, height, widest);
        #[allow(clippy::cast_precision_loss, reason = "no page is so large")]
        let [width, height] = [width, height].map(|length| format!("{:.3}mm", length as f64 / EMU));
        let frame = [
            ("draw:name", name.as_str()),
            ("text:anchor-type", "as-char"),
            ("svg:width", &width),
            ("svg:height", &height),
        ];
        self.xml.open("draw:frame", &frame);
        let image = [
            ("xlink:href", file.as_str()),
            ("xlink:type", "simple"),
            ("xlink:show", "embed"),
            ("xlink:actuate", "onLoad"),
        ];
        self.xml.empty("draw:image", &image);
        if !alt.is_empty() {
            self.xml.open("svg:desc", &[]);
            self.xml.text(alt);
            self.xml.close("svg:desc");
        }
        self.xml.close("draw:frame");
        self.spaced = false;
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
