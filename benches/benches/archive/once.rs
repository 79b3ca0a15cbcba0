//! One archive, measured from all sides; each figure is told as soon as it is known.

use std::path::Path;

use crate::measure::{Took, median};
use crate::store::Workspace;
use crate::table::{bytes, count, peak, time};

/// How often everything is run, for an archive that is not large.
const RUNS: usize = 3;

/// From so many letters on, everything is run once.
const LARGE: usize = 50_000;

/// How many threads the program may use.
const JOBS: [usize; 2] = [1, 2];

/// A program that is measured, and what the table calls it.
pub(crate) struct Program<'p> {
    pub(crate) name: &'static str,
    pub(crate) path: &'p Path,
}

pub(crate) fn run(
    work: &Workspace,
    programs: &[Program<'_>],
    letters: usize,
) -> Result<(), String> {
    let runs = if letters < LARGE { RUNS } else { 1 };
    let records = work.letters(letters)?;
    println!("{} letters ({}); medians of {runs} runs.\n", count(letters), bytes(records.bytes));
    line(["", "program", "jobs", "time", "cpu", "cpu a letter", "peak memory"]);
    let row = |what: &str, program: &str, jobs: usize, took: Vec<Took>| {
        let took = median(took)?;
        let each = took.cpu.map(|cpu| cpu.as_secs_f64() * 1e3 / letters as f64);
        line([
            what,
            program,
            &if jobs > 0 { jobs.to_string() } else { String::new() },
            &time(took.time),
            &took.cpu.map_or_else(String::new, time),
            &each.map_or_else(String::new, |each| format!("{each:.3} ms")),
            &peak(took.peak),
        ]);
        Ok::<_, String>(())
    };
    for (search, what) in [(false, "build without search"), (true, "build with search")] {
        for jobs in JOBS.into_iter().filter(|jobs| !search || *jobs > 1) {
            // In turns, so that a busy minute of the machine falls on all.
            let mut took: Vec<_> = programs.iter().map(|_| Vec::new()).collect();
            for _ in 0..runs {
                for (program, took) in programs.iter().zip(&mut took) {
                    let site = site(program, search);
                    work.clear(&site)?;
                    took.push(work.build(program.path, &site, jobs, search)?);
                }
            }
            for (program, took) in programs.iter().zip(took) {
                row(what, program.name, jobs, took)?;
            }
        }
    }
    let last = programs.last().ok_or("no program to measure")?;
    let searched = site(last, true);
    let amount = work.amount(&searched)?;
    let copied = (0..runs)
        .map(|_| work.copy(&searched))
        .collect::<Result<Vec<_>, _>>()?;
    row("cp -r of the site", "cp", 0, copied)?;
    if work.commit()? {
        work.status()?;
        let status = (0..RUNS).map(|_| work.status()).collect::<Result<Vec<_>, _>>()?;
        row("git status of the site, warm", "git", 0, status)?;
    } else {
        println!("git is not installed: nothing is compared with `git status`.");
    }
    type Change = fn(&Workspace, usize) -> Result<(), String>;
    let changes: [(&str, Change); 3] = [
        ("nothing changed", |_, _| Ok(())),
        ("one letter changed", Workspace::change_one),
        ("one meeting changed", Workspace::change_meeting),
    ];
    let jobs = JOBS[1];
    for (what, change) in changes {
        for (search, which) in [(false, "without search"), (true, "with search")] {
            let mut took: Vec<_> = programs.iter().map(|_| Vec::new()).collect();
            for round in 0..runs {
                change(work, round * 2 + usize::from(search))?;
                for (program, took) in programs.iter().zip(&mut took) {
                    took.push(work.build(program.path, &site(program, search), jobs, search)?);
                }
            }
            for (program, took) in programs.iter().zip(took) {
                row(&format!("{what}, {which}"), program.name, jobs, took)?;
            }
        }
    }
    println!("\nThe site with search has {} files ({}).", count(amount.files), bytes(amount.bytes));
    Ok(())
}

/// The folder of a program's site.
fn site(program: &Program<'_>, search: bool) -> String {
    format!("{}-{}", program.name, if search { "searched" } else { "plain" })
}

/// Prints a line of the table at once.
fn line([what, program, jobs, time, cpu, each, peak]: [&str; 7]) {
    println!("{what:<36}{program:<10}{jobs:>5}{time:>11}{cpu:>11}{each:>14}{peak:>13}");
}
