//! Record → check: no rule panics, and its findings lie in the record they are about.
use std::sync::LazyLock;

use chancery::check::{self, Rules, mend};
use chancery::compose::{self, Engine};
use chancery::gather::{InMemory, gather};
use chancery::record::{self, Syntax};
use chancery::template::Templates;

static CHANCERY: LazyLock<Engine> = LazyLock::new(|| Engine::new(Templates::embedded()));

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    let Ok(record) = record::read("fuzz", "fuzz", bytes, Syntax::guess(bytes)) else {
        return;
    };
    let source = std::sync::Arc::clone(&record.source);
    let (bundle, _) = gather(record, &InMemory::new());
    let composed = compose::package(&CHANCERY, &bundle);
    let findings = check::letter(&CHANCERY, &bundle, composed.as_ref().ok(), &Rules::default());
    for place in findings.iter().filter_map(|finding| finding.place.as_ref()) {
        assert!(place.source().text().get(place.range()).is_some());
    }
    mend(&source, &findings);
}
