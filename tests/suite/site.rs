//! The site of an archive: every page of the sample letters.

use std::collections::{BTreeMap, BTreeSet};

use crate::common::html;
use crate::common::site::{Archive, programme, site};
use crate::prelude::*;
use chancery::archive::{Card, Catalogue, Pages, Site, SiteSettings};
use chancery::letter::LetterRef;
use chancery::register::{Citation, CitationKind, Enclosed};

/// What a person reads on a page: its text, a line for each block.
fn text(page: &str) -> String {
    let dom = html::parse(page);
    let text = html::text(&html::first(&dom.document, "body"));
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.fold(String::new(), |out, line| out + line + "\n")
}

#[test]
fn the_sample_site_reads_well() {
    let pages = Archive::sample().pages(&site(None), &programme());
    for path in [
        "index.html",
        "404.html",
        "2018/index.html",
        "2018/2018-01-18-pga-ign/index.html",
        "2026/2026-03-02-permanent-mission-candidature/index.html",
        "offices/index.html",
        "persons/index.html",
        "persons/miroslav-lajcak/index.html",
        "kinds/index.html",
        "cited/index.html",
        "cited/decision-71-553/index.html",
        "threads/index.html",
        "threads/2025-10-14-pga-ocean-appointment/index.html",
        "unresolved/index.html",
        "programme/index.html",
        "register.csv",
        "feed.atom",
        "cmif.xml",
    ] {
        let page = pages.get(path).unwrap_or_else(|| panic!("no {path}"));
        let (file, page) = if path.ends_with(".html") {
            (path.replace(".html", ".txt"), text(page))
        } else {
            (path.to_owned(), page.replace("\r\n", "\n"))
        };
        golden(format!("tests/golden-site/{file}"), &page);
    }
}

#[test]
fn pages_are_well_formed_and_their_links_lead_somewhere() {
    for base in [None, Some("https://letters.example/archive")] {
        let archive = Archive::sample();
        let pages = archive.pages(&site(base), &programme());
        let own = archive.letter_files().into_iter().map(|(path, _)| path);
        let mut known: BTreeSet<_> = pages.keys().cloned().chain(own).collect();
        // Search makes its own page; the programme for programs is written beside the pages.
        let beside = ["search/index.html", "programme.ics", "programme.json"];
        known.extend(beside.map(str::to_owned));
        for (path, page) in pages.iter().filter(|(path, _)| path.ends_with(".html")) {
            let dom = html::parse(page);
            let mut ids = BTreeSet::new();
            html::elements(&dom.document, &mut |name, element| {
                if let Some(id) = html::attribute(element, "id") {
                    assert!(ids.insert(id.clone()), "{path} has `{id}` twice");
                }
                assert_ne!(name, "style", "{path}");
                assert_eq!(html::attribute(element, "style"), None, "{path}: {name}");
                for link in ["href", "src"].map(|name| html::attribute(element, name)) {
                    let Some(link) = link.filter(|link| !outside(link)) else {
                        continue;
                    };
                    let target = resolved(path, &link);
                    assert!(known.contains(&target), "{path}: {link} leads to {target}");
                }
            });
            for (_, target) in page.match_indices("href=\"#").map(|(at, _)| {
                let rest = &page[at + 7..];
                (at, rest[..rest.find('"').unwrap()].to_owned())
            }) {
                assert!(ids.contains(&target), "{path}: there is no #{target}");
            }
        }
    }
}

fn outside(link: &str) -> bool {
    ["http://", "https://", "mailto:", "data:", "#"]
        .iter()
        .any(|start| link.starts_with(start))
}

/// Where a relative link of a page leads.
fn resolved(page: &str, link: &str) -> String {
    let link = link.split('#').next().unwrap();
    if let Some(rooted) = link.strip_prefix('/') {
        return rooted.to_owned();
    }
    let mut steps: Vec<&str> = page.split('/').collect();
    steps.pop();
    for step in link.split('/') {
        match step {
            ".." => assert!(steps.pop().is_some(), "{page}: {link} leaves the site"),
            step => steps.push(step),
        }
    }
    let bytes: Vec<u8> = steps.join("/").into_bytes();
    let mut out = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'%' {
            let figures = std::str::from_utf8(&bytes[at + 1..at + 3]).unwrap();
            out.push(u8::from_str_radix(figures, 16).unwrap());
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8(out).unwrap()
}

/// A change of the first card, by name.
type Change = (&'static str, fn(&mut Card<'static>));

