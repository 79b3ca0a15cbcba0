//! What each rule and each step of `check` costs as a letter or a folder grows: prose of many
//! shapes from 1 KB to 1 MB, and growing numbers of meetings, signatories, enclosures, letters.
//!
//! `cargo bench -p chancery-bench --bench growth --no-default-features [-- NAME…]` prints, for each
//! rule and step, the shape in which its cost grows fastest, with the exponent: 1 is linear.
//! A NAME is a part of the name of a rule, step or shape.

#![allow(
    clippy::disallowed_methods,
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a benchmark reads the clock and says what it found"
)]

mod facts;
mod folder;
mod letter;
mod shapes;

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

/// The cost of one subject (a rule or a step) in one shape, size by size.
struct Curve {
    subject: String,
    shape: &'static str,
    /// Size and cost, from the smallest.
    points: Vec<(usize, Duration)>,
}

/// Below this, a cost says nothing of how it grows.
const SMALL: Duration = Duration::from_millis(1);

impl Curve {
    /// The power of the size by which the cost grew at last; none where it is too small to tell.
    fn exponent(&self) -> Option<f64> {
        let [.., (size, cost), (larger, dearer)] = self.points.as_slice() else {
            return None;
        };
        let floor = |cost: &Duration| cost.max(&Duration::from_micros(20)).as_secs_f64();
        let sizes = (*larger as f64 / *size as f64).ln();
        (*dearer >= SMALL).then(|| (floor(dearer) / floor(cost)).ln() / sizes)
    }
}

/// What one run costs: the least of a few, so that other programs count little.
fn cost<T>(mut run: impl FnMut() -> T) -> Duration {
    let (begun, mut least) = (Instant::now(), Duration::MAX);
    for _ in 0..5 {
        let start = Instant::now();
        black_box(run());
        least = least.min(start.elapsed());
        if begun.elapsed() > Duration::from_millis(200) {
            break;
        }
    }
    least
}

fn main() {
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'))
        .collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part));
    let mut curves = letter::curves(&is_wanted);
    curves.extend(folder::curves(&is_wanted));
    curves.extend(facts::curves(&is_wanted));
    let mut worst: BTreeMap<&str, (f64, &Curve)> = BTreeMap::new();
    let mut small: Vec<&str> = Vec::new();
    for curve in &curves {
        match curve.exponent() {
            Some(exponent) => {
                let entry = worst.entry(&curve.subject).or_insert((exponent, curve));
                if exponent > entry.0 {
                    *entry = (exponent, curve);
                }
            }
            None => small.push(&curve.subject),
        }
    }
    small.retain(|subject| !worst.contains_key(subject));
    small.sort_unstable();
    small.dedup();
    let mut rows: Vec<_> = worst.values().collect();
    rows.sort_by(|a, b| b.0.total_cmp(&a.0));
    println!("{:>5}  {:24}  {:22}  cost by size", "power", "rule or step", "shape");
    for (exponent, curve) in rows {
        let points = curve.points.iter();
        let points = points.map(|(size, cost)| format!("{size}: {cost:.1?}"));
        let points = points.collect::<Vec<_>>().join(", ");
        println!("{exponent:5.2}  {:24}  {:22}  {points}", curve.subject, curve.shape);
    }
    println!("never {SMALL:?}: {}", small.join(", "));
}
