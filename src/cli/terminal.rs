//! The one place that writes to standard output and standard error, with colour where it is wanted.

use std::borrow::Cow;
use std::io::{IsTerminal as _, Write as _};
use std::sync::OnceLock;

use clap::ValueEnum;

use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::text::{count, visible, visible_json};
use crate::{files, report};

/// How findings are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, on standard error
    Text,
    /// For programs: JSON, on standard output
    Json,
}

/// Whether standard error takes colour (<https://no-color.org>).
fn colour() -> bool {
    std::io::stderr().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Whether standard output takes colour.
fn colour_of_output() -> bool {
    std::io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Shows findings, and a count of them.
pub(super) fn findings(findings: &mut [Finding], format: Format) {
    Finding::sort(findings);
    match format {
        Format::Json => print_json(&report::json(findings)),
        Format::Text if findings.is_empty() => {}
        Format::Text => {
            let errors = findings
                .iter()
                .filter(|finding| finding.level == Level::Error)
                .count();
            let others = findings.len() - errors;
            let counts = [(errors, "error"), (others, "remark")];
            let counts = counts.iter().filter(|(number, _)| *number > 0);
            let counts: Vec<_> = counts.map(|(number, word)| count(*number, word)).collect();
            let text = report::text(findings, colour());
            say_seen(&format!("{}\n{}", seen(text.trim_end(), colour()), counts.join(", ")));
        }
    }
}

/// Shows why the work could not be done.
pub(super) fn error(error: &Error) {
    say(&format!("error: {error}"));
}

/// One line or more on standard error; a closed pipe is nobody's concern.
pub(super) fn say(message: &str) {
    say_seen(&visible(message));
}

fn say_seen(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}

/// What is told, on standard output: what a terminal would obey is shown.
pub(super) fn print(text: &str) {
    write(visible(text).as_bytes(), true);
}

/// Findings, on standard output.
pub(super) fn print_findings(findings: &[Finding]) {
    let coloured = colour_of_output();
    write(seen(&report::text(findings, coloured), coloured).as_bytes(), true);
}

/// JSON, on standard output: what a terminal would obey is escaped.
pub(super) fn print_json(json: &str) {
    write(visible_json(json).as_bytes(), true);
}

/// A file, on standard output, to its bytes; on a terminal, what that would obey is shown.
pub(super) fn print_file(bytes: &[u8]) {
    if std::io::stdout().is_terminal() {
        write(visible(&String::from_utf8_lossy(bytes)).as_bytes(), true);
    } else {
        write(bytes, std::str::from_utf8(bytes).is_ok());
    }
}

/// A text without what a terminal would obey, but for colours where they are wanted: those are
/// ours, for `report` shows what stands in findings.
fn seen(text: &str, coloured: bool) -> Cow<'_, str> {
    if !coloured {
        return visible(text);
    }
    let mut pieces = text.split(ESCAPE);
    let mut out = pieces.next().map_or(Cow::Borrowed(""), visible).into_owned();
    for piece in pieces {
        let end = piece.find(|c: char| !matches!(c, '[' | ';' | '0'..='9'));
        let colour = end.filter(|end| piece.starts_with('[') && piece[*end..].starts_with('m'));
        out.push(if colour.is_some() { ESCAPE } else { '␛' });
        out += &visible(piece);
    }
    Cow::Owned(out)
}

const ESCAPE: char = '\u{1B}';

/// Why standard output could not take all that was written to it.
static LOST: OnceLock<String> = OnceLock::new();

/// Writes to standard output, with a line feed at the end of text that has none.
fn write(bytes: &[u8], is_text: bool) {
    let mut out = std::io::stdout().lock();
    let end: &[u8] = if is_text && !bytes.ends_with(b"\n") { b"\n" } else { b"" };
    let written = out
        .write_all(bytes)
        .and_then(|()| out.write_all(end))
        .and_then(|()| out.flush());
    note(written);
}

/// Notes that standard output took less than it was given; a closed pipe is nobody's concern.
fn note(written: std::io::Result<()>) {
    if let Err(error) = written
        && error.kind() != std::io::ErrorKind::BrokenPipe
    {
        let _ = LOST.set(files::plainly(&error));
    }
}

/// That standard output took less than it was given, if it did.
pub(super) fn lost() -> Option<Error> {
    let why = LOST.get()?;
    let error = Error::output(format!("cannot write standard output: {why}"));
    Some(error.help("what was written there is not whole: make room, or give another place"))
}

/// Shows what is wrong with the arguments of a command, or the help that was asked for; gives the
/// exit code.
pub(super) fn usage(shown: &clap::Error) -> u8 {
    if shown.use_stderr() {
        let text = shown.render();
        let text = if colour() { text.ansi().to_string() } else { text.to_string() };
        say_seen(&seen(text.trim_end(), colour()));
        return 2;
    }
    let text = shown.render();
    let coloured = colour_of_output();
    let text = if coloured { text.ansi().to_string() } else { text.to_string() };
    write(seen(&text, coloured).as_bytes(), true);
    lost().map_or(0, |error| {
        self::error(&error);
        error.exit_code()
    })
}
