//! The passages of a page.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

use super::reading::Passages;

/// Elements that stand within a passage.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "dfn", "em", "font", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// The passages of a page, and whether it marks what was deleted.
pub(super) fn passages(page: &str) -> (Vec<String>, bool) {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(page));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let state = tokenizer.sink.state.into_inner();
    (state.passages.finish(), state.tracked)
}

#[derive(Default)]
struct Sink {
    state: RefCell<State>,
}

#[derive(Default)]
struct State {
    passages: Passages,
    /// How many elements are open that are not read.
    unread: usize,
    tracked: bool,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::CharacterTokens(text) if state.unread == 0 => state.passages.push(&text),
            Token::TagToken(tag) => return state.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl State {
    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let (name, starts) = (&*tag.name, tag.kind == TagKind::StartTag);
        let raw = match name {
            "script" => Some(RawKind::ScriptData),
            "style" | "noscript" | "iframe" => Some(RawKind::Rawtext),
            "title" | "textarea" => Some(RawKind::Rcdata),
            _ => None,
        };
        match name {
            "br" => self.passages.push("\n"),
            "del" => self.tracked = true,
            name if INLINE.contains(&name) => {}
            _ => self.passages.end(),
        }
        if raw.is_some() || name == "del" || name == "template" {
            self.unread = if starts { self.unread + 1 } else { self.unread.saturating_sub(1) };
        }
        match raw {
            Some(kind) if starts => TokenSinkResult::RawData(kind),
            _ => TokenSinkResult::Continue,
        }
    }
}
