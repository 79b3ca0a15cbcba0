//! The fuzz targets without a fuzzer: each is run over the sample letters, and over thousands of
//! them with things put in, taken out and turned round, the same on every machine.
//!
//! `FUZZ_ROUNDS=100000 cargo test --release fuzz::` looks longer. A fuzzer, which follows the
//! program's own ways, finds more: `cargo +nightly fuzz run record fuzz/corpus/record letters`, or
//! `cargo +nightly fuzz run list fuzz/corpus/list fuzz/seeds/list`.

use std::panic::{AssertUnwindSafe, catch_unwind};

#[path = "../../fuzz/entries/check.rs"]
mod check;
#[path = "../../fuzz/entries/docx.rs"]
mod docx;
#[path = "../../fuzz/entries/html.rs"]
mod html;
#[path = "../../fuzz/entries/journal.rs"]
mod journal;
#[path = "../../fuzz/entries/list.rs"]
mod list;
#[path = "../../fuzz/entries/manifest.rs"]
mod manifest;
#[path = "../../fuzz/entries/office.rs"]
mod office;
#[cfg(feature = "pdf")]
#[path = "../../fuzz/entries/pdf.rs"]
mod pdf;
#[path = "../../fuzz/entries/prose.rs"]
mod prose;
#[path = "../../fuzz/entries/record.rs"]
mod record;
#[path = "../../fuzz/entries/state.rs"]
mod state;

/// Where records come from; other inputs have a folder of their own in `fuzz/seeds`.
const RECORDS: &[&str] = &["letters", "tests/readme", "tests/hostile"];

/// What is put in: what the syntaxes of records, Markdown and merge fields are made of.
const TOKENS: &[&str] = &[
    "---\n", "\n\n", ": ", "- ", "  - { ", " }", "[", "]", "&a ", "*a ", "!!str ", "|\n", ">-\n",
    "\"", "'", "\\", "#", "\t", "{{ schedule }}", "{{ meetings.", " | weekday }}", "*", "**", "_",
    "`", "<b>", "<script>", "[a](b)", "| a | b |\n|---|---|\n", "1. ", "> ", "2018-02-30",
    "2018-02-01/..", "9999-12-31", "10:00/25:00", "\u{0}", "\u{202e}", "\u{feff}", "\u{1f600}",
    "e\u{301}", "\r\n", "99999999999999999999", "-1", "null", "true",
];

/// A generator of numbers (xorshift64, Marsaglia 2003), so that every run is the same.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (end.max(1) as u64)).unwrap()
    }

    fn piece(&mut self, bytes: &[u8], most: usize) -> std::ops::Range<usize> {
        let start = self.below(bytes.len() + 1);
        let length = self.below(most.min(bytes.len() - start) + 1);
        start..start + length
    }
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let seeds = format!("fuzz/seeds/{name}");
    let own = [seeds.as_str()];
    let folders = if std::path::Path::new(&seeds).is_dir() { &own[..] } else { RECORDS };
    let mut paths: Vec<_> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap())
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file() && !path.to_string_lossy().ends_with(".schema.json"))
        .collect();
    paths.sort();
    let all: Vec<_> = (paths.iter())
        .map(|path| std::fs::read(path).unwrap())
        .filter(|bytes| bytes.len() < 20_000)
        .collect();
    assert!(!all.is_empty(), "no inputs for {name}");
    all
}

/// One input with a few changes.
fn changed(corpus: &[Vec<u8>], numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = corpus[numbers.below(corpus.len())].clone();
    for _ in 0..=numbers.below(4) {
        let at = numbers.below(bytes.len() + 1);
        match numbers.below(6) {
            0 => {
                let token = TOKENS[numbers.below(TOKENS.len())];
                bytes.splice(at..at, token.bytes());
            }
            1 => {
                let piece = numbers.piece(&bytes, 40);
                bytes.drain(piece);
            }
            2 => {
                let piece = numbers.piece(&bytes, 60);
                let copy = bytes[piece].to_vec();
                bytes.splice(at..at, copy);
            }
            3 => {
                let other = &corpus[numbers.below(corpus.len())];
                let piece = numbers.piece(other, 200);
                bytes.splice(at..at, other[piece].iter().copied());
            }
            4 if at < bytes.len() => bytes[at] ^= 1 << numbers.below(8),
            _ => bytes.truncate(at.max(bytes.len() / 2)),
        }
    }
    bytes
}

/// Runs an entry over the corpus and over `rounds` changed inputs; one that fails is shown.
fn over(name: &str, seed: u64, rounds: usize, entry: fn(&[u8])) {
    let rounds = match std::env::var("FUZZ_ROUNDS") {
        Ok(rounds) => rounds.parse().expect("FUZZ_ROUNDS is a number"),
        Err(_) => rounds,
    };
    let corpus = corpus(name);
    let mut numbers = Numbers(seed);
    let changed = (0..rounds).map(|_| changed(&corpus, &mut numbers));
    for bytes in corpus.clone().into_iter().chain(changed) {
        if catch_unwind(AssertUnwindSafe(|| entry(&bytes))).is_err() {
            let text = bytes.escape_ascii();
            panic!("{name} fails over this input:\n{text}");
        }
    }
}

#[test]
fn any_record_is_a_letter_or_findings() {
    over("record", 0x2545_F491_4F6C_DD1D, 3_000, record::run);
}

#[test]
fn any_record_is_checked() {
    over("check", 0x9E37_79B9_7F4A_7C15, 1_000, check::run);
}

#[test]
fn any_record_makes_a_page_without_script() {
    over("html", 0xD1B5_4A32_D192_ED03, 1_000, html::run);
}

#[test]
fn any_prose_is_in_normal_form() {
    let entry = |bytes: &[u8]| prose::run(&String::from_utf8_lossy(bytes));
    over("prose", 0x94D0_49BB_1331_11EB, 3_000, entry);
}

#[test]
fn any_list_ends() {
    over("list", 0xA076_1D64_78BD_642F, 2_000, list::run);
}

#[test]
fn any_word_template_is_refused_or_makes_a_letter() {
    over("docx", 0xE703_7ED1_A0B4_28DB, 300, docx::run);
}

#[test]
fn any_office_has_mistakes_or_writes() {
    over("office", 0x8EBC_6AF0_9C88_C6E3, 60, office::run);
}

#[test]
fn any_state_is_read_or_is_none() {
    over("state", 0x5899_65CC_7537_4CC3, 3_000, state::run);
}

#[test]
fn any_journal_stays_within_the_site() {
    over("journal", 0x1D8E_4E27_C47D_124F, 3_000, journal::run);
}

#[test]
fn any_manifest_is_read_or_is_none() {
    over("manifest", 0xEB44_ACCA_B455_D165, 2_000, manifest::run);
}

#[cfg(feature = "pdf")]
#[test]
fn any_pdf_is_read_within_bounds() {
    over("pdf", 0x9E6C_63D0_876A_68EE, 1_000, pdf::run);
}
