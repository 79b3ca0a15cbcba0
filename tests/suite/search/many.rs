//! Letters by the thousand, made of nothing: a few words are frequent, most are rare.

use chancery::archive::Card;
use chancery::letter::Day;
use chancery::register::{Entry, Filing, Meetings, Signer};

/// Numbers that look random and are the same every day (xorshift).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
}

/// The word of a number.
fn word(mut number: u64) -> String {
    const SYLLABLES: [&str; 20] = [
        "ka", "ne", "ro", "ti", "su", "ma", "ve", "lo", "di", "pa", "gre", "sto", "ing", "con",
        "ter", "al", "mi", "ca", "ble", "ex",
    ];
    let mut word = String::new();
    number += 20;
    while number > 0 {
        word.push_str(SYLLABLES[(number % 20) as usize]);
        number /= 20;
    }
    word
}

/// A letter of 300 words, by its number; later numbers are later letters.
pub fn letter(number: usize) -> (Card<'static>, String) {
    let number = number as u64;
    let mut numbers = Numbers((number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
    let mut text = String::new();
    for _ in 0..300 {
        // Ten in twenty thousand words make up a quarter of all texts.
        let share = (numbers.next() >> 11) as f64 / (1_u64 << 53) as f64;
        text.push_str(&word(20_000_f64.powf(share) as u64 - 1));
        text.push(' ');
    }
    text.push_str(&format!("A/RES/{}/{}", 60 + number % 20, number % 400));
    let day = Day::from_epoch(10_000 + (number / 8) as i64);
    let id = format!("{day}-office-{number}");
    let filing = Filing {
        id: id.clone().into(),
        office: format!("office-{}", number % 7).into(),
        date: Some(day.into()),
        refers: Vec::new(),
        encloses: Vec::new(),
    };
    let subject = word(number % 5_000);
    let entry = Entry {
        filing,
        kind: "letter".into(),
        language: "en".into(),
        rtl: false,
        sentence: format!(
            "Letter dated {day} from the President of the General Assembly, on {subject}"
        )
        .into(),
        subject: Some(word(number % 700).into()),
        reference: None,
        sender: "the President of the General Assembly".into(),
        addressees: vec!["All Permanent Representatives".into()],
        signatories: vec![Signer {
            name: format!("Miroslav Lajčák {}", word(number % 900)).into(),
            title: None,
            capacity: None,
        }],
        issued: None,
        received: None,
        zone: None,
        process: None,
        cites: Vec::new(),
        meetings: Meetings::default(),
    };
    let card = Card::new(entry, format!("{}/{id}", day.year()));
    (card, text)
}
