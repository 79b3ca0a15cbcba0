//! A difference as text that people read.

use std::fmt::Write as _;

use super::words::DifferenceWords;
use super::{Change, Difference};
use crate::pattern::fill;

/// The difference as lines of sentences: what a reader of the letters sees, then what is in the
/// records only, then the letters that both enclose.
pub fn text(difference: &Difference) -> String {
    let mut out = String::new();
    into(difference, &difference.words, "", &mut out);
    out
}

/// The sentences alone, those of the letter first, then those of the record.
pub fn sentences(difference: &Difference) -> String {
    let words = &difference.words;
    let (seen, unseen): (Vec<&Change>, Vec<_>) =
        difference.changes.iter().partition(|change| change.in_letter);
    let mut lines: Vec<_> = seen
        .iter()
        .map(|change| format!("  • {}\n", change.sentence))
        .collect();
    lines.extend(
        unseen
            .iter()
            .map(|change| format!("  • {}: {}\n", words.page("in-record"), change.sentence)),
    );
    if lines.is_empty() {
        lines.push(format!("  {}\n", words.page("nothing")));
    }
    lines.concat()
}

fn into(difference: &Difference, words: &DifferenceWords, margin: &str, out: &mut String) {
    let mut line = |text: &str| {
        // Writing to a String cannot fail.
        let _ = writeln!(out, "{margin}{text}");
    };
    line(&format!("{} → {}", difference.old, difference.new));
    line("");
    if difference.is_empty() {
        line(words.page("nothing"));
        return;
    }
    let (seen, unseen): (Vec<&Change>, Vec<_>) =
        difference.changes.iter().partition(|change| change.in_letter);
    for (head, changes) in [(words.page("in-letter"), seen), (words.page("in-record"), unseen)] {
        if changes.is_empty() {
            continue;
        }
        line(head);
        changes
            .iter()
            .for_each(|change| line(&format!("  • {}", change.sentence)));
        line("");
    }
    for tag in &difference.versions_behind {
        line(&fill(words.page("version-behind"), &[("language", tag)]));
    }
    for why in &difference.not_compared {
        line(&fill(words.page("not-compared"), &[("why", why)]));
    }
    if difference.unexplained > 0 {
        line(&fill(words.page("unexplained"), &[("number", &difference.unexplained.to_string())]));
    }
    for enclosed in &difference.enclosed {
        let _ = writeln!(out, "{margin}{}", words.page("enclosed"));
        into(enclosed, words, &format!("{margin}  "), out);
    }
}
