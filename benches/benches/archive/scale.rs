//! Whether a letter costs the same among many.

use std::path::Path;
use std::time::Duration;

use crate::store::Workspace;
use crate::table::{bytes, count, peak, ratio, time};

const LETTERS: [usize; 3] = [10_000, 100_000, 300_000];

/// As many as the machine of the promise has.
const JOBS: usize = 2;

pub(crate) fn run(work: &Workspace, program: &Path) -> Result<(), String> {
    println!(
        "{JOBS} jobs, one run each; ratios are of the time per letter, against the smallest archive."
    );
    let heading = [
        "letters", "records", "build", "per letter", "ratio", "peak memory", "again", "per letter",
        "ratio", "peak memory",
    ];
    println!("{}", heading.map(|cell| format!("{cell:>12}")).concat());
    let mut smallest: Option<(Duration, Duration)> = None;
    for letters in LETTERS {
        let records = work.letters(letters)?;
        work.clear("site")?;
        let build = || work.build(program, "site", JOBS, false);
        let (built, idle) = (build()?, build()?);
        let each = |time: Duration| time / u32::try_from(letters).unwrap_or(u32::MAX);
        let (first, again) = *smallest.get_or_insert((each(built.time), each(idle.time)));
        let cells = [
            count(letters),
            bytes(records.bytes),
            time(built.time),
            micros(each(built.time)),
            ratio(each(built.time), first),
            peak(built.peak),
            time(idle.time),
            micros(each(idle.time)),
            ratio(each(idle.time), again),
            peak(idle.peak),
        ];
        // Each is told at once: the largest takes long.
        println!("{}", cells.map(|cell| format!("{cell:>12}")).concat());
    }
    Ok(())
}

fn micros(time: Duration) -> String {
    format!("{:.1} µs", time.as_secs_f64() * 1e6)
}
