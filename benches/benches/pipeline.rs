//! One seed package from record text to finished letter, whole and in parts.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::panic,
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a test says what it expects"
)]

use chancery::check::Rules;
use chancery::compose::{self, Engine};
use chancery::gather::{Bundle, Neighbours, gather};
use chancery::package::Package;
use chancery::pipeline::{self, Input};
use chancery::record::{self, Record, Syntax};
use chancery::template::Templates;
use chancery::write::{self, Format, Writers};
use chancery_bench::{COVER, ENCLOSED, neighbours};
use criterion::{Criterion, criterion_group, criterion_main};
use std::hint::black_box;
use std::sync::Arc;

fn read(text: &str) -> Record {
    record::read("2018-01-18-pga-ign", "letter.md", text.as_bytes(), Syntax::Markdown)
        .expect("the seed is a record")
}

fn bundle() -> Arc<Bundle> {
    gather(read(COVER), &neighbours()).0
}

fn package(engine: &Engine) -> Package {
    compose::package(engine, &bundle()).expect("the seed can be composed")
}

fn pipeline(criterion: &mut Criterion) {
    let engine = Engine::new(Templates::embedded());
    let writers = Writers::new(engine.templates(), Vec::new());
    let (gathered, composed) = (bundle(), package(&engine));
    let marked: Vec<_> = composed
        .members
        .iter()
        .map(|member| write::markdown::write_marked(&member.document))
        .collect();
    let mut group = criterion.benchmark_group("seed package");
    group.bench_function("whole: record text to HTML", |bencher| {
        bencher.iter(|| {
            writers
                .write(&package(&engine), Format::HTML)
                .expect("HTML can be written")
        });
    });
    group.bench_function("parse: two records", |bencher| {
        bencher.iter(|| (read(black_box(COVER)), read(black_box(ENCLOSED))));
    });
    group.bench_function("compose: wording and tree", |bencher| {
        bencher.iter(|| {
            compose::package(&engine, black_box(&gathered)).expect("the seed can be composed")
        });
    });
    group.bench_function("check: two records by every rule, with spelling", |bencher| {
        let (rules, neighbours) = (Rules::default(), neighbours());
        let input = Input {
            id: "2018-01-18-pga-ign",
            name: "letter.md",
            bytes: COVER.as_bytes(),
            syntax: Syntax::Markdown,
        };
        let beside: &dyn Neighbours = &neighbours;
        bencher.iter(|| pipeline::diagnose(&engine, (black_box(input), beside), &rules));
    });
    group.bench_function("read: marked Markdown to tree", |bencher| {
        bencher.iter(|| {
            let read = |text: &String| {
                chancery::document::read_composed(text, Vec::new()).expect("it was written by us")
            };
            marked.iter().map(read).collect::<Vec<_>>()
        });
    });
    for format in [Format::HTML, Format::MARKDOWN, Format::TEXT] {
        group.bench_function(format!("write: {}", format.extension()), |bencher| {
            bencher.iter(|| {
                writers
                    .write(black_box(&composed), format)
                    .expect("it can be written")
            });
        });
    }
    group.finish();
}

criterion_group!(benches, pipeline);
criterion_main!(benches);
