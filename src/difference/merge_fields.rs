//! What the merge fields of prose print: `{{ meetings.one.dates }}` is for who writes the record, "5
//! May" for who reads of its changes.

use std::collections::HashMap;

use crate::trace::{Origin, Trace};

/// A block that a field prints is shown up to so many characters.
const LONG: usize = 80;

/// What the merge fields of a letter's prose print, by how they are written there.
#[derive(Debug, Default)]
pub(super) struct MergeFields(HashMap<String, String>);

impl MergeFields {
    /// Those of a letter with this prose.
    pub(super) fn of(trace: &Trace, prose: &str) -> Self {
        let mut printed: Vec<((usize, usize), String)> = Vec::new();
        for passage in &trace.passages {
            let mut starts = true;
            for stretch in &passage.stretches {
                let Some(Origin::Prose { range }) = &stretch.put_by else { continue };
                let range = (range.start, range.end);
                match printed.iter_mut().find(|(known, _)| *known == range) {
                    Some((_, text)) => {
                        text.push_str(if starts { "; " } else { "" });
                        text.push_str(&stretch.text);
                    }
                    None => printed.push((range, stretch.text.clone())),
                }
                starts = false;
            }
        }
        let mut fields = HashMap::new();
        for ((start, end), text) in printed {
            let written = prose.get(start..end).filter(|written| written.starts_with("{{"));
            if let Some(written) = written {
                fields.entry(one_line(written)).or_insert_with(|| short(text.trim()));
            }
        }
        Self(fields)
    }

    /// Prose on one line with what its fields print; a field that prints nothing stands as it is.
    pub(super) fn fill(&self, prose: &str) -> String {
        let mut out = String::with_capacity(prose.len());
        let mut rest = prose;
        while let Some((before, from)) = rest.split_once("{{") {
            out.push_str(before);
            let Some((inner, after)) = from.split_once("}}") else {
                rest = &rest[before.len()..];
                break;
            };
            let written = ["{{", inner, "}}"].concat();
            out.push_str(self.0.get(&written).unwrap_or(&written));
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn short(text: &str) -> String {
    if text.chars().count() <= LONG {
        return text.to_owned();
    }
    let kept: String = text.chars().take(LONG).collect();
    let whole = kept.rsplit_once(' ').map_or(kept.as_str(), |(whole, _)| whole);
    format!("{whole} …")
}
