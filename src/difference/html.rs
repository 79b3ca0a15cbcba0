//! A difference as one page: the sentences on top, below them the words of both letters.

use std::fmt::Write as _;

use super::page::{Line, Part};
use super::words::DifferenceWords;
use super::{Change, Difference};
use crate::pattern::fill;
use crate::write::html::{escaped, escaped_attribute as attribute};

const STYLE: &str = include_str!("difference.css");

/// The difference as an accessible page without script or request.
pub fn html(difference: &Difference) -> String {
    let words = &difference.words;
    let title =
        escaped(&fill(words.page("title"), &[("old", &difference.old), ("new", &difference.new)]));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n",
        attribute(&difference.language),
        difference.direction.name()
    );
    one(difference, words, 2, &mut out);
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn one(difference: &Difference, words: &DifferenceWords, level: u8, out: &mut String) {
    // Writing to a String cannot fail.
    if difference.is_empty() {
        let _ = writeln!(out, "<p>{}</p>", escaped(words.page("nothing")));
        return;
    }
    let (seen, unseen): (Vec<&Change>, Vec<_>) =
        difference.changes.iter().partition(|change| change.in_letter);
    for (head, changes) in [("in-letter", seen), ("in-record", unseen)] {
        if changes.is_empty() {
            continue;
        }
        let _ = writeln!(out, "<h{level}>{}</h{level}>\n<ul>", escaped(words.page(head)));
        for change in changes {
            let _ = writeln!(out, "<li>{}</li>", escaped(&change.sentence));
        }
        out.push_str("</ul>\n");
    }
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
        let label = escaped(words.page("words"));
        let (language, direction) = &difference.letter;
        let _ = writeln!(
            out,
            "<h{level}>{label}</h{level}>\n<div class=\"letter\" lang=\"{}\" dir=\"{}\">",
            attribute(language),
            direction.name()
        );
        difference.page.iter().for_each(|line| passage(line, words, out));
        out.push_str("</div>\n");
    }
    for enclosed in &difference.enclosed {
        let head = format!("{} {} → {}", words.page("enclosed"), enclosed.old, enclosed.new);
        let _ = writeln!(out, "<section>\n<h{level}>{}</h{level}>", escaped(&head));
        one(enclosed, words, (level + 1).min(6), out);
        out.push_str("</section>\n");
    }
}

/// A passage, in the words of the old letter and of the new one beside each other; on a narrow
/// screen in one column, with what was dropped before what was added.
fn passage(line: &Line, words: &DifferenceWords, out: &mut String) {
    if line.is_same() {
        let text: String = line.pieces.iter().map(|piece| piece.text.as_str()).collect();
        let _ = writeln!(out, "<p class=\"{}\">{}</p>", line.part.name(), breaks(&text));
        return;
    }
    let _ = write!(out, "<p class=\"{} changed\">", line.part.name());
    for piece in &line.pieces {
        let text = breaks(&piece.text);
        let _ = match piece.stands {
            Part::Both => write!(out, "{text}"),
            // The labels are spoken, and printed only where colours are not.
            Part::Old => write!(
                out,
                "<del><span class=\"label\">{} </span>{text}</del>",
                escaped(words.page("dropped"))
            ),
            Part::New => write!(
                out,
                "<ins><span class=\"label\">{} </span>{text}</ins>",
                escaped(words.page("added"))
            ),
        };
    }
    out.push_str("</p>\n");
}

fn breaks(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}
