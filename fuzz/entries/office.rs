//! Office → letter: an office.toml has mistakes, each at its place, or the office writes letters.
use chancery::template::Templates;
use chancery::{Engine, report, template_check};

/// What is done with one input.
///
/// # Panics
/// Where something is found.
pub fn run(bytes: &[u8]) {
    let mut templates = Templates::embedded();
    let path = "offices/fuzz/office.toml".to_owned();
    templates.overlay([(path.clone(), path, bytes.to_vec())]);
    let findings = template_check::mistakes(&Engine::new(templates));
    for place in findings.iter().filter_map(|finding| finding.place.as_ref()) {
        assert!(place.source().text().get(place.range()).is_some());
    }
    let _ = report::json(&findings);
}