const CHANGES: &[Change] = &[
    ("nothing", |_| {}),
    ("entry", |card| card.sentence = format!("{}!", card.sentence).into()),
    ("subject", |card| card.subject = Some("Another".into())),
    ("reference", |card| card.reference = Some("N 7".into())),
    ("sender", |card| card.sender = format!("{}!", card.sender).into()),
    ("addressees", |card| card.addressees.push("All".into())),
    ("signatories", |card| card.signatories[0].name = "Somebody".into()),
    ("title", |card| card.signatories[0].title = None),
    ("process", |card| card.process = Some("Budget".into())),
    ("kind", |card| card.kind = "invitation".into()),
    ("office", |card| card.office = "other".into()),
    ("language", |card| card.language = "fr".into()),
    ("direction", |card| card.rtl = true),
    ("refers", |card| card.refers.clear()),
    ("encloses", |card| card.encloses.clear()),
    ("enclosed", |card| {
        card.encloses.push(Enclosed::Letter("gone".into()));
    }),
    ("cites", |card| {
        let (kind, symbol) = (CitationKind::Resolution, "A/RES/72/313".into());
        card.cites
            .push(Citation { kind, symbol, title: Some("Title".into()) });
    }),
    ("file", |card| card.files[0].bytes += 5000),
    ("follows itself", |card| {
        card.refers[0].letter = LetterRef::from_id(&card.id);
    }),
];

#[test]
fn a_page_that_changes_has_another_fingerprint() {
    let archive = Archive::sample();
    let site = site(Some("https://letters.example/"));
    let made = |cards: Vec<Card<'static>>| {
        let (catalogue, articles) = (Catalogue::new(cards), archive.articles.clone());
        let archive = Archive { catalogue, articles, files: BTreeMap::new() };
        let pages = archive.plan(&site, &[]);
        let made = pages
            .all
            .iter()
            .map(|page| (page.path.clone(), archive.make(&pages, page, &[])));
        made.collect::<BTreeMap<_, _>>()
    };
    let cards = &archive.catalogue.cards;
    let before = made(cards.clone());
    for (name, change) in CHANGES {
        // Whichever letter it is: the cover, or one in the middle of a thread.
        for at in (0..cards.len()).filter(|at| !cards[*at].refers.is_empty()) {
            let mut cards = cards.clone();
            change(&mut cards[at]);
            let (after, mut changed) = (made(cards), 0);
            for (path, (print, bytes)) in &after {
                let Some((old, old_bytes)) = before.get(path) else {
                    continue;
                };
                changed += usize::from(print != old);
                let same = print == old && bytes != old_bytes;
                assert!(!same, "{name} of letter {at}: {path} changed unseen");
            }
            // One letter is not the whole archive.
            assert!(changed * 3 < before.len() * 2, "{name}: {changed} pages changed");
            assert!(*name != "nothing" || changed == 0);
        }
    }
}

#[test]
fn long_lists_are_divided_and_short_names_shared() {
    let archive = Archive::sample();
    let model = &archive.catalogue.cards[0];
    let cards = (0..1400).map(|number| {
        let mut card = model.clone();
        let (month, day) = (number % 12 + 1, number % 28 + 1);
        card.id = format!("2018-{month:02}-{day:02}-n{number}").into();
        card.address = format!("2018/{}", card.id).into();
        card.refers.clear();
        card.signatories[0].name =
            ["Łucja Ærø", "Lucja Aero", "Владимир", "con"][number % 4].into();
        card
    });
    let catalogue = Catalogue::new(cards.collect());
    let site = site(None);
    let pages = Pages::new(&site, &catalogue, Vec::new());
    let paths: BTreeSet<_> = pages.all.iter().map(|page| page.path.as_str()).collect();
    for path in [
        "2018/index.html",
        "2018/01/index.html",
        "2018/12/index.html",
        "offices/ign-co-chairs/2018/12/index.html",
        "persons/lucja-aero/2018/01/index.html",
        "persons/владимир/index.html",
    ] {
        assert!(paths.contains(path), "no {path} in {paths:?}");
    }
    assert!(!paths.contains("persons/con/index.html"));
}

