//! Paper and Word: what a letter costs once the program runs, and how two threads share it.
//! Every letter differs from the one before, so that nothing remembered is counted as fast.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark says what it expects and measured, and reads the clock"
)]

use std::hint::black_box;
use std::sync::Arc;

use chancery::check::{self, Rules};
use chancery::compose::{self, Engine};
use chancery::gather::{Bundle, gather};
use chancery::package::Package;
use chancery::record::{self, Syntax};
use chancery::template::Templates;
use chancery::write::{Format, Writers};
use chancery_bench::{COVER, neighbours};
use criterion::{Criterion, Throughput, criterion_group};

/// The seed package, with a signatory of its own for every number.
fn bundle(number: usize) -> Arc<Bundle> {
    let text = COVER.replace("Miroslav Lajčák", &format!("Signatory Number {number}"));
    let read = record::read("2018-01-18-pga-ign", "letter.md", text.as_bytes(), Syntax::Markdown);
    gather(read.expect("the seed is a record"), &neighbours()).0
}

fn packages(engine: &Engine, count: usize) -> Vec<Package> {
    let compose =
        |number| compose::package(engine, &bundle(number)).expect("the seed can be composed");
    (0..count).map(compose).collect()
}

fn formats(criterion: &mut Criterion) {
    let engine = Engine::new(Templates::embedded());
    let writers = Writers::new(engine.templates(), Vec::new());
    let packages = packages(&engine, 400);
    let write = |package: &Package, format| {
        writers
            .write(black_box(package), format)
            .expect("it can be written")
            .bytes
            .len()
    };
    let mut group = criterion.benchmark_group("a package of two letters");
    for format in [Format::HTML, Format::DOCX, Format::PDF] {
        if !format.is_built() {
            continue;
        }
        let mut next = packages.iter().cycle();
        group.bench_function(format.extension(), |bencher| {
            bencher.iter(|| write(next.next().expect("a cycle has no end"), format));
        });
    }
    group.finish();

    let mut group = criterion.benchmark_group("forty packages");
    group.sample_size(10).throughput(Throughput::Elements(40));
    for threads in [1, 2] {
        for format in [Format::DOCX, Format::PDF]
            .into_iter()
            .filter(|format| format.is_built())
        {
            let mut from = 0;
            group.bench_function(format!("{}, {threads} threads", format.extension()), |bencher| {
                bencher.iter(|| {
                    from = (from + 40) % 360;
                    let share = packages[from..from + 40].chunks(40 / threads);
                    std::thread::scope(|scope| {
                        for part in share {
                            scope.spawn(|| {
                                part.iter().for_each(|package| {
                                    write(package, format);
                                })
                            });
                        }
                    });
                });
            });
        }
    }
    group.finish();
}

fn checks(criterion: &mut Criterion) {
    let engine = Engine::new(Templates::embedded());
    let bundle = bundle(0);
    let package = compose::package(&engine, &bundle).expect("the seed can be composed");
    let rules = Rules::default();
    criterion.bench_function("check: a seed package", |bencher| {
        bencher.iter(|| check::letter(&engine, black_box(&bundle), Some(&package), &rules));
    });
}

/// What criterion cannot measure: the first PDF of a process, and memory over ten thousand.
#[cfg(feature = "pdf")]
fn first_and_ten_thousandth() {
    use std::time::Instant;
    let began = Instant::now();
    let engine = Engine::new(Templates::embedded());
    let writers = Writers::new(engine.templates(), Vec::new());
    let write = |number: usize| {
        let package = compose::package(&engine, &bundle(number)).expect("the seed can be composed");
        writers
            .write(&package, Format::PDF)
            .expect("it can be written")
            .bytes
            .len()
    };
    write(0);
    println!("first PDF, from nothing:        {:>9.1} ms", began.elapsed().as_secs_f64() * 1e3);
    let began = Instant::now();
    let mut last = 0;
    for letters in [100, 1_000, 10_000] {
        for number in last..letters {
            write(number);
        }
        last = letters;
        let each = began.elapsed().as_secs_f64() * 1e3 / letters as f64;
        println!(
            "after {letters:>6} packages as PDF:   {each:>9.2} ms each, {} kB resident",
            resident()
        );
    }
}

/// Memory that this process holds now, in kB, where the system tells.
#[cfg(feature = "pdf")]
fn resident() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or("unknown".to_owned(), |line| line.trim_end_matches("kB").trim().to_owned())
}

criterion_group!(benches, formats, checks);

fn main() {
    // In a run of its own: `cargo bench … --bench formats -- memory`.
    #[cfg(feature = "pdf")]
    if std::env::args().any(|argument| argument == "memory") {
        return first_and_ten_thousandth();
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
