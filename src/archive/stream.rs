//! Files of the whole archive: their pieces are made side by side and written in order, a
//! batch at a time, so that a file of a hundred megabytes takes no more memory than a batch.

use std::io::{self, Write};

use rayon::prelude::*;

/// How many pieces one thread makes in one go.
const RUN: usize = 256;
/// How many such goes are a batch.
const RUNS: usize = 16;

/// Writes `count` pieces in their order; `make` adds one to a text.
///
/// # Errors
/// That they cannot be written.
pub(super) fn pieces(
    out: &mut dyn Write,
    count: usize,
    make: impl Fn(usize, &mut Vec<u8>) + Sync,
) -> io::Result<()> {
    for batch in (0..count).step_by(RUN * RUNS) {
        let end = count.min(batch + RUN * RUNS);
        let runs: Vec<usize> = (batch..end).step_by(RUN).collect();
        let runs = runs.into_par_iter().map(|start| {
            let mut bytes = Vec::new();
            for at in start..end.min(start + RUN) {
                make(at, &mut bytes);
            }
            bytes
        });
        for bytes in runs.collect::<Vec<_>>() {
            out.write_all(&bytes)?;
        }
    }
    Ok(())
}
