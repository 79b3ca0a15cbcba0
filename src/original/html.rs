//! Pages: what a browser would show, in its order.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::builder::{Builder, Read, RunStyle};
use super::{Across, Area, Cell, Item, Noticed, xml};

/// Elements that stand within a paragraph.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img",
    "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr",
];

/// Elements whose text nobody sees, or which is no text of the letter.
const UNREAD: &[&str] = &[
    "script", "style", "noscript", "template", "del", "title", "head", "nav", "textarea", "iframe",
];

pub(super) fn read(page: &str) -> Result<Read, String> {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    match state.failed {
        Some(why) => Err(why),
        None => state.builder.finish(),
    }
}

struct Sink {
    state: RefCell<State>,
}

impl Default for Sink {
    fn default() -> Self {
        Self { state: RefCell::new(State::new()) }
    }
}

struct State {
    builder: Builder,
    failed: Option<String>,
    unread: Vec<String>,
    strong: usize,
    emphasis: usize,
    links: Vec<Option<String>>,
    /// The next number of each open list; none for bullets.
    lists: Vec<Option<u64>>,
    item: Option<Item>,
    heading: Option<u8>,
    across: Vec<(String, Across)>,
    /// The class of the paragraph, which is its style.
    class: Option<String>,
    areas: Vec<Area>,
    tables: usize,
    cells: Vec<Cell>,
    /// White space stands before what comes.
    spaced: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.unread.is_empty() => state.text(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn new() -> Self {
        Self {
            builder: Builder::new(),
            failed: None,
            unread: Vec::new(),
            strong: 0,
            emphasis: 0,
            links: Vec::new(),
            lists: Vec::new(),
            item: None,
            heading: None,
            across: Vec::new(),
            class: None,
            areas: Vec::new(),
            tables: 0,
            cells: Vec::new(),
            spaced: false,
        }
    }

    fn text(&mut self, text: &str) {
        let style = RunStyle {
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            href: self.links.iter().flatten().last().cloned(),
        };
        let (area, cell) =
            (self.areas.last().copied().unwrap_or_default(), self.cells.last().copied());
        let (across, heading) =
            (self.across.last().map(|it| it.1).unwrap_or_default(), self.heading);
        let paragraph = self.builder.paragraph();
        (paragraph.area, paragraph.cell, paragraph.heading) = (area, cell, heading);
        paragraph.across = across;
        paragraph.style.clone_from(&self.class);
        if !text.trim().is_empty()
            && let Some(item) = self.item.take()
        {
            self.builder.paragraph().item = Some(item);
        }
        // Browsers fold white space, also across elements.
        let mut folded = String::with_capacity(text.len());
        for c in text.chars() {
            let space = matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}');
            if !space {
                folded.push(c);
            } else if !self.spaced {
                folded.push(' ');
            }
            self.spaced = space;
        }
        self.builder.text(&folded, &style);
    }

    fn end(&mut self) {
        self.spaced = true;
        if let Err(why) = self.builder.end() {
            self.failed.get_or_insert(why);
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let (name, starts) = (&*tag.name, tag.kind == TagKind::StartTag);
        let raw = match name {
            "script" => Some(RawKind::ScriptData),
            "style" | "noscript" | "iframe" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        if UNREAD.contains(&name) {
            if starts && !tag.self_closing {
                if name == "del" && self.unread.is_empty() {
                    self.builder.notice(Noticed::TrackedChange, "");
                }
                self.unread.push(name.to_owned());
            } else if let Some(at) = self.unread.iter().rposition(|it| it == name) {
                self.unread.truncate(at);
            }
            return match raw {
                Some(kind) if starts => TokenSinkResult::RawData(kind),
                _ => TokenSinkResult::Continue,
            };
        }
        // A page whose head is not closed has a body nevertheless.
        if name == "body" && starts {
            self.unread.clear();
        }
        if self.unread.is_empty() {
            self.element(name, tag, starts);
        }
        TokenSinkResult::Continue
    }

    fn element(&mut self, name: &str, tag: &Tag, starts: bool) {
        let attribute = |wanted: &str| {
            let mut all = tag.attrs.iter();
            all.find(|it| &*it.name.local == wanted)
                .map(|it| it.value.to_string())
        };
        if name == "br" {
            self.builder.line_break();
            self.spaced = true;
            return;
        }
        if !INLINE.contains(&name) {
            self.end();
            let style = attribute("style").unwrap_or_default().replace(' ', "").to_lowercase();
            let breaks = ["page-break-before:always", "break-before:page"]
                .iter()
                .any(|it| style.contains(it));
            if starts && (matches!(name, "article" | "hr") || breaks) {
                self.builder.page_break();
            }
        }
        let count = |count: &mut usize| {
            *count = if starts { *count + 1 } else { count.saturating_sub(1) };
        };
        match name {
            "b" | "strong" => count(&mut self.strong),
            "i" | "em" | "cite" | "dfn" | "var" => count(&mut self.emphasis),
            "a" if starts => self.links.push(attribute("href").and_then(|it| xml::href(&it))),
            "a" => {
                self.links.pop();
            }
            "img" if starts => {
                let alt = attribute("alt").filter(|alt| !alt.is_empty());
                let shown = alt.unwrap_or_else(|| "without a description".to_owned());
                self.builder.notice(Noticed::Picture, shown);
            }
            "ul" | "menu" if starts => self.lists.push(None),
            "ol" if starts => {
                let start = attribute("start").and_then(|it| it.parse().ok()).unwrap_or(1);
                self.lists.push(Some(start));
            }
            "ul" | "menu" | "ol" => {
                self.lists.pop();
            }
            "li" if starts => self.begin_item(),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.heading = starts.then(|| name.as_bytes()[1] - b'0');
            }
            "header" | "footer" | "aside" => {
                let area = match name {
                    "header" => Area::Header,
                    "footer" => Area::Footer,
                    _ => Area::Box,
                };
                if starts { self.areas.push(area) } else { self.areas.pop().map_or((), |_| ()) }
            }
            "table" if starts => {
                self.cells.push(Cell { table: self.tables, row: 0, column: 0 });
                self.tables += 1;
            }
            "table" => {
                self.cells.pop();
            }
            "td" | "th" if !starts => {
                if let Some(cell) = self.cells.last_mut() {
                    cell.column += 1;
                }
            }
            "tr" if !starts => {
                if let Some(cell) = self.cells.last_mut() {
                    (cell.row, cell.column) = (cell.row + 1, 0);
                }
            }
            "p" | "div" | "center" | "section" => {
                if name == "p" {
                    self.class = attribute("class").filter(|class| starts && !class.is_empty());
                }
                if starts {
                    let style = attribute("style").unwrap_or_default().replace(' ', "");
                    let align = attribute("align").unwrap_or_default();
                    let usual = self.across.last().map(|it| it.1).unwrap_or_default();
                    let across = if name == "center"
                        || align == "center"
                        || style.contains("text-align:center")
                    {
                        Across::Center
                    } else if align == "right"
                        || style.contains("text-align:right")
                        || style.contains("text-align:end")
                    {
                        Across::End
                    } else {
                        usual
                    };
                    self.across.push((name.to_owned(), across));
                } else if let Some(at) = self.across.iter().rposition(|it| it.0 == name) {
                    self.across.truncate(at);
                }
            }
            _ => {}
        }
    }

    fn begin_item(&mut self) {
        let level = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let (mark, numbered) = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                (format!("{}.", *number - 1), true)
            }
            _ => ("•".to_owned(), false),
        };
        self.item = Some(Item { level, mark, numbered });
    }
}
