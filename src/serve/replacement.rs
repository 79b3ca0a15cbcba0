//! The word that a finding names in place of a mistyped one.

use crate::finding::{Edit, Finding};
use crate::source::Place;

/// The change that puts the word that a finding names (“did you mean `room`?”) in place of the one
/// that it is about; none where it names none, or the wrong one is not plain to see.
pub(super) fn replacement(finding: &Finding, name: &str) -> Option<Edit> {
    let place = finding.place.as_ref().filter(|place| place.source().name() == name)?;
    let named = finding.help.iter().find_map(|help| {
        let named = help.strip_prefix("did you mean `")?.strip_suffix("`?")?;
        (!named.contains('`')).then_some(named)
    })?;
    let text = place.text();
    let quoted = finding.message.split('`').skip(1).step_by(2);
    let mut wrong = quoted.filter(|word| !word.is_empty() && text.matches(word).count() == 1);
    let (word, None) = (wrong.next()?, wrong.next()) else { return None };
    let start = place.range().start + text.find(word)?;
    let place = Place::new(place.source(), start..start + word.len());
    Some(Edit { place, text: named.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Source;

    #[test]
    fn the_word_that_a_finding_names_takes_the_place_of_the_wrong_one() {
        let source = Source::new("a.md", "roome: { x: 1 }\nrom: rom");
        let at = |range| Place::new(&source, range);
        let wrong = |message: &str, range| Finding::error("unknown-field", message).at(at(range));
        let edit = |finding: Finding| {
            let edit = replacement(&finding.help("did you mean `room`?"), "a.md")?;
            Some((edit.place.range(), edit.text))
        };
        let made = edit(wrong("`roome` is no field", 0..5));
        assert_eq!(made, Some((0..5, "room".to_owned())));
        assert_eq!(edit(wrong("`rom` is no field", 16..24)), None);
        assert_eq!(edit(wrong("no field", 0..5)), None);
    }
}
