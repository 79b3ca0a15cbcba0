//! Findings as frames: the line, the words underlined, and what to do.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Tone, Origin, Renderer, Snippet};

use super::frame::{Excerpt, Mark, excerpts};
use crate::finding::{Finding, Level};
use crate::source::Place;
use crate::text::visible;

/// Lines are cut before they reach the renderer, so it need not cut them again.
const TERMINAL: usize = 200;

/// Findings as a person reads them in a terminal, each followed by an empty line.
///
/// With `colour`, ANSI escapes are part of the text; whether that suits is for the caller to know.
pub fn text(findings: &[Finding], colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.decor_style(DecorStyle::Ascii).term_width(TERMINAL);
    findings
        .iter()
        .map(|finding| one(finding, &renderer) + "\n\n")
        .collect()
}

fn one(finding: &Finding, renderer: &Renderer) -> String {
    let tone = match finding.level {
        Level::Error => Tone::ERROR,
        Level::Warning => Tone::WARNING,
        Level::Note => Tone::NOTE,
    };
    let mut marks = Vec::new();
    if let Some(place) = &finding.place {
        marks.push(Mark { place, label: &finding.label, primary: true });
    }
    marks.extend(finding.related.iter().map(|(place, label)| Mark {
        place,
        label,
        primary: false,
    }));
    // The renderer shows what a terminal would obey in excerpts, and not everywhere else.
    let mut group =
        Group::with_title(tone.primary_title(visible(&finding.message)).id(finding.rule));
    for (place, excerpt) in excerpts(&marks) {
        group = group.element(origin(place)).element(snippet(excerpt));
    }
    for help in &finding.help {
        group = group.element(Tone::HELP.message(visible(help)));
    }
    if let Some(reason) = &finding.suppressed {
        let reason = visible(reason);
        group = group.element(Tone::NOTE.message(format!("kept on purpose: {reason}")));
    }
    if !finding.source.is_empty() {
        group = group.element(Tone::NOTE.with_name("source").message(finding.source));
    }
    without_bare_dots(&renderer.render(&[group]))
}

/// The renderer announces an excerpt whose place is named above it by a line of bare dots.
fn without_bare_dots(frame: &str) -> String {
    let bare = |line: &str| line.contains(":::") && !uncoloured(line).any(|c| c != ':' && c != ' ');
    frame
        .lines()
        .filter(|line| !bare(line))
        .collect::<Vec<_>>()
        .join("\n")
}

/// The characters of a line that are no part of an ANSI escape.
fn uncoloured(line: &str) -> impl Iterator<Item = char> {
    let mut escape = false;
    line.chars().filter(move |c| {
        let shown = !escape && *c != '\u{1B}';
        escape = if escape { *c != 'm' } else { *c == '\u{1B}' };
        shown
    })
}

/// The place is named by us: a cut line no longer shows its column.
fn origin(place: &Place) -> Origin<'_> {
    let (line, column) = place.line_column();
    Origin::path(visible(place.source().name()))
        .line(line)
        .char_column(column)
}

fn snippet<'f>(excerpt: Excerpt<'f>) -> Snippet<'f, annotate_snippets::Annotation<'f>> {
    let marks = excerpt.marks.into_iter().map(|(range, mark)| {
        let kind = if mark.primary { AnnotationKind::Primary } else { AnnotationKind::Context };
        let annotation = kind.span(range);
        if mark.label.is_empty() { annotation } else { annotation.label(visible(mark.label)) }
    });
    Snippet::source(excerpt.text)
        .line_start(excerpt.first_line)
        .annotations(marks)
}
