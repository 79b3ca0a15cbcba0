//! Text merged by line, and within lines by word.

use std::hash::Hash;
use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Conflict;
use crate::record::edit::Data;

/// Text of both.
#[derive(Debug)]
pub(super) struct LineMerge {
    pub(super) text: String,
    pub(super) conflicts: Vec<Passage>,
}

/// Lines that both changed, in the same words.
#[derive(Debug)]
pub(super) struct Passage {
    base: String,
    ours: String,
    theirs: String,
}

impl Passage {
    pub(super) fn conflict(self, path: String) -> Conflict {
        let side = |text: String| (!text.is_empty()).then_some(Data::Text(text));
        Conflict {
            path,
            is_passage: true,
            base: side(self.base),
            ours: side(self.ours),
            theirs: side(self.theirs),
        }
    }
}

/// Merges texts; where both changed the same words, the text has theirs.
pub(super) fn text(base: &str, ours: &str, theirs: &str) -> LineMerge {
    let split = |text| str::split_inclusive(text, '\n').collect::<Vec<&str>>();
    let (base, ours, theirs) = (split(base), split(ours), split(theirs));
    let mut joined = LineMerge { text: String::new(), conflicts: Vec::new() };
    for Chunk { base: b, ours: o, theirs: t, who } in chunks(&base, &ours, &theirs) {
        match who {
            Who::Theirs => joined.text.extend(theirs[t].iter().copied()),
            Who::Ours => joined.text.extend(ours[o].iter().copied()),
            Who::Both => {
                let lines = (base[b].concat(), ours[o].concat(), theirs[t].concat());
                let (text, met) = words(&lines.0, &lines.1, &lines.2);
                joined.text.push_str(&text);
                if met {
                    let (base, ours, theirs) = lines;
                    joined.conflicts.push(Passage { base, ours, theirs });
                }
            }
        }
    }
    joined
}

/// Merges lines by word; whether both changed the same.
fn words(base: &str, ours: &str, theirs: &str) -> (String, bool) {
    let (base, ours, theirs) = (tokens(base), tokens(ours), tokens(theirs));
    let (mut text, mut met) = (String::new(), false);
    for Chunk { ours: o, theirs: t, who, .. } in chunks(&base, &ours, &theirs) {
        met |= who == Who::Both;
        match who {
            Who::Ours => text.extend(ours[o].iter().copied()),
            Who::Theirs | Who::Both => text.extend(theirs[t].iter().copied()),
        }
    }
    (text, met)
}

/// Words, each with the space behind it; line breaks for themselves.
fn tokens(text: &str) -> Vec<&str> {
    let (mut tokens, mut start, mut space) = (Vec::new(), 0, false);
    for (at, c) in text.char_indices() {
        if at > start && (c == '\n' || space && !c.is_whitespace()) {
            tokens.push(&text[start..at]);
            start = at;
        }
        space = c.is_whitespace();
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// Whose words a stretch has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Who {
    /// Only we changed it.
    Ours,
    /// Only they did, or nobody, or both alike.
    Theirs,
    /// Both did, each in a way of their own.
    Both,
}

/// A stretch of three sequences.
#[derive(Debug)]
struct Chunk {
    base: Range<usize>,
    ours: Range<usize>,
    theirs: Range<usize>,
    who: Who,
}

/// A change of one side: what of the base, and what stands there instead.
type Hunk = (Range<usize>, Range<usize>);

fn hunks<T: Hash + Eq + Ord>(base: &[T], side: &[T]) -> Vec<Hunk> {
    let ops = capture_diff_slices(Algorithm::Myers, base, side);
    let changed = ops.into_iter().filter(|op| !matches!(op, DiffOp::Equal { .. }));
    let mut hunks: Vec<Hunk> = Vec::new();
    for op in changed {
        let (old, new) = (op.old_range(), op.new_range());
        match hunks.last_mut() {
            Some((before, instead)) if before.end == old.start && instead.end == new.start => {
                before.end = old.end;
                instead.end = new.end;
            }
            _ => hunks.push((old, new)),
        }
    }
    hunks
}

/// Divides three sequences into what is the same, what one side changed, and what both did.
fn chunks<T: Hash + Eq + Ord>(base: &[T], ours: &[T], theirs: &[T]) -> Vec<Chunk> {
    let (our, their) = (hunks(base, ours), hunks(base, theirs));
    let (mut o, mut t, mut chunks) = (0, 0, Vec::new());
    let (mut at, mut at_ours, mut at_theirs) = (0, 0, 0);
    loop {
        let next = [our.get(o), their.get(t)]
            .into_iter()
            .flatten()
            .map(|hunk| hunk.0.start)
            .min();
        let same = next.unwrap_or(base.len()) - at;
        if same > 0 {
            chunks.push(Chunk {
                base: at..at + same,
                ours: at_ours..at_ours + same,
                theirs: at_theirs..at_theirs + same,
                who: Who::Theirs,
            });
            (at, at_ours, at_theirs) = (at + same, at_ours + same, at_theirs + same);
        }
        if next.is_none() {
            return chunks;
        }
        // All changes that meet, of either side.
        let (first_o, first_t, start) = (o, t, at);
        let mut end = at;
        loop {
            let meets = |hunk: &&Hunk| {
                hunk.0.start < end || hunk.0.start == end && (end == start || hunk.0.is_empty())
            };
            if let Some(hunk) = our.get(o).filter(meets) {
                end = end.max(hunk.0.end);
                o += 1;
            } else if let Some(hunk) = their.get(t).filter(meets) {
                end = end.max(hunk.0.end);
                t += 1;
            } else {
                break;
            }
        }
        let side = |hunks: &[Hunk], from: usize| match hunks.last() {
            Some((base, new)) => from..new.end + (end - base.end),
            None => from..from + (end - start),
        };
        let (in_ours, in_theirs) =
            (side(&our[first_o..o], at_ours), side(&their[first_t..t], at_theirs));
        let who = match (o > first_o, t > first_t) {
            (true, false) => Who::Ours,
            (true, true) if ours[in_ours.clone()] != theirs[in_theirs.clone()] => Who::Both,
            _ => Who::Theirs,
        };
        (at, at_ours, at_theirs) = (end, in_ours.end, in_theirs.end);
        chunks.push(Chunk { base: start..end, ours: in_ours, theirs: in_theirs, who });
    }
}

#[cfg(test)]
mod tests {
    use super::text;

    #[test]
    fn words_of_a_line_are_joined() {
        let joined = text(
            "The meeting is on Monday in room 1.\n",
            "The meeting is on Tuesday in room 1.\n",
            "The second meeting is on Monday in room 1.\n",
        );
        assert_eq!(joined.text, "The second meeting is on Tuesday in room 1.\n");
        assert!(joined.conflicts.is_empty());
        let joined = text("on Monday\nx\n", "on Tuesday\nx\ny\n", "on Friday\nx\n");
        assert_eq!(joined.text, "on Friday\nx\ny\n");
        assert_eq!(joined.conflicts[0].ours, "on Tuesday\n");
    }
}
