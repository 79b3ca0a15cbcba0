//! Lists that the prose writes by hand.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::check::Piece;

/// The items of one list: the bytes of each in the prose, from its first word to its last.
pub(super) type Items = Vec<Range<usize>>;

/// The lists of the letter's prose, outside of quotations.
pub(super) fn lists(letter: &Piece<'_>) -> Vec<Items> {
    let Some(body) = &letter.letter.body else {
        return Vec::new();
    };
    let begins = |line: &str| {
        let line = line.trim_start();
        line.starts_with(['-', '*', '+']) || line.starts_with(|c: char| c.is_ascii_digit())
    };
    // Most letters have no list, and are not parsed once more.
    if !body.0.lines().any(begins) {
        return Vec::new();
    }
    let (mut open, mut done): (Vec<(Items, bool)>, Vec<Items>) = (Vec::new(), Vec::new());
    let mut quotes = 0;
    for (event, range) in Parser::new_ext(&body.0, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::List(_)) => {
                // What follows an inner list is no longer the text of the item around it.
                if let Some((_, fresh)) = open.last_mut() {
                    *fresh = false;
                }
                open.push((Vec::new(), false));
            }
            Event::End(TagEnd::List(_)) => {
                if let Some((items, _)) = open.pop() {
                    done.extend((quotes == 0).then_some(items));
                }
            }
            Event::Start(Tag::Item) => {
                if let Some((items, fresh)) = open.last_mut() {
                    items.push(range.start..range.start);
                    *fresh = true;
                }
            }
            Event::Text(_) => {
                if let Some((items, true)) = open.last_mut()
                    && let Some(item) = items.last_mut()
                {
                    if Range::is_empty(item) {
                        item.start = range.start;
                    }
                    item.end = range.end;
                }
            }
            _ => {}
        }
    }
    for items in &mut done {
        items.retain(|item| !Range::is_empty(item));
    }
    done
}

/// What stands at the end of an item: a semicolon, a full stop or nothing. None where the item
/// only introduces an inner list.
pub(super) fn ending(body: &str, item: &Range<usize>) -> Option<char> {
    let text = body[item.clone()].trim_end();
    let text = ["and", "or"]
        .into_iter()
        .find_map(|word| {
            text.strip_suffix(word)
                .map(str::trim_end)
                .filter(|rest| rest.ends_with([';', ',']))
        })
        .unwrap_or(text);
    match text.chars().next_back()? {
        ':' => None,
        c @ (';' | '.' | ',') => Some(c),
        '?' | '!' => Some('.'),
        _ => Some(' '),
    }
}
