//! Messages to the person at the terminal: standard error, colour where it is wanted.

use std::io::{IsTerminal as _, Write as _};

use clap::ValueEnum;

use crate::error::Error;
use crate::finding::{Finding, Level};
use crate::report;
use crate::text::count;

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
pub(super) fn colour_of_output() -> bool {
    std::io::stdout().is_terminal()
        && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}

/// Shows findings, and a count of them.
pub(super) fn findings(findings: &mut [Finding], format: Format) {
    Finding::sort(findings);
    match format {
        Format::Json => print(&report::json(findings)),
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
            say(&format!("{}\n{}", report::text(findings, colour()).trim_end(), counts.join(", ")));
        }
    }
}

/// Shows why the work could not be done.
pub(super) fn error(error: &Error) {
    say(&format!("error: {error}"));
}

/// One line or more on standard error; a closed pipe is nobody's concern.
pub(super) fn say(message: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{message}");
}

/// Text on standard output.
pub(super) fn print(text: &str) {
    let mut out = std::io::stdout().lock();
    let _ = out
        .write_all(text.as_bytes())
        .and_then(|()| if text.ends_with('\n') { Ok(()) } else { out.write_all(b"\n") });
}
