//! The proof: the record is written, and its words are compared with those of the file.

use std::sync::Arc;

use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::normal::{Normalised, Token, tokens};
use super::rows::Rows;
use crate::compose::{self, Engine};
use crate::document::{Role, passages};
use crate::finding::{Finding, has_errors};
use crate::gather::{InMemory, gather};
use crate::record::{self, Syntax};

/// More words are not compared.
const MOST_WORDS: usize = 30_000;

/// Which of the two has words that the other lacks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Side {
    /// The file.
    File,
    /// The record, as it is written.
    Record,
}

/// Words that only one of the two has.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Which.
    pub side: Side,
    /// The words.
    pub words: String,
    /// The page of the file where they are, or would be, from 1.
    pub page: u32,
    /// The number of the first word of the file there, from 0.
    pub word: usize,
    /// The part of the written letter, of words of the record.
    pub part: Option<&'static str>,
}

/// What a comparison found.
#[derive(Debug)]
pub(super) struct Proof {
    pub(super) gaps: Vec<Gap>,
    pub(super) normalised: Normalised,
    /// For each word of the file, its row and the part of the letter that says it.
    pub(super) said: Vec<(usize, Option<Role>)>,
}

impl Proof {
    /// How many words only one of the two has.
    pub(super) fn unlike(&self) -> usize {
        self.gaps.iter().map(|gap| gap.words.split_whitespace().count()).sum()
    }

    /// Whether all words of a row are said by this part.
    pub(super) fn has(&self, row: usize, role: Role) -> bool {
        let mut words = self.said.iter().filter(|(its, _)| *its == row);
        let mut some = false;
        words.all(|(_, said)| {
            some = true;
            *said == Some(role)
        }) && some
    }
}

/// Writes a record and compares it with the rows of a file.
/// Of a letter that encloses others, which lie in `enclosed`, its own words are compared.
pub(super) fn prove(
    engine: &Engine,
    record: &str,
    (rows, order): (&Rows, &[usize]),
    enclosed: &InMemory,
) -> Result<Proof, Vec<Finding>> {
    let record = record::read("import", "record.md", record.as_bytes(), Syntax::Markdown)?;
    let (bundle, findings) = gather(record, enclosed);
    if has_errors(&findings) {
        return Err(findings);
    }
    let package = compose::package(engine, &Arc::clone(&bundle))?;
    let mut written: Vec<(Token, Role)> = Vec::new();
    if let Some(member) = package.members.first() {
        for part in &member.document.parts {
            for passage in passages(&part.blocks) {
                written.extend(tokens(&passage.words()).map(|token| (token, part.role)));
            }
        }
    }
    let mut file: Vec<(Token, usize)> = Vec::new();
    let mut before = None;
    for &at in order {
        let row = &rows.rows[at];
        if before != Some(row.paragraph) {
            before = Some(row.paragraph);
            let item = rows.paragraphs[row.paragraph].item.as_ref();
            // Numbers with a stop are counted by the program; other marks are words.
            let counted =
                |mark: &str| mark.strip_suffix('.').is_some_and(|it| it.parse::<u64>().is_ok());
            if let Some(item) = item.filter(|item| item.numbered && !counted(&item.mark)) {
                file.extend(tokens(&item.mark).map(|token| (token, at)));
            }
        }
        file.extend(tokens(&row.text).map(|token| (token, at)));
    }
    if file.len() > MOST_WORDS || written.len() > MOST_WORDS {
        let message =
            format!("it holds more than {MOST_WORDS} words; such a letter is not compared");
        return Err(vec![Finding::error("long-original", message).help("import it in parts")]);
    }
    Ok(compare(&file, &written, rows))
}

fn compare(file: &[(Token, usize)], written: &[(Token, Role)], rows: &Rows) -> Proof {
    let old: Vec<&str> = file.iter().map(|(token, _)| token.normal.as_str()).collect();
    let new: Vec<&str> = written.iter().map(|(token, _)| token.normal.as_str()).collect();
    let mut proof = Proof {
        gaps: Vec::new(),
        normalised: rows.passed_over(),
        said: file.iter().map(|(_, row)| (*row, None)).collect(),
    };
    let page = |at: usize| {
        let word = file.get(at).or(file.last());
        word.map_or(1, |(_, row)| rows.rows[*row].page)
    };
    let words =
        |tokens: Vec<&Token>| tokens.iter().map(|it| it.raw.as_str()).collect::<Vec<_>>().join(" ");
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        if let DiffOp::Equal { old_index, new_index, len } = op {
            for at in 0..len {
                let ((a, _), (b, role)) = (&file[old_index + at], &written[new_index + at]);
                proof.said[old_index + at].1 = Some(*role);
                proof.normalised += a.passed_over(b);
            }
            continue;
        }
        let (from, to) = (op.old_range(), op.new_range());
        if !from.is_empty() {
            proof.gaps.push(Gap {
                side: Side::File,
                words: words(file[from.clone()].iter().map(|it| &it.0).collect()),
                page: page(from.start),
                word: from.start,
                part: None,
            });
        }
        if !to.is_empty() {
            proof.gaps.push(Gap {
                side: Side::Record,
                words: words(written[to.clone()].iter().map(|it| &it.0).collect()),
                page: page(from.start),
                word: from.start,
                part: Some(written[to.start].1.name()),
            });
        }
    }
    proof
}
