//! The time, the processor time and the peak memory of one program.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// What was measured and how, for the reader of the table.
pub(crate) const HOW: &str = "\
Times are wall clock from start to end of the program, medians where several runs are told; beside
them the processor time of all its threads, which a busy machine changes less. Every program has a
parent of its own, which asks the system for these and for the largest resident set among its
children (getrusage): those of that program and of no other. Files are warm in the page cache.";

/// The argument by which the benchmark calls itself.
pub(crate) const WORD: &str = "measure-alone";

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Took {
    pub(crate) time: Duration,
    /// The processor time of all threads, where the system tells.
    pub(crate) cpu: Option<Duration>,
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
    let numbers: Vec<u64> = told.split_whitespace().filter_map(|text| text.parse().ok()).collect();
    let some = |number: u64| (number > 0).then_some(number);
    match numbers.as_slice() {
        [nanos, cpu, peak] => Ok(Took {
            time: Duration::from_nanos(*nanos),
            cpu: some(*cpu).map(Duration::from_nanos),
            peak: some(*peak),
        }),
        _ => Err(format!("no figures came back for {}", program.display())),
    }
}

/// The parent's part: runs the program, and prints its time and that of the processor in
/// nanoseconds, and bytes.
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
    let (cpu, peak) = used();
    println!("{} {} {peak}", time.as_nanos(), cpu.as_nanos());
    Ok(())
}

/// What the children that ended used: processor time, and the largest resident set in bytes;
/// nought where nobody counts.
#[cfg(unix)]
fn used() -> (Duration, u64) {
    use nix::sys::resource::{UsageWho, getrusage};
    // Linux counts in kibibytes, macOS in bytes.
    let unit = if cfg!(target_os = "macos") { 1 } else { 1024 };
    let Ok(usage) = getrusage(UsageWho::RUSAGE_CHILDREN) else {
        return (Duration::ZERO, 0);
    };
    let micros = |time: nix::sys::time::TimeVal| {
        u64::try_from(nix::sys::time::TimeValLike::num_microseconds(&time)).unwrap_or(0)
    };
    let cpu = Duration::from_micros(micros(usage.user_time()) + micros(usage.system_time()));
    (cpu, u64::try_from(usage.max_rss()).unwrap_or(0) * unit)
}

#[cfg(not(unix))]
fn used() -> (Duration, u64) {
    (Duration::ZERO, 0)
}

/// Several runs: the median of their times, and the highest of their peaks.
pub(crate) fn median(mut runs: Vec<Took>) -> Result<Took, String> {
    runs.sort_by_key(|took| took.time);
    let middle = runs.get(runs.len() / 2).ok_or("nothing was run")?;
    let peak = runs.iter().filter_map(|took| took.peak).max();
    Ok(Took { peak, ..*middle })
}
