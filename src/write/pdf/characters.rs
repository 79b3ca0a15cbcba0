//! Characters that cannot go to paper: those no font has, and those an archive refuses.

use typst::WorldExt;
use typst::layout::{Frame, FrameItem};
use typst::syntax::Span;
use typst_layout::PagedDocument;

use super::fonts::Fonts;
use super::world::LetterWorld;
use crate::finding::Finding;
use crate::package::{Member, Package};
use crate::source::Place;

/// How many characters of the text around a character are shown on each side.
const AROUND: usize = 16;
/// How many characters of one letter have a finding each; the rest are named together.
const MOST: usize = 8;

/// Refuses what PDF/A refuses: private characters, and those that are none.
pub(super) fn check(package: &Package) -> Result<(), Vec<Finding>> {
    let mut findings = Vec::new();
    for member in &package.members {
        let mut seen = Vec::new();
        each_text(member, &mut |text| {
            seen.extend(text.chars().filter(|c| refused(*c)));
        });
        let seen = distinct(seen);
        findings.extend(the_rest("unwritable-character", "no archive takes", &seen));
        for c in seen.into_iter().take(MOST) {
            let finding = standing(member, c, "unwritable-character", |name| {
                format!("{name} means nothing outside one computer, and no archive takes it")
            });
            findings.extend(
                finding.map(|finding| finding.help("replace it with the character it stands for")),
            );
        }
    }
    if findings.is_empty() { Ok(()) } else { Err(findings) }
}

fn refused(c: char) -> bool {
    matches!(c, '\0' | '\u{FEFF}' | '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..='\u{10FFFF}')
        || (c as u32) & 0xFFFE == 0xFFFE
}

/// Whether fonts are sure to have all that the letters say. Where not, setting them tells.
pub(super) fn surely_printed(package: &Package, fonts: &Fonts) -> bool {
    package.members.iter().all(|member| {
        let mut sure = true;
        each_text(member, &mut |text| sure = sure && fonts.are_sure_of(text));
        sure
    })
}

/// Refuses a document in which a font had to draw the box for a character it does not have.
pub(super) fn missing(
    document: &PagedDocument,
    world: &LetterWorld<'_>,
    package: &Package,
) -> Result<(), Vec<Finding>> {
    let mut boxes = Vec::new();
    for page in document.pages() {
        look(&page.frame, &mut boxes);
    }
    if boxes.is_empty() {
        return Ok(());
    }
    let boxed = distinct(boxes.iter().map(|(c, _)| *c).collect());
    let mut findings = Vec::from_iter(the_rest("missing-glyph", "no font at hand has", &boxed));
    for c in boxed.into_iter().take(MOST) {
        let before = findings.len();
        for member in &package.members {
            let finding =
                standing(member, c, "missing-glyph", |name| format!("no font at hand has {name}"));
            findings.extend(finding.map(|finding| finding.help(advice(c))));
        }
        if findings.len() == before {
            // It stands in no letter, so the page design wrote it.
            let mut finding =
                Finding::error("missing-glyph", format!("no font at hand has {}", name(c)));
            let span = boxes.iter().find(|(other, _)| *other == c).map(|(_, span)| *span);
            if let Some(range) = span
                .filter(|span| span.id() == Some(world.env.main().id()))
                .and_then(|span| world.range(span))
            {
                finding = finding.at(Place::new(&world.env.design, range));
            }
            findings.push(finding);
        }
    }
    Err(findings)
}

fn look(frame: &Frame, boxes: &mut Vec<(char, Span)>) {
    for (_, item) in frame.items() {
        match item {
            FrameItem::Group(group) => look(&group.frame, boxes),
            FrameItem::Text(text) => {
                for glyph in text.glyphs.iter().filter(|glyph| glyph.id == 0) {
                    let chars = text.text.get(glyph.range()).unwrap_or_default().chars();
                    boxes.extend(chars.map(|c| (c, glyph.span.0)));
                }
            }
            _ => {}
        }
    }
}

fn distinct(mut chars: Vec<char>) -> Vec<char> {
    let mut kept = Vec::new();
    chars.retain(|c| {
        !kept.contains(c) && {
            kept.push(*c);
            true
        }
    });
    kept
}

/// Those that have no finding of their own, together.
fn the_rest(rule: &'static str, why: &str, chars: &[char]) -> Option<Finding> {
    let rest = chars.get(MOST..).filter(|rest| !rest.is_empty())?;
    let shown: Vec<_> = rest.iter().filter(|c| !c.is_control() && !refused(**c)).collect();
    let mut said: String = shown.iter().take(SHOWN).copied().collect();
    if shown.len() > SHOWN {
        said.push('…');
    }
    let message = match rest {
        [one] => format!("{why} {}", name(*one)),
        _ => format!("{why} {} more characters: “{said}”", rest.len()),
    };
    Some(Finding::error(rule, message).help(advice(rest[0])))
}

/// How many of the others are shown.
const SHOWN: usize = 100;

/// A finding at the first place where a member's text has `c`, if it has it.
fn standing(
    member: &Member,
    c: char,
    rule: &'static str,
    message: impl Fn(&str) -> String,
) -> Option<Finding> {
    let mut around = None;
    each_text(member, &mut |text| {
        if around.is_none()
            && let Some(at) = text.find(c)
        {
            let start = text[..at]
                .char_indices()
                .rev()
                .nth(AROUND - 1)
                .map_or(0, |(at, _)| at);
            around = Some(text[start..].chars().take(2 * AROUND + 1).collect::<String>());
        }
    });
    let around = around?;
    let finding = Finding::error(
        rule,
        format!(
            "{}: “{}” in letter `{}`",
            message(&name(c)),
            around.trim(),
            member.bundle().record.id
        ),
    );
    Some(match member.record().text().find(c) {
        Some(at) => finding.at(Place::new(member.record(), at..at + c.len_utf8())),
        None => finding,
    })
}

/// A character as a person may look it up.
fn name(c: char) -> String {
    if c.is_control() || refused(c) {
        format!("the character U+{:04X}", c as u32)
    } else {
        format!("the character “{c}” (U+{:04X})", c as u32)
    }
}

/// Every stretch of text that a member prints.
fn each_text(member: &Member, see: &mut dyn FnMut(&str)) {
    see(&member.document.title);
    see(&member.sheet().continuation);
    member.document.texts().for_each(see);
}

/// What helps where no font has `c`: Chinese is too large to build in.
fn advice(c: char) -> &'static str {
    match c {
        '\u{3000}'..='\u{30FF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{20000}'..='\u{3FFFF}' => {
            "get Noto Serif CJK SC (the Debian package fonts-noto-cjk) and give its folder with `--font-path`"
        }
        _ => "give a font that has it, or write it otherwise",
    }
}
