//! A letter as a page in a frame, and as files to hand out.

use crate::finding::Finding;
use crate::gather::Neighbours;
use crate::pipeline::{self, Input};
use crate::serve::answer::Answer;
use crate::serve::desk::Desk;
use crate::serve::letter::OpenLetter;
use crate::serve::visitor::Visitor;
use crate::write::Format;

use super::{Fields, field, missing};

/// The letter as its page, for the frame beside the form.
pub(in crate::serve) fn page(desk: &Desk, path: &str, language: Option<&str>) -> Answer {
    let Some(text) = desk.record(path) else {
        return Answer::plain(404, "There is no such letter.");
    };
    match OpenLetter::new(desk, text).page(desk, language) {
        Ok(page) => Answer::letter(page),
        Err(findings) => Answer::plain(422, &told(&findings)),
    }
}

/// Where every word of the letter came from, as data for the desk's script.
pub(in crate::serve) fn trace(desk: &Desk, path: &str, language: Option<&str>) -> Answer {
    let Some(text) = desk.record(path) else {
        return Answer::plain(404, "There is no such letter.");
    };
    let beside = desk.beside(path);
    let neighbours: &dyn Neighbours = &beside;
    let input = Input { id: &text.id, name: &text.file, bytes: &text.bytes, syntax: text.syntax };
    match pipeline::trace(desk.engine, (input, neighbours), language, false) {
        Ok((_, trace)) => match serde_json::to_value(&trace) {
            Ok(value) => Answer::json(&value),
            Err(error) => Answer::plain(500, &error.to_string()),
        },
        Err(findings) => Answer::plain(422, &told(&findings)),
    }
}

/// The letter in a format, to save.
pub(in crate::serve) fn file(
    desk: &Desk,
    visitor: &Visitor,
    format: &str,
    path: &str,
    asked: &Fields,
) -> Answer {
    let Some(format) = Format::ALL.iter().find(|known| known.extension() == format) else {
        return missing(desk, visitor);
    };
    let Some(text) = desk.record(path) else { return missing(desk, visitor) };
    let opened = OpenLetter::new(desk, text);
    let ready = match &opened.ready {
        Ok(ready) => ready,
        Err(findings) => return Answer::plain(422, &told(findings)),
    };
    let language = field(asked, "language");
    let all = std::iter::once(&ready.package).chain(&ready.versions);
    let asked = all
        .into_iter()
        .find(|package| package.letter().document.language == language);
    let mut package = asked.unwrap_or(&ready.package).clone();
    if format.holds_calendar() && package.speaks_of_meetings() {
        let folder = desk.beside(path);
        let letters = crate::compose::FolderLetters::read(desk.engine, &folder);
        let earlier = letters.before(desk.engine, &folder, &ready.bundle);
        package.earlier = Some(std::sync::Arc::new(earlier));
    }
    if let Some(why) = desk.writers.nothing(&package, *format) {
        return Answer::plain(422, &told(&[why]));
    }
    match desk.writers.write(&package, *format) {
        Ok(written) => {
            let stem = crate::text::file_stem(&opened.text.id);
            let tag = if language.is_empty() { String::new() } else { format!(".{language}") };
            let name = format!("{stem}{tag}.{}", format.extension());
            Answer::file(format.media_type(), &name, written.bytes)
        }
        Err(findings) => Answer::plain(422, &told(&findings)),
    }
}

/// Findings in plain words, a line each.
fn told(findings: &[Finding]) -> String {
    let lines = findings.iter().map(|finding| match finding.help.first() {
        Some(help) => format!("{}: {help}", finding.message),
        None => finding.message.clone(),
    });
    lines.collect::<Vec<_>>().join("\n")
}
