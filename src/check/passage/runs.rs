//! Where the bytes of a passage were written.

/// A stretch of a passage that is written as it is read.
#[derive(Debug, Clone, Copy)]
pub(in crate::check) struct Run {
    /// Its first byte in the passage.
    pub(in crate::check) read: usize,
    /// Its first byte where it was written.
    pub(in crate::check) written: usize,
    /// How many bytes were written.
    pub(in crate::check) length: usize,
}

/// Where a byte of a passage was written; as the end of a stretch, it belongs to what is before.
pub(super) fn locate(runs: &[Run], offset: usize, end: bool) -> usize {
    let before = runs.partition_point(|run| run.read < offset || (!end && run.read == offset));
    match runs.get(before.saturating_sub(1)) {
        Some(run) => run.written + offset.saturating_sub(run.read).min(run.length),
        None => 0,
    }
}

/// Where the words of a field stand in what was written, however its lines were broken.
/// One run for all of it where they cannot be told apart.
pub(super) fn align(text: &str, written: &str, start: usize) -> Vec<Run> {
    let mut runs = Vec::new();
    let (mut read, mut from) = (0, 0);
    for word in text.split(' ') {
        let Some(found) = written[from..].find(word) else {
            return vec![Run { read: 0, written: start, length: written.len() }];
        };
        let at = from + found;
        runs.push(Run { read, written: start + at, length: word.len() });
        read += word.len() + 1;
        from = at + word.len();
    }
    runs
}
