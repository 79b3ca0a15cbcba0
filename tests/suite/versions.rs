//! A letter in several languages: what is wrong with a version is found in every language, by the
//! rule that is for it; and every wrong turn is told what to do next.

mod build;
mod command;
mod turns;

use std::collections::BTreeSet;

use crate::prelude::*;
use chancery::check::{Family, RULES};

const ID: &str = "2026-10-05-pga-multilingualism";

/// The sample: the record, and its versions in French and Arabic.
fn sample() -> FakeFolder {
    let files = ["md", "fr.md", "ar.md"].map(|ending| format!("{ID}.{ending}"));
    let read = |name: String| {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path.join("letters").join(&name));
        (name, text.expect("the sample is there"))
    };
    FakeFolder(files.into_iter().map(read).collect())
}

/// What the rules about versions find.
fn found(desk: &FakeFolder) -> Vec<Finding> {
    let family = RULES.into_iter().filter(|rule| rule.family == Family::Versions);
    let names: Vec<_> = family.map(|rule| rule.name.to_owned()).collect();
    let rules = Rules::default().only(&names).expect("the rules are known");
    desk.check(&Engine::new(Templates::embedded()), &rules)
}

#[test]
fn the_sample_is_in_step() {
    assert_eq!(found(&sample()), []);
    let all = sample().check(&Engine::new(Templates::embedded()), &Rules::default());
    let rules: BTreeSet<_> = all.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, BTreeSet::from(["unchecked-formula"]), "{all:#?}");
}

