//! The trace of a letter as a page: the letter, and on hover and focus where each stretch of it came
//! from.

use std::fmt::Write as _;

use super::escape::{attribute, text, text_into};
use crate::trace::{self, FieldTrace, Origin, Stretch, Trace};

const STYLE: &str = include_str!("trace.css");

/// The kinds of origin: the class of each, and what the legend calls it.
const KINDS: [(&str, &str); 6] = [
    ("field", "a field of the record"),
    ("prose", "the record’s own words"),
    ("turn", "a clause"),
    ("office", "the office’s settings"),
    ("phrase", "a phrase of the language"),
    ("template", "a template"),
];

/// The trace as a page without script or request. `told` says how an origin is told.
pub fn trace(trace: &Trace, told: impl Fn(&Origin) -> String) -> String {
    let title = text(&format!("Where the words of {} came from", trace.letter));
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<title>{title}</title>\n\
         <style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n<ul class=\"legend\">\n"
    );
    // Writing to a String cannot fail.
    for (class, name) in KINDS {
        let _ = writeln!(out, "<li><span class=\"{class}\">{name}</span></li>");
    }
    let document = &trace.document;
    out.push_str("</ul>\n");
    if !trace.is_exact {
        let _ = writeln!(out, "<p>{}</p>", trace::NOT_EXACT);
    }
    let _ = writeln!(
        out,
        "<section class=\"letter\" aria-label=\"The letter\" lang=\"{}\" dir=\"{}\">",
        attribute(&document.language),
        document.direction.name()
    );
    for (at, passage) in trace.passages.iter().enumerate() {
        let _ = write!(out, "<p id=\"p{at}\" class=\"{}\">", passage.part.name());
        for (number, stretch) in passage.stretches.iter().enumerate() {
            let name = format!("o{at}-{number}");
            stretch_into(stretch, &name, &told, &mut out);
        }
        out.push_str("</p>\n");
    }
    out.push_str("</section>\n");
    let (printed, nowhere): (Vec<_>, Vec<_>) =
        trace.fields.iter().partition(|field| !field.printed.is_empty());
    out.push_str("<h2>Fields and where they are printed</h2>\n<dl>\n");
    printed.into_iter().for_each(|field| field_into(field, &mut out));
    out.push_str("</dl>\n");
    if !nowhere.is_empty() {
        out.push_str("<h2>Fields printed nowhere</h2>\n<ul>\n");
        for field in nowhere {
            let _ = writeln!(out, "<li><code>{}</code></li>", text(&field.path));
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}

fn stretch_into(
    stretch: &Stretch,
    name: &str,
    told: &impl Fn(&Origin) -> String,
    out: &mut String,
) {
    let words = text(&stretch.text).replace('\n', "<br>");
    let Some(origin) = &stretch.origin else {
        return out.push_str(&words);
    };
    let class = match origin {
        Origin::Field { .. } => "field",
        Origin::Prose { .. } | Origin::Say { .. } => "prose",
        Origin::Turn { .. } => "turn",
        Origin::Office { .. } => "office",
        Origin::Phrase { .. } => "phrase",
        Origin::Template { .. } => "template",
    };
    let _ = write!(
        out,
        "<span class=\"{class}\" tabindex=\"0\" aria-describedby=\"{name}\">{words}\
         <span class=\"origin\" role=\"tooltip\" id=\"{name}\" lang=\"en\" dir=\"ltr\">"
    );
    text_into(&told(origin), out);
    if let Some(put_by) = &stretch.put_by {
        out.push_str(", put here by ");
        text_into(&told(put_by), out);
    }
    out.push_str("</span></span>");
}

fn field_into(field: &FieldTrace, out: &mut String) {
    let _ = writeln!(out, "<dt><code>{}</code></dt>", text(&field.path));
    for place in &field.printed {
        let _ = writeln!(
            out,
            "<dd><a href=\"#p{}\">{}</a>: {}</dd>",
            place.passage,
            place.part.name(),
            text(&place.text)
        );
    }
}
