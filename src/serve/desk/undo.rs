//! Taking back what was done, and doing it once more: the texts of the last sitting are kept, so it
//! outlives the page and the browser.

use super::{Desk, RecordText};
use crate::serve::visitor::Visitor;
use crate::text::Fingerprint;

/// A step among the texts that somebody wrote.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::serve) enum Step {
    /// To what the letter was before.
    Undo,
    /// To what was taken back.
    Redo,
}

impl Step {
    /// The step that a button asks for.
    pub(in crate::serve) fn of(button: &str) -> Option<Self> {
        match button {
            "undo" => Some(Self::Undo),
            "redo" => Some(Self::Redo),
            _ => None,
        }
    }

    /// The text that a step leads to, by all that were written, the last one last. Who writes the
    /// text of a step has taken it; what was taken back and written over by something new is no step
    /// any more, and stays among the versions.
    fn among(self, texts: &[Fingerprint]) -> Option<Fingerprint> {
        let mut taken: Vec<Fingerprint> = Vec::new();
        let mut at = 0;
        for text in texts {
            if at > 0 && taken[at - 1] == *text {
                at -= 1;
            } else if taken.get(at + 1) == Some(text) {
                at += 1;
            } else {
                taken.truncate(at + 1);
                at = taken.len();
                taken.push(*text);
            }
        }
        let to = match self {
            Self::Undo => at.checked_sub(1)?,
            Self::Redo => at + 1,
        };
        taken.get(to).copied()
    }
}

impl Desk {
    /// The text to which a step of a visitor leads; none where somebody else wrote last, or where
    /// there is nothing to take back.
    pub(in crate::serve) fn step(
        &self,
        visitor: &Visitor,
        current: &RecordText,
        step: Step,
    ) -> Option<RecordText> {
        let who = self.by(visitor, "").who;
        let undo = self.store.undo(&current.path, &who).unwrap_or_default();
        let texts: Vec<_> = undo.iter().map(|version| version.fingerprint).collect();
        if texts.last() != Some(&current.print) {
            return None;
        }
        let print = step.among(&texts)?;
        let bytes = self.store.version(&current.path, print).ok()?;
        Some(RecordText { bytes, print, ..current.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps over texts named by a letter each: `abc` was written in that order.
    fn step(texts: &str, step: Step) -> Option<char> {
        let print = |c: char| Fingerprint::of_text(c.to_string().as_bytes());
        let prints: Vec<_> = texts.chars().map(print).collect();
        let to = step.among(&prints)?;
        texts.chars().find(|c| print(*c) == to)
    }

    #[test]
    fn what_was_taken_back_can_be_done_again_until_something_new_is_written() {
        for (texts, undo, redo) in [
            ("", None, None),
            ("a", None, None),
            ("abc", Some('b'), None),
            ("abcb", Some('a'), Some('c')),
            ("abcba", None, Some('b')),
            ("abcbab", Some('a'), Some('c')),
            ("abcbd", Some('b'), None),
            ("abcbdb", Some('a'), Some('d')),
        ] {
            assert_eq!(step(texts, Step::Undo), undo, "undo {texts}");
            assert_eq!(step(texts, Step::Redo), redo, "redo {texts}");
        }
    }
}
