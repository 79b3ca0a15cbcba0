//! "member states" beside "Member States".

use std::ops::Range;

use crate::check::passage::Passage;
use crate::check::prose::words_of;
use crate::check::token::{mended, word_right_before};
use crate::check::{Case, Family, Found, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "mixed-terms",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a term is written in two ways",
    checks: "Terms of the language's and the office's lists (`terms` in words.toml and in the `[words]` of \
             office.toml) in prose: another use of capitals or of the hyphen, where the package writes the term in \
             the listed way too, in its prose or by its wording. English letters only. Terms of other \
             organizations (\"the member States of the European Union\"), text in capitals, the verb \"to \
             co-chair\" and quotations are passed over.",
    why: "A reader asks whether Member States and member states are the same, and in a legal text they may not be.",
    example: "The Member States … We invite member states …",
    instead: "The Member States … We invite Member States …",
    source: "United Nations Editorial Manual: capitals and hyphens of terms",
    scope: Scope::Package(check),
};

struct Use<'a> {
    passage: &'a Passage<'a>,
    range: Range<usize>,
    term: &'a str,
}

impl Use<'_> {
    fn text(&self) -> &str {
        &self.passage.text()[self.range.clone()]
    }

    fn is_listed(&self) -> bool {
        self.text().split_whitespace().eq(self.term.split(' '))
    }
}

fn check(case: &Case<'_>, found: &mut Found) {
    let mut uses: Vec<Use<'_>> = Vec::new();
    for piece in case.pieces.iter().filter(|piece| piece.is_english()) {
        for passage in piece.own() {
            for term in &piece.house.lexicon.terms {
                uses_of(term, passage, &mut uses);
            }
        }
    }
    for odd in uses.iter().filter(|one| !one.is_listed() && is_meant(one)) {
        let listed = uses.iter().find(|other| other.term == odd.term && other.is_listed());
        if listed.is_none() && !is_worded(case, odd.term) {
            continue;
        }
        let said = odd.text();
        let finding = RULE.finding(format!("\"{said}\" beside \"{}\"", odd.term));
        let mut finding = mended(finding, odd.passage, odd.range.clone(), odd.term)
            .help(format!("write \"{}\"", odd.term));
        if let Some(listed) = listed {
            let place = listed.passage.place(listed.range.clone());
            finding = finding.related(place, "the other way");
        }
        found.push(finding);
    }
}

/// Every use of a term, whatever its capitals, and with a space for its hyphen or the reverse.
fn uses_of<'a>(term: &'a str, passage: &'a Passage<'a>, uses: &mut Vec<Use<'a>>) {
    let (text, first) = (passage.text(), term.as_bytes().first().copied().unwrap_or(0));
    let bytes = text.as_bytes();
    for start in 0..bytes.len() {
        let begins = bytes[start].eq_ignore_ascii_case(&first)
            && (start == 0
                || !(bytes[start - 1].is_ascii_alphanumeric() || bytes[start - 1] == b'-'));
        if !begins {
            continue;
        }
        let Some(length) = length_of(term, &text[start..]) else {
            continue;
        };
        let range = start..start + length;
        uses.push(Use { passage, range, term });
    }
}

fn length_of(term: &str, text: &str) -> Option<usize> {
    let mut chars = text.char_indices().peekable();
    for wanted in term.chars() {
        let (_, c) = chars.next()?;
        let same = match wanted {
            ' ' => c.is_whitespace(),
            '-' => matches!(c, '-' | '‑' | ' '),
            _ => c.eq_ignore_ascii_case(&wanted),
        };
        if !same {
            return None;
        }
    }
    match chars.peek() {
        Some((_, c)) if c.is_alphanumeric() || *c == '-' => None,
        Some((at, _)) => Some(*at),
        None => Some(text.len()),
    }
}

/// Whether the listed term is meant.
fn is_meant(odd: &Use<'_>) -> bool {
    let (text, said) = (odd.passage.text(), odd.text());
    let after = text[odd.range.end..].trim_start();
    let others = !odd.term.starts_with("Co-")
        && after.starts_with("of the ")
        && !after.starts_with("of the United Nations")
        && !after.starts_with("of the Organization");
    let capitals = !said.chars().any(char::is_lowercase);
    let before = word_right_before(text, odd.range.start).to_lowercase();
    // "who co-chairs the group": without an article it may be the verb.
    let verb = odd.term.starts_with("Co-") && said.starts_with('c') && before != "the";
    !others
        && !capitals
        && !verb
        && !odd.passage.is_address(odd.range.start)
        && !odd.passage.is_quotation(odd.range.start)
}

/// Whether the wording of the package writes the term.
fn is_worded(case: &Case<'_>, term: &str) -> bool {
    let documents = case.pieces.iter().filter_map(|piece| piece.document);
    documents
        .flat_map(|document| document.parts.iter().flat_map(|part| &part.blocks))
        .any(|block| words_of(block).contains(term))
}
