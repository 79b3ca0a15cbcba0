//! One archive, measured from all sides.

use crate::measure::{Took, median};
use crate::store::Desk;
use crate::table::{self, bytes, count, peak, ratio, time};

/// How often everything is run.
const RUNS: usize = 3;

/// How many threads the program may use.
const JOBS: [usize; 2] = [1, 2];

pub(crate) fn run(desk: &Desk, letters: usize) -> Result<(), String> {
    let records = desk.letters(letters)?;
    let (mut built, mut copied) = (vec![Vec::new(); JOBS.len()], Vec::new());
    // In turns, so that a busy minute of the machine falls on all.
    for _ in 0..RUNS {
        for (at, jobs) in JOBS.into_iter().enumerate() {
            desk.clear("site")?;
            built[at].push(desk.build(jobs)?);
        }
        copied.push(desk.copy()?);
    }
    let site = desk.site()?;
    let built = medians(built)?;
    let copied = median(copied)?;

    let status = if desk.commit()? {
        desk.status()?;
        let runs: Vec<_> = (0..RUNS).map(|_| desk.status()).collect::<Result<_, _>>()?;
        Some(median(runs)?)
    } else {
        None
    };
    let (mut idle, mut changed) = (vec![Vec::new(); JOBS.len()], vec![Vec::new(); JOBS.len()]);
    for round in 0..RUNS {
        for (at, jobs) in JOBS.into_iter().enumerate() {
            idle[at].push(desk.build(jobs)?);
            desk.change_one(round * JOBS.len() + at)?;
            changed[at].push(desk.build(jobs)?);
        }
    }
    let (idle, changed) = (medians(idle)?, medians(changed)?);
    let searched = JOBS.map(|jobs| desk.build_with_search(jobs));
    let searched = searched.into_iter().collect::<Result<Vec<_>, _>>()?;

    println!(
        "{} letters ({}) make a site of {} files ({}); medians of {RUNS} runs.",
        count(letters),
        bytes(records.bytes),
        count(site.files),
        bytes(site.bytes)
    );
    let heading = ["", "jobs", "time", "letters/s", "peak memory", "ratio", "against"];
    let mut rows = vec![heading.map(str::to_owned).to_vec()];
    let mut row = |what: &str, jobs: &str, took: Took, against: Option<(Took, &str)>| {
        let (ratio, name) = match against {
            Some((other, name)) => (ratio(took.time, other.time), name),
            None => ("".to_owned(), ""),
        };
        let speed = letters as f64 / took.time.as_secs_f64().max(1e-9);
        let speed = if jobs.is_empty() { String::new() } else { count(speed as usize) };
        rows.push(vec![
            what.to_owned(),
            jobs.to_owned(),
            time(took.time),
            speed,
            peak(took.peak),
            ratio,
            name.to_owned(),
        ]);
    };
    let sorts = [
        ("build to HTML and Markdown", &built, Some((copied, "cp -r of the site"))),
        ("build again, nothing changed", &idle, status.map(|status| (status, "git status"))),
        ("build again, one letter changed", &changed, status.map(|status| (status, "git status"))),
    ];
    for (what, took, against) in sorts {
        for (jobs, took) in JOBS.iter().zip(took) {
            row(what, &jobs.to_string(), *took, against);
        }
    }
    for ((jobs, took), without) in JOBS.iter().zip(&searched).zip(&built) {
        let against = Some((*without, "the build without search"));
        row("build with the search index", &jobs.to_string(), *took, against);
    }
    row("cp -r of the site, to a new folder", "", copied, None);
    match status {
        Some(status) => row("git status of the site, all committed, warm", "", status, None),
        None => println!("git is not installed: nothing is compared with `git status`."),
    }
    table::print(&rows);
    Ok(())
}

fn medians(runs: Vec<Vec<Took>>) -> Result<Vec<Took>, String> {
    runs.into_iter().map(median).collect()
}
