//! Figures for people.

use std::time::Duration;

/// "1.23 s", "45.6 ms".
pub(crate) fn time(time: Duration) -> String {
    match time.as_secs_f64() {
        seconds if seconds >= 1.0 => format!("{seconds:.2} s"),
        seconds => format!("{:.1} ms", seconds * 1e3),
    }
}

/// "85.3 MB".
pub(crate) fn bytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}

/// The same, or that nobody knows.
pub(crate) fn peak(bytes_or_none: Option<u64>) -> String {
    bytes_or_none.map_or("not told".to_owned(), bytes)
}

/// "2.5×".
pub(crate) fn ratio(of: Duration, to: Duration) -> String {
    format!("{:.2}×", of.as_secs_f64() / to.as_secs_f64().max(1e-9))
}

/// "10,000".
pub(crate) fn count(number: usize) -> String {
    let figures = number.to_string();
    let mut text = String::new();
    for (at, figure) in figures.chars().enumerate() {
        if at > 0 && (figures.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(figure);
    }
    text
}
