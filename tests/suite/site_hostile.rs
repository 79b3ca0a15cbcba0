//! Hostile names in letters are text on every page and in every feed of the site.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::common::html;
use crate::common::site::{Archive, site};
use chancery::archive::{Card, Catalogue, File, ProgrammeEntry, ProgrammeLine};
use chancery::register::{Citation, CitationKind, Enclosed};
use proptest::prelude::*;
use quick_xml::events::Event;

const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "</title></textarea></style>",
    "]]>",
    "<![CDATA[x]]>",
    "&lt;b&gt; &amp; &#60;",
    "=HYPERLINK(\"http://x\",\"y\")",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1+1",
    "\u{FEFF}=1+1",
    "a\u{202E}gpj.exe",
    "{{ 7 * 7 }}{% raw %}",
    "../../etc/passwd",
    "javascript:alert(1)",
    "a,b;c\r\nd\"e",
    "\u{2028}\u{2029}",
    "Ⅷ ﷽ 𝒜 🕊",
    "?#%2e%2e/&x=y",
];

/// An archive of three letters that say `evil` wherever a letter can say something.
fn archive(evil: &str) -> Archive {
    static SAMPLE: OnceLock<Archive> = OnceLock::new();
    let sample = SAMPLE.get_or_init(Archive::sample);
    let article = sample.articles[sample.catalogue.cards[0].id.as_str()].clone();
    // A name of a file holds neither, nor does the id of a record.
    let id = evil.replace(['/', '\\', '\r', '\n', '\t'], "_");
    let cards = (0..3).map(|number| {
        let mut card: Card<'static> = sample.catalogue.cards[number].clone();
        card.id = format!("2018-01-0{}-{id}", number + 1).into();
        card.address = format!("2018/{}", card.id).into();
        card.sentence = evil.to_owned().into();
        card.subject = Some(evil.to_owned().into());
        card.reference = Some(evil.to_owned().into());
        card.sender = evil.to_owned().into();
        card.addressees = vec![evil.to_owned().into(), "plain".into()];
        for signed in &mut card.signatories {
            signed.name = evil.to_owned().into();
            signed.title = Some(evil.to_owned().into());
            signed.capacity = Some(evil.to_owned().into());
        }
        card.process = Some(evil.to_owned().into());
        card.kind = evil.to_owned().into();
        card.office = evil.to_owned().into();
        card.refers.clear();
        card.encloses = vec![
            Enclosed::Other(evil.to_owned().into()),
            Enclosed::Letter(evil.to_owned().into()),
            Enclosed::Letter(format!("2018-01-01-{id}").into()),
        ];
        card.cites = vec![Citation {
            kind: CitationKind::Document,
            symbol: evil.to_owned().into(),
            title: Some(evil.to_owned().into()),
        }];
        card.files =
            vec![File { name: format!("{}.html", card.id).into(), bytes: 1, sha256: [0; 32] }];
        card
    });
    let catalogue = Catalogue::new(cards.collect());
    let articles = catalogue
        .cards
        .iter()
        .map(|card| (card.id.to_string(), article.clone()));
    let articles = articles.collect();
    Archive { catalogue, files: BTreeMap::new(), articles }
}

fn pages(evil: &str, base: Option<&str>) -> BTreeMap<String, String> {
    let meeting = ProgrammeEntry {
        title: evil.to_owned(),
        language: "en".to_owned(),
        dates: evil.to_owned(),
        times: Some(evil.to_owned()),
        room: Some(evil.to_owned()),
        status: Some(evil.to_owned()),
        was: vec![evil.to_owned()],
        history: vec![ProgrammeLine { text: evil.to_owned(), letter: Some(2) }],
        ..ProgrammeEntry::default()
    };
    archive(evil).pages(&site(base), &[meeting])
}

/// Judges every page of an archive that says `evil`; where it is plain text, it is found.
fn judge(evil: &str, base: Option<&str>) {
    let pages = pages(evil, base);
    for (path, page) in &pages {
        match path.rsplit('.').next() {
            Some("html") => judge_page(path, page),
            Some("xml" | "atom") => judge_xml(path, page, evil),
            Some("json") => {
                let json: serde_json::Value = serde_json::from_str(page).expect(path);
                assert_eq!(json["letters"][0]["entry"], evil);
            }
            Some("csv") => judge_csv(page, evil),
            Some("css") => {}
            _ => panic!("what is {path}?"),
        }
    }
    let front = html::parse(&pages["index.html"]);
    let shown = html::text(&front.document).replace(char::is_whitespace, "");
    // A browser reads a line end of its own as any other.
    let evil = evil.replace(char::is_whitespace, "");
    assert!(shown.contains(&evil), "{evil} is not on the front page");
}

