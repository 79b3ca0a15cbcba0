//! The words of a finished letter, in their order.

use std::collections::HashMap;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{FinishedFormat, html, word_files};

/// A word, or a mark between words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) text: String,
    /// White space stands before it.
    pub(super) spaced: bool,
    /// The passage that it stands in, from 0.
    pub(super) passage: usize,
}

/// What a file says.
#[derive(Debug, Default)]
pub(super) struct Read {
    pub(super) words: Vec<Word>,
    /// It holds tracked changes.
    pub(super) tracked: bool,
}

/// Passages of text while a file is read.
#[derive(Debug, Default)]
pub(super) struct Passages {
    done: Vec<String>,
    open: String,
}

impl Passages {
    pub(super) fn push(&mut self, text: &str) {
        self.open.push_str(text);
    }

    /// Ends the passage.
    pub(super) fn end(&mut self) {
        let text = std::mem::take(&mut self.open);
        if !text.trim().is_empty() {
            self.done.push(text);
        }
    }

    pub(super) fn finish(mut self) -> Vec<String> {
        self.end();
        self.done
    }
}

/// Reads a finished letter; the error says in a few words what is wrong.
pub(super) fn read(bytes: &[u8], format: FinishedFormat) -> Result<Read, String> {
    let utf8 = || {
        let text = std::str::from_utf8(bytes).map_err(|_| "it is no text in UTF-8".to_owned())?;
        if text.contains('\0') {
            return Err("it is no text".to_owned());
        }
        Ok(text.trim_start_matches('\u{FEFF}'))
    };
    let (passages, tracked) = match format {
        FinishedFormat::Html => html::passages(utf8()?),
        FinishedFormat::Markdown => (markdown(utf8()?), false),
        FinishedFormat::Text => (text(utf8()?), false),
        FinishedFormat::Docx => word_files::docx(bytes)?,
        FinishedFormat::Odt => word_files::odt(bytes)?,
    };
    Ok(Read { words: words(passages.iter().map(String::as_str)), tracked })
}

/// The words of passages.
pub(super) fn words<'t>(passages: impl Iterator<Item = &'t str>) -> Vec<Word> {
    let mut words = Vec::new();
    for (passage, text) in passages.enumerate() {
        split(text, true, |text, spaced| words.push(Word { text, spaced, passage }));
    }
    words
}

/// Calls `put` with each word of a text, and whether white space stands before it, as it does before
/// the text where `spaced` says so. Returns whether white space stands at the end.
pub(super) fn split(text: &str, spaced: bool, mut put: impl FnMut(String, bool)) -> bool {
    let text: String = text.chars().filter(|c| !is_unseen(*c)).collect();
    let mut spaced = spaced;
    for word in text.split_word_bounds() {
        if word.trim().is_empty() {
            spaced = true;
        } else {
            put(word.to_owned(), std::mem::take(&mut spaced));
        }
    }
    spaced
}

/// Marks of direction and places to hyphenate: nobody sees them.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// How many of their words two texts share, in thousandths.
pub(super) fn likeness(old: &[Word], new: &[Word]) -> usize {
    let is_word = |word: &&Word| word.text.contains(char::is_alphanumeric);
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let (mut all, mut same) = (0, 0);
    for word in old.iter().filter(is_word) {
        all += 1;
        *counts.entry(&word.text).or_insert(0) += 1;
    }
    for word in new.iter().filter(is_word) {
        all += 1;
        if let Some(left) = counts.get_mut(word.text.as_str()).filter(|left| **left > 0) {
            *left -= 1;
            same += 2;
        }
    }
    (same * 1000_usize).checked_div(all).unwrap_or(0)
}

/// Paragraphs of lines; a line of marks alone divides.
fn text(text: &str) -> Vec<String> {
    let mut passages = Passages::default();
    for line in text.lines() {
        if !line.contains(char::is_alphanumeric) {
            passages.end();
            continue;
        }
        // The mark of a list is another in each program.
        let marks = ['-', '•', '*', '·', '–', '▪', '◦', '●'];
        let bare = line.trim_start();
        let item = bare
            .strip_prefix(marks)
            .filter(|rest| rest.starts_with(char::is_whitespace));
        if item.is_some() {
            passages.end();
        }
        passages.push(item.unwrap_or(bare));
        passages.push("\n");
    }
    passages.finish()
}

fn markdown(text: &str) -> Vec<String> {
    let mut passages = Passages::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Text(text) | Event::Code(text) => passages.push(&text),
            Event::SoftBreak | Event::HardBreak => passages.push("\n"),
            Event::Start(tag) if !is_inline(&tag.to_end()) => passages.end(),
            Event::End(tag) if !is_inline(&tag) => passages.end(),
            Event::Start(Tag::Image { .. }) | Event::Rule => passages.end(),
            _ => {}
        }
    }
    passages.finish()
}

fn is_inline(tag: &TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}
