//! The reader of facts in texts that invite a reader to begin again and again.

use std::hint::black_box;

use chancery::{Engine, Templates};

use crate::{Curve, cost};

const PIECES: [&str; 38] = [
    "1, ", "1 and ", "1–", "1 000 ", "12", "1.1.", "1/", "10:00-", "10 to ", "3 to 5 and ",
    "February ", "February and ", "1 February to ", "Monday and ", "2018-02-", "(", "A/RES/ ",
    "a.b-", "A/1-", "resolution 1 (", "one hundred ", "twenty-", "quatre-vingt-", "de las ",
    "www.", "@ ", "二十", "1月", "1日、", "و", "والو ", "a-", "é\u{301}", "Conference Room ", "x",
    "New York ", "по ", "الساعة ",
];

/// The curves of the reader of each language.
pub(crate) fn curves(is_wanted: &dyn Fn(&str) -> bool) -> Vec<Curve> {
    let engine = Engine::new(Templates::embedded());
    let mut curves = Vec::new();
    for tag in ["en", "fr", "es", "ru", "ar", "zh"] {
        let subject = format!("facts: {tag}");
        if !is_wanted(&subject) {
            continue;
        }
        let house = engine.house("pga", Some(tag)).expect("a built-in language");
        for piece in PIECES {
            let points = [1_000, 8_000, 64_000].map(|size| {
                let text = piece.repeat(size / piece.len());
                (size, cost(|| black_box(house.reader().facts(&text))))
            });
            curves.push(Curve { subject: subject.clone(), shape: piece, points: points.into() });
        }
    }
    curves
}
