//! "Dear Mr. Li Xiaolong,": which of the words is the family name?

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::letter::Addressee;

pub(super) static RULE: Rule = Rule {
    name: "doubtful-family-name",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "the salutation calls by name, and the family name is not certain",
    checks: "The first addressee of a letter whose form of address calls by name, where the record says neither \
             `family` nor the salutation itself. Certain are a name with a comma (\"Okoro, Amina\"), one with words \
             in capitals (\"NAGATA Hiroshi\"), one that begins as family names do (\"van der Velde\", \"bin \
             Salman\"), and two words of which the first is no family name that often stands first. Of others the \
             salutation says the whole name. The words are those of `names.toml`.",
    why: "Whoever is greeted by the given name, or by half of the family name, stops reading there.",
    example: "to: { honorific: Mr., name: Li Xiaolong, form: by-name }",
    instead: "to: { honorific: Mr., name: Li Xiaolong, family: Li, form: by-name }",
    source: "general practice",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let (data, house) = (letter.letter, &letter.house);
    let Some(Addressee::Person(person)) = data.to.first() else { return };
    if data.salutation.is_some() {
        return;
    }
    let (form, _) = house.form_of(data);
    let by_name = house.language.form(form).is_some_and(|form| form.needs_name());
    if !by_name || !house.names.called(person).is_some_and(|called| called.doubtful) {
        return;
    }
    let name = person.name.as_deref().unwrap_or_default();
    found.push(
        RULE.finding(format!("which word of \"{name}\" is the family name is not certain"))
            .at(letter.record.place("to[0].name"))
            .help("add `family:`, in a list a column `family name`, or write it in capitals within the name"),
    );
}
