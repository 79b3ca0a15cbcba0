//! Writes a folder of letters, to try an archive on.

#![allow(
    clippy::disallowed_methods,
    clippy::print_stderr,
    reason = "a tool of the benchmarks writes files and speaks to whoever called it"
)]

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::str::FromStr;

use chancery_bench::generator::{Order, letters};

const USAGE: &str = "\
usage: generate N --seed S -o DIR [--broken PERMILLE] [--words FACTOR]

Writes N letters into DIR, which must be new or empty: the same ones for the same seed, and
those of a smaller N among those of a larger.

  --seed S           what all chance comes from (1)
  --broken PERMILLE  so many of a thousand letters are broken on purpose (1); which and how
                     is told in DIR.broken.txt, beside the folder
  --words FACTOR     so much longer prose than the usual 60 to 600 words (1)";

fn main() -> ExitCode {
    match run() {
        Ok(told) => {
            eprintln!("{told}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<String, String> {
    let (order, folder) = arguments(std::env::args().skip(1))?;
    let why = |error: std::io::Error| format!("{}: {error}", folder.display());
    fs::create_dir_all(&folder).map_err(why)?;
    if fs::read_dir(&folder).map_err(why)?.next().is_some() {
        return Err(format!("{} is not empty", folder.display()));
    }
    let (mut bytes, mut broken) = (0, String::new());
    for letter in letters(order) {
        let path = folder.join(letter.file());
        fs::write(&path, &letter.bytes).map_err(|error| format!("{}: {error}", path.display()))?;
        bytes += letter.bytes.len();
        if let Some(fault) = letter.fault {
            let _ = writeln!(broken, "{}\t{}", letter.file(), fault.name());
        }
    }
    let list = beside(&folder);
    fs::write(&list, &broken).map_err(|error| format!("{}: {error}", list.display()))?;
    Ok(format!(
        "{} letters, {bytes} bytes; {} of them broken, see {}",
        order.letters,
        broken.lines().count(),
        list.display()
    ))
}

/// `DIR.broken.txt`.
fn beside(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".broken.txt");
    folder.with_file_name(name)
}

fn arguments(mut given: impl Iterator<Item = String>) -> Result<(Order, PathBuf), String> {
    fn number<T: FromStr>(name: &str, text: Option<String>) -> Result<T, String> {
        let text = text.unwrap_or_default();
        text.parse()
            .map_err(|_| format!("{name}: `{text}` is no number that fits\n\n{USAGE}"))
    }
    let (mut order, mut count, mut folder) = (Order::of(0, 1), None, None);
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--seed" => order.seed = number("--seed", given.next())?,
            "--broken" => order.broken = number("--broken", given.next())?,
            "--words" => order.words = number("--words", given.next())?,
            "-o" => folder = given.next().map(PathBuf::from),
            _ => count = Some(number("N", Some(argument))?),
        }
    }
    match (count, folder) {
        (Some(count), Some(folder)) if order.broken <= 1000 && order.words > 0.0 => {
            order.letters = count;
            Ok((order, folder))
        }
        _ => Err(USAGE.to_owned()),
    }
}
