//! A difference as one page: the sentences on top, below them the words of both letters.

use std::fmt::Write as _;

use super::Difference;
use super::page::{Line, Part};
use super::words::DifferenceWords;
use crate::document::Direction;
use crate::pattern::fill;
use crate::text::slug;
use crate::write::html::{escaped, escaped_attribute as attribute};

const STYLE: &str = include_str!("difference.css");

/// The difference as an accessible page without script or request.
pub fn html(difference: &Difference) -> String {
    let words = &difference.words;
    let title = fill(words.page("title"), &[("old", &difference.old), ("new", &difference.new)]);
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{}</h1>\n",
        attribute(&difference.language),
        difference.direction.name(),
        escaped(&title),
        in_direction(&title, difference)
    );
    one(difference, words, 2, &mut out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

/// What a reader of the letter sees, as sections of another page; empty where that is nothing.
pub fn section(difference: &Difference, level: u8) -> String {
    let mut out = String::new();
    let letters = std::iter::once(difference).chain(&difference.enclosed);
    for told in letters.filter(|told| told.changes.iter().any(|change| change.in_letter)) {
        let words = &told.words;
        let head = match &told.old_date {
            Some(date) => fill(words.page("since"), &[("date", date)]),
            None => fill(words.page("title"), &[("old", &told.old), ("new", &told.new)]),
        };
        // Writing to a String cannot fail.
        let _ = writeln!(
            out,
            "<section class=\"difference\" lang=\"{}\" dir=\"{}\">\n<h{level}>{}</h{level}>\n<ul>",
            attribute(&told.language),
            told.direction.name(),
            in_direction(&head, told)
        );
        for change in told.changes.iter().filter(|change| change.in_letter) {
            let _ = writeln!(out, "<li>{}</li>", in_direction(&change.sentence, told));
        }
        out.push_str("</ul>\n</section>\n");
    }
    out
}

fn one(difference: &Difference, words: &DifferenceWords, level: u8, out: &mut String) {
    // Writing to a String cannot fail.
    if difference.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escaped(words.page("nothing")));
        return;
    }
    let numbers = sentences(difference, words, level, out);
    let behind = difference
        .versions_behind
        .iter()
        .map(|tag| fill(words.page("version-behind"), &[("language", tag)]));
    let not_compared = difference
        .not_compared
        .iter()
        .map(|why| fill(words.page("not-compared"), &[("why", why)]));
    let unexplained = (difference.unexplained > 0).then(|| {
        fill(words.page("unexplained"), &[("number", &difference.unexplained.to_string())])
    });
    for remark in behind.chain(not_compared).chain(unexplained) {
        let _ = writeln!(out, "<p class=\"remark\">{}</p>", escaped(&remark));
    }
    if !difference.page.is_empty() {
        let (language, direction) = &difference.letter;
        let _ = writeln!(
            out,
            "<h{level}>{}</h{level}>\n<div class=\"heads\" aria-hidden=\"true\"><p>{}: {}</p><p>{}: {}</p></div>\n\
             <div class=\"letter\" lang=\"{}\" dir=\"{}\">",
            escaped(words.page("words")),
            escaped(words.page("before")),
            escaped(&difference.old),
            escaped(words.page("after")),
            escaped(&difference.new),
            attribute(language),
            direction.name()
        );
        let passages = Passages { difference, words, numbers: &numbers };
        difference.page.iter().for_each(|line| passages.passage(line, out));
        out.push_str("</div>\n");
    }
    for enclosed in &difference.enclosed {
        let head = format!("{} {} → {}", words.page("enclosed"), enclosed.old, enclosed.new);
        let _ = writeln!(out, "<section>\n<h{level}>{}</h{level}>", escaped(&head));
        one(enclosed, words, (level + 1).min(6), out);
        out.push_str("</section>\n");
    }
}

