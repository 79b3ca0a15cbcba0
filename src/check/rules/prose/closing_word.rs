//! The salutation's word missing in the close.

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::document::Role;
use crate::finding::Level;
use crate::language::List;
use crate::text::fold;

pub(super) static RULE: Rule = Rule {
    name: "closing-word",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the salutation's word does not return in the close",
    checks: "A close of the form \"Please accept, …, the assurances of …\" for the word of the salutation. Number \
             and the words before a name do not matter: \"Excellencies,\" and \"Excellency\" go together. \
             Closes of another form (\"Yours sincerely,\") are passed over.",
    why: "Who was greeted as Excellency and is left as Sir has been demoted within one page.",
    example: "Excellency,\n…\nPlease accept, Sir, the assurances of my highest consideration.",
    instead: "Please accept, Excellency, the assurances of my highest consideration.",
    source: "general practice of the United Nations; ST/DCS/4/Rev.1, paragraph 105",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    if letter.list(List::Accept).is_none() {
        return;
    }
    let (Some(salutation), Some(closing)) =
        (letter.part(Role::Salutation), letter.part(Role::Closing))
    else {
        return;
    };
    let word = salutation.trim().trim_end_matches([',', ':', '!', '.']);
    let courtesies = letter.list(List::Courtesies).unwrap_or_default();
    let bare = courtesies
        .iter()
        .find_map(|courtesy| word.strip_prefix(courtesy.as_str())?.strip_prefix(' '));
    let word = bare.unwrap_or(word);
    // Most closes say the word as it is.
    if word.is_empty() || closing.contains(word) || !accepts(letter, &closing) {
        return;
    }
    // Number and case of the word are free: Excellency, Excellencies.
    let same = letter.pairs(List::SameAddress).unwrap_or_default();
    let stem = |text: &str| {
        same.iter()
            .fold(fold(text), |text, (several, one)| text.replace(several.as_str(), one))
    };
    let said = stem(&closing);
    let returns = stem(word)
        .split(['/', ','])
        .map(str::trim)
        .any(|part| !part.is_empty() && said.contains(part));
    if returns {
        return;
    }
    let path = if letter.letter.closing.is_some() { "closing" } else { "salutation" };
    found.push(
        RULE.finding(format!(
            "the letter greets \"{word}\", and the close does not say the word again"
        ))
        .at(letter.record.place(path))
        .help(format!("Please accept, {word}, …")),
    );
}

/// Whether a close asks the addressee to accept something.
fn accepts(letter: &Piece<'_>, closing: &str) -> bool {
    letter
        .house
        .phrases
        .find(closing)
        .iter()
        .any(|hit| hit.list == List::Accept)
}
