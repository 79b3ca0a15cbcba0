//! "member states" beside "Member States".

use std::collections::BTreeMap;
use std::ops::Range;

use crate::check::fix::mended;
use crate::check::passage::Passage;
use crate::check::prose::words_of;
use crate::check::words::{begins_sentence, word_right_before};
use crate::check::{Case, Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "mixed-terms",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a term is written in two ways",
    checks: "Terms of the language's and the office's lists (`terms` in words.toml and in the `[words]` of \
             office.toml) in prose: another use of capitals or of the hyphen, where the package writes the term in \
             the listed way too, in its prose or by its wording. Terms of other \
             organizations (\"the member States of the European Union\"), text in capitals, the verb \"to \
             co-chair\" and quotations are passed over.",
    why: "A reader asks whether Member States and member states are the same, and in a legal text they may not be.",
    example: "The Member States … We invite member states …",
    instead: "The Member States … We invite Member States …",
    source: "United Nations Editorial Manual: capitals and hyphens of terms",
    scope: Scope::Package(check),
};

/// A use of a term.
struct Use<'a> {
    letter: &'a Piece<'a>,
    passage: &'a Passage<'a>,
    range: Range<usize>,
    term: &'a str,
}

impl Use<'_> {
    fn text(&self) -> &str {
        &self.passage.text()[self.range.clone()]
    }

    fn is_listed(&self) -> bool {
        let (said, term) = (self.text(), self.term);
        if said.split_whitespace().eq(term.split(' ')) {
            return true;
        }
        // At the start of a sentence every term has a capital.
        let rest = |text: &'_ str| text.chars().skip(1).collect::<String>();
        term.starts_with(char::is_lowercase)
            && said.starts_with(char::is_uppercase)
            && begins_sentence(self.passage.text(), self.range.start)
            && rest(said) == rest(term)
    }
}

fn check<'a>(case: &'a Case<'a>, found: &mut Found) {
    let uses: Vec<_> = case.pieces.iter().flat_map(uses_of).collect();
    if uses.iter().all(Use::is_listed) {
        return;
    }
    let mut listed: BTreeMap<&str, &Use<'_>> = BTreeMap::new();
    for one in uses.iter().filter(|one| one.is_listed()) {
        listed.entry(one.term).or_insert(one);
    }
    let mut worded: BTreeMap<&str, bool> = BTreeMap::new();
    for odd in uses.iter().filter(|one| !one.is_listed() && is_meant(one)) {
        let listed = listed.get(odd.term);
        if listed.is_none() && !*worded.entry(odd.term).or_insert_with(|| is_worded(case, odd.term))
        {
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
fn uses_of<'a>(letter: &'a Piece<'a>) -> impl Iterator<Item = Use<'a>> {
    let terms = &letter.house.lexicon.terms;
    letter.own().flat_map(move |passage| {
        let hits = passage.found(List::Terms).iter().filter(|hit| {
            // A hyphen makes another word of it.
            let text = passage.text();
            !text[..hit.start].ends_with('-') && !text[hit.end..].starts_with('-')
        });
        hits.filter_map(move |hit| {
            Some(Use { letter, passage, range: hit.range(), term: terms.get(hit.item)? })
        })
    })
}

/// Whether the listed term is meant.
fn is_meant(odd: &Use<'_>) -> bool {
    let (letter, passage) = (odd.letter, odd.passage);
    let also_verb = letter.has_exactly(List::AlsoVerbs, odd.term);
    let next = passage.after_space(odd.range.end);
    let others = !also_verb
        && passage.found_at(List::OfOthers, next).is_some()
        && passage.found_at(List::OfOurs, next).is_none();
    let said = odd.text();
    let capitals = !said.chars().any(char::is_lowercase);
    // "who co-chairs the group": without an article it may be the verb.
    let verb = also_verb
        && said.starts_with(char::is_lowercase)
        && !letter.has(List::Articles, word_right_before(passage.text(), odd.range.start));
    !others
        && !capitals
        && !verb
        && !passage.is_address(odd.range.start)
        && !passage.is_quotation(odd.range.start)
}

/// Whether the wording of the package writes the term.
fn is_worded(case: &Case<'_>, term: &str) -> bool {
    let documents = case.pieces.iter().filter_map(|piece| piece.document);
    documents
        .flat_map(|document| document.parts.iter().flat_map(|part| &part.blocks))
        .any(|block| words_of(block).contains(term))
}
