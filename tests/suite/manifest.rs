//! The manifest names nothing that is not there.

use std::fs;

use toml::Table;

fn read(path: &str) -> Table {
    toml::from_str(&fs::read_to_string(path).expect("a file")).expect("TOML")
}

/// A crate that was renamed would be built with care again, and nobody would see it.
#[test]
fn profiles_name_crates_of_the_lock_file() {
    let (manifest, lock) = (read("Cargo.toml"), read("Cargo.lock"));
    let packages = lock["package"].as_array().expect("packages");
    let profiles = manifest["profile"]["dev"]["package"].as_table().expect("packages");
    assert!(profiles.len() > 3, "{profiles:?}");
    for name in profiles.keys().filter(|name| *name != "*") {
        let there = packages.iter().any(|package| package["name"].as_str() == Some(name));
        assert!(there, "Cargo.toml has a profile for `{name}`, which nothing needs");
    }
}
