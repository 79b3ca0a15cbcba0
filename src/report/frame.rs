//! What of a source is shown in a frame: few lines, none of them long.

use std::ops::Range;

use crate::source::{Place, Source};

/// The most characters of a line that are shown.
const WIDTH: usize = 160;

/// How many of them stand before the place.
const BEFORE: usize = 40;

/// Places of one source that are at most so many lines apart share a frame.
const NEAR: usize = 30;

/// A place with the words under it.
pub(super) struct Mark<'f> {
    pub(super) place: &'f Place,
    pub(super) label: &'f str,
    pub(super) primary: bool,
}

/// Some lines of a source, with stretches to underline.
pub(super) struct Excerpt<'f> {
    pub(super) first_line: usize,
    pub(super) text: String,
    pub(super) marks: Vec<(Range<usize>, &'f Mark<'f>)>,
}

/// Groups marks into excerpts: places near each other are shown together.
pub(super) fn excerpts<'f>(marks: &'f [Mark<'f>]) -> Vec<(&'f Place, Excerpt<'f>)> {
    let mut groups: Vec<Vec<(usize, &Mark<'_>)>> = Vec::new();
    for mark in marks {
        let line = mark.place.line_column().0;
        let near = groups.iter_mut().find(|group| {
            let (other, with) = &group[0];
            with.place.source() == mark.place.source() && other.abs_diff(line) <= NEAR
        });
        match near {
            Some(group) => group.push((line, mark)),
            None => groups.push(vec![(line, mark)]),
        }
    }
    groups
        .into_iter()
        .map(|group| (group[0].1.place, excerpt(&group)))
        .collect()
}

fn excerpt<'f>(group: &[(usize, &'f Mark<'f>)]) -> Excerpt<'f> {
    let source = group[0].1.place.source();
    let lines = group.iter().map(|(line, _)| *line);
    let (first, last) = (lines.clone().min().unwrap_or(1), lines.max().unwrap_or(1));
    let mut text = String::new();
    let mut marks = Vec::new();
    for line in first..=last {
        let here: Vec<_> = group
            .iter()
            .filter(|(at, _)| *at == line)
            .map(|(_, mark)| *mark)
            .collect();
        let whole = source.line_range(line);
        let begin = here
            .iter()
            .map(|mark| mark.place.range().start)
            .min()
            .unwrap_or(whole.start);
        let shown = window(source, &whole, begin);
        let cut = if shown.start > whole.start { "…" } else { "" };
        let at = text.len() + cut.len();
        text.push_str(cut);
        text.push_str(&source.text()[shown.clone()]);
        marks.extend(here.into_iter().map(|mark| {
            // Of a place that goes over several lines, its first line is enough to find it by.
            let range = mark.place.range();
            let start = range.start.clamp(shown.start, shown.end);
            let end = range.end.clamp(start, shown.end);
            (at + start - shown.start..at + end - shown.start, mark)
        }));
        if shown.end < whole.end {
            text.push('…');
        }
        text.push('\n');
    }
    Excerpt { first_line: first, text, marks }
}

/// The part of a line that is shown: around `begin`, where the line is too long.
fn window(source: &Source, line: &Range<usize>, begin: usize) -> Range<usize> {
    let text = &source.text()[line.clone()];
    if text.len() <= WIDTH || text.char_indices().nth(WIDTH).is_none() {
        return line.clone();
    }
    let begin = begin.clamp(line.start, line.end) - line.start;
    let start = text[..begin]
        .char_indices()
        .rev()
        .nth(BEFORE - 1)
        .map_or(0, |(at, _)| at);
    // Near the start the whole start is shown: cutting a word or two helps nobody.
    let start = if start <= BEFORE { 0 } else { start };
    let end = text[start..]
        .char_indices()
        .nth(WIDTH)
        .map_or(text.len(), |(at, _)| start + at);
    line.start + start..line.start + end
}
