//! "Secretary General", "Members States".

use crate::check::fix::mended;
use crate::check::words::{begins_sentence, word_right_before};
use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;
use crate::language::List;

pub(super) static RULE: Rule = Rule {
    name: "set-name",
    family: Family::House,
    level: Level::Warning,
    most: Level::Warning,
    summary: "a set name has lost its hyphen or its plural",
    checks: "The pairs of `set-names` in words.toml and in the `[words.checker]` of office.toml, in prose and subject: \
             \"Secretary General\", \"Members States\", \"Security Counsel\". Offices of other organizations \
             (\"Secretary General of the Council of Europe\", \"the NATO Secretary General\"), and quotations are \
             passed over.",
    why: "The names of the Organization and its members are set, and their bearers read them first.",
    example: "the Secretary General and the Members States",
    instead: "the Secretary-General and the Member States",
    source: "United Nations Editorial Manual: capitals and hyphens of names",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(names) = letter.pairs(List::SetNames) else {
        return;
    };
    // What stands in other fields may be the title of somebody elsewhere.
    let passages = letter.own();
    for passage in passages.filter(|passage| passage.path().is_none_or(|path| path == "subject")) {
        let text = passage.text();
        for hit in passage.found(List::SetNames).iter().filter(|hit| hit.item % 2 == 0) {
            let Some((wrong, right)) = names.get(hit.item / 2) else { continue };
            let said = &text[hit.range()];
            let capitals = !said.chars().any(char::is_lowercase);
            let next = passage.after_space(hit.end);
            let others = passage.found_at(List::OfOthers, next).is_some()
                && passage.found_at(List::OfOurs, next).is_none()
                || text[hit.end..].starts_with(", ")
                    && text[next..]
                        .trim_start_matches([',', ' '])
                        .starts_with(char::is_uppercase);
            let before = word_right_before(text, hit.start);
            let start = text[..hit.start].trim_end().len() - before.len();
            let name = before.starts_with(char::is_uppercase) && !begins_sentence(text, start);
            // A longer word begins or ends with it.
            let held = text[..hit.start].ends_with('-') || text[hit.end..].starts_with('-');
            // Capitals and hyphens of the right form are found too, whatever its case.
            let is_right = said.split_whitespace().eq(right.split(' '));
            if capitals
                || others
                || name
                || held
                || is_right
                || said.chars().next().map(char::is_uppercase)
                    != wrong.chars().next().map(char::is_uppercase)
                || passage.is_address(hit.start)
                || passage.is_quotation(hit.start)
            {
                continue;
            }
            let finding = RULE
                .finding(format!("\"{said}\" is no set name"))
                .help(format!("write \"{right}\""));
            found.push(mended(finding, passage, hit.range(), right));
        }
    }
}
