//! YAML that cannot be read, in the words of somebody who writes letters.

use std::ops::Range;
use std::sync::Arc;

use granit_parser::{ErrorKind, ScanError};

use crate::finding::Finding;
use crate::node::characters;
use crate::record::tree::too_deep;
use crate::source::{Place, Source};

/// So many invisible characters are taken out at once.
const MOST: usize = 1000;

/// The finding for a mistake in `part` of the source.
pub(super) fn describe(source: &Arc<Source>, part: &Range<usize>, error: &ScanError) -> Finding {
    let text = &source.text()[part.clone()];
    let at = error.marker().byte_offset().unwrap_or(0).min(text.len());
    // At the end of the text there is nothing to point at but what came last.
    let at = if text[at..].trim().is_empty() {
        text.trim_end().char_indices().last().map_or(0, |(at, _)| at)
    } else {
        at
    };
    let here =
        |at: usize, c: char| Place::new(source, part.start + at..part.start + at + c.len_utf8());
    // An invisible character ends a text early, and the parser points at where the text begins.
    let line = text[at..].lines().next().unwrap_or_default();
    if let Some((further, c)) = line.char_indices().find(|(_, c)| characters::forbidden(*c)) {
        // What follows was not read: all of them go at once.
        let odd = text.char_indices().filter(|(_, c)| characters::forbidden(*c));
        let finding = characters::finding(c).at(here(at + further, c));
        return odd
            .take(MOST)
            .fold(finding, |finding, (at, c)| finding.fix(here(at, c), characters::instead(c)));
    }
    let place = here(at, text[at..].chars().next().unwrap_or(' '));
    if *error.kind() == ErrorKind::RecursionLimitExceeded {
        return too_deep(source, place.range());
    }
    let (message, help) = words(error.kind());
    Finding::error("yaml-syntax", message).help(help).at(place)
}

fn words(kind: &ErrorKind) -> (String, &'static str) {
    use ErrorKind as E;
    let (message, help) = match kind {
        E::MappingValueNotAllowed | E::InvalidColonPlacement => (
            "a colon that cannot begin a value here",
            "put text that holds `: ` in quotes, and give the fields of one group the same indentation",
        ),
        E::TabNotAllowed
        | E::TabInBlockIndentation
        | E::TabAtBlockScalarStart
        | E::TabInPlainScalar => {
            ("a tab where YAML wants spaces", "indent with spaces, two for each step")
        }
        E::UnclosedFlowCollection { open } => {
            return (
                format!("`{open}` is opened and never closed"),
                "close it, or put text that begins with a bracket in quotes",
            );
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            return (
                format!("`{open}` is closed by `{close}`"),
                "close each bracket with its own kind",
            );
        }
        E::MisplacedFlowCollectionEnd => {
            ("a closing bracket that nothing opens", "delete it, or put the text in quotes")
        }
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator => (
            "a comma or a closing bracket is missing before this",
            "put a comma between the values, and close the bracket after the last",
        ),
        E::InvalidIndentation
        | E::ExpectedBlockMappingKey
        | E::ExpectedBlockSequenceEntry
        | E::InvalidFlowScalarIndent
        | E::UnexpectedEofBlockMapping
        | E::UnexpectedEofBlockSequence => (
            "this does not fit what stands above it",
            "begin the fields of one group, or the `-` of one list, in the same column",
        ),
        E::SimpleKeyExpected | E::InvalidSimpleKey => {
            ("a colon is missing after the name of a field", "write `name: value`, on one line")
        }
        E::BlockEntryInFlowCollection
        | E::BlockSequenceEntryNotAllowed
        | E::InvalidBlockEntryWhitespace => (
            "a `-` that cannot begin an item of a list here",
            "put each item on a line of its own, as `- item`; text that begins with `-` stands in quotes",
        ),
        E::UnexpectedCharacter { character } if !character.is_control() => {
            return (format!("a value cannot begin with `{character}`"), "put the text in quotes");
        }
        E::CommentNotSeparated | E::CommentInterceptedScalar => {
            ("a `#` begins a comment in the middle of this", "put text that holds ` #` in quotes")
        }
        E::UnclosedQuotedScalar
        | E::DocumentIndicatorInQuotedScalar
        | E::InvalidQuotedScalarIndent
        | E::UnexpectedEof => ("the text in quotes never ends", "close the quotation mark"),
        E::InvalidTrailingSingleQuotedScalar | E::InvalidTrailingDoubleQuotedScalar => (
            "something follows the closing quotation mark",
            "put the whole text in quotes; in double quotes, a quotation mark is written \\\"",
        ),
        E::UnknownQuotedScalarEscape
        | E::InvalidQuotedScalarHexEscape
        | E::InvalidUnicodeEscape
        | E::InvalidLowSurrogateHexEscape
        | E::InvalidLowSurrogate
        | E::MissingLowSurrogate
        | E::UnpairedLowSurrogate => (
            "a backslash that begins no character",
            "write a backslash in double quotes as \\\\, or put the text in single quotes",
        ),
        _ => (
            "this cannot be read as YAML",
            "compare the line with those around it; put unusual text in quotes",
        ),
    };
    (message.to_owned(), help)
}