/// The lists of sentences; the number of each change in them, in the order of the changes.
fn sentences(
    difference: &Difference,
    words: &DifferenceWords,
    level: u8,
    out: &mut String,
) -> Vec<usize> {
    let mut numbers = vec![0; difference.changes.len()];
    let mut next = 1;
    for (head, in_letter) in [("in-letter", true), ("in-record", false)] {
        let changes = difference.changes.iter().enumerate();
        let changes: Vec<_> = changes.filter(|(_, it)| it.in_letter == in_letter).collect();
        if changes.is_empty() {
            continue;
        }
        let head = escaped(words.page(head));
        let _ = writeln!(out, "<h{level}>{head}</h{level}>\n<ol start=\"{next}\">");
        for (at, change) in changes {
            let id = attribute(&id(difference, next));
            let _ = writeln!(
                out,
                "<li id=\"{id}\">{}</li>",
                in_direction(&change.sentence, difference)
            );
            numbers[at] = next;
            next += 1;
        }
        out.push_str("</ol>\n");
    }
    numbers
}

/// What the page calls a change: that of an enclosed letter by its letter.
fn id(difference: &Difference, number: usize) -> String {
    format!("{}-{number}", slug(&difference.new))
}

struct Passages<'d> {
    difference: &'d Difference,
    words: &'d DifferenceWords,
    /// The numbers of the changes in the lists of sentences.
    numbers: &'d [usize],
}

impl Passages<'_> {
    /// A passage in the words of the old letter and of the new one beside each other; on a narrow
    /// screen and on paper the new one alone, with what was dropped before what was added.
    fn passage(&self, line: &Line, out: &mut String) {
        let part = line.part.name();
        if line.is_same() {
            let text: String = line.pieces.iter().map(|piece| piece.text.as_str()).collect();
            let text = breaks(&text);
            let _ = writeln!(
                out,
                "<div class=\"same {part}\"><p class=\"old\" aria-hidden=\"true\">{text}</p><p class=\"new\">{text}</p></div>"
            );
            return;
        }
        let _ = write!(out, "<div class=\"changed {part}\"><p class=\"old\">");
        self.pieces(line, Part::New, out);
        out.push_str("</p><p class=\"new\">");
        self.pieces(line, Part::Both, out);
        out.push_str("</p></div>\n");
    }

    /// The pieces of a passage without those that stand in one letter alone; all of them without
    /// none.
    fn pieces(&self, line: &Line, without: Part, out: &mut String) {
        let pieces = line.pieces.iter();
        let mut pieces = pieces
            .filter(|piece| without == Part::Both || piece.stands != without)
            .peekable();
        while let Some(piece) = pieces.next() {
            let text = breaks(&piece.text);
            let (element, label) = match piece.stands {
                Part::Both => {
                    out.push_str(&text);
                    continue;
                }
                Part::Old => ("del", "dropped"),
                Part::New => ("ins", "added"),
            };
            // The label is spoken; the marks say it to the eye.
            let _ = write!(
                out,
                "<{element}><span class=\"label\">{} </span>{text}</{element}>",
                escaped(self.words.page(label))
            );
            let number = piece.change.and_then(|at| self.numbers.get(at));
            let goes_on = pieces.peek().is_some_and(|next| next.change == piece.change);
            if let Some(number) = number.filter(|_| !goes_on) {
                let told = fill(self.words.page("change"), &[("number", &number.to_string())]);
                let _ = write!(
                    out,
                    "<a class=\"why\" href=\"#{}\" aria-label=\"{}\">{number}</a>",
                    attribute(&id(self.difference, *number)),
                    attribute(&told)
                );
            }
        }
    }
}

/// A text of the reader's language; where that runs from right to left, names as
/// `2026-09-14-pga-briefing` in it run from left to right.
fn in_direction(text: &str, difference: &Difference) -> String {
    let is_name = |word: &str| {
        word.is_ascii() && word.contains(char::is_alphabetic) && word.contains(['-', '/', '_'])
    };
    if difference.direction != Direction::Rtl {
        return escaped(text);
    }
    let inner = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '/' | '_' | '.');
    let mut out = String::new();
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c: char| !inner(c)).unwrap_or(rest.len());
        let word = rest[..end].trim_end_matches(['.', '/', '-']);
        match is_name(word) {
            true => out.push_str(&format!("<bdi dir=\"ltr\">{}</bdi>", escaped(word))),
            false => out.push_str(&escaped(word)),
        }
        let next = rest[end..].find(inner).map_or(rest.len(), |at| end + at);
        out.push_str(&escaped(&rest[word.len()..next]));
        rest = &rest[next..];
    }
    out
}

fn breaks(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}
