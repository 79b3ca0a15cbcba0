//! What rules and steps cost for one letter.

use std::sync::Arc;
use std::time::Duration;

use chancery::check::{self, RULES, Rules, Scope};
use chancery::compose::{self, Engine};
use chancery::gather::{Bundle, gather};
use chancery::package::Package;
use chancery::record::{self, Record, Syntax};
use chancery::template::Templates;
use chancery_bench::neighbours;

use super::shapes::{COUNTED, PROSE, Shape};
use super::{Curve, cost};

/// A letter that takes longer than this is tried in no larger size.
const LONG: Duration = Duration::from_secs(10);

/// The curves of all rules and steps, in each shape that is wanted.
pub(crate) fn curves(is_wanted: &dyn Fn(&str) -> bool) -> Vec<Curve> {
    let engine = Engine::new(Templates::embedded());
    let mut curves = Vec::new();
    for shape in PROSE.iter().chain(COUNTED) {
        for curve in of_shape(&engine, shape) {
            if is_wanted(&curve.subject) || is_wanted(shape.name) {
                curves.push(curve);
            }
        }
    }
    curves
}

fn of_shape(engine: &Engine, shape: &Shape) -> Vec<Curve> {
    let letters = RULES
        .iter()
        .filter(|rule| matches!(rule.scope, Scope::Letter(_) | Scope::Package(_)));
    let rules: Vec<_> = letters.map(|rule| rule.name).collect();
    let steps = ["step: read", "step: compose", "step: check"];
    let subjects = steps.iter().chain(&rules).map(|name| (*name).to_owned());
    let mut curves: Vec<_> = subjects
        .map(|subject| Curve { subject, shape: shape.name, points: Vec::new() })
        .collect();
    for size in shape.sizes {
        let text = (shape.record)(*size);
        let reads = cost(|| read(&text));
        let Some(record) = read(&text) else { break };
        let (bundle, _) = gather(record, &neighbours());
        let composes = cost(|| compose::package(engine, &bundle));
        let package = compose::package(engine, &bundle).ok();
        let checks = cost(|| check::letter(engine, &bundle, package.as_ref(), &Rules::default()));
        // What every rule needs first: the prose, parsed, and its days.
        let bare = checked(engine, &bundle, package.as_ref(), "undated");
        let costs = [reads, composes, checks].into_iter();
        let costs = costs.chain(
            rules
                .iter()
                .map(|rule| checked(engine, &bundle, package.as_ref(), rule).saturating_sub(bare)),
        );
        for (curve, cost) in curves.iter_mut().zip(costs) {
            curve.points.push((*size, cost));
        }
        if reads + composes + checks > LONG {
            break;
        }
    }
    curves
}

fn checked(
    engine: &Engine,
    bundle: &Arc<Bundle>,
    package: Option<&Package>,
    rule: &str,
) -> Duration {
    let only = Rules::default().only(&[rule.to_owned()]).expect("it is a rule");
    cost(|| check::letter(engine, bundle, package, &only))
}

fn read(text: &str) -> Option<Record> {
    record::read("2018-01-18-pga-growth", "letter.md", text.as_bytes(), Syntax::Markdown).ok()
}
