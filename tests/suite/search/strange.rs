//! Texts that no letter has, which the page must read as the index does.

use chancery::archive::search::{query, terms};
use serde_json::{Value, json};

use super::{languages, told};

/// What texts are made of: what joins words, marks alone, letters that fold to several, particles.
const PARTS: &[&str] = &[
    "a", "ae", "Ue", "Muel", "ler", "q", "s", "l", "d", "RES", "van", "der", "bin", "72", "313",
    "5", "2018", "02", "1", "000", "12345", "-", "–", "‐", "_", "'", "’", "·", ".", "/", ",", " ",
    " ", " ", "\u{a0}", "ü", "u\u{308}", "\u{308}", "\u{301}", "å", "Ø", "đ", "Đ", "ß", "ẞ", "ﬁ",
    "İ", "ı", "Æ", "œ", "ſ", "½", "Ⅷ", "№", "ё", "Й", "Σ", "ς", "ال", "وال", "و", "لل", "ب",
    "كتاب", "ة", "ته", "ون", "ئ", "ؤ", "ـ", "َ", "ٱ", "ﷲ", "ﻼ", "٣", "۷", "联", "合国", "年", "月",
    "日", "々", "が", "カ\u{3099}", "한", "𠀀", "🎉", "\u{200b}", "\u{200f}", "\u{feff}", "\u{ad}",
    "Ａ", "／", "－", "ǅ", "ŉ", "K", "organis", "February", "de", "mayo", "constructor",
    "__proto__", "party", "ies", "*", "@", "\\", "<", "&", "\u{0}",
];

/// The texts, and what they are read as, in the form of `words.json`.
pub fn texts() -> Value {
    let mut seed = 0x9E37_79B9_7F4A_7C15_u64;
    let mut next = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed >> 16) as usize % below
    };
    let mut texts: Vec<String> = (0..3_000)
        .map(|_| (0..=next(12)).map(|_| PARTS[next(PARTS.len())]).collect())
        .collect();
    texts.push("a-".repeat(200));
    texts.push("1/".repeat(200));
    texts.push("van ".repeat(200));
    // Every character once.
    let all: Vec<char> = ('\0'..=char::MAX).filter(|c| c.is_alphanumeric()).collect();
    for some in all.chunks(64) {
        texts.push(some.iter().map(|c| format!("{c} x{c}y ")).collect());
    }
    let known = languages().known();
    let read: Vec<_> = texts
        .iter()
        .map(|text| json!({ "text": text, "terms": terms(text, known) }))
        .collect();
    let asked = texts.iter().take(3_003).map(|text| {
        let words: Vec<_> = query(text, known).iter().map(told).collect();
        json!({ "query": text, "words": words })
    });
    json!({ "texts": read, "queries": asked.collect::<Vec<_>>() })
}
