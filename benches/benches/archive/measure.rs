//! The time and the peak memory of one program.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What was measured and how, for the reader of the table.
pub(crate) const HOW: &str = "\
Times are wall clock from start to end of the program, medians where several runs are told.
Every program has a parent of its own, which asks the system for the largest resident set among
its children (getrusage, ru_maxrss): the peak memory of that program and of no other. Files are
warm in the page cache, and nobody waits for the disk (no sync): for all programs alike.";

/// The argument by which the benchmark calls itself.
pub(crate) const WORD: &str = "measure-alone";

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    pub(crate) time: Duration,
    /// The peak of resident memory, in bytes, where the system tells.
    pub(crate) peak: Option<u64>,
}

/// Runs a program under a parent that does nothing else.
pub(crate) fn run(program: &Path, arguments: &[&str], folder: &Path) -> Result<Took, String> {
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let output = Command::new(own)
        .arg(WORD)
        .arg(program)
        .args(arguments)
        .current_dir(folder)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(format!("{} {} failed", program.display(), arguments.join(" ")));
    }
    let told = String::from_utf8_lossy(&output.stdout);
    let mut numbers = told.split_whitespace().map(str::parse::<u64>);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(nanos)), Some(Ok(peak))) => {
            Ok(Took { time: Duration::from_nanos(nanos), peak: (peak > 0).then_some(peak) })
        }
        _ => Err(format!("no figures came back for {}", program.display())),
    }
}

/// The parent's part: runs the program, and prints nanoseconds and bytes.
pub(crate) fn alone(command: &[String]) -> Result<(), String> {
    let (program, arguments) = command.split_first().ok_or("no program to measure")?;
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .map_err(|error| format!("{program}: {error}"))?;
    let time = start.elapsed();
    if !status.success() {
        return Err(format!("{program} ended with {status}"));
    }
    println!("{} {}", time.as_nanos(), peak());
    Ok(())
}

/// The largest resident set among the children that ended, in bytes; nought where nobody counts.
#[cfg(unix)]
fn peak() -> u64 {
    use nix::sys::resource::{UsageWho, getrusage};
    // Linux counts in kibibytes, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    let told = getrusage(UsageWho::RUSAGE_CHILDREN).map_or(0, |usage| usage.max_rss());
    u64::try_from(told).unwrap_or(0) * unit
}

#[cfg(not(unix))]
fn peak() -> u64 {
    0
}

/// Several runs: the median of their times, and the highest of their peaks.
pub(crate) fn median(mut runs: Vec<Took>) -> Result<Took, String> {
    runs.sort_by_key(|took| took.time);
    let middle = runs.get(runs.len() / 2).ok_or("nothing was run")?;
    Ok(Took { time: middle.time, peak: runs.iter().filter_map(|took| took.peak).max() })
}
