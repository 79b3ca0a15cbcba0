//! Words as a sentence needs them.

/// A text as it stands at the beginning of a line.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}

/// "1 letter", "2,000 letters".
pub(crate) fn count(number: usize, word: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{} {word}{ending}", thousands(number))
}

/// A number with commas between thousands.
pub(crate) fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_their_words() {
        let said = [0, 1, 2, 999, 1000, 1_234_567].map(|number| count(number, "letter"));
        let expected = [
            "0 letters", "1 letter", "2 letters", "999 letters", "1,000 letters",
            "1,234,567 letters",
        ];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_capital_may_be_two_letters() {
        assert_eq!(["état", "ß", ""].map(capital), ["État", "SS", ""]);
    }
}
