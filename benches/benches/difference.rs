//! What changed between two letters: a package, prose that moved, and pair after pair of an archive.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark says what it expects and measured"
)]

use std::hint::black_box;
use std::sync::Arc;

use chancery::compose::Engine;
use chancery::difference;
use chancery::gather::{Bundle, gather};
use chancery::record::{self, Syntax};
use chancery::template::Templates;
use chancery::write::docx::redline::Revision;
use chancery_bench::{COVER, neighbours};
use criterion::{Criterion, criterion_group, criterion_main};

fn bundle(text: &str) -> Arc<Bundle> {
    let read = record::read("letter", "letter.md", text.as_bytes(), Syntax::Markdown);
    gather(read.expect("a record"), &neighbours()).0
}

/// A letter of as many paragraphs, the first of them at a place.
fn long(paragraphs: usize, first: usize) -> Arc<Bundle> {
    let prose = (0..paragraphs).map(|at| {
        let number = (first + at * 7) % paragraphs;
        format!("Paragraph number {number} speaks of matter {number} and of its {number} parts at length, as is usual.\n\n")
    });
    let head = "---\noffice: pga\ndate: 2026-09-14\nto: { name: Anna Berg, title: Envoy }\nsignatories: { name: Amara Lindqvist }\n---\n";
    bundle(&(head.to_owned() + &prose.collect::<String>()))
}

/// The memory that the program holds now, in KiB.
#[cfg(target_os = "linux")]
fn held() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

#[cfg(not(target_os = "linux"))]
fn held() -> Option<u64> {
    None
}

fn differences(criterion: &mut Criterion) {
    let engine = Engine::new(Templates::embedded());
    let old = bundle(COVER);
    let new = bundle(&COVER.replace("Miroslav Lajčák", "Amara Lindqvist"));
    let compare = |old: &Arc<Bundle>, new: &Arc<Bundle>| {
        difference::compare(&engine, (black_box(old), black_box(new)), None).expect("a difference")
    };
    let mut group = criterion.benchmark_group("difference");
    group.bench_function("seed package: text", |bencher| {
        bencher.iter(|| difference::text(&compare(&old, &new)));
    });
    group.bench_function("seed package: html", |bencher| {
        bencher.iter(|| difference::html(&compare(&old, &new)));
    });
    group.bench_function("seed package: redline", |bencher| {
        let by = Revision { author: "A".to_owned(), date: None };
        bencher.iter(|| difference::redline(&engine, (&old, &new), &by).expect("a Word file"));
    });
    let (before, after) = (long(200, 0), long(200, 101));
    group.sample_size(10);
    group.bench_function("200 paragraphs, all moved", |bencher| {
        bencher.iter(|| difference::text(&compare(&before, &after)));
    });
    group.finish();

    // A stream of pairs: what one left behind would add up.
    let mut after_first = None;
    for pair in 0..10_000 {
        let new = bundle(&COVER.replace("Miroslav Lajčák", &format!("Signatory Number {pair}")));
        assert!(!compare(&old, &new).is_empty());
        if pair == 1_000 {
            after_first = held();
        }
    }
    if let (Some(first), Some(last)) = (after_first, held()) {
        println!("10,000 pairs: {first} KiB after 1,000, {last} KiB after all");
        assert!(last < first + first / 5, "memory grows with the pairs");
    }
}

criterion_group!(benches, differences);
criterion_main!(benches);
