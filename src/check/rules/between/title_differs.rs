//! A title that cover and enclosure, or prose and record, write in two ways.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::words::Kind;
use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::node::{Decode as _, Holds};
use crate::source::Place;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    name: "title-differs",
    family: Family::Between,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a title is written in two ways",
    checks: "Titles that the records of a package know (of meetings, enclosures and what is cited; of four words and \
             more) against the prose of all its letters: the same words at both ends, and one word between them left \
             out, put in or written otherwise. Capitals, accents and marks do not matter; quotations are looked at too.",
    why: "Whoever looks for the meeting or the paper by the cover's title does not find it.",
    example: "title: high-level dialogue on the future of water   (enclosure)\n\
              … the high-level dialogue on future of water …   (cover)",
    instead: "… the high-level dialogue on the future of water …",
    source: "general practice; covers and enclosures disagree on titles in real letters",
    scope: Scope::Package(check),
};

/// The fewest words of a title that is sought.
const FEWEST: usize = 4;
/// The most titles of a package that are sought.
const MOST: usize = 256;

/// A title, by its folded words.
struct Title<'a> {
    text: &'a str,
    words: Vec<String>,
    piece: &'a Piece<'a>,
    path: String,
}

impl Title<'_> {
    fn place(&self) -> Place {
        self.piece.record.place(&self.path)
    }
}

fn check<'a>(case: &'a Case<'a>, found: &mut Found) {
    let titles = titles(case);
    if titles.is_empty() {
        return;
    }
    let mut by_first: BTreeMap<&str, Vec<&Title<'_>>> = BTreeMap::new();
    for title in &titles {
        by_first.entry(title.words[0].as_str()).or_default().push(title);
    }
    for piece in &case.pieces {
        for passage in piece.prose.iter().filter(|passage| !passage.quoted) {
            let (ranges, words) = words(passage);
            let mut until = 0;
            for at in 0..words.len() {
                let Some(titles) = by_first.get(words[at].as_str()).filter(|_| at >= until) else {
                    continue;
                };
                // A title that stands here as it is, is no other one that is misspelt.
                if let Some(title) =
                    titles.iter().find(|title| words[at..].starts_with(&title.words))
                {
                    until = at + title.words.len();
                    continue;
                }
                let near = titles
                    .iter()
                    .find_map(|title| Some((title, near(title, &words[at..])?)));
                if let Some((title, count)) = near {
                    until = at + count;
                    let range = ranges[at].start..ranges[at + count - 1].end;
                    found.push(
                        RULE.finding(format!(
                            "\"{}\" here, \"{}\" there",
                            &passage.text()[range.clone()],
                            title.text
                        ))
                        .at(passage.place(range))
                        .related(title.place(), "the title")
                        .help("write it in one way"),
                    );
                }
            }
        }
    }
}

/// How many words at the beginning of some are a title but for one word within it.
fn near(title: &Title<'_>, words: &[String]) -> Option<usize> {
    let length = title.words.len();
    let last = title.words.last()?;
    [length, length - 1, length + 1].into_iter().find(|count| {
        let Some(words) = words.get(..*count).filter(|_| *count >= FEWEST) else {
            return false;
        };
        words.last() == Some(last) && differs_once(&title.words, words)
    })
}

/// Whether two lists of words differ in one word alone, by nothing but a word left out, put in, or
/// changed within its own letters; figures are of another thing.
fn differs_once(a: &[String], b: &[String]) -> bool {
    let start = a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let rest = a.len().min(b.len()) - start;
    let ends = a.iter().rev().zip(b.iter().rev()).take(rest);
    let end = ends.take_while(|(a, b)| a == b).count();
    let (a_rest, b_rest) = (&a[start..a.len() - end], &b[start..b.len() - end]);
    let plain = |word: &String| !word.contains(|c: char| c.is_numeric());
    match (a_rest, b_rest) {
        ([one], [other]) => {
            let most = 1 + usize::from(one.chars().count() > 7);
            plain(one) && plain(other) && strsim::damerau_levenshtein(one, other) <= most
        }
        ([one], []) | ([], [one]) => plain(one) && one.chars().count() <= 4,
        _ => false,
    }
}

/// The words of a passage with their bytes.
fn words(passage: &Passage<'_>) -> (Vec<Range<usize>>, Vec<String>) {
    let words = passage.words().iter().filter(|word| word.kind != Kind::Mark);
    words
        .map(|word| (word.range.clone(), fold(&passage.text()[word.range.clone()])))
        .unzip()
}

/// The titles of a package that are long enough.
fn titles<'a>(case: &'a Case<'a>) -> Vec<Title<'a>> {
    let mut titles: Vec<Title<'_>> = Vec::new();
    for piece in &case.pieces {
        piece.letter.each_text(&mut |path, holds, text| {
            if !matches!(holds, Holds::Prose | Holds::Words) || titles.len() >= MOST {
                return;
            }
            let path = path.to_string();
            let known = ["meetings", "enclosures", "cites"]
                .iter()
                .any(|it| path.starts_with(it));
            if !known || !path.ends_with("title") {
                return;
            }
            let passage = piece.passage(text);
            let (_, words) = words(&passage);
            if words.len() >= FEWEST && !titles.iter().any(|title| title.words == words) {
                titles.push(Title { text, words, piece, path });
            }
        });
    }
    titles
}
