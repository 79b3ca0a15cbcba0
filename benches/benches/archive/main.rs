//! What an archive costs: a build against a copy of its site, a build with nothing to do against
//! `git status`, memory, and the cost of a letter as letters grow in number.
//!
//! `cargo bench -p chancery-bench --bench archive --no-default-features [-- N] [--scale] [--words FACTOR]`,
//! with the release program beside it (`cargo build --release`) or named by `CHANCERY_BIN`. Another
//! program, named by `CHANCERY_BEFORE`, is measured beside it; `CHANCERY_BENCH_DIR` says where the
//! files lie.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a benchmark runs programs, reads the clock and speaks to whoever called it"
)]

mod measure;
mod once;
mod scale;
mod store;
mod table;

use std::path::PathBuf;
use std::process::ExitCode;

use once::Program;
use store::Workspace;

/// What the caller asked for.
struct Asked {
    letters: usize,
    scale: bool,
    words: f64,
}

fn main() -> ExitCode {
    let given: Vec<String> = std::env::args().skip(1).collect();
    let done = match given.split_first() {
        // The benchmark calls itself for every program that it measures.
        Some((first, program)) if first == measure::WORD => measure::alone(program),
        _ => run(&given),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::FAILURE
        }
    }
}

fn run(given: &[String]) -> Result<(), String> {
    let asked = asked(given)?;
    let program = program()?;
    let before = std::env::var_os("CHANCERY_BEFORE").map(absolute).transpose()?;
    let work = Workspace::new(asked.words)?;
    println!("{}", measure::HOW);
    if asked.scale {
        return scale::run(&work, &program);
    }
    let before = before.as_deref().map(|path| Program { name: "before", path });
    let now = Program { name: "now", path: &program };
    once::run(&work, &before.into_iter().chain([now]).collect::<Vec<_>>(), asked.letters)
}

fn asked(given: &[String]) -> Result<Asked, String> {
    let letters = std::env::var("CHANCERY_LETTERS").unwrap_or_else(|_| "10000".to_owned());
    let number = |text: &str| text.parse().map_err(|_| format!("`{text}` is no number of letters"));
    let mut asked = Asked { letters: number(&letters)?, scale: false, words: 1.0 };
    let mut given = given.iter();
    while let Some(argument) = given.next() {
        match argument.as_str() {
            // Cargo says so to every benchmark.
            "--bench" => {}
            "--scale" => asked.scale = true,
            "--words" => {
                let factor = given.next().and_then(|text| text.parse().ok());
                asked.words = factor.ok_or("--words wants a number")?;
            }
            other => asked.letters = number(other)?,
        }
    }
    match asked.letters {
        0 => Err("there is nothing to measure without letters".to_owned()),
        _ => Ok(asked),
    }
}

fn absolute(path: std::ffi::OsString) -> Result<PathBuf, String> {
    std::path::absolute(path).map_err(|error| error.to_string())
}

/// The program that is measured: named by the caller, or built next to this one.
fn program() -> Result<PathBuf, String> {
    if let Some(named) = std::env::var_os("CHANCERY_BIN") {
        return absolute(named);
    }
    let own = std::env::current_exe().map_err(|error| error.to_string())?;
    let beside = own
        .ancestors()
        .nth(2)
        .map(|folder| folder.join(format!("chancery{}", std::env::consts::EXE_SUFFIX)));
    beside.filter(|path| path.is_file()).ok_or_else(|| {
        "there is no release program: run `cargo build --release` first, or name one by CHANCERY_BIN".to_owned()
    })
}
