//! A letter as the pages of its PDF, for the frame beside the form.

use serde::Serialize;
use tera::Context;

use crate::serve::answer::Answer;
use crate::serve::desk::{Desk, encoded};
use crate::serve::letter::OpenLetter;
use crate::serve::visitor::Visitor;
use crate::write::Format;

use super::{Fields, field};

/// A page as its picture is placed.
#[derive(Serialize)]
struct Page {
    number: usize,
    /// In pixels of CSS.
    width: u32,
    height: u32,
    alt: String,
}

/// Sizes of pages in percent, and the width of the frame.
const SIZES: &[&str] = &["fit", "50", "75", "100", "150", "200"];

/// The pages of the letter's PDF.
pub(in crate::serve) fn paper(
    desk: &Desk,
    visitor: &Visitor,
    path: &str,
    asked: &Fields,
) -> Answer {
    let Some(text) = desk.record(path) else {
        return Answer::plain(404, "There is no such letter.");
    };
    let language = field(asked, "language");
    let opened = OpenLetter::new(desk, text);
    let bytes = match opened.written(desk, path, language, Format::PDF) {
        Ok(written) => written.bytes,
        Err(findings) => return Answer::plain(422, &super::files::told(&findings)),
    };
    let paper = desk.papers.keep(bytes);
    let words = desk.words(visitor);
    let size = SIZES
        .iter()
        .find(|size| **size == field(asked, "size"))
        .unwrap_or(&"fit");
    // Points to pixels of CSS.
    let scale = size.parse().unwrap_or(100.0_f32) / 100.0 * 96.0 / 72.0;
    let count = paper.sizes().len().to_string();
    let pages = paper.sizes().enumerate().map(|(at, (width, height))| {
        let number = (at + 1).to_string();
        let view = words.say("screen");
        let values = [("page", number.as_str()), ("pages", &count), ("view", view)];
        let pixels = |points: f32| (points * scale).round().max(1.0) as u32;
        Page {
            number: at + 1,
            width: pixels(width),
            height: pixels(height),
            alt: words.fill("page-alt", &values),
        }
    });
    let mut context = Context::new();
    context.insert("print", &paper.print);
    context.insert("pages", &pages.collect::<Vec<_>>());
    context.insert("size", size);
    context.insert("sizes", SIZES);
    context.insert("href", &encoded(path));
    context.insert("tag", language);
    desk.page("paper.html", visitor, context).framed()
}

/// A page of a PDF that was made, as a picture.
pub(in crate::serve) fn sheet(desk: &Desk, print: &str, number: usize) -> Answer {
    let paper = desk.papers.get(print);
    let page = paper.zip(number.checked_sub(1)).and_then(|(paper, at)| paper.svg(at));
    match page {
        Some(page) => Answer::picture("image/svg+xml", page.as_bytes().to_vec()),
        None => Answer::plain(404, "There is no such page. Load the letter again."),
    }
}
