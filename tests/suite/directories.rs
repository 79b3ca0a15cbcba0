//! The lists of addressees that come with the program are right.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization as _;

const MEMBER_STATES: &str = include_str!("../../templates/directories/member-states.csv");

/// Columns that may be empty.
const MAY_BE_BLANK: &[&str] =
    &["article-en", "article-fr", "article-es", "correspondence", "correspondence-source"];

fn rows() -> (Vec<String>, Vec<Vec<String>>) {
    let mut reader = csv::ReaderBuilder::new()
        .comment(Some(b'#'))
        .from_reader(MEMBER_STATES.as_bytes());
    let header = reader
        .headers()
        .expect("a header")
        .iter()
        .map(str::to_owned)
        .collect();
    let rows = reader.records().map(|row| {
        let row = row.expect("a row of the right length");
        row.iter().map(str::to_owned).collect()
    });
    (header, rows.collect())
}

fn column(name: &str) -> Vec<String> {
    let (header, rows) = rows();
    let at = header.iter().position(|column| column == name).expect("a column");
    rows.into_iter().map(|row| row[at].clone()).collect()
}

#[test]
fn there_are_193_members_and_two_observers() {
    let membership = column("membership");
    assert_eq!(membership.iter().filter(|is| *is == "member").count(), 193);
    assert_eq!(membership[193..], ["observer", "observer"]);
    assert_eq!(column("country-en")[193..], ["Holy See", "State of Palestine"]);
}

#[test]
fn members_stand_in_the_english_order_of_the_united_nations() {
    let fold = |name: &str| -> String {
        let plain = name.nfd().filter(|c| c.is_alphabetic() || *c == ' ');
        plain.collect::<String>().to_lowercase()
    };
    let names = column("country-en");
    let folded: Vec<_> = names[..193].iter().map(|name| fold(name)).collect();
    assert!(folded.is_sorted(), "{names:?}");
    // Names that are filed otherwise elsewhere.
    let after = |one: &str, other: &str| {
        let at = |name: &str| {
            names
                .iter()
                .position(|known| known == name)
                .unwrap_or_else(|| panic!("no {name}"))
        };
        assert_eq!(at(other), at(one) + 1, "{other} follows {one}");
    };
    after("Costa Rica", "Côte d'Ivoire");
    after("Czechia", "Democratic People's Republic of Korea");
    after("Democratic People's Republic of Korea", "Democratic Republic of the Congo");
    after("Estonia", "Eswatini");
    after("Indonesia", "Iran (Islamic Republic of)");
    after("Nepal", "Netherlands (Kingdom of the)");
    after("Nigeria", "North Macedonia");
    after("Qatar", "Republic of Korea");
    after("Republic of Korea", "Republic of Moldova");
    after("Tunisia", "Türkiye");
    after("United Kingdom of Great Britain and Northern Ireland", "United Republic of Tanzania");
    after("Venezuela (Bolivarian Republic of)", "Viet Nam");
}

#[test]
fn nothing_stands_twice_and_nothing_is_blank() {
    let (header, rows) = rows();
    assert_eq!(rows.len(), 195);
    for (at, name) in header.iter().enumerate() {
        let cells: Vec<_> = rows.iter().map(|row| row[at].as_str()).collect();
        if !MAY_BE_BLANK.contains(&name.as_str()) {
            for (row, cell) in rows.iter().zip(&cells) {
                assert!(!cell.is_empty(), "{name} of {} is blank", row[0]);
            }
        }
        if name.starts_with("iso") || name.starts_with("country") || name.starts_with("formal") {
            let once: BTreeSet<_> = cells.iter().collect();
            assert_eq!(once.len(), cells.len(), "{name} has doubles");
        }
        for cell in cells {
            let clean = cell.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!(cell, clean, "{name}");
            assert!(!cell.contains(['*', '’', '\u{A0}']), "{name}: {cell}");
        }
    }
}

#[test]
fn scripts_are_those_of_the_languages() {
    let within = |name: &str, range: std::ops::RangeInclusive<char>| {
        for cell in column(name) {
            let letters = cell.chars().filter(|c| c.is_alphabetic());
            let wrong: Vec<_> = letters.filter(|c| !range.contains(c)).collect();
            assert!(wrong.is_empty(), "{name}: {cell} has {wrong:?}");
        }
    };
    for kind in ["country", "formal"] {
        within(&format!("{kind}-ru"), '\u{400}'..='\u{45F}');
        within(&format!("{kind}-zh"), '\u{4E00}'..='\u{9FFF}');
        within(&format!("{kind}-ar"), '\u{600}'..='\u{6FF}');
        for language in ["en", "fr", "es"] {
            within(&format!("{kind}-{language}"), 'A'..='\u{17F}');
        }
    }
}

#[test]
fn codes_and_names_are_those_of_iso_3166() {
    let (two, three, names) = (column("iso-2"), column("iso-3"), column("country-en"));
    for ((two, three), name) in two.iter().zip(&three).zip(&names) {
        let country = rust_iso3166::from_alpha2(two).unwrap_or_else(|| panic!("no {two}"));
        assert_eq!(country.alpha3, three);
        // The first word of a name is the same in both lists, but for names filed otherwise.
        let word = |name: &str| -> String {
            let plain: String = name.nfd().filter(char::is_ascii).collect();
            let words = plain.split(|c: char| !c.is_ascii_alphabetic());
            let mut words = words.filter(|word| {
                word.len() > 2 && !["the", "The", "Republic", "Democratic", "People"].contains(word)
            });
            words.next().unwrap_or_default().to_owned()
        };
        let (ours, theirs) = (word(name), word(country.name));
        let other =
            ["TR", "PS", "GB", "TZ", "US", "CZ", "SZ", "MK", "CV", "NL"].contains(&two.as_str());
        assert!(other || ours == theirs, "{two}: {name} / {}", country.name);
    }
}

#[test]
fn the_list_is_a_list_for_merge() {
    use chancery::merge::{Syntax, Table};
    let table = Table::open("member-states.csv", Syntax::Delimited, None, MEMBER_STATES.as_bytes());
    let rows: Vec<_> = table.expect("a list").collect::<Result<_, _>>().expect("rows");
    assert_eq!(rows.len(), 195);
    assert_eq!((rows[0].number, rows[0].cells[3].as_str()), (12, "Afghanistan"));
}
