//! Direction: running text cut where its script turns round.
//!
//! A document symbol or a telephone number within Arabic stands in a left-to-right run (Word) or an
//! isolate (HTML) of its own, slashes and all, and keeps its order (Unicode Standard Annex 9).

/// Whether a character belongs to a script that runs from right to left.
pub(super) fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{200F}' | '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

/// Whether a character is Hebrew, which Word checks in another language than Arabic.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{05FF}' | '\u{FB1D}'..='\u{FB4F}')
}

/// The stretches of `text` that run one way each, with whether they run from right to left.
pub(super) fn stretches(text: &str, rtl: bool) -> Vec<(&str, bool)> {
    let mut out: Vec<(usize, bool)> = vec![(0, rtl)];
    let opposite = words(text, rtl);
    let mut at = 0;
    for (start, end) in opposite {
        // Two words of digits can share their last mark.
        let start = start.max(at);
        if start >= end {
            continue;
        }
        // Words that only a space parts belong to one stretch, or a comma that is not Arabic.
        if at > 0 && text[at..start].chars().all(|c| matches!(c, ' ' | '\u{A0}' | ',')) {
            out.pop();
        } else {
            out.push((start, !rtl));
        }
        out.push((end, rtl));
        at = end;
    }
    let ends = out
        .iter()
        .skip(1)
        .map(|s| s.0)
        .chain([text.len()])
        .collect::<Vec<_>>();
    out.iter()
        .zip(ends)
        .filter(|((s, _), e)| s < e)
        .map(|(&(s, d), e)| (&text[s..e], d))
        .collect()
}

/// The words that run against `rtl`, without the punctuation around them.
fn words(text: &str, rtl: bool) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut at = 0;
    let mut telephone = false;
    for word in text.split_inclusive(|c: char| c.is_whitespace()) {
        let against = if rtl {
            telephone = is_telephone(word, telephone);
            telephone || runs_left_to_right(word)
        } else {
            word.chars().any(is_rtl)
        };
        if against {
            let core = word.trim_matches(|c: char| !belongs(c, rtl));
            let start = at + word.find(core).unwrap_or(0);
            let end = start + core.len();
            if start < end {
                let floor = out.last().map_or(0, |(_, end)| *end);
                out.push(if rtl { with_figures(text, floor, start, end) } else { (start, end) });
            }
        }
        at += word.len();
    }
    out
}

/// A Latin word with the figures of its name: "Room 2", "ext. 5", and "300 East" where no word
/// stands before the figures. Figures turn round with the text that they stand in.
fn with_figures(text: &str, floor: usize, mut start: usize, mut end: usize) -> (usize, usize) {
    let is_figure = |c: char| c.is_ascii_digit();
    let word = &text[start..end];
    if word.contains('/') || !word.contains(char::is_alphabetic) {
        return (start, end);
    }
    let rest = &text[end..];
    let space = rest.strip_prefix('.').unwrap_or(rest);
    if let Some(number) = space.strip_prefix([' ', '\u{A0}']) {
        let after = number.trim_start_matches(is_figure);
        let clings = after.starts_with(|c: char| c.is_alphanumeric() || c == '/');
        if after.len() < number.len() && !clings {
            end = text.len() - after.len();
        }
    }
    if let Some(before) = text[floor.min(start)..start].strip_suffix([' ', '\u{A0}']) {
        let rest = before.trim_end_matches(is_figure);
        let alone = !rest.trim_end().ends_with(|c: char| c.is_alphanumeric());
        if rest.len() < before.len() && alone && !rest.ends_with(['/', '.', ':', '-']) {
            start = floor + rest.len();
        }
    }
    (start, end)
}

/// Whether a character at the edge of a word that runs against `rtl` belongs to it.
fn belongs(c: char, rtl: bool) -> bool {
    // A mark above a letter must not part from it.
    c.is_alphanumeric()
        || matches!(c, '\u{0300}'..='\u{036F}')
        || (rtl && c == '+')
        || (!rtl && is_rtl(c))
}

/// Whether a word begins a telephone number with its country, or goes on with one: the groups of
/// "+1 212 555 0100" would otherwise stand in reverse.
fn is_telephone(word: &str, goes_on: bool) -> bool {
    let figures = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
    let word = word.trim_matches(|c: char| !c.is_ascii_digit() && c != '+');
    match word.strip_prefix('+') {
        Some(rest) => figures(rest),
        None => goes_on && figures(word),
    }
}

/// Whether a word within right-to-left text has an order of its own: Latin letters, or figures
/// that slashes join ("72/313").
fn runs_left_to_right(word: &str) -> bool {
    // Arabic commas and question marks stand at the edge of a Latin word without making it Arabic.
    !word.chars().any(|c| is_rtl(c) && c.is_alphabetic())
        && (word.chars().any(char::is_alphabetic)
            || (word.contains('/') && word.chars().any(|c| c.is_ascii_digit())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_text_is_one_stretch() {
        assert_eq!(stretches("A/RES/72/313, of 2018", false), [("A/RES/72/313, of 2018", false)]);
        assert_eq!(stretches("", false), []);
    }

    #[test]
    fn a_symbol_in_arabic_stands_alone_without_its_punctuation() {
        assert_eq!(
            stretches("القرار A/RES/72/313، المؤرخ", true),
            [("القرار ", true), ("A/RES/72/313", false), ("، المؤرخ", true)]
        );
        assert_eq!(
            stretches("(A/70/623-S/2015/988).", true),
            [("(", true), ("A/70/623-S/2015/988", false), (").", true)]
        );
    }

    #[test]
    fn neighbouring_latin_words_stay_together() {
        assert_eq!(
            stretches("في General Assembly Hall.", true),
            [("في ", true), ("General Assembly Hall", false), (".", true)]
        );
    }

    #[test]
    fn figures_run_with_the_text_but_a_number_with_a_slash_does_not_turn() {
        assert_eq!(stretches("في 12 شباط", true), [("في 12 شباط", true)]);
        assert_eq!(stretches("المقرر 72/560", true), [("المقرر ", true), ("72/560", false)]);
    }

    #[test]
    fn the_figures_of_a_latin_name_stay_with_it() {
        assert_eq!(
            stretches("في Conference Room 2، يوم 5 شباط", true),
            [("في ", true), ("Conference Room 2", false), ("، يوم 5 شباط", true)]
        );
        assert_eq!(
            stretches("300 East 99th Street, New York, NY 10099", true),
            [("300 East 99th Street, New York, NY 10099", false)]
        );
        assert_eq!(
            stretches("(ext. 5) في القاعة 2 Hall", true),
            [("(", true), ("ext. 5", false), (") في القاعة 2 ", true), ("Hall", false)]
        );
    }

    #[test]
    fn a_telephone_number_keeps_the_order_of_its_groups() {
        assert_eq!(
            stretches("السيدة (+1 212 555 0100، في 12 شباط", true),
            [("السيدة (", true), ("+1 212 555 0100", false), ("، في 12 شباط", true)]
        );
    }

    #[test]
    fn an_arabic_name_in_latin_text_runs_its_own_way() {
        assert_eq!(
            stretches("by لانا نسيبة, who", false),
            [("by ", false), ("لانا نسيبة", true), (", who", false)]
        );
    }
}
