//! The separators of a number that a cell shows: which of them parts the decimals is known by the
//! number that the sheet keeps.

use crate::merge::table::Doubt;

/// The separators of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Marks {
    /// 1,234.50, as formats of Excel are kept.
    English,
    /// Those of whatever language the sheet was written in.
    Any,
}

/// The number in what a cell shows, if it has separators; none where what looks like one is part
/// of a code, such as the dots of 01.23.45.67.
pub(super) fn find(shown: &str, number: f64, marks: Marks) -> Option<Doubt> {
    let is_mark = |c: char| match marks {
        Marks::English => matches!(c, '.' | ','),
        // No-break spaces, thin ones too.
        Marks::Any => matches!(c, '.' | ',' | '\'' | '’' | '\u{A0}' | '\u{2009}' | '\u{202F}'),
    };
    let stretches = shown.split(|c: char| !c.is_ascii_digit() && !is_mark(c));
    let stretches = stretches.map(|stretch| stretch.trim_matches(|c: char| is_mark(c)));
    stretches
        .filter(|stretch| stretch.contains(|c: char| is_mark(c)))
        .find_map(|stretch| {
            let start = stretch.as_ptr() as usize - shown.as_ptr() as usize;
            let after = &shown[start + stretch.len()..];
            let english = as_english(stretch, after, number.abs(), marks)?;
            Some(Doubt::Number { shown: stretch.to_owned(), english })
        })
}

/// The number as English writes it, where a reading of it is the number of the cell.
fn as_english(stretch: &str, after: &str, number: f64, marks: Marks) -> Option<String> {
    let last = stretch.char_indices().rfind(|(_, c)| !c.is_ascii_digit())?;
    let decimal = match marks {
        Marks::English => last.1 == '.',
        Marks::Any => matches!(last.1, '.' | ','),
    };
    let split = (stretch[..last.0].to_owned(), stretch[last.0 + last.1.len_utf8()..].to_owned());
    let readings = [Some(split).filter(|_| decimal), Some((stretch.to_owned(), String::new()))];
    // 1.5k of 1500, 15.5% of 0.155.
    let scales = [1.0, 100.0, 1000.0, 1e-3, 1e-6, 1e-9];
    scales.iter().find_map(|scale| {
        readings.iter().flatten().find_map(|(whole, decimals)| {
            let grouped = groups(whole)?;
            let plain = format!("{}.{decimals}0", grouped.replace(',', ""));
            let power = 10_f64.powi(exponent(after));
            let read = plain.parse::<f64>().ok()? * power;
            let places = i32::try_from(decimals.len()).ok()?;
            let near = 0.5001 * 10_f64.powi(-places) * power + number * scale * 1e-12;
            ((read - number * scale).abs() <= near).then(|| match decimals.as_str() {
                "" => grouped,
                decimals => format!("{grouped}.{decimals}"),
            })
        })
    })
}

/// A whole number with commas between its groups of three, if it has groups; none where they are
/// of another length, or parted by different marks.
fn groups(whole: &str) -> Option<String> {
    let mut marks = whole.chars().filter(|c| !c.is_ascii_digit());
    let Some(mark) = marks.next() else { return Some(whole.to_owned()) };
    let parts: Vec<_> = whole.split(mark).collect();
    let same = marks.all(|other| other == mark);
    let (first, rest) = parts.split_first()?;
    let three = rest.iter().all(|part| part.len() == 3) && (1..=3).contains(&first.len());
    (same && three).then(|| parts.join(","))
}

/// The power of ten behind a number: 4 of 1.23E+04.
fn exponent(after: &str) -> i32 {
    let Some(rest) = after.strip_prefix(['E', 'e']) else { return 0 };
    let end = rest
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || *at == 0 && matches!(c, '+' | '-')));
    let figures = &rest[..end.map_or(rest.len(), |(at, _)| at)];
    figures.parse::<i32>().unwrap_or_default().clamp(-300, 300)
}
