//! A trace as text that people read.

use std::fmt::Write as _;

use super::{Origin, Trace};
use crate::document::Role;

/// How long a line may be before the origin goes to one of its own.
const WIDTH: usize = 100;

/// The trace as text: each stretch with its origin, each field with its places, and the fields that
/// are printed nowhere. `told` says how an origin is told.
pub fn text(trace: &Trace, told: impl Fn(&Origin) -> String) -> String {
    let mut out = String::with_capacity(4096);
    // Writing to a String cannot fail.
    if !trace.is_exact {
        let _ = writeln!(out, "{}\n", super::NOT_EXACT);
    }
    let mut part = None;
    for (at, passage) in trace.passages.iter().enumerate() {
        if part != Some(passage.part) {
            if at > 0 {
                out.push('\n');
            }
            let _ = writeln!(out, "{}", passage.part.name());
            part = Some(passage.part);
        } else if passage.part == Role::Body {
            out.push('\n');
        }
        for stretch in passage
            .stretches
            .iter()
            .filter(|stretch| !stretch.text.trim().is_empty())
        {
            let text = format!("  “{}”", one_line(&stretch.text));
            let mut origin = match &stretch.origin {
                Some(origin) => format!("← {}", told(origin)),
                None => "← not known".to_owned(),
            };
            match &stretch.put_by {
                // How a frame is laid out is no concern of who writes the letter.
                None | Some(Origin::Template { .. }) => {}
                Some(Origin::Turn { clause, turn, .. }) => {
                    let _ = write!(origin, ", put here by clause {clause}, turn {turn}");
                }
                Some(put_by) => {
                    let _ = write!(origin, ", put here by {}", told(put_by));
                }
            }
            let space = match text.chars().count() + origin.chars().count() < WIDTH {
                true => " ",
                false => "\n      ",
            };
            let _ = writeln!(out, "{text}{space}{origin}");
        }
    }
    let (printed, nowhere): (Vec<_>, Vec<_>) =
        trace.fields.iter().partition(|field| !field.printed.is_empty());
    out.push_str("\nfields\n");
    for field in printed {
        let places: Vec<_> = field
            .printed
            .iter()
            .map(|place| format!("{} “{}”", place.part.name(), one_line(&place.text)))
            .collect();
        let _ = writeln!(out, "  {}: {}", field.path, places.join("; "));
    }
    if !nowhere.is_empty() {
        out.push_str("\nprinted nowhere\n");
        for field in nowhere {
            let _ = writeln!(out, "  {}", field.path);
        }
    }
    out
}

fn one_line(text: &str) -> String {
    let lines: Vec<_> = text.trim().split('\n').map(str::trim).collect();
    lines.join(" / ")
}
