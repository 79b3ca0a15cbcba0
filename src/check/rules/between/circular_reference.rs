//! Letters that follow each other in a circle.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::check::{Family, FolderIndex, FolderLetter, Found, Rule, Scope};
use crate::finding::{Finding, Level};
use crate::register::Links;
use crate::source::Place;

pub(super) static RULE: Rule = Rule {
    name: "circular-reference",
    family: Family::Between,
    level: Level::Error,
    most: Level::Error,
    summary: "letters follow each other in a circle",
    checks: "Whether a letter follows, answers, replaces or encloses itself, by itself or through others of the \
             folder. References by office and date count only where one letter fits.",
    why: "Of two letters one was first; a circle means that a reference or a date is wrong.",
    example: "A: follows: { letter: B }\nB: follows: { letter: A }",
    instead: "Only the later letter follows the earlier.",
    source: "general practice",
    scope: Scope::Folder(check),
};

/// A circle of more letters is told from its first letter alone, whatever circles are within it.
const MOST: usize = 64;

fn check(index: &FolderIndex<'_>, found: &mut Found) {
    let threads = index.threads();
    for circle in &threads.circles {
        let shown = if circle.len() > MOST { 1 } else { circle.len() };
        for letter in circle.iter().take(shown).map(|at| &index.letters[*at]) {
            for (way, place) in ways_out(index, letter) {
                // A circle is told once: from its letter of the smallest id.
                if let Some(way) = way_back(&threads.links, circle, index, letter, way)
                    && way.iter().all(|step| index.letters[step.to].id >= letter.id)
                {
                    found.push(told(index, letter, &way, index.place(letter, place.clone())));
                }
            }
        }
    }
}

/// A step from a letter to one that must have been there before it.
#[derive(Debug, Clone, Copy)]
struct Step {
    to: usize,
    encloses: bool,
}

/// The first steps from a letter, each with its bytes in the record.
fn ways_out<'i>(
    index: &'i FolderIndex<'_>,
    letter: &'i FolderLetter,
) -> Vec<(Step, &'i Range<usize>)> {
    let references = letter.references().filter_map(|(reference, range)| {
        let to = index.meaning(letter, &reference.letter).letter()?;
        Some((Step { to, encloses: false }, range))
    });
    let enclosed = letter.enclosed_letters().filter_map(|(id, range)| {
        let to = index.find(id)?;
        Some((Step { to, encloses: true }, range))
    });
    references.chain(enclosed).collect()
}

/// The steps of a way within a circle back to `letter`, the first one included.
fn way_back(
    links: &[Links],
    circle: &[usize],
    index: &FolderIndex<'_>,
    letter: &FolderLetter,
    first: Step,
) -> Option<Vec<Step>> {
    let mut seen = BTreeSet::new();
    // Every step that was looked at, with the one before it.
    let mut steps: Vec<(Step, Option<usize>)> = vec![(first, None)];
    let mut open = vec![0];
    while let Some(at) = open.pop() {
        let (step, _) = steps[at];
        if index.letters[step.to].id == letter.id {
            let back = std::iter::successors(Some(at), |at| steps[*at].1);
            let mut way: Vec<_> = back.map(|at| steps[at].0).collect();
            way.reverse();
            return Some(way);
        }
        if circle.binary_search(&step.to).is_err() || !seen.insert(step.to) {
            continue;
        }
        let links = &links[step.to];
        let encloses = links.encloses.iter().map(|to| Step { to: *to, encloses: true });
        let refers = links.to.iter().map(|link| Step { to: link.letter, encloses: false });
        for next in encloses.chain(refers) {
            open.push(steps.len());
            steps.push((next, Some(at)));
        }
    }
    None
}

fn told(index: &FolderIndex<'_>, letter: &FolderLetter, way: &[Step], place: Place) -> Finding {
    let mut steps = way.iter().map(|step| {
        let how = if step.encloses { "encloses" } else { "refers to" };
        format!("{how} {}", index.letters[step.to].id)
    });
    let message = match way {
        [Step { encloses: false, .. }] => {
            "the letter refers to itself as an earlier one".to_owned()
        }
        _ => {
            let first = steps.next().unwrap_or_default();
            let rest: String = steps.map(|step| format!(", which {step}")).collect();
            format!("{} {first}{rest}: a circle", letter.id)
        }
    };
    RULE.finding(message)
        .at(place)
        .help("only the later letter refers to the earlier")
}
