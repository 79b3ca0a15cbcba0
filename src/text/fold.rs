//! Folding: the form in which names are compared. Lajčák and LAJCAK are one name.

use unicode_normalization::char::decompose_canonical;

/// What a lower-case letter of the Latin script is without the mark that Unicode does not take
/// from it.
pub(crate) fn latin(c: char) -> Option<&'static str> {
    Some(match c {
        'ł' => "l",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'þ' => "th",
        _ => return None,
    })
}

/// The letter that a composed character begins with.
pub(crate) fn base(c: char) -> char {
    let mut first = None;
    decompose_canonical(c, |part| first = first.or(Some(part)));
    first.unwrap_or(c)
}

/// A text without accents and case, for comparing names; an apostrophe is a straight one.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().flat_map(char::to_lowercase) {
        match c {
            c if c.is_ascii() => out.push(c),
            '’' => out.push('\''),
            c => match (latin(c), base(c)) {
                (Some(letters), _) => out.push_str(letters),
                (None, base) if base.is_ascii_alphabetic() => out.push(base),
                _ => out.push(c),
            },
        }
    }
    out
}

/// Whether two words differ in case alone.
pub(crate) fn is_alike(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() {
        return a.eq_ignore_ascii_case(b);
    }
    let lower = |text| str::chars(text).flat_map(char::to_lowercase);
    lower(a).eq(lower(b))
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn accents_and_case_are_no_other_name() {
        assert_eq!(fold("LAJČÁK"), "lajcak");
        assert_eq!(fold("Nguyễn O’Brien"), "nguyen o'brien");
        assert_eq!(fold("Ærø Straße"), "aero strasse");
        // Marks of other scripts make other letters.
        assert_eq!(fold("Королёв"), "королёв");
    }
}
