//! Where there are many letters, the register and the manifest are a file a year.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::common::store::{self, tree};
use crate::prelude::*;
use chancery::archive::{self, Phase, Plan, Progress, SiteSettings};
use chancery::files::{Records, SiteDirectory};

/// Nobody watches these builds.
struct Unseen;

impl Progress for Unseen {
    fn begin(&self, _: Phase, _: usize) {}
    fn done(&self) {}
}

/// Builds a site for which five letters are many.
fn build(desk: &TempSite, site: &Path) {
    let held = SiteDirectory::lock(site).unwrap();
    let records = Records::new(&desk.folder("records"), &[], held.began());
    let site = SiteSettings { most_letters: 5, ..SiteSettings::default() };
    let plan = Plan { site, ..Plan::default() };
    let built = archive::build(&engine(), &plan, &records, &held, &Unseen);
    assert_eq!(built.unwrap().left_out.len(), 0);
}

fn verified(desk: &TempSite) {
    let (told, code) = desk.run(&["verify", "SITE"]);
    assert_eq!((code, told.contains("each is what the manifest says")), (0, true), "{told}");
}

#[test]
fn one_letter_of_many_touches_the_files_of_its_year() {
    let desk = TempSite::with_samples();
    build(&desk, &desk.site());
    verified(&desk);
    let before = tree(&desk.site());
    let whole: serde_json::Value = serde_json::from_slice(&before["manifest.json"].0).unwrap();
    assert!(
        whole["parts"]
            .as_array()
            .unwrap()
            .contains(&"manifest/2018.json".into()),
        "{whole}"
    );
    assert_eq!(whole["letters"].as_object().map(serde_json::Map::len), Some(0));
    desk.edit("2026-09-14-pga-briefing.md", "priorities", "aims");
    build(&desk, &desk.site());
    verified(&desk);
    let after = tree(&desk.site());
    let written = after.iter().filter(|(path, file)| before.get(*path) != Some(file));
    let around: BTreeSet<_> = written
        .map(|(path, _)| path.as_str())
        .filter(|path| !path.starts_with("2026/") && !path.starts_with("search/"))
        .collect();
    let expected = [
        "manifest.json", "manifest/2026.json", "manifest/register.json", "manifest/search.json",
        "register/2026.json",
    ];
    assert_eq!(around, BTreeSet::from(expected));
    let new = desk.folder("new");
    build(&desk, &new);
    assert_eq!(store::bytes(&after), store::bytes(&tree(&new)));
    // The parts say what should be there.
    fs::remove_file(desk.site().join("2018/index.html")).unwrap();
    let (told, code) = desk.run(&["verify", "SITE"]);
    assert_eq!((code, told.contains("missing  2018/index.html")), (1, true), "{told}");
}
