//! Bold type for emphasis.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::check::{Family, Found, Piece, Rule, Scope};
use crate::finding::Level;

pub(super) static RULE: Rule = Rule {
    name: "bold-emphasis",
    family: Family::House,
    level: Level::Note,
    most: Level::Warning,
    summary: "words are emphasised by bold type",
    checks: "Bold words within sentences of the prose. A label that opens its paragraph or item, a cell of a table \
             and a paragraph that is bold as a whole, as a heading is, are passed over; so are quotations, which \
             may have been bold.",
    why: "A formal letter emphasises by its words. Bold deadlines are read as a reprimand.",
    example: "Proposals should be sent **no later than 5 p.m.**",
    instead: "Proposals should be sent no later than 5 p.m.",
    source: "United Nations Correspondence Manual, ST/DCS/4/Rev.1: no italics or bold for emphasis",
    scope: Scope::Letter(check),
};

fn check(letter: &Piece<'_>, found: &mut Found) {
    let Some(body) = letter.letter.body.as_ref().map(|body| body.0.as_str()) else {
        return;
    };
    if !body.contains("**") && !body.contains("__") {
        return;
    }
    let (mut fresh, mut quotes, mut tables) = (true, 0, 0);
    for (event, range) in Parser::new_ext(body, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::BlockQuote(_)) => quotes += 1,
            Event::End(TagEnd::BlockQuote(_)) => quotes -= 1,
            Event::Start(Tag::Table(_)) => tables += 1,
            Event::End(TagEnd::Table) => tables -= 1,
            Event::Start(Tag::Paragraph | Tag::Item | Tag::Heading { .. }) | Event::HardBreak => {
                fresh = true
            }
            Event::Start(Tag::Strong) if !fresh && quotes == 0 && tables == 0 => {
                let words = body[range.clone()].trim_matches(['*', '_']).replace('\n', " ");
                found.push(
                    RULE.finding(format!("\"{words}\" is bold"))
                        .at(letter.record.body_place(range))
                        .help("let the words carry the emphasis"),
                );
            }
            Event::Text(_) => fresh = false,
            _ => {}
        }
    }
}