fn judge_page(path: &str, page: &str) {
    let dom = html::parse(page);
    html::elements(&dom.document, &mut |name, element| {
        let data = html::attribute(element, "type").as_deref() == Some("application/ld+json");
        assert!(name != "script" || data, "{path} runs a script");
        if name == "script" {
            let json: String = text_of(element);
            serde_json::from_str::<serde_json::Value>(&json).expect(path);
        }
        // The letter's own pictures are data.
        assert!(!["iframe", "object", "textarea", "b"].contains(&name), "{path}: {name}");
        for (name, value) in html::attributes(element) {
            assert!(!name.starts_with("on"), "{path}: {name}");
            let address = ["href", "src"].contains(&name.as_str());
            assert!(
                !address || !value.trim().to_lowercase().starts_with("javascript:"),
                "{path}: {value}"
            );
        }
    });
}

fn text_of(element: &markup5ever_rcdom::Handle) -> String {
    let children = element.children.borrow();
    let texts = children.iter().filter_map(|child| match &child.data {
        markup5ever_rcdom::NodeData::Text { contents } => Some(contents.borrow().to_string()),
        _ => None,
    });
    texts.collect()
}

fn judge_xml(path: &str, page: &str, evil: &str) {
    let mut reader = quick_xml::Reader::from_str(page);
    reader.config_mut().check_end_names = true;
    let (mut depth, mut roots, mut words) = (0, 0, String::new());
    loop {
        match reader.read_event().unwrap_or_else(|e| panic!("{path}: {e}")) {
            Event::Start(start) => {
                roots += usize::from(depth == 0);
                depth += 1;
                for attribute in start.attributes() {
                    attribute.expect(path);
                }
            }
            Event::End(_) => depth -= 1,
            Event::Text(text) => words.push_str(&text.into_inner()),
            Event::GeneralRef(name) => match name.resolve_char_ref().expect(path) {
                Some(c) => words.push(c),
                None => words.push_str(match &*name.into_inner() {
                    "lt" => "<",
                    "gt" => ">",
                    "amp" => "&",
                    "quot" => "\"",
                    other => panic!("{path}: &{other};"),
                }),
            },
            Event::CData(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => {
                panic!("{path} holds more than elements");
            }
            Event::Eof => break,
            Event::Empty(_) | Event::Decl(_) => {}
        }
    }
    assert_eq!((depth, roots), (0, 1), "{path}");
    if !path.starts_with("sitemap") {
        assert!(words.contains(evil), "{path} does not say {evil:?}");
    }
}

fn judge_csv(page: &str, evil: &str) {
    let mut reader = csv::Reader::from_reader(page.as_bytes());
    let rows: Vec<_> = reader.records().collect::<Result<_, _>>().expect("a table");
    assert_eq!(rows.len(), 3);
    for cell in rows.iter().flat_map(|row| row.iter()) {
        let bare = cell.trim_start_matches('\u{FEFF}');
        assert!(!bare.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell:?}");
    }
    let entry = rows[0].get(5).unwrap();
    assert_eq!(
        entry
            .strip_prefix('\'')
            .filter(|_| !evil.starts_with('\''))
            .unwrap_or(entry),
        evil
    );
}

#[test]
fn hostile_names_are_text_everywhere() {
    for evil in HOSTILE {
        judge(evil, None);
        judge(evil, Some("https://letters.example/"));
    }
}

#[test]
fn what_xml_cannot_hold_is_shown_as_lost() {
    let pages = pages("a\u{0}b\u{1F}c\u{FFFE}", None);
    for path in ["feed.atom", "cmif.xml"] {
        judge_xml(path, &pages[path], "a\u{FFFD}b\u{FFFD}c\u{FFFD}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn whatever_a_letter_says_is_text(evil in "[<>&\"'=@/?#%\\PC]{1,24}") {
        judge(&evil, None);
    }
}
