//! From the page to the field: everything that a letter prints of its record leads to a place of the
//! form.

use std::collections::BTreeSet;

use serde_json::Value;

use super::samples;

/// The fields of its own record that a trace names.
fn paths(trace: &Value) -> BTreeSet<String> {
    let passages = trace["passages"].as_array().expect("passages").iter();
    let stretches = passages.flat_map(|passage| passage["stretches"].as_array().expect("a list"));
    let origins = stretches.flat_map(|stretch| [&stretch["origin"], &stretch["put_by"]]);
    let own = origins.filter(|origin| origin["from"] == "field" && origin["letter"].is_null());
    own.map(|origin| origin["path"].as_str().expect("a path").to_owned())
        .collect()
}

/// Whether the form has a place for a field: its control, or that of the list or group it stands in.
fn has_place(form: &str, path: &str) -> bool {
    let named = |path: &str| {
        form.contains(&format!("name=\"{path}\""))
            || form.contains(&format!("data-path=\"{path}\""))
    };
    let line = path.strip_suffix(']').and_then(|path| Some(path.rsplit_once('[')?.0));
    let group = path.rsplit_once('.').map(|(group, _)| group);
    let pair = group.is_some_and(|list| form.contains(&format!("name=\"{list}[0].name\"")));
    // A letter that is named by office and day is one field; its day is no field of the form.
    let reference = group.is_some_and(|group| group.ends_with(".letter") && named(group));
    named(path) || line.is_some_and(named) || pair || reference
}

#[test]
fn every_field_that_a_letter_prints_has_a_place_in_the_form() {
    let desk = samples();
    let mut missing = Vec::new();
    for name in desk.names() {
        let name = name.rsplit_once('.').expect("an ending").0.to_owned();
        let form = desk.get(&format!("/letter/{name}"));
        let trace = desk.get(&format!("/trace/{name}"));
        assert_eq!((form.status, trace.status), (200, 200), "{name}");
        let trace = serde_json::from_str(&trace.body).expect("JSON");
        let paths = paths(&trace);
        assert!(paths.contains("date"), "{name}: {paths:?}");
        let lost = paths.into_iter().filter(|path| !has_place(&form.body, path));
        missing.extend(lost.map(|path| format!("{name}: {path}")));
    }
    assert!(missing.is_empty(), "{missing:#?}");
}
