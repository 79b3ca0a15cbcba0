//! From the typesetter's complaints to findings a person can act on.

use typst::diag::{Severity, SourceDiagnostic};
use typst::syntax::{DiagSpan, Span};
use typst::visualize::{ExchangeFormat, RasterFormat, RasterImage};
use typst::{WorldExt, foundations::Bytes, foundations::Smart};

use super::world::{LetterWorld, TypstEnv};
use crate::finding::{Finding, Level, nearest};
use crate::package::Package;
use crate::picture::PictureKind;
use crate::source::Place;

/// The mistakes in the syntax of a page design.
pub(super) fn syntax(env: &TypstEnv) -> Vec<Finding> {
    let (mut errors, _) = env.main().root().errors_and_warnings();
    // What comes after a bracket that never closes is wrong only because of it.
    if errors.iter().any(|error| error.message.starts_with("unclosed")) {
        errors.retain(|error| error.message.starts_with("unclosed"));
    }
    errors
        .into_iter()
        .map(|error| {
            let mut finding = Finding::error("page-design", sentence(&error.message));
            if let Some(range) = range_in(env, error.span) {
                finding = finding.at(Place::new(&env.design, range));
            }
            error
                .hints
                .iter()
                .fold(finding, |finding, hint| finding.help(sentence(&hint.v)))
        })
        .collect()
}

fn range_in(env: &TypstEnv, span: impl Into<DiagSpan>) -> Option<std::ops::Range<usize>> {
    use typst::syntax::DiagSpanKind;
    match span.into().get() {
        DiagSpanKind::Number { num, sub_range, .. } => env.main().range(num, sub_range),
        DiagSpanKind::Range { range, .. } => Some(range),
        DiagSpanKind::Detached => None,
    }
}

/// What the typesetter would not do. A broken picture is told as such; all else that has a
/// place in the page design is the design's mistake.
pub(super) fn all(
    world: &LetterWorld<'_>,
    package: &Package,
    errors: &[SourceDiagnostic],
) -> Vec<Finding> {
    let pictures = broken_pictures(package);
    if !pictures.is_empty() {
        return pictures;
    }
    let mut findings: Vec<_> = errors.iter().map(|error| one(world, error)).collect();
    findings.dedup();
    findings
}

/// What the typesetter did, but with a frown.
pub(super) fn warnings(world: &LetterWorld<'_>, warnings: &[SourceDiagnostic]) -> Vec<Finding> {
    // A font that an office wants and nobody gave is told once, and better, elsewhere.
    warnings
        .iter()
        .filter(|warning| !warning.message.starts_with("unknown font"))
        .map(|w| one(world, w))
        .collect()
}

fn one(world: &LetterWorld<'_>, diagnostic: &SourceDiagnostic) -> Finding {
    let level = match diagnostic.severity {
        Severity::Error => Level::Error,
        Severity::Warning => Level::Warning,
    };
    let main = world.env.main().id();
    let own = |span: Span| (span.id() == Some(main)).then(|| world.range(span)).flatten();
    let range = match diagnostic.span.id() {
        Some(id) if id == main => world.range(diagnostic.span),
        // The mistake shows inside our half of the page, but the design called it.
        _ => diagnostic.trace.iter().find_map(|point| own(point.span)),
    };
    let mut finding = match range {
        Some(range) => Finding::new("page-design", level, sentence(&diagnostic.message))
            .at(Place::new(&world.env.design, range)),
        None => {
            Finding::new("page", level, format!("the page cannot be made: {}", diagnostic.message))
        }
    };
    if no_such_file(&diagnostic.message) {
        "the page design asks for a file that it cannot have".clone_into(&mut finding.message);
        return finding.help(
            "a page design can read `/chancery.typ` and what belongs to the letter, nothing else",
        );
    }
    if let Some(name) = diagnostic.message.strip_prefix("unknown variable: ") {
        let known = names(world.env.design.text());
        if let Some(near) = nearest(name, known.into_iter().filter(|known| *known != name)) {
            finding = finding.help(format!("did you mean `{near}`?"));
        }
    }
    for hint in &diagnostic.hints {
        finding = finding.help(sentence(&hint.v));
    }
    finding
}

/// The typesetter speaks of projects, roots and packages, which a page design has not.
fn no_such_file(message: &str) -> bool {
    message.starts_with("file not found")
        || message.starts_with("package not found")
        || message.contains("would escape the project root")
}

/// The names that a page design gives to things, and those it takes from our half of the page.
fn names(design: &str) -> Vec<&str> {
    let word = |c: char| !(c.is_alphanumeric() || c == '-' || c == '_');
    let ours = include_str!("chancery.typ")
        .lines()
        .filter_map(|line| line.strip_prefix("#let ")?.split(word).next());
    design
        .split(word)
        .filter(|name| name.starts_with(char::is_alphabetic))
        .chain(ours)
        .collect()
}

/// Pictures that cannot be decoded, by name.
fn broken_pictures(package: &Package) -> Vec<Finding> {
    let decodes = |kind, bytes: &[u8]| {
        let format = match kind {
            PictureKind::Png => ExchangeFormat::Png,
            PictureKind::Jpeg => ExchangeFormat::Jpg,
        };
        RasterImage::new(Bytes::new(bytes.to_vec()), RasterFormat::Exchange(format), Smart::Auto)
            .is_ok()
    };
    package
        .pictures
        .iter()
        .filter(|(_, picture)| !decodes(picture.kind, &picture.bytes))
        .map(|(name, picture)| {
            let kind = match picture.kind {
                PictureKind::Png => "PNG",
                PictureKind::Jpeg => "JPEG",
            };
            let finding = Finding::error(
                "broken-picture",
                format!("the picture `{name}` is not a whole {kind} file"),
            )
            .help("save it again from the program it came from");
            super::at_name(finding, package, name)
        })
        .collect()
}

/// The typesetter's words as one of our sentences.
fn sentence(message: &str) -> String {
    message.trim_end_matches('.').to_owned()
}
