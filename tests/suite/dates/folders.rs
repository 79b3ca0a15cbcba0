//! The languages there are, each with its page of dates: `tests/dates/TAG.md`. `UPDATE=1` fills
//! the last column; read it before it is kept.

use super::{ClockStyle, DateOptions, Language, Run, Style, read, written};
use crate::common::golden;
use chancery::letter::Day;
use pure_rust_locales::{ar_EG, ar_SY, de_DE, en_US, es_ES, fr_FR, ru_RU};

/// Where the folders of languages are; German is laid over the others.
const ROOTS: [&str; 2] = ["templates", "tests/languages/german"];

fn language(tag: &str) -> Language {
    let path = ROOTS.map(|root| format!("{root}/{tag}/phrases.toml"));
    let path = path
        .into_iter()
        .find(|path| std::path::Path::new(path).exists())
        .expect(tag);
    let text = std::fs::read_to_string(&path).expect(&path);
    read(&text).unwrap_or_else(|findings| panic!("{tag}: {findings:#?}"))
}

fn tags() -> Vec<String> {
    let mut tags: Vec<_> = ROOTS
        .into_iter()
        .flat_map(|root| std::fs::read_dir(root).expect("templates"))
        .map(|entry| entry.expect("a folder").path())
        .filter(|path| path.join("phrases.toml").exists())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    tags.sort();
    tags
}

#[test]
fn every_language_has_its_page_of_dates() {
    let mut wrong = Vec::new();
    for tag in tags() {
        let path = format!("tests/dates/{tag}.md");
        let page = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("no page {path}"));
        let language = language(&tag);
        let mut out = String::new();
        for line in page.lines() {
            let cells: Vec<_> = line.trim_matches('|').split('|').map(str::trim).collect();
            match cells[..] {
                [record, options, expected] if record.contains(|c: char| c.is_ascii_digit()) => {
                    let said = written(&language, record, options);
                    if said != expected {
                        wrong.push(format!("{tag}: {record} ({options}): {said}"));
                    }
                    let asked =
                        if options.is_empty() { String::new() } else { format!(" {options}") };
                    out.push_str(&format!("| {record} |{asked} | {said} |\n"));
                }
                _ => {
                    out.push_str(line);
                    out.push('\n');
                }
            }
        }
        if golden::update() && tag != "en" {
            std::fs::write(&path, out).expect("a page");
            wrong.retain(|line| !line.starts_with(&tag));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of months and weekdays, against those of the C library (glibc's locales). The
/// `icu_*` crates are shared with the typesetter, and a test that turned on more of their data
/// would build another typesetter than the one that ships; this crate is shared with nobody.
#[test]
fn names_agree_with_the_c_library() {
    let days = |names: &[&str]| -> Vec<String> {
        // It counts from Sunday.
        (0..7).map(|day| names[(day + 1) % 7].to_owned()).collect()
    };
    let list =
        |names: &[&str]| -> Vec<String> { names.iter().map(|&name| name.to_owned()).collect() };
    let both: Vec<String> = ar_SY::LC_TIME::MON
        .iter()
        .zip(ar_EG::LC_TIME::MON)
        .map(|(here, there)| format!("{here}/{there}"))
        .collect();
    // United Nations documents spell two months, and every hamza, in a way of their own.
    let same = |name: String| {
        name.replace("يونيه", "يونيو")
            .replace("يوليه", "يوليو")
            .replace(['إ', 'أ'], "ا")
            .replace("نوار", "ايار")
    };
    let numbers: Vec<String> = (1..=12).map(|month| format!("{month}月")).collect();
    for (tag, months, weekdays) in [
        ("en", list(en_US::LC_TIME::MON), days(en_US::LC_TIME::DAY)),
        ("de", list(de_DE::LC_TIME::MON), days(de_DE::LC_TIME::DAY)),
        ("fr", list(fr_FR::LC_TIME::MON), days(fr_FR::LC_TIME::DAY)),
        ("es", list(es_ES::LC_TIME::MON), days(es_ES::LC_TIME::DAY)),
        ("ru", list(ru_RU::LC_TIME::MON), days(ru_RU::LC_TIME::DAY)),
        ("ar", both, days(ar_EG::LC_TIME::DAY)),
        ("zh", numbers, days(pure_rust_locales::zh_CN::LC_TIME::DAY)),
    ] {
        let language = language(tag);
        let plain = Style { clock: ClockStyle::TwentyFour, ..Style::default() };
        let options =
            DateOptions { year: chancery::language::Year::Never, ..DateOptions::default() };
        for (number, month) in (1..).zip(&months) {
            let day = Day::parse(&format!("2018-{number:02}-11")).expect("a day");
            let said = Run::join(&language.date(day, &plain, options));
            assert!(
                same(said.clone())
                    .to_lowercase()
                    .contains(&same(month.clone()).to_lowercase()),
                "{tag}: {said}, and {month}"
            );
        }
        for (number, weekday) in weekdays.iter().enumerate() {
            // 1 January 2018 was a Monday.
            let day = Day::parse(&format!("2018-01-{:02}", number + 1)).expect("a day");
            let said = language.weekday(day).to_owned();
            assert_eq!(same(said).to_lowercase(), same(weekday.clone()).to_lowercase(), "{tag}");
        }
    }
}
