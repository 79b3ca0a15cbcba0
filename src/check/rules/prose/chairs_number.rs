//! "Co-Chairs" over one name, "Co-Chair" over two.

use crate::check::{Family, Found, Piece, Rule, Scope, words};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "chairs-number",
    family: Family::Prose,
    level: Level::Warning,
    most: Level::Warning,
    summary: "Co-Chairs with one signatory, or Co-Chair with several",
    checks: "\"As Co-Chairs\", \"capacity as Co-Facilitators\" and the like in the prose against the number of \
             signatories, the capacity of each signatory, which is one person's, and, as a note, an office of \
             several that signs by one. The Co-Chairs spoken of in the third person are passed over. English \
             letters only.",
    why: "Joint letters are signed jointly: a missing name looks like a missing consent.",
    example: "In our capacity as Co-Chairs …   (one signatory)",
    instead: "In my capacity as Co-Chair …, or the second signatory",
    source: "general practice",
    scope: Scope::Letter(check),
};

const OFFICES: &[&str] =
    &["Co-Chair", "Co-Facilitator", "Co-President", "Co-Convener", "Co-Convenor"];

fn check(letter: &Piece<'_>, found: &mut Found) {
    let signatories = &letter.letter.signatories;
    let count = signatories.len();
    if count == 0 || !letter.is_english() {
        return;
    }
    for (at, signatory) in signatories.iter().enumerate() {
        let plural = signatory.capacity.as_deref().and_then(|capacity| {
            OFFICES
                .iter()
                .find(|office| !words::find(capacity, &format!("{office}s")).is_empty())
        });
        if let Some(office) = plural {
            found.push(
                RULE.finding(format!("one person is {office}, not {office}s"))
                    .at(letter.record.place(&format!("signatories[{at}].capacity")))
                    .help(format!("write \"{office}\"")),
            );
        }
    }
    for passage in letter.prose.iter().filter(|passage| !passage.quoted) {
        for office in OFFICES {
            let wrong = if count == 1 { format!("{office}s") } else { (*office).to_owned() };
            for range in words::find(passage.text(), &wrong) {
                let before = passage.text()[..range.start].trim_end();
                let before = before.strip_suffix(" the").unwrap_or(before);
                if before.to_lowercase().ends_with("capacity as")
                    && !passage.is_quotation(range.start)
                {
                    let people = if count == 1 {
                        "one person signs".to_owned()
                    } else {
                        format!("{count} sign")
                    };
                    found.push(
                        RULE.finding(format!("\"{wrong}\", and {people}"))
                            .at(passage.place(range))
                            .related(letter.record.place("signatories"), "who signs")
                            .help("correct the word, or the signatories"),
                    );
                }
            }
        }
    }
    let office = &letter.house.office;
    let several = office.sender.names(true).0;
    let joint = OFFICES.iter().any(|word| several.contains(&format!("{word}s")));
    if count == 1 && joint && office.sender.usually_many() {
        found.push(
            RULE.finding(format!("one person signs for {several}"))
                .at(letter.record.place("signatories"))
                .level(Level::Note)
                .help("add the other signatory, if it is a joint letter"),
        );
    }
}