/// A mistake in a version: what stands there, what somebody made of it, and the rule that sees it.
type Slip = (&'static str, &'static str, &'static str);

const FRENCH: &[Slip] = &[
    ("11 septembre", "12 septembre", "versions-at-odds"),
    ("septembre 2015", "septembre 2016", "versions-at-odds"),
    ("11 septembre", "11 octobre", "versions-at-odds"),
    (", en date du 11 septembre 2015,", "", "versions-at-odds"),
    ("112", "121", "versions-at-odds"),
    ("des réponses de 112 délégations", "des réponses reçues", "versions-at-odds"),
    ("69/324", "69/342", "versions-at-odds"),
    ("la résolution 69/324", "la résolution", "versions-at-odds"),
    ("Mme Carvalho", "la coordonnatrice", "versions-at-odds"),
    (", ci-jointe,", "", "versions-at-odds"),
    ("du {{ meetings.multilingualism.dates }} ", "", "versions-at-odds"),
    ("{{ meetings.multilingualism.dates }}", "{{ date }}", "versions-at-odds"),
    ("subject: Dialogue informel sur le multilinguisme\n", "", "untranslated-text"),
    (", room: salle du Conseil de tutelle", "", "untranslated-text"),
    ("title: un dialogue informel sur le multilinguisme, ", "", "untranslated-text"),
    ("enclosures:\n  - title: la note de cadrage du dialogue\n", "", "untranslated-text"),
    ("contacts:\n  - title: coordonnatrice\n", "", "untranslated-text"),
];

const ARABIC: &[Slip] = &[
    ("11 أيلول", "12 أيلول", "versions-at-odds"),
    ("11 أيلول/سبتمبر 2015", "١٢ أيلول/سبتمبر ٢٠١٥", "versions-at-odds"),
    ("سبتمبر 2015", "سبتمبر 2016", "versions-at-odds"),
    ("أيلول/سبتمبر", "تشرين الأول/أكتوبر", "versions-at-odds"),
    ("112", "121", "versions-at-odds"),
    ("112", "١٢١", "versions-at-odds"),
    ("69/324", "69/342", "versions-at-odds"),
    ("القرار", "القرار", ""),
    ("السيدة كارفاليو", "المنسقة", "versions-at-odds"),
    ("، المرفقة بهذه الرسالة،", "", "versions-at-odds"),
    ("في {{ meetings.multilingualism.dates }} ", "", "versions-at-odds"),
    ("subject: حوار غير رسمي بشأن تعدد اللغات\n", "", "untranslated-text"),
    (", room: قاعة مجلس الوصاية", "", "untranslated-text"),
    ("enclosures:\n  - title: المذكرة المفاهيمية للحوار\n", "", "untranslated-text"),
];

/// The same mistakes in the main language are seen by both of its versions.
const ENGLISH: &[Slip] = &[
    ("11 September", "12 September", "versions-at-odds"),
    ("112", "121", "versions-at-odds"),
    ("69/324", "69/342", "versions-at-odds"),
    ("Ms. Carvalho", "the focal point", "versions-at-odds"),
    (", which is enclosed,", "", "versions-at-odds"),
    ("of {{ meetings.multilingualism.dates }} ", "", "versions-at-odds"),
];

#[test]
fn a_slip_in_a_version_is_seen_by_its_rule_and_no_other() {
    for (tag, slips) in [("fr", FRENCH), ("ar", ARABIC)] {
        for (right, wrong, rule) in slips.iter().filter(|(_, _, rule)| !rule.is_empty()) {
            let mut desk = sample();
            let name = format!("{ID}.{tag}.md");
            let text = desk.0.get_mut(&name).expect("the version");
            assert!(text.contains(right), "{tag}: {right}");
            *text = text.replacen(right, wrong, 1);
            let found = found(&desk);
            let rules: BTreeSet<_> = found.iter().map(|finding| finding.rule).collect();
            assert_eq!(rules, BTreeSet::from([*rule]), "{tag}: {right} → {wrong}: {found:#?}");
            // It is said where it can be mended: both places stand in it.
            let names = found.iter().flat_map(|finding| {
                let related = finding.related.iter().map(|(place, _)| place);
                finding
                    .place
                    .iter()
                    .chain(related)
                    .map(|place| place.source().name().to_owned())
            });
            if *rule == "versions-at-odds" {
                let names: BTreeSet<_> = names.collect();
                assert_eq!(names, BTreeSet::from([format!("{ID}.md"), name]));
            }
        }
    }
}

#[test]
fn a_slip_in_the_main_language_is_seen_by_every_version() {
    for (right, wrong, rule) in ENGLISH {
        let mut desk = sample();
        let text = desk.0.get_mut(&format!("{ID}.md")).expect("the record");
        assert!(text.contains(right), "{right}");
        *text = text.replacen(right, wrong, 1);
        // The versions translate an older state now, which is true and is said too.
        let found = found(&desk);
        for tag in ["`fr`", "`ar`"] {
            let of = |name: &str| {
                let mut of = found.iter().filter(|finding| finding.rule == name);
                of.any(|finding| finding.message.contains(tag))
            };
            assert!(of(rule) && of("version-older"), "{right} → {wrong} in {tag}: {found:#?}");
        }
    }
}

#[test]
fn a_version_that_is_empty_or_older_is_seen_as_such() {
    for tag in ["fr", "ar"] {
        let name = format!("{ID}.{tag}.md");
        let mut desk = sample();
        let text = &desk.0[&name];
        let end = text.rfind("---\n").expect("front matter") + 4;
        desk.0.insert(name.clone(), text[..end].to_owned());
        let rules: Vec<_> = found(&desk).iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["missing-version"], "{tag}");

        let mut desk = sample();
        let text = desk.0.get_mut(&name).expect("the version");
        let at = text.find("of: ").expect("a fingerprint") + 4;
        text.replace_range(at..at + 8, "12ab34cd");
        let rules: Vec<_> = found(&desk).iter().map(|finding| finding.rule).collect();
        assert_eq!(rules, ["version-older"], "{tag}");
    }
}

#[test]
fn what_is_kept_on_purpose_is_kept_in_every_language() {
    let mut desk = sample();
    let version = desk.0.get_mut(&format!("{ID}.fr.md")).expect("the version");
    *version = version.replacen("112", "121", 1);
    let record = desk.0.get_mut(&format!("{ID}.md")).expect("the record");
    *record = record.replacen("date:", "sic:\n  versions-at-odds: the original says so\ndate:", 1);
    let found = desk.check(&Engine::new(Templates::embedded()), &Rules::default());
    let kept: Vec<_> = found.iter().filter(|finding| finding.suppressed.is_some()).collect();
    assert_eq!(kept.len(), 1, "{found:#?}");
    assert!(found.iter().all(|finding| finding.rule != "stale-sic"), "{found:#?}");
}