#[test]
fn the_register_of_many_letters_is_a_file_a_year() {
    let archive = Archive::sample();
    let letters = archive.catalogue.cards.len();
    let settings = SiteSettings { most_letters: letters - 1, ..SiteSettings::default() };
    let site = Site::of(&engine(), settings).expect("a site");
    let pages = archive.plan(&site, &[]);
    let register = |path: &str| -> serde_json::Value {
        let page = pages.all.iter().find(|page| page.path == path);
        let (_, bytes) = archive.make(&pages, page.unwrap_or_else(|| panic!("no {path}")), &[]);
        serde_json::from_slice(&bytes).expect("JSON")
    };
    let whole = register("register.json");
    assert_eq!(whole.get("letters"), None);
    let mut count = 0;
    for part in whole["parts"].as_array().expect("parts") {
        let one = register(part["address"].as_str().expect("an address"));
        assert_eq!(one["base"], whole["base"]);
        let letters = one["letters"].as_array().expect("letters");
        assert_eq!(part["letters"], letters.len());
        let year = part["year"].as_str().expect("a year");
        let of_year = |letter: &serde_json::Value| letter["id"].as_str().unwrap().starts_with(year);
        assert!(letters.iter().all(of_year));
        count += letters.len();
    }
    assert_eq!(count, letters);
}

#[test]
fn mistakes_in_designs_and_words_have_places() {
    let broken = |path: &str, from: &str, to: &str| {
        let mut templates = Templates::embedded();
        let text = std::fs::read_to_string(format!("templates/{path}")).unwrap();
        assert!(text.contains(from), "{path} has no {from}");
        let text = text.replacen(from, to, 1).into_bytes();
        templates.overlay([(path.to_owned(), format!("own/{path}"), text)]);
        let settings = SiteSettings { language: "en".to_owned(), ..SiteSettings::default() };
        let findings = Site::new(&templates, settings).expect_err("a mistake");
        report::text(&findings, false)
    };
    let shown = [
        broken("site/list.html", "{%- endif %}", ""),
        broken("site/list.html", "{{ count }}", "{{ count | safe }}"),
        broken("site/list.html", "{{ count }}", "{{ count | uper }}"),
        broken("site/list.html", "<letters", "<leters"),
        broken("en/site.toml", "search = ", "serch = "),
        broken("en/site.toml", "skip = \"", "skip = "),
    ];
    golden("tests/golden-site/mistakes.txt", &shown.join("\n"));
    let settings = SiteSettings {
        language: "en".to_owned(),
        base: Some("javascript:alert(1)".to_owned()),
        ..SiteSettings::default()
    };
    assert!(Site::new(&Templates::embedded(), settings).is_err());
}

#[test]
fn designs_hold_no_words() {
    for entry in std::fs::read_dir("templates/site").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|end| end == "html") {
            let source = std::fs::read_to_string(&path).unwrap();
            let words = chancery::template::words_of_site(&source);
            assert!(words.is_empty(), "{}: {words:?}", path.display());
        }
    }
}

/// For people who want to look: `SITE=DIR cargo test --test site look` writes the sample site.
#[test]
fn look() {
    let Ok(folder) = std::env::var("SITE") else {
        return;
    };
    let archive = Archive::sample();
    let pages = archive.pages(&site(None), &programme());
    let own = archive.letter_files();
    let own = own.into_iter().map(|(path, text)| (path, text.to_owned()));
    for (path, text) in pages.into_iter().chain(own) {
        let path = std::path::Path::new(&folder).join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}
